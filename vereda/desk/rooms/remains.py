"""Files of people found dead as the desk shows them: what is known, what is owed, sealed words for who may read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.access.door import Action, Purpose, Reader, RecordClass, log_read, may, relation_to
from vereda.countries.door import pack
from vereda.desk.dates import clock, lasting, shortday
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import history
from vereda.desk.rooms.noticed import Asked, Level, Notice, Part
from vereda.desk.rooms.remains_wording import institution_said
from vereda.desk.words import remains as words
from vereda.groups import door as groups
from vereda.logbook.door import Told
from vereda.rescue import door as rescue
from vereda.rescue.door import Remains, belongings_actions
from vereda.rescue.door import remains_lookups as lookups

HARD_SHIFT = timedelta(hours=24)
"""How long the hand-over says that whoever found somebody had a hard shift."""


@dataclass(frozen=True)
class Shown:
    """A file in words, without what is sealed. owed: what somebody has to do; step: how far it is."""

    row: Remains
    folio: str
    people: str
    place: str
    setting: str
    circumstance: str
    found_by: str
    finders: str
    owed: Sequence[str]
    step: str
    staying: str
    until: str
    told: str
    signed: str
    signed_at: datetime | None
    writers: str
    mission: str
    team: str
    patrol: str


@dataclass(frozen=True)
class Line:
    """A line of the list. gone: its words can no longer be opened."""

    line: str
    count: int
    what: str
    lay: str
    who: str
    gone: bool


@dataclass(frozen=True)
class Sealed:
    """What is in boxes: the exact place, officials by step, the number of the file, the list."""

    point: str
    place: str
    way: str
    told: dict[str, str]
    came: dict[str, str]
    handed: dict[str, str]
    received: dict[str, str]
    case: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Step:
    """One line of what happened."""

    at: datetime
    what: str
    who: str


def described(rows: Iterable[Remains], now: datetime, labels: Labels) -> list[Shown]:
    """Return files in words."""
    rows = list(rows)
    accounts = {one for row in rows for one in (*row.finders, *(row.staying[0] if row.staying else []))}
    accounts |= {one for row in rows for one in (*row.signed[1:], *belongings_actions.writers_of(row))}
    names = history.names_of(accounts)
    return [_described(row, now, labels, names) for row in rows]


def _described(row: Remains, now: datetime, labels: Labels, names: dict[str, str]) -> Shown:
    mission = rescue.mission(row.mission, row.group, row.country) if row.mission else None
    patrol = groups.patrol(row.patrol, row.group, row.country) if row.patrol else None
    until = datetime.fromisoformat(row.staying[1]) if row.staying and row.staying[1] else None
    signs = {one.team: one.call_sign for one in rescue.teams_of(mission.subject, row.group, row.country)} if mission else {}
    return Shown(
        row=row,
        folio=folio(row.subject),
        people=people_said(row.number),
        place=labels.place(row.state, row.municipality),
        setting=labels.terrain(row.setting) if row.setting else "",
        circumstance=words.said(words.CIRCUMSTANCES, row.circumstance),
        found_by=words.said(words.FOUND_BY, row.found_by),
        finders=", ".join(history.who_is(one, names) for one in row.finders),
        owed=owed_said(row, now),
        step=_step(row),
        staying=", ".join(history.who_is(one, names) for one in row.staying[0]) if row.staying else "",
        until=f"{shortday(until)} {clock(until)}" if until else "",
        told=_told(row, labels),
        signed=history.who_is(row.signed[1], names) if row.signed else "",
        signed_at=datetime.fromisoformat(row.signed[0]) if row.signed else None,
        writers=", ".join(history.who_is(one, names) for one in sorted(belongings_actions.writers_of(row))),
        mission=mission.folio if mission else "",
        team=signs.get(row.team, "") if row.team else "",
        patrol=patrol.route if patrol else "",
    )


def _told(row: Remains, labels: Labels) -> str:
    return institution_said(row.told_to, labels) if row.told_at else ""


def _step(row: Remains) -> str:
    if row.is_withdrawn:
        return _("Retirada")
    if row.handed_at:
        waits = row.version and not row.received_at
        return _("Entregada a la autoridad; falta que firme las pertenencias") if waits else _("Entregada a la autoridad")
    if row.came_at:
        return _("La autoridad está en el lugar")
    return _("Se avisó; falta que lleguen") if row.told_at else _("Falta avisar a la fiscalía")


def people_said(number: int) -> str:
    """Return how many."""
    return ngettext("%(n)d persona fallecida", "%(n)d personas fallecidas", number) % {"n": number}


def owed_said(row: Remains, now: datetime) -> list[str]:
    """Return in words what somebody has to do, with its hours."""
    return [words.said(words.OWED, what).format(age=lasting(now - since)) for what, since in lookups.owed(row, now)]


def may_open(reader: Reader, row: Remains) -> bool:
    """Tell whether the reader may see place, officials and belongings: what may name somebody."""
    return may(reader, RecordClass.K2, Action.READ, relation_to(reader, country=row.country, groups=[row.group]))


def may_read_note(reader: Reader, row: Remains) -> bool:
    """Tell whether the reader may see that there is a note for the forensic service: it is of the class of tracing."""
    about = relation_to(reader, country=row.country, groups=[row.group])
    return may(reader.with_purpose(Purpose.TRACING), RecordClass.K6, Action.READ, about)


def sealed(reader: Reader, row: Remains) -> Sealed | None:
    """Return what is in boxes, and log that; None for who may not open them."""
    if not may_open(reader, row):
        return None
    log_read(reader, RecordClass.K2, subject=row.subject)
    return opened(row)


def opened(row: Remains) -> Sealed:
    """Return what is in boxes. The caller decided that it may be shown, and logs it."""
    where, said = lookups.place_of(row), lookups.words_of(row)
    names = history.names_of({one[3] for one in row.belongings})
    has_point = where.get("lat") is not None
    lines = [
        Line(line, count, *said.get(line, ("", "")), who=history.who_is(author, names), gone=line not in said)
        for line, count, _entry, author, _at in row.belongings
    ]
    return Sealed(
        point=f"{where['lat']:.5f}, {where['lon']:.5f}" if has_point else "",
        place=where.get("place", ""),
        way=where.get("way", ""),
        told=lookups.official_of(row.told_box),
        came=lookups.official_of(row.came_box),
        handed=lookups.official_of(row.handed_box),
        received=lookups.official_of(row.received_box),
        case=lookups.case_of(row),
        lines=lines,
    )


def official_said(told: dict[str, str]) -> str:
    """Return an official: name, post, unit."""
    return ", ".join(told[name] for name in ("name", "post", "unit") if told.get(name))


def timeline(entries: Iterable[Told], row: Remains, *, with_note: bool) -> list[Step]:
    """Return what happened, the latest first. with_note: also that there is a note for the forensic service."""
    shown = [one for one in entries if not one.held and one.payload is not None and one.group == row.group]
    shown = [one for one in shown if with_note or one.kind not in words.FORENSIC]
    names = history.names_of({one.author for one in shown})
    made = [Step(one.occurred_at, _what(one), history.who_is(one.author, names)) for one in shown]
    return sorted(made, key=lambda one: one.at, reverse=True)


def _what(one: Told) -> str:
    said, payload = history.what(one.kind), one.payload
    if one.kind == "rescue.remains_step_undone":
        return f"{said}: {words.said(words.UNDO, getattr(payload, 'step', ''))}"
    if one.kind == "rescue.belongings_listed":
        lines = len(getattr(payload, "lines", ()))
        return f"{said} ({lines})" if lines else f"{said}: {_('ninguna a la vista')}"
    return said


def disagrees(row: Remains) -> tuple[int, int] | None:
    """Return (counted by the encounter, told by its files) where they differ, None where they agree or it is not here."""
    met = lookups.counting(row.encounter, row.group, row.country)
    if met is None or row.is_withdrawn:
        return None
    counted, told = (0 if met.is_withdrawn else met.bodies), lookups.told_of(met.subject, row.group, row.country)
    return (counted, told) if counted != told else None


# The board and the hand-over ------------------------------------------------------------------------------------------------


def notices(asked: Asked) -> Iterable[Notice]:
    """Yield open files by folio, with what is owed: no place and no name. Only belongings that wait are a quiet line."""
    for row in lookups.open_remains(asked.group, asked.country):
        url, due = reverse("desk:remains", args=[row.subject]), owed_said(row, asked.now)
        name = _("Persona fallecida localizada {folio}").format(folio=folio(row.subject))
        for said in due:
            yield Notice(Level.WARN, f"{name}: {said}", url)
        if not due:
            yield Notice(Level.NOTE if row.handed_at else Level.WARN, f"{name}: {_step(row)}", url)
    for met, rest in lookups.without_file(asked.group, asked.country, asked.now):
        said = ngettext(
            "El encuentro {folio} cuenta %(n)d persona fallecida sin ficha: ábrala",
            "El encuentro {folio} cuenta %(n)d personas fallecidas sin ficha: ábrala",
            rest,
        ) % {"n": rest}
        url = f"{reverse('desk:new_remains')}?encuentro={met.subject}"
        yield Notice(Level.WARN, said.format(folio=folio(met.subject)), url)


def parts(asked: Asked) -> Iterable[Part]:
    """Yield the open files for the hand-over of the shift, and that whoever found somebody had a hard shift."""
    rows = lookups.open_remains(asked.group, asked.country)
    lines = ["; ".join([f"{folio(row.subject)}: {_step(row)}", *owed_said(row, asked.now)]) for row in rows]
    since = asked.now - HARD_SHIFT
    if any(not row.is_withdrawn for row in lookups.remains_since(asked.group, asked.country, since)):
        lines.append(_("Quien la localizó y quien acompañó tuvo un turno difícil: pregúntele cómo está y qué necesita."))
    yield Part(_("Personas fallecidas localizadas"), lines)


def at_headquarters(country: str, now: datetime) -> list[tuple[str, Remains, str, str, list[str]]]:
    """Return (post, file, folio, how far, what is owed) of open files of the country, those in which something is owed first."""
    named = {code: group.name for code, group in pack(country).groups.items()}
    made = [
        (named.get(row.group, row.group), row, folio(row.subject), _step(row), owed_said(row, now))
        for row in lookups.open_remains(None, country)
    ]
    return sorted(made, key=lambda one: (not one[4], one[1].found_at))
