"""Published figures of flows beside the groups' own published totals, as slides for a workshop: PDF, sources named on each.

Nothing of the logbook enters: every number stands in the reference of the countries with who printed it.
"""

from __future__ import annotations

import csv
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import batched
from pathlib import Path
from typing import Any, Literal

import orjson

from vereda.countries.door import FLOW_KINDS, FLOW_WORDS, FLOWS

SOURCE = Path(__file__).parent / "slides.typ"
FONTS = ("DejaVu Sans", "Libertinus Serif")
"""The second one comes with Typst: a machine without fonts draws with it."""
ROWS, SOURCES = 10, 12
"""Lines of one slide, that they may be read from the last row of a room."""
GROUPS = ("own", "flow", "share")
PPI = 72
_drawing = threading.Lock()  # a compiler is used by one thread at a time

type Named = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Flow:
    """One printed figure. kind, place, who: codes; from_on, to_on: local days, both included; value as printed."""

    kind: str
    from_on: date
    to_on: date
    place: str
    who: str
    value: str
    status: str
    source: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What is counted. group: own, flow or share."""

    code: str
    label_es: str
    label_en: str
    group: str


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on the slides besides figures, in the language of the room."""

    lang: str
    title: str
    subtitle: str
    how: Sequence[str]
    how_title: str
    groups: dict[str, str]
    columns: Sequence[str]
    sources: str
    foot: str


@cache
def flows() -> tuple[Flow, ...]:
    """Return every printed figure, in the order of its period."""
    with FLOWS.open(encoding="utf-8", newline="") as file:
        found = [
            Flow(**{**row, "from_on": date.fromisoformat(row["from_on"]), "to_on": date.fromisoformat(row["to_on"])})  # type: ignore[arg-type]  # texts and days
            for row in csv.DictReader(file)
        ]
    return tuple(sorted(found, key=lambda one: (one.from_on, one.to_on, one.kind, one.place, one.who)))


@cache
def kinds() -> dict[str, Kind]:
    with FLOW_KINDS.open(encoding="utf-8", newline="") as file:
        return {row["code"]: Kind(**row) for row in csv.DictReader(file)}


@cache
def named(lang: str) -> dict[str, str]:
    """Return code -> name of those who are no nationality and of places that are no state."""
    with FLOW_WORDS.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["label_en" if lang == "en" else "label_es"] for row in csv.DictReader(file)}


def slides(words: Words, *, place: Named, who: Named, form: Literal["pdf", "png"] = "pdf") -> list[bytes]:
    """Return the slide set: one PDF, or a PNG a slide.

    place, who  name of a state and of a nationality by code, for those that `flow_words.csv` has not
    """
    data = orjson.dumps(data_of(words, place=place, who=who)).decode()
    with _drawing:
        made = _compiler().compile(format=form, ppi=PPI, sys_inputs={"data": data})
    return made if isinstance(made, list) else [made or b""]


def data_of(words: Words, *, place: Named, who: Named) -> dict[str, Any]:  # Any: JSON
    """Return what is drawn: for each group its rows in slides, each row with the number of its source; then the sources."""
    sources = list(dict.fromkeys(one.source for one in flows()))
    tables = [
        {"title": words.groups[group], "rows": rows}
        for group in GROUPS
        for rows in batched(_rows(group, words.lang, sources, place, who), ROWS)
    ]
    numbered = [{"number": number, "source": source} for number, source in enumerate(sources, start=1)]
    return {
        "fonts": list(FONTS),
        "lang": words.lang,
        "title": words.title,
        "subtitle": words.subtitle,
        "how_title": words.how_title,
        "how": list(words.how),
        "columns": list(words.columns),
        "tables": tables,
        "sources_title": words.sources,
        "sources": [list(some) for some in batched(numbered, SOURCES)],
        "foot": words.foot,
    }


def _rows(group: str, lang: str, sources: Sequence[str], place: Named, who: Named) -> Iterator[list[str]]:
    known = named(lang)
    for one in flows():
        kind = kinds()[one.kind]
        if kind.group == group:
            people = " + ".join(known.get(code) or who(code) for code in one.who.split("+"))
            yield [
                _period(one),
                kind.label_en if lang == "en" else kind.label_es,
                people,
                known.get(one.place) or place(one.place),
                f"{int(one.value):,}" if one.value.isdigit() else one.value,
                f"[{sources.index(one.source) + 1}]",
            ]


def _period(one: Flow) -> str:
    """Return a period as short as it may be told: '2011', '2011-2018', '2011-01-01 / 11-30'."""
    if (one.from_on.month, one.from_on.day, one.to_on.month, one.to_on.day) == (1, 1, 12, 31):
        years = one.from_on.year, one.to_on.year
        return str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"
    return f"{one.from_on} / {one.to_on:%m-%d}" if one.from_on.year == one.to_on.year else f"{one.from_on} / {one.to_on}"


@cache
def _compiler() -> Any:  # Any: typst has no types
    import typst

    return typst.Compiler(SOURCE)
