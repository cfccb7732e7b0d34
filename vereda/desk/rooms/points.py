"""Assistance points as the desk shows them: what waits for hands first, then what is due. Where they stand is told one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.access.door import Action, Reader, RecordClass, log_read, may, relation_to
from vereda.desk.dates import shortday
from vereda.desk.labels import Labels, label
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.noticed import Asked, Level, Notice, Part
from vereda.desk.words import points as words
from vereda.safety.door import PointState, due_in, waits_for_hands
from vereda.safety.door import points_lookups as lookups

FEW = 4


@dataclass(frozen=True)
class Shown:
    """A point in a list. bare: without its name, which may say a place; due: '' where nothing is asked; first: its own button."""

    row: Any  # Any: the read model of safety
    name: str
    bare: str
    symbol: str
    found: str
    looked: str
    due: str
    is_waiting: bool
    is_late: bool
    calls: bool
    first: tuple[str, str]


@dataclass(frozen=True)
class Visit:
    """One visit. note: '' where nothing was written, or the reader may not see it."""

    at: datetime
    found: str
    who: str
    note: str
    is_shut: bool


def shown(group: str, country: str, today: date, labels: Labels) -> list[Shown]:
    """Return a group's points: those that wait for somebody, then those that are late, then the others."""
    made = [of(row, today, labels) for row in lookups.points(group, country)]
    return sorted(made, key=lambda one: (not one.is_waiting, not one.is_late))


def of(row: Any, today: date, labels: Labels) -> Shown:  # Any: the read model of safety
    """Return one point in words."""
    kind = labels.pack.point_kinds.get(row.what)
    what = label(kind) if kind else row.what
    left = due_in(looked_on=row.looked_on, first_on=row.first_on, every_days=lookups.every_days(row), today=today)
    return Shown(
        row=row,
        name=" · ".join(one for one in (f"{what} {row.number}".strip(), row.name) if one),
        bare=f"{what} {row.number}".strip(),
        symbol=kind.symbol if kind else "pin",
        found=words.said(words.STANDS, row.found) if row.found else "",
        looked=shortday(row.looked_on) if row.looked_on else "",
        due="" if waits_for_hands(row.found) else _due(left),
        is_waiting=waits_for_hands(row.found),
        is_late=left is not None and left < 0 and not waits_for_hands(row.found),
        calls=bool(kind and kind.calls),
        first=(first := _mended_by(row.found), words.said(words.FOUND, first)),
    )


def _mended_by(found: str) -> str:
    """Return what somebody most likely did who comes to a point that was found so."""
    if not waits_for_hands(found):
        return PointState.FINE
    return PointState.FILLED if found == PointState.EMPTY else PointState.REPAIRED


def _due(left: int | None) -> str:
    if left is None:
        return ""
    if left < 0:
        return ngettext("lleva sin revisarse %(n)d día de más", "lleva sin revisarse %(n)d días de más", -left) % {"n": -left}
    if left == 0:
        return _("toca revisarlo hoy")
    return ngettext("toca revisarlo mañana", "toca revisarlo en %(n)d días", left) % {"n": left}


def visits(row: Any, reader: Reader) -> list[Visit]:  # Any: the read model of safety
    """Return the last visits, the latest first; notes for who may read those of the group, and that is logged."""
    names = names_of({one[3] for one in row.visits})
    is_open = may_open(reader, row)
    noted = any(one[5] for one in row.visits)
    if noted and is_open:
        log_read(reader, RecordClass.K2, subject=row.subject)
    return [
        Visit(
            at=datetime.fromisoformat(at),
            found=words.said(words.STANDS, found),
            who=who_is(account, names),
            note=lookups.note_of(row, entry) if has_note and is_open else "",
            is_shut=bool(has_note and not is_open),
        )
        for entry, at, _on, account, found, has_note in row.visits
    ]


def stands(row: Any, reader: Reader) -> Any:  # Any: read model, and what its box says
    """Return where a point stands, and log that it was looked at; None for who may not open what the group sealed."""
    if not may_open(reader, row) or not row.stands:
        return None
    log_read(reader, RecordClass.K2, subject=row.subject)
    return lookups.where_it_stands(row)


def may_open(reader: Reader, row: Any) -> bool:  # Any: the read model of safety
    """Return whether the reader may see where a point of the own group stands: as with its other sealed notes."""
    return may(reader, RecordClass.K2, Action.READ, relation_to(reader, country=row.country, groups=[row.group]))


# Board and hand-over ----------------------------------------------------------------------------------------------------


def notices(asked: Asked) -> Iterator[Notice]:
    """Yield what waits for hands, and what is late. By number and never by place; nothing of it stands on the wall."""
    there = shown(asked.group, asked.country, asked.now.date(), asked.labels)
    for one in there:
        if one.is_waiting and one.calls:
            said = _("{point}: {found}. Por ahí nadie puede pedir ayuda").format(point=one.bare, found=one.found)
            yield Notice(Level.WARN, said, reverse("desk:point", args=[one.row.subject]))
    waiting = [f"{one.bare} ({one.found})" for one in there if one.is_waiting and not one.calls]
    if waiting:
        yield Notice(Level.WARN, _("Puntos que esperan manos: {points}").format(points=_few(waiting)), reverse("desk:points"))
    late = [one.bare for one in there if one.is_late and not one.is_waiting]
    if late:
        yield Notice(Level.NOTE, _("Puntos por revisar: {points}").format(points=_few(late)), reverse("desk:points"))


def _few(said: Sequence[str]) -> str:
    rest, first = len(said) - FEW, " · ".join(said[:FEW])
    return ngettext("%(shown)s y %(n)d más", "%(shown)s y %(n)d más", rest) % {"shown": first, "n": rest} if rest > 0 else first


def parts(asked: Asked) -> Iterator[Part]:
    """Yield what the hand-over says of points: what is not right, since when; no name and no place."""
    there = shown(asked.group, asked.country, asked.now.date(), asked.labels)
    yield Part(str(_("Puntos de auxilio por atender")), [_line(one) for one in there if one.is_waiting or one.is_late])


def _line(one: Shown) -> str:
    if one.is_waiting:
        return _("{point}: {found}, visto el {day}").format(point=one.bare, found=one.found, day=one.looked)
    return f"{one.bare}: {one.due}"
