"""Press editions as who keeps editions takes them: codes and whole numbers, why a revision came, and what a reader must know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from vereda.statistics.figures import phrases
from vereda.statistics.figures.finding import Finding
from vereda.statistics.figures.replay import PressEdition, PressTable
from vereda.statistics.figures.words import Why

SERIES = "press"
BY = ("scope", "category", "nationality", "to")
WHY_MOST = 1000  # signs


def handed(editions: Iterable[PressEdition], findings: Sequence[Finding]) -> Iterator[dict[str, Any]]:  # Any: arguments
    """Yield each revision in its order, by the names that the keeping of editions gives to its arguments, but for who and when.

    period  a year; of figures for several years the last, and then the years stand in `series`
    """
    for one in editions:
        first, _, last = one.period.partition("-")
        yield {
            "period": last or first,
            "series": f"{SERIES}-{one.period}" if last else SERIES,
            "tables": [_table(table) for table in one.tables],
            "printed_in": one.source,
            "why": "; ".join(phrases.change("es", change) for change in one.changes if change.why is not Why.SAME)[:WHY_MOST],
            "notes": [
                phrases.printed("es", one.printed),
                *(f"{found.rule.value}: {phrases.finding('es', found)}" for found in findings if one.period in found.periods),
            ],
        }


def _table(table: PressTable) -> dict[str, Any]:  # Any: as above
    return {
        "code": f"press_{table.unit}",
        "title_es": phrases.TITLE["es"],
        "title_en": phrases.TITLE["en"],
        "by": BY,
        "rows": [((*figure.cell, figure.to_on.isoformat()), int(figure.value)) for figure in table.figures],
        "unit_es": phrases.unit("es", table.unit),
        "unit_en": phrases.unit("en", table.unit),
    }
