"""Emergencias: one record opened to who has no relation to it, for an hour; and what others see and say of that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.access.door import (
    Action,
    BrokenGlass,
    Part,
    Reader,
    RecordClass,
    ToldOfGlass,
    Wanted,
    demand,
    ends_at,
    folio_of,
    is_open,
    is_overdue,
    log_read,
    may,
    relation_to,
    role_label,
    told_of_glass,
    words_of,
)
from vereda.countries.door import pack
from vereda.desk.labels import Labels
from vereda.desk.rooms import child_paths as paths_room
from vereda.desk.rooms import first_aid as aid_room
from vereda.desk.rooms.history import names_of, who_is
from vereda.logbook.door import with_folio
from vereda.medical.door import records
from vereda.people import door as people
from vereda.protection import door as protection

K9 = RecordClass.K9
CLASSES: Mapping[RecordClass, str | Promise] = {
    RecordClass.K2: lazy("Quién es una persona: nombre y contacto"),
    RecordClass.K3: lazy("Un registro de primeros auxilios"),
    RecordClass.K4: lazy("Un caso de protección, o la ruta de niñas y niños solos"),
}
"""What can be opened in an emergency, in words."""

KINDS: Mapping[RecordClass, Sequence[str]] = {
    RecordClass.K2: ("person",),
    RecordClass.K3: ("first_aid",),
    RecordClass.K4: ("protection_case", "child_path"),
}
"""The records of each class that have a folio."""


def wanted(record_class: str, group: str, folio: str, reason: str) -> Wanted:
    """Return what somebody typed; whether it is there is not looked at."""
    known = RecordClass(record_class) if record_class in set(CLASSES) else RecordClass.K0
    return Wanted(record_class=known, group=group, folio=folio, reason=reason)


def found(asked: Wanted, country: str) -> Wanted:
    """Return the same with the record where there is one; where there is none, as much is written."""
    record, goes_with = with_folio(folio_of(asked.folio), KINDS[asked.record_class], asked.group, country)
    return Wanted(
        record_class=asked.record_class,
        group=asked.group,
        folio=asked.folio,
        reason=asked.reason,
        record=record,
        goes_with=goes_with or [uuid4()],
    )


def groups(reader: Reader) -> list[tuple[str, str]]:
    """Return the groups of the country, the own one first."""
    rows = [(one.code, one.name) for one in pack(reader.country).groups.values()]
    return sorted(rows, key=lambda one: (one[0] != reader.group, one[1]))


@dataclass(frozen=True)
class Shown:
    """One record, and nothing beside it. whole: of first aid; facts: (what, said)."""

    title: str
    facts: Sequence[tuple[str, str]] = field(default_factory=tuple)
    whole: aid_room.Whole | None = None
    warned: Sequence[str] = field(default_factory=tuple)


def shown(reader: Reader, row: BrokenGlass, now: datetime) -> Shown | None:
    """Return the record while it is open, and log the look; None where nothing opens by that folio. Raises NotForYou."""
    record_class = RecordClass(row.record_class)
    relation = relation_to(reader, country=row.country, groups=[row.group], is_break_glass=is_open(row.at, now))
    demand(reader, record_class, Action.READ, relation)
    made = OPENS[record_class](row, Labels(row.country)) if row.record else None
    if made is not None:
        log_read(reader, record_class, subject=row.record)
    return made


def _person(row: BrokenGlass, labels: Labels) -> Shown | None:
    person = people.person_of(_record(row))
    if person is None or (person.group, person.country) != (row.group, row.country):
        return None
    told = people.identity(person)
    facts = [(_("Quién es"), f"{labels.one(person.sex, person.age_band)} · {labels.nationality(person.nationality)}")]
    if told is None:
        return Shown(_("Persona"), [*facts, (_("Nombre"), _("Sus datos ya no se pueden abrir."))])
    named = (
        (_("Nombre"), told.given or ""),
        (_("Apellidos"), " ".join(told.families)),
        (_("Cómo le dicen"), told.nickname or ""),
        (_("Nació en"), str(told.birth_year_from or "")),
        (_("Teléfono"), told.telephone or ""),
        (_("Documento"), told.document or ""),
    )
    return Shown(_("Persona"), [*((name, said) for name, said in named if said), *facts])


def _first_aid(row: BrokenGlass, labels: Labels) -> Shown | None:
    record = records.record(_record(row), row.group, row.country)
    if record is None:
        return None
    warned = aid_room.warned(records.flags(record))
    return Shown(_("Primeros auxilios"), whole=aid_room.whole(record, labels), warned=warned)


def _protection(row: BrokenGlass, labels: Labels) -> Shown | None:
    path = protection.child_path(_record(row), row.group, row.country)
    if path is not None:
        return Shown(_("Niñas y niños solos"), list(_path(path, labels)))
    case = protection.cases.case(_record(row), row.country)
    if case is None or case.group != row.group:
        return None
    return Shown(_("Caso de protección"), list(_case(case)))


def _path(row: protection.ChildPath, labels: Labels) -> Iterator[tuple[str, str]]:
    yield _("Niñas y niños"), str(row.children)
    steps = {one.code: one.said for one in paths_room.owed(row.country, None)}
    for done in protection.steps_done(row.subject):
        at = timezone.localtime(done.at)
        yield (
            formats.date_format(at, "SHORT_DATETIME_FORMAT"),
            " · ".join(said for said in (steps.get(done.step, done.step), done.note) if said),
        )
    wishes = protection.wishes(row)
    if wishes is not None:
        yield _("Lo que dijo que quiere"), wishes.words
    if row.outcome:
        yield _("Cómo terminó"), labels.path_end(row.outcome)


def _case(row: protection.ProtectionCase) -> Iterator[tuple[str, str]]:
    asked, plan = protection.sealed.asked(row), protection.sealed.safety_plan(row)
    yield _("Por qué se pidió"), (asked.words if asked else "") or _("sin dato")
    for _at, entry, _next, _line in row.steps:
        said = protection.sealed.step(row, entry)
        if said is not None and said.note:
            yield formats.date_format(said.on, "DATE_FORMAT"), said.note
    for text in plan.model_dump().values() if plan else ():
        if isinstance(text, str) and text:
            yield _("Plan de seguridad"), text


def _record(row: BrokenGlass) -> UUID:
    assert row.record is not None
    return row.record


OPENS: Mapping[RecordClass, Callable[[BrokenGlass, Labels], Shown | None]] = {
    RecordClass.K2: _person,
    RecordClass.K3: _first_aid,
    RecordClass.K4: _protection,
}


@dataclass(frozen=True)
class Listed:
    """One opening as who reviews sees it: never whether the record was there."""

    row: BrokenGlass
    who: str
    role: str
    of_group: str
    what: str
    group: str
    at: datetime
    until: datetime
    is_open: bool
    is_overdue: bool
    is_own: bool
    reviewed_by: str


def may_review(reader: Reader, row: BrokenGlass) -> bool:
    """Tell whether the reader reviews what was opened of or by a group; never the own."""
    relation = relation_to(reader, country=row.country, groups=[row.group, row.of_group])
    return may(reader, K9, Action.APPROVE, relation, Part.GLASS)


def listed(reader: Reader, rows: Sequence[BrokenGlass], now: datetime) -> list[Listed]:
    """Return openings in words."""
    labels, names = Labels(reader.country), names_of({*(row.by for row in rows), *(row.reviewed_by for row in rows)} - {""})
    return [
        Listed(
            row=row,
            who=who_is(row.by, names),
            role=role_label(row.role),
            of_group=labels.group(row.of_group) if row.of_group else "",
            what=said(row.record_class),
            group=labels.group(row.group),
            at=timezone.localtime(row.at),
            until=timezone.localtime(ends_at(row.at)),
            is_open=is_open(row.at, now),
            is_overdue=row.reviewed_at is None and is_overdue(row.at, now),
            is_own=row.by == reader.account,
            reviewed_by=who_is(row.reviewed_by, names) if row.reviewed_at else "",
        )
        for row in rows
    ]


def said(record_class: str) -> str:
    """Return what was asked for, in words."""
    return next((str(words) for one, words in CLASSES.items() if one.value == record_class), record_class)


def words(reader: Reader, row: BrokenGlass) -> dict[str, str]:
    """Return the reason and the review as they were written, and log the look."""
    log_read(reader, K9, Action.APPROVE, subject=row.subject)
    return {"reason": words_of(row.asked, row.subject), "review": words_of(row.reviewed, row.subject)}


def lines(country: str, group: str, now: datetime, labels: Labels) -> list[dict[str, Any]]:  # Any: what the board draws
    """Return what the board of a post says of openings that nobody reviewed: who asked, when, what kind, which folio."""
    rows = told_of_glass(country, group, now)
    names = names_of({row.by for row in rows})
    return [_line(row, names, labels) for row in rows]


def _line(row: ToldOfGlass, names: Mapping[str, str], labels: Labels) -> dict[str, Any]:  # Any: as above
    where = labels.group(row.by_group) if row.by_group else ""
    return {
        "at": timezone.localtime(row.at),
        "who": ", ".join(part for part in (who_is(row.by, dict(names)), role_label(row.role), where) if part),
        "what": said(row.record_class),
        "group": labels.group(row.group),
        "folio": row.folio,
        "url": reverse("desk:emergency_review", kwargs={"subject": row.glass}),
    }
