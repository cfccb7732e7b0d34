"""What the page of a comparison draws: two published numbers a row, and which categories count something else a year later."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from vereda.desk.labels import Labels
from vereda.desk.rooms import editions as room
from vereda.desk.words import editions as words
from vereda.statistics import door as statistics
from vereda.statistics.door import Compared, Kept, Remapped


@dataclass(frozen=True)
class Line:
    """One row in words. group: its first code; what: the others. change '': none is written, and `why` says why."""

    group: str
    what: str
    before: str
    now: str
    change: str
    why: str
    is_margin: bool
    is_redefined: bool


@dataclass(frozen=True)
class Redefined:
    """A category that counts something else. on: the days on which that changed."""

    category: str
    more: Sequence[str]
    less: Sequence[str]
    on: Sequence[date]


def tables(now: Kept, then: Kept) -> list[tuple[str, str, int, int]]:
    """Return the tables that both editions have."""
    return [one for one in room.tables(now) if then.sheet(one[0])]


def found(now: Kept, then: Kept, code: str) -> list[Compared]:
    """Return the rows of a table of both; those without any number in either are left out."""
    new, old = now.sheet(code), then.sheet(code)
    rows = statistics.compared(new, old) if new and old else []
    return [one for one in rows if one.now is not None or one.before is not None]


def groups(
    one: Kept, columns: Sequence[str], rows: Sequence[Compared], changed: Collection[str], labels: Labels
) -> list[tuple[str, list[Line]]]:
    """Return rows in words under those of their first code. changed: codes of categories that count something else."""
    found: dict[str, list[Line]] = {}
    for row in rows:
        found.setdefault(row.codes[0], []).append(_line(one, columns, row, changed, labels))
    return [(some[0].group, some) for some in found.values()]


def _line(one: Kept, columns: Sequence[str], row: Compared, changed: Collection[str], labels: Labels) -> Line:
    said = [room.label(one, name, code, labels) for name, code in zip(columns, row.codes, strict=True)]
    return Line(
        said[0],
        " · ".join(said[1:]),
        room.shown(row.before),
        room.shown(row.now),
        "" if row.change is None else f"{row.change:+,}",
        str(words.NO_CHANGE[row.why]) if row.why else "",
        row.is_margin,
        statistics.is_redefined(row.codes, columns, changed),
    )


def redefined(changed: Sequence[Remapped], labels: Labels) -> list[Redefined]:
    """Return what changed of the categories, in words."""
    return [
        Redefined(
            labels.category(one.category), [labels.service(s) for s in one.more], [labels.service(s) for s in one.less], one.on
        )
        for one in changed
    ]
