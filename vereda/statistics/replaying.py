"""Figures that others printed, put on the shelf as editions with their revisions: once, however often it is asked for.

What the press printed in twenty years is known today all at once: every revision is handed on in the order of printing. Nothing
that stands is written again; where the rows have changed since, a revision says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from vereda.logbook.door import Author
from vereda.statistics.figures.handed import handed
from vereda.statistics.figures.press import Press
from vereda.statistics.published import kept, press_edition
from vereda.statistics.publishing import PressTable, publish_press

CHANGED = "Las filas de donde se copió cambiaron después de publicarse esta edición."

type Rows = Mapping[str, Sequence[tuple[tuple[str, ...], int]]]


def publish_figures(told: Press, *, by: Author, at: datetime) -> int:
    """Publish every press edition with its revisions and return how many entries that took: 0 where all of it stands."""
    series: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)  # Any: arguments of publish_press
    for one in handed(told.editions, told.findings):
        series[one["series"], one["period"]].append({**one, "tables": [PressTable(**table) for table in one["tables"]]})
    return sum(_publish(some, by, at) for some in series.values())


def _publish(some: Sequence[dict[str, Any]], by: Author, at: datetime) -> int:  # Any: as above
    """Publish what of a series does not stand yet: the rest where what stands is its beginning, else how it ends."""
    asked = [one for at, one in enumerate(some) if not at or _rows(one["tables"]) != _rows(some[at - 1]["tables"])]
    row = press_edition(by.country, some[0]["period"], some[0]["series"])
    stands = [_kept(row, number) for number in range(1, len(row.revisions) + 1)] if row else []
    if stands == [_rows(one["tables"]) for one in asked[: len(stands)]]:
        left = asked[len(stands) :]
    else:
        left = [{**asked[-1], "why": CHANGED}]
    return sum(publish_press(**one, by=by, at=at) is not None for one in left)


def _rows(tables: Sequence[PressTable]) -> Rows:
    return {one.code: [(tuple(codes), value) for codes, value in one.rows] for one in tables}


def _kept(row: Any, number: int) -> Rows:  # Any: an edition's row
    return {sheet.code: [(one.codes, one.value or 0) for one in sheet.rows] for sheet in kept(row, number).sheets}
