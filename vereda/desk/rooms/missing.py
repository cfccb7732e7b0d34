"""Reports of missing persons as the desk shows them: who may see which part, what is proposed, what was heard and told."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from vereda.access.door import Action, NotForYou, Part, Reader, RecordClass, log_read, may, relation_to
from vereda.countries.door import pack
from vereda.desk.dates import lasting, shortday
from vereda.desk.frame import ON_THE_PATH
from vereda.desk.labels import Labels
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.words import missing as words
from vereda.encounters.door import MINORS, Encounter, Filter, encounters
from vereda.people import door as people
from vereda.rescue import door as rescue
from vereda.tracing import door as tracing
from vereda.tracing.door import Because, MissingFile, MissingReport, Tell, Way

CHILDREN = frozenset(MINORS)
CHOICES_DAYS = 30
"""How far back encounters are offered in which somebody may have been found."""


@dataclass(frozen=True)
class Sees:
    """What the reader may do here: `text` the part that helps to look for somebody; `whole` also who seeks and what is told."""

    group: str
    whole: bool
    writes: bool
    decides: bool
    names: bool


def sees(reader: Reader) -> Sees:
    """Return what the reader may see and do with files of the own group. Raises NotForYou for who sees nothing of them."""
    # is_case: files are not assigned yet, and whoever works on cases of the group has none of them
    relation = relation_to(reader, country=reader.country, groups=[reader.group], is_case=False)
    k6 = RecordClass.K6
    if not reader.group or not may(reader, k6, Action.READ, relation, Part.ALERT_TEXT):
        raise NotForYou
    whole = may(reader, k6, Action.READ, relation)
    return Sees(
        group=reader.group,
        whole=whole,
        writes=may(reader, k6, Action.WRITE, relation, Part.ALERT_TEXT),
        decides=whole and may(reader, k6, Action.WRITE, relation),
        names=whole or may(reader, RecordClass.K2, Action.READ, relation),
    )


def seen_by(row: MissingFile, can: Sees) -> MissingFile:
    """Return a file as this reader may know it: until the person found allows something, only the coordination knows of it.

    To everybody else it looks as one that is traced: nobody goes out, and who asks for the seeker learns nothing (SEC-048).
    """
    if can.whole or row.located_at is None or _may_be_known(row):
        return row
    hidden = copy(row)
    hidden.way = Way.TRACING.value if row.way == Way.UNDECIDED else row.way
    hidden.located_at = hidden.located_on = hidden.encounter = hidden.mission = hidden.located_entry = None
    hidden.located_by = hidden.located_author = ""
    return hidden


def _may_be_known(row: MissingFile) -> bool:
    """Tell whether the person found allows that something is told."""
    return bool(tracing.ALLOWED[tracing.standing_wish(row)])


def in_order(rows: Sequence[MissingFile], can: Sees) -> list[MissingFile]:
    """Return open files as this reader may know them, in an order that says no more than they do."""
    return sorted((seen_by(row, can) for row in rows), key=tracing.place_in_list)


@dataclass(frozen=True)
class Listed:
    """A file in a list. name: '' where the reader may not know it, or nobody does."""

    row: MissingFile
    name: str
    who: str
    way: str
    since: str
    fresh: bool
    due: bool


def listed(reader: Reader, can: Sees, rows: Sequence[MissingFile], now: datetime) -> list[Listed]:
    """Return files in words, and log the look at names."""
    labels = Labels(reader.country)
    names = {row.person: name_of(row) for row in rows} if can.names else {}
    if any(names.values()):
        log_read(reader, RecordClass.K2, subjects=[row.person for row in rows if names[row.person]])
    return [
        Listed(
            row=row,
            name=names.get(row.person, ""),
            who=who(row, labels),
            way=way_said(row, can),
            since=lasting(now - row.last_contact_at) if row.last_contact_at else "",
            fresh=not row.located_at and row.way == Way.UNDECIDED and proposal(row, now).is_fresh,
            due=not row.located_at and row.next_on <= timezone.localtime(now).date(),
        )
        for row in rows
    ]


def who(row: MissingFile, labels: Labels) -> str:
    """Return who is sought, without a name: 'Mujer, 18 a 29 años · <país>'."""
    return f"{labels.one(row.sex, row.age_band)} · {labels.nationality(row.nationality)}"


def way_said(row: MissingFile, can: Sees) -> str:
    """Return how it stands, in two words. Why a file was closed tells whether somebody was found: it is for the coordination."""
    if row.close_reason and not can.whole:
        return _("Cerrado por la coordinación")
    if row.close_reason:
        return words.said(words.CLOSED, row.close_reason)
    return _("Se encontró") if row.located_at else words.said(words.WAYS, row.way)


def name_of(row: MissingFile) -> str:
    """Return the name of the person sought, '' when it was never told or was erased. The caller logs it."""
    person = people.person_of(row.person)
    identity = people.identity(person) if person else None
    return name_said(identity) if identity else ""


def name_said(identity: people.Identity) -> str:
    """Return the names of somebody as they are said: 'Xóchitl Turquesa «Chata»'."""
    called = f"«{identity.nickname}»" if identity.nickname else ""
    return " ".join(part for part in (identity.given, *identity.families, called) if part)


def proposal(row: MissingFile, now: datetime) -> tracing.Judged:
    """Return whether an alert is proposed."""
    return tracing.judged(last_contact_at=row.last_contact_at, danger=tracing.sealed.danger(row), age_band=row.age_band, now=now)


def reasons(judged: tracing.Judged) -> list[str]:
    """Return the reasons of a proposal in words; how long ago is said beside."""
    return [words.said(words.BECAUSE, one) for one in judged.because if one is not Because.LONG_AGO or judged.hours is not None]


def can_alert(row: MissingFile, now: datetime) -> bool:
    """Tell whether an alert may be opened now: none of it is open, and somebody heard of the person within a month."""
    too_old = row.last_contact_at is not None and now - row.last_contact_at > timedelta(hours=tracing.ALERT_MOST_H)
    return not too_old and open_alert(row) is None


def open_alert(row: MissingFile) -> rescue.Alert | None:
    """Return the alert of a file while it is open, or its mission is."""
    found = rescue.alert(row.alert, row.group, row.country) if row.alert else None
    if found is None:
        return None
    main = rescue.main_of(found)
    mission = rescue.mission(main.mission, row.group, row.country) if main.mission else None
    return main if not main.outcome or (mission and not mission.closed_at) else None


@dataclass(frozen=True)
class Seeker:
    """Who seeks, as far as the reader may know."""

    row: MissingReport
    name: str
    call_back: str
    consent: list[str]
    may_name: bool
    note: str


def seeker(reader: Reader, row: MissingReport) -> Seeker:
    """Return who seeks, and log the look: only for who may see the whole."""
    log_read(reader, RecordClass.K6, subject=row.subject)
    told = tracing.sealed.seeker(row)
    return Seeker(
        row=row,
        name=told.name if told else "",
        call_back=told.call_back if told else "",
        consent=[words.said(words.CONSENT, code) for code in row.consent],
        may_name=tracing.ConsentFor.NAME in row.consent,
        note=tracing.sealed.note(row),
    )


def signs(row: MissingFile) -> list[tuple[str, str]]:
    """Return by what the person can be known: (what, in words)."""
    told = tracing.sealed.described(row)
    if told is None:
        return []
    said = (
        (_("También le dicen"), told.also_called),
        (_("Señas: tatuajes, cicatrices, lentes"), told.marks),
        (_("Ropa y lo que lleva"), told.clothing),
        (_("Con quién iba"), told.companions),
        (_("Ruta"), told.route),
        (_("Teléfono que usaba"), told.phone_last_used),
    )
    return [(name, value) for name, value in said if value]


def exact_place(reader: Reader, row: MissingFile) -> str:
    """Return the exact place of the last contact while it exists, for who looks to help or to rescue."""
    found = tracing.sealed.exact_place(row) if reader.purpose in ON_THE_PATH else None
    if not found:
        return ""
    point = f"{found['lat']:.5f}, {found['lon']:.5f}" if found.get("lat") is not None else ""
    return " · ".join(part for part in (found.get("place") or "", point) if part)


def place_to_search(row: MissingFile) -> dict[str, Any]:  # Any: fields of Where
    """Return what an alert takes of the exact place: the point, or the words where there is none.

    Words that hold a name of the person or of who seeks stay in the file: what an alert seals is not erased with the person.
    """
    exact = tracing.sealed.exact_place(row) or {}
    point = {name: exact[name] for name in ("lat", "lon", "accuracy_m") if exact.get(name) is not None}
    words_ = str(exact.get("place") or "")
    if "lat" in point or not words_ or _names_of(row).intersection(people.name_tokens([words_])):
        return point
    return {"place": words_}


def _names_of(row: MissingFile) -> set[str]:
    """Return the words by which the person, or who seeks, could be known."""
    report, told = tracing.report(row.report, row.group, row.country), tracing.sealed.described(row)
    seeker_ = tracing.sealed.seeker(report) if report else None
    said = (name_of(row), told.also_called if told else "", seeker_.name if seeker_ else "")
    return set(people.name_tokens(said))


@dataclass(frozen=True)
class Lead:
    """Somebody says to have seen the person."""

    lead: str
    at: datetime
    who: str
    source: str
    reliability: str
    seen_on: str
    place: str
    words: str


def leads(row: MissingFile, labels: Labels) -> list[Lead]:
    """Return the leads of a file, the latest first."""
    names = names_of({one["author"] for one in row.leads})
    made = []
    for one in row.leads:
        place = one["place"]
        made.append(
            Lead(
                lead=one["lead"],
                at=datetime.fromisoformat(one["at"]),
                who=who_is(one["author"], names),
                source=words.said(words.LEAD_FROM, one["source"]),
                reliability=words.said(words.RELIABILITY, one["reliability"]),
                seen_on=shortday(date.fromisoformat(one["seen_on"])) if one["seen_on"] else "",
                place=labels.place(place["state"], place["municipality"]) if place["state"] else "",
                words=tracing.sealed.lead_words(row, one["words"]),
            )
        )
    return made


def reviews(row: MissingFile) -> list[tuple[datetime, str, str]]:
    """Return when it was looked again, by whom and where; the latest first."""
    names = names_of({one[2] for one in row.reviews})
    said = [(datetime.fromisoformat(one[1]), who_is(one[2], names), words.listed(words.LOOKED, one[3])) for one in row.reviews]
    return said[::-1]


@dataclass(frozen=True)
class Telling:
    """What may be told to the seeker now. why_not: for each thing that may not."""

    wish: str
    told: list[tuple[datetime, str, str]]
    may: list[tuple[str, str]]
    why_not: Any  # FieldError or None
    risks: list[tuple[str, str]]


def telling(row: MissingFile, why_not: dict[Tell, Any]) -> Telling:  # Any: as above
    """Return what was told, what may be told, and why nothing may."""
    names = names_of({one[3] for one in row.told})
    may_be = [(one.value, words.said(words.TELLS, one)) for one in Tell if why_not[one] is None]
    read = tracing.sealed.risks(row)
    wish = tracing.standing_wish(row)
    return Telling(
        wish=words.said(words.WISHES, wish) if wish else "",
        told=[(datetime.fromisoformat(one[1]), words.said(words.TELLS, one[2]), who_is(one[3], names)) for one in row.told],
        may=may_be,
        why_not=None if may_be else why_not[Tell.ALIVE],
        risks=[
            (words.listed(words.RISK, list(one.signs)), words.said(words.VERDICTS, one.verdict))
            if one
            else ("", _("No se puede leer en esta computadora"))
            for one in read
        ],
    )


def met_lately(row: MissingFile, now: datetime) -> list[Encounter]:
    """Return the encounters of the group in which the person may have been found, the latest first."""
    since = max(row.opened_at, now - timedelta(days=CHOICES_DAYS)) - timedelta(days=1)
    rows = encounters(row.group, row.country, Filter(from_on=timezone.localtime(since).date()))
    return [one for one in rows[:60] if not one.joined_into and not one.is_aggregate]


def forensic_bodies(country: str, now: datetime) -> list[tuple[str, str]]:
    """Return whom the pack names that receives the dead or keeps the register of the missing."""
    rows = (row for role in sorted(tracing.FORENSIC_ROLES) for row in pack(country).institutions_with(role))
    return [(row.code, row.name) for row in rows if row.holds_on(now.date())]


def twins(row: MissingFile) -> list[MissingFile]:
    """Return the other open files of the group to which this one can be joined."""
    return [one for one in tracing.open_files(row.group, row.country) if one.subject != row.subject]


def siblings(row: MissingFile) -> list[MissingFile]:
    """Return the other persons of the same report."""
    return [one for one in tracing.of_report(row.report, row.group, row.country) if one.subject != row.subject]


def row_of(subject: UUID, can: Sees, reader: Reader) -> MissingFile:
    """Return a file of the group; what belongs to another is not there."""
    found = tracing.file(subject, can.group, reader.country)
    if found is None:
        raise NotForYou
    return found
