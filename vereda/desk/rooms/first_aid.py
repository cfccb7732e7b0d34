"""A record of first aid as its page shows it: the whole for who holds the class, what must not be given for who does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from vereda.access.door import Action, Part, Reader, RecordClass, may, relation_to
from vereda.desk.dates import clock, shortday
from vereda.desk.labels import Labels, label
from vereda.desk.rooms import first_aid_advice, first_aid_triage
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.words import first_aid as words
from vereda.encounters.door import Sex
from vereda.medical.door import Colour, FirstAid, Flags, Given, Known, Line, Signs, Told, Triaged, VitalSet, records
from vereda.medical.rules import Trend, complaints, degrees, named_signs, trends

NOTE_SHOWN = 80
GLASGOW = "Glasgow"
COUNTED = ("respirations", "spo2", "systolic", "pulse", "temperature_c", "pain", "muac_mm")


@dataclass(frozen=True)
class Measured:
    """A set in words. line: its name; score: '' where there is none; advice: what the rules say of it today."""

    line: str
    at: datetime
    who: str
    said: Sequence[tuple[str, str]]
    score: str
    advice: Sequence[first_aid_advice.Advice]


@dataclass(frozen=True)
class Done:
    """Something that was done, in words."""

    line: str
    at: datetime
    who: str
    said: str


@dataclass(frozen=True)
class Sorted:
    """A triage in words. colour None: it opens no more, or not here; rule: which, in the version of then."""

    at: datetime
    who: str
    colour: Colour | None
    said: str
    rule: str
    path: Sequence[str]


@dataclass(frozen=True)
class Moved:
    """A value over time. points: (when, value); change: '' for one alone."""

    name: str
    points: Sequence[tuple[datetime, str]]
    change: str


@dataclass(frozen=True)
class Whole:
    """All that is told. told None: it opens no more, or not on this machine. several: others wrote something else, unaware."""

    told: Told | None
    several: int
    facts: Sequence[tuple[str, str]]
    vitals: Sequence[Measured]
    moved: Sequence[Moved]
    treatments: Sequence[Done]
    triages: Sequence[Sorted]
    outcome: str
    advice: Sequence[first_aid_advice.Advice]


def may_read(reader: Reader, row: FirstAid) -> bool:
    """Tell whether the reader may open the whole record for this purpose."""
    return may(reader, RecordClass.K3, Action.READ, _relation(reader, row))


def may_read_flags(reader: Reader, row: FirstAid) -> bool:
    """Tell whether the reader may know what must not be given, and never why."""
    return may(reader, RecordClass.K3, Action.READ, _relation(reader, row), Part.SAFETY_FLAG)


def _relation(reader: Reader, row: FirstAid) -> Any:  # Any: scopes, as access has them
    return relation_to(reader, country=row.country, groups=[row.group])


def warned(flags: Flags | None) -> list[str]:
    """Return what everybody who helps is told."""
    if flags is None:
        return []
    found = [words.said(words.FLAGS, flag) for flag in flags.flags]
    return ([_("No dar: {what}").format(what=flags.not_to_give)] if flags.not_to_give else []) + found


def whole(row: FirstAid, labels: Labels) -> Whole:
    """Return a record in words."""
    tellings = records.tellings(row)
    told = tellings[-1] if tellings else None
    vitals, given, sorted_ = records.vitals(row), records.treatments(row), records.triages(row)
    names = names_of({one.author for one in (*vitals, *given, *sorted_)})
    sets = [(one.told.taken_at, counts_of(one.told)) for one in vitals if one.told]
    return Whole(
        told=told,
        several=len(tellings),
        facts=list(_facts(told)) if told else [],
        vitals=[_measured(one, told, names) for one in vitals],
        moved=[_moved(one) for one in trends(sets)],
        treatments=[_done(one, names) for one in given],
        triages=[_sorted(one, names) for one in sorted_],
        outcome=ended(row),
        advice=first_aid_advice.advice(told, None) if told else [],
    )


def counts_of(vitals: VitalSet) -> dict[str, int | None]:
    """Return the values of a set that can rise and fall; temperature in tenths, the score among them."""
    found: dict[str, int | None] = {name: getattr(vitals, name, None) for name in COUNTED}
    found["temperature_c"] = vitals.temperature_tenths
    found["score"] = vitals.scored.total if vitals.scored else None
    return found


def ended(row: FirstAid) -> str:
    """Return how it ended in words, with where they were taken while that is known; '' while it goes on."""
    found = records.outcome(row)
    if found is None:
        return ""
    place = records.taken_to(row)
    said = words.said(words.OUTCOMES, found.told) if found.told else _("Sellado; en esta computadora no se abre")
    return f"{said}: {place}" if place else said


def who(told: Told) -> str:
    """Return who it is without a name: sex and age as far as they are known."""
    sex = {Sex.F: _("Mujer"), Sex.M: _("Hombre"), Sex.X: _("Persona")}.get(told.sex, "")
    return ", ".join(part for part in (sex, age(told)) if part)


def age(told: Told) -> str:
    """Return how old somebody is, '' where that is not known."""
    if told.age_months is not None:
        return _("{n} meses").format(n=told.age_months)
    return _("{n} años").format(n=told.age_years) if told.age_years is not None else ""


def danger(told: Told) -> str:
    """Return the danger signs that were seen, in words."""
    known = {one.code: label(one) for of in Signs for one in named_signs(of)}
    return "; ".join(known.get(code, code) for code in told.signs)


def _facts(told: Told) -> Iterator[tuple[str, str]]:
    yield from tapped(told)
    beside = ((_("Segunda revisión"), told.checked_by), (_("Nota"), told.note))
    yield from ((name, said) for name, said in ((_("Alergias: no dar"), told.allergies), *sample(told), *beside) if said)


def sample(told: Told) -> list[tuple[str, str]]:
    """Return what was typed of medicines, past, last meal and events, in that order; '' where nothing was."""
    return [
        (_("Medicamentos"), told.medicines),
        (_("Medicamentos que perdió"), told.medicines_lost),
        (_("Antecedentes"), told.past),
        (_("Última comida y bebida"), told.last_meal),
        (_("Qué pasó"), told.events),
    ]


def medicines_said(told: Told) -> str:
    """Return what somebody takes and what was lost, in one line."""
    lost = _("perdió: {what}").format(what=told.medicines_lost) if told.medicines_lost else ""
    return "; ".join(part for part in (told.medicines, lost) if part)


def tapped(told: Told) -> Iterator[tuple[str, str]]:
    """Yield who it is, what is wrong and how it came about, as it was tapped."""
    yield _("Quién es"), who(told) or _("sin dato")
    yield (
        _("Qué le pasa"),
        words.begun("; ".join(complaint(code) for code in told.complaints)) or _("sin dato"),
    )
    yield _("Cómo pasó"), words.said(words.MECHANISMS, told.mechanism)
    if told.pregnant != Known.UNKNOWN:
        yield _("Embarazo"), words.said(words.KNOWN, told.pregnant)
    if told.signs:
        yield _("Signos de peligro"), danger(told)


def _measured(one: Line[VitalSet], told: Told | None, names: dict[str, str]) -> Measured:
    who_, sealed = who_is(one.author, names), one.told
    if sealed is None:
        return Measured(one.line, timezone.localtime(one.at), who_, [], "", [])
    if sealed.measured_by:
        who_ = _("midió {measured}; escribió {wrote}").format(measured=sealed.measured_by, wrote=who_)
    score = sealed.scored
    said = f"{score.total} · {words.said(words.BANDS, score.band)} ({score.rule})" if score else ""
    at = timezone.localtime(sealed.taken_at)
    advised = first_aid_advice.advice_of_set(told, sealed) if told else []
    return Measured(one.line, at, who_, list(values(sealed)), said, advised)


def values(vitals: VitalSet) -> Iterator[tuple[str, str]]:
    """Yield the measured values of a set in words, with their units."""
    for name, value in counts_of(vitals).items():
        if value is not None and name != "score":
            yield words.said(words.PARTS, name), valued(name, value)
    yield from worded(vitals)


def worded(vitals: VitalSet) -> Iterator[tuple[str, str]]:
    """Yield what of a set is told in words: air or oxygen, how awake, Glasgow, swollen feet."""
    if vitals.oxygen is not None:
        yield words.said(words.PARTS, "oxygen"), _("sí") if vitals.oxygen else _("no")
    if vitals.consciousness is not None:
        yield words.said(words.PARTS, "consciousness"), words.said(words.CONSCIOUSNESS, vitals.consciousness)
    if vitals.eyes is not None or vitals.verbal is not None or vitals.motor is not None:
        yield (
            GLASGOW,
            " ".join(
                f"{name}{part or '-'}" for name, part in zip("EVM", (vitals.eyes, vitals.verbal, vitals.motor), strict=True)
            ),
        )
    if vitals.oedema:
        yield _("Pies hinchados"), _("sí, los dos")


def valued(name: str, value: int) -> str:
    """Return a value as it is read, with its unit."""
    said = str(degrees(value)) if name == "temperature_c" else str(value)
    unit = words.UNITS.get(name, "")
    return f"{said} {unit}".strip()


def _moved(one: Trend) -> Moved:
    points = [(timezone.localtime(at), valued(one.name, value)) for at, value in one.points]
    if one.change is None or one.direction is None:
        return Moved(words.said(words.PARTS, one.name), points, "")
    amount = degrees(abs(one.change)) if one.name == "temperature_c" else abs(one.change)
    said = words.said(words.DIRECTIONS, one.direction)
    return Moved(words.said(words.PARTS, one.name), points, f"{said} {amount}" if one.change else said)


def _done(one: Line[Given], names: dict[str, str]) -> Done:
    who_ = who_is(one.author, names)
    if one.told is None:
        return Done(one.line, timezone.localtime(one.at), who_, _("Sellado; en esta computadora no se abre"))
    return Done(one.line, timezone.localtime(one.told.given_at), who_, given_said(one.told))


def _sorted(one: Line[Triaged], names: dict[str, str]) -> Sorted:
    who_, told = who_is(one.author, names), one.told
    if told is None:
        return Sorted(timezone.localtime(one.at), who_, None, _("Sellado; en esta computadora no se abre"), "", [])
    said = words.said(words.COLOURS, told.colour)
    return Sorted(timezone.localtime(told.triaged_at), who_, told.colour, said, told.rule, first_aid_triage.path_of(told))


def colour_words() -> Mapping[Colour, str]:
    """Return the word of each colour."""
    return {colour: words.said(words.COLOURS, colour) for colour in Colour}


def triage_drawn() -> dict[str, Any]:  # Any: what the page draws
    """Return what every page needs to draw a colour."""
    return {"shapes": first_aid_triage.SHAPES, "colour_words": colour_words()}


def given_said(given: Given) -> str:
    """Return what was done with its words and its dose."""
    said = words.said(words.TREATMENTS, given.what)
    return " · ".join(part for part in (said, given.said, given.dose) if part)


def moment(at: datetime) -> str:
    """Return a day and hour of the post."""
    local = timezone.localtime(at)
    return f"{shortday(local)} {clock(local)}"


@dataclass(frozen=True)
class Opened:
    """What is opened of several records for one list. told: of those whose flags may be known; stands: of those read whole."""

    told: Mapping[UUID, Sequence[Told]]
    stands: Mapping[UUID, Triaged]


def opened(rows: Sequence[FirstAid], reader: Reader) -> Opened:
    """Return what the reader's list needs, in one look each."""
    told = records.tellings_of(row for row in rows if may_read_flags(reader, row))
    return Opened(told, records.stands_of(row for row in rows if may_read(reader, row)))


def colours(there: Opened) -> list[tuple[Colour, str, str, int]]:
    """Return how many stand at each colour, for who may read them; nothing where nobody was triaged or nothing may be read."""
    found = [one.colour for one in there.stands.values()]
    if not found:
        return []
    return [(one, shape, words.said(words.COLOURS, one), found.count(one)) for one, shape in first_aid_triage.SHAPES.items()]


def listed(rows: Sequence[FirstAid], there: Opened) -> list[dict[str, Any]]:  # Any: what the page draws
    """Return the records of an encounter as a list shows them: when, by whom, what must not be given; the most urgent first."""
    names = names_of({row.author for row in rows})
    return [
        {
            "subject": row.subject,
            "at": timezone.localtime(row.opened_at),
            "who": who_is(row.author, names),
            "warned": warned(records.flags_in(there.told.get(row.subject, ()))),
            "triage": there.stands.get(row.subject),
            "note": _mark(there, row.subject),
            "sets": len(row.vitals),
            "is_ended": bool(row.outcome),
        }
        for row in sorted(rows, key=lambda one: _urgency(there.stands.get(one.subject)))
    ]


def _urgency(triaged: Triaged | None) -> int:
    """Return the place in the order in which help goes; of who was not triaged, or may not be known, the last."""
    order = list(first_aid_triage.SHAPES)
    return order.index(triaged.colour) if triaged else len(order)


def _mark(there: Opened, record: UUID) -> str:
    """Return how to find somebody again who was triaged, as it was noted."""
    told = there.told.get(record, ())
    return told[-1].note[:NOTE_SHOWN] if record in there.stands and told else ""


def complaint(code: str) -> str:
    """Return what a complaint is called; one that only a newer phone knows stands by its code: it is not hidden."""
    found = complaints().get(code)
    return label(found) if found else code
