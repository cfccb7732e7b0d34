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
LANGS = ("es", "en")
ALL_OF = {"es": "todo el país", "en": "whole country"}
EVERYBODY = {"es": "todas", "en": "all"}


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
            "notes": [_note(one, None), *(_note(one, found) for found in findings if one.period in found.periods)],
            "labels": _labels(one),
        }


def _note(one: PressEdition, found: Finding | None) -> dict[str, str]:
    """Return a contradiction in both languages, with the rule that found it; without one when the page was printed."""
    if found is None:
        return {lang: phrases.printed(lang, one.printed) for lang in LANGS}
    told = {lang: f"{phrases.rule(lang, found.rule)}. {phrases.finding(lang, found)}" for lang in LANGS}
    return {"rule": found.rule.value, **told}


def _labels(one: PressEdition) -> dict[str, dict[str, dict[str, str]]]:
    """Return the words of every code, by column: the pack of a later year may have others."""
    found: dict[str, dict[str, dict[str, str]]] = {name: {} for name in BY}
    for figure in one.figures:
        scope, category, nationality = figure.cell
        found["scope"][scope] = {lang: phrases.place(lang, figure) or ALL_OF[lang] for lang in LANGS}
        found["category"][category] = {lang: figure.heading.label(lang) for lang in LANGS}
        found["nationality"][nationality] = {lang: phrases.people(lang, figure.nationality) or EVERYBODY[lang] for lang in LANGS}
        found["to"][figure.to_on.isoformat()] = {lang: phrases.day(lang, figure.to_on) for lang in LANGS}
    return found


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
