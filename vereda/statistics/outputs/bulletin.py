"""The bulletin of an edition as PDF: key figures, charts, a map by state, a year before, tables, method, what was withheld. Pure.

The same revision is the same bytes on every machine: no clock, and no font but the one that comes with the program.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import batched
from pathlib import Path
from typing import Any

import fontpkg_noto_sans
import orjson
import typst

from vereda.statistics.charts import paper
from vereda.statistics.charts.door import NARROW, Series, area_map, grouped
from vereda.statistics.charts.words import phrase as chart_phrase
from vereda.statistics.comparing import ROUNDING, Compared, compared
from vereda.statistics.editions import Row, Sheet
from vereda.statistics.outputs.publication import (
    Publication,
    codes_of,
    head,
    licence_line,
    margin,
    margin_of,
    said_period,
)
from vereda.statistics.outputs.words import READING, phrase
from vereda.statistics.words import TOTAL, By, Count

SOURCE = Path(__file__).parent / "bulletin.typ"
FONT, FONTS = "Noto Sans", Path(fontpkg_noto_sans.ROOT) / "files"
UNKNOWN_SIGN = re.compile(r"[^\n -~¡-ɏʰ-ͯͰ-ϡϰ-ϿЀ-ӿḀ-ỿ‐-‧‹›₡-₵]")
"""What the font has no letter for, in words that people typed: it would be an empty box."""
COLUMNS = 9
"""Columns of numbers that a page holds beside each other; a wider table goes on below."""
CROWDED = 6
"""Columns of numbers from which on their heads are smaller."""
CHANGES_MOST, LIST_MOST = 60, 400
"""Changed cells, and rows of a table that is a list, that are printed; the rest is in the workbook."""
WHOLE, MAP = 100, 70  # [% of the column]
WIDE = 680  # [px] of a chart over the whole column: words come out as large as those around it
FIRST = ((Count.SERVICES, By.CATEGORY), (Count.PEOPLE, By.NATIONALITY))
PAIR = ((Count.PEOPLE, By.SEX), (Count.PEOPLE, By.AGE_BAND))
LAST = (Count.SERVICES, By.SERVICE)
BARS_MOST = 16
"""Bars of a chart: with those of a year before they fill a page; the largest are drawn."""
UNBROKEN = 18
"""Rows up to which a table stays on one page."""
_drawing = threading.Lock()  # a compiler is used by one thread at a time

type Json = dict[str, Any]  # Any: JSON
type Margins = Mapping[tuple[str, ...], Compared]


@dataclass
class Part:
    """A part of the bulletin under one heading; everything in it may be empty."""

    title: str
    lines: Sequence[str] = ()
    charts: Sequence[Json] = ()
    pairs: Sequence[Sequence[Json]] = ()
    tables: Sequence[Json] = ()
    after: Sequence[str] = ()


def pdf(publication: Publication, lang: str) -> bytes:
    """Return the bulletin as PDF."""
    data = orjson.dumps(data_of(publication, lang)).decode()
    with _drawing:
        made = _compiler().compile(format="pdf", sys_inputs={"data": UNKNOWN_SIGN.sub("?", data)})
    assert isinstance(made, bytes), "a PDF is one file"
    return made


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(SOURCE, font_paths=[FONTS], ignore_system_fonts=True)


def data_of(publication: Publication, lang: str) -> Json:
    """Return all that is drawn."""
    title = publication.title(lang)
    return {
        "lang": lang,
        "font": FONT,
        "title": title,
        "foot": f"{title} · {publication.name}",
        "band": phrase(lang, "band") if publication.is_demo else "",
        "lead": [*publication.heading(lang), *publication.notes(lang), *_last_revision(publication, lang)],
        "keys": _keys(publication, lang),
        "parts": list(_parts(publication, lang)),
    }


def _last_revision(publication: Publication, lang: str) -> list[str]:
    """Return why this revision came, where it is one: who used the figure before it reads this first."""
    return [said for number, said in publication.revisions(lang)[:1] if number > 1]


def _keys(publication: Publication, lang: str) -> list[Json]:
    """Return the totals of the month, each with its unit."""
    found = []
    for count, dimension in FIRST:
        one = margin(publication, count, dimension)
        if one is not None and one.total is not None:
            value = phrase(lang, "key_withheld") if one.total.value is None else _number(one.total.value)
            unit = publication.said(one.sheet.code, "definition", lang)
            found.append({"value": value, "name": phrase(lang, f"key_{count}"), "unit": f"{unit}."})
    return found


def _parts(publication: Publication, lang: str) -> Iterator[Part]:
    charts = [chart for one in FIRST if (chart := _bars(publication, *one, lang, WIDE))]
    pair = [chart for one in PAIR if (chart := _bars(publication, *one, lang, NARROW))]
    drawn, services = _map(publication, lang), _bars(publication, *LAST, lang, WIDE)
    if charts:
        yield Part(phrase(lang, "figures"), charts=charts, pairs=[pair] if len(pair) == len(PAIR) else [])
    if drawn or services:
        yield Part("", charts=[one for one in (drawn, services) if one])
    if publication.stood:
        yield _beside(publication, lang)
    yield _tables(publication, lang)
    if not publication.is_press:
        yield Part(phrase(lang, "reading"), lines=[phrase(lang, name) for name in READING])
        yield Part(phrase(lang, "what_withheld"), lines=publication.withheld(lang))
    licence = licence_line(publication.licence, lang)
    outlines = [phrase(lang, "outlines", source=publication.outlines_by)] if drawn and publication.outlines_by else []
    after = [*outlines, phrase(lang, "hash", content=publication.content), *([licence] if licence else [])]
    yield Part(phrase(lang, "method"), lines=publication.method(lang), after=after)
    lines = [said for _number, said in publication.revisions(lang)]
    yield Part(phrase(lang, "revisions_title"), lines=lines, tables=_changes(publication, lang))


def _number(value: int) -> str:
    return f"{value:,}"


# Charts -------------------------------------------------------------------------------------------------------------


def _counted(publication: Publication, sheet: Sheet) -> str:
    """Return the name of the phrase for what a table counts."""
    if publication.tables[sheet.code].get("count") == Count.PEOPLE:
        return "key_people"
    return "services" if By.SERVICE in sheet.columns else "key_services"


def _by(counted: str, dimension: str, lang: str) -> str:
    what, word = phrase(lang, counted), head(dimension, lang)
    if dimension == By.SERVICE:
        return what[:1].upper() + what[1:]
    return phrase(lang, "by", what=what[:1].upper() + what[1:], dimension=word[:1].lower() + word[1:])


def _bars(publication: Publication, count: Count, dimension: str, lang: str, width: int) -> Json | None:
    """Return bars of one dimension, beside those of a year before where these stand; names of what is withheld stand below."""
    one = margin(publication, count, dimension, unless="" if dimension == By.SERVICE else By.SERVICE)
    if one is None:
        return None
    told = {code: row.value for code, row in one.rows if row.value is not None}
    if not told:
        return None
    largest = set(sorted(told, key=lambda code: -told[code])[:BARS_MOST])
    names = {code: publication.label(dimension, code, lang) for code, _row in one.rows}
    drawn = {code: name for code, name in names.items() if code in largest}
    series = [Series(publication.of(lang), [(name, told[code]) for code, name in drawn.items()])]
    then = publication.stood.sheet(one.sheet.code) if publication.stood else None
    if publication.stood and then is not None:
        before = {code: row.value for code, row in margin_of(then, dimension).rows}
        series.append(
            Series(said_period(publication.stood.period, lang), [(name, before.get(code)) for code, name in drawn.items()])
        )
    title = _by(_counted(publication, one.sheet), dimension, lang)
    svg = grouped(series, lang=lang, title=title, width=width)
    # What a chart has no number for was withheld, or not published: nobody failed to count it.
    svg = svg.replace(chart_phrase(lang, "missing"), phrase(lang, "reserved"))
    more = [phrase(lang, "more_bars", n=len(told) - len(drawn))] if len(told) > len(drawn) else []
    return _drawn(svg, title, [*more, *_held([name for code, name in names.items() if code not in told], lang)])


def _map(publication: Publication, lang: str) -> Json | None:
    """Return the map of people by state, from what is printed; states without a place on it stand below."""
    one = margin(publication, Count.PEOPLE, By.STATE)
    if one is None or publication.outlines is None:
        return None
    shapes = publication.outlines.shapes
    shown = {code: float(row.value) for code, row in one.rows if row.value is not None and code in shapes}
    if not shown:
        return None
    apart = [
        f"{publication.label(By.STATE, code, lang)} {_number(row.value)}"
        for code, row in one.rows
        if row.value is not None and code not in shapes
    ]
    held = [publication.label(By.STATE, code, lang) for code, row in one.rows if row.value is None]
    title, unit = _by("key_people", By.STATE, lang), publication.said(one.sheet.code, "unit", lang)
    notes = [phrase(lang, "map_note"), *_held(held, lang)]
    notes += [phrase(lang, "not_on_map", names="; ".join(apart))] if apart else []
    return _drawn(area_map(shown, publication.outlines, lang=lang, title=title, unit=unit), title, notes, MAP)


def _held(names: Sequence[str], lang: str) -> list[str]:
    return [phrase(lang, "withheld_here", names=", ".join(names))] if names else []


def _drawn(svg: str, title: str, notes: Sequence[str], width: int = WHOLE) -> Json:
    said = re.search(r"<desc[^>]*>(.*?)</desc>", svg, re.DOTALL)
    white = svg.replace(f'fill="{paper.PAPER}"', 'fill="#ffffff"').replace(f'stroke="{paper.PAPER}"', 'stroke="#ffffff"')
    return {"title": title, "svg": white, "alt": said[1] if said else title, "notes": list(notes), "width": width}


# Tables -------------------------------------------------------------------------------------------------------------


def _table(title: str, heads: Sequence[str], rows: Sequence[Json], **more: Any) -> Json:  # Any: what the drawing takes
    texts = more.pop("texts", 1)
    numbers = len(heads) - texts
    widths = [max(1.5, numbers * 0.45) if texts == 1 else 3] * texts + [1] * numbers
    usual = {"lead": [], "notes": [], "size": 8.5, "whole": len(rows) <= UNBROKEN, "head": 7 if numbers > CROWDED else 8}
    is_number = [place >= texts for place in range(len(heads))]
    return usual | {"title": title, "heads": list(heads), "rows": list(rows), "numbers": is_number, "widths": widths} | more


def _cells(cells: Sequence[str], code: str = "") -> Json:
    return {"cells": list(cells), "is-sum": code == TOTAL}


def _tables(publication: Publication, lang: str) -> Part:
    tables: list[Json] = []
    after: list[str] = []
    for sheet in publication.sheets:
        title = publication.said(sheet.code, "title", lang)
        if publication.is_press:
            tables.append(_listed(publication, sheet, lang))
        elif len(sheet.columns) == len((By.STATE, By.SEX)):
            tables += _crossed(publication, sheet, lang)
        else:
            after.append(phrase(lang, "three_way", title=title, cells=_number(len(sheet.rows))))
    lines = [] if publication.is_press else [phrase(lang, "legend")]
    return Part(phrase(lang, "tables"), lines=lines, tables=tables, after=after)


def _crossed(publication: Publication, sheet: Sheet, lang: str) -> Iterator[Json]:
    """Yield a table of two dimensions crossed, the longer one downward, in as many parts as the page is too narrow for.

    A row or column in which nothing is told stands below by its name alone.
    """
    codes = [codes_of(sheet, name) for name in sheet.columns]
    down, across = (0, 1) if len(codes[0]) >= len(codes[1]) else (1, 0)
    rows = {row.codes if down == 0 else row.codes[::-1]: row for row in sheet.rows}
    told = [{key[place] for key, row in rows.items() if row.value is not None} for place in (0, 1)]
    names = sheet.columns[down], sheet.columns[across]
    held = [
        publication.label(name, code, lang)
        for name, some, shown in zip(names, (codes[down], codes[across]), told, strict=True)
        for code in some
        if code not in shown
    ]
    title, unit = publication.said(sheet.code, "title", lang), publication.said(sheet.code, "definition", lang)
    parts = list(batched([code for code in codes[across] if code in told[1]], COLUMNS))
    for number, some in enumerate(parts, 1):
        heads = [head(names[0], lang), *(publication.label(names[1], code, lang) for code in some)]
        body = [
            _cells([publication.label(names[0], code, lang), *(_cell(rows.get((code, other)), lang) for other in some)], code)
            for code in codes[down]
            if code in told[0]
        ]
        lead, notes = [f"{unit}."] if number == 1 else [], _held(held, lang) if number == len(parts) else []
        said = title if number == 1 else phrase(lang, "continued", title=title)
        yield _table(said, heads, body, lead=lead, notes=notes, size=8)


def _cell(row: Row | None, lang: str) -> str:
    if row is None:
        return phrase(lang, "N")
    return _number(row.value) if row.value is not None else phrase(lang, "D" if row.why == "sensitive" else "R")


def _listed(publication: Publication, sheet: Sheet, lang: str) -> Json:
    """Return what others printed, row by row."""
    heads = [*(head(name, lang) for name in sheet.columns), phrase(lang, "value")]
    rows = [
        _cells(
            [
                *(publication.label(name, code, lang) for name, code in zip(sheet.columns, row.codes, strict=True)),
                _said(row.value),
            ]
        )
        for row in sheet.rows[:LIST_MOST]
    ]
    notes = list(publication.tables[sheet.code].get("notes", []))
    unit = publication.said(sheet.code, "unit", lang)
    title = publication.said(sheet.code, "title", lang)
    return _table(f"{title}: {unit}" if unit else title, heads, rows, texts=len(sheet.columns), notes=notes)


def _said(value: int | None) -> str:
    return "—" if value is None else _number(value)


def _changes(publication: Publication, lang: str) -> list[Json]:
    """Return what the revision changed, cell by cell; nothing of a first one."""
    word = "—" if publication.is_press else phrase(lang, "reserved")
    rows = [
        _cells(
            [
                publication.table_title(change.table, lang),
                publication.where(change, lang),
                *(word if value is None else _number(value) for value in (change.was, change.now)),
            ]
        )
        for change in publication.changes[:CHANGES_MOST]
    ]
    if not rows:
        return []
    more = len(publication.changes) - len(rows)
    title = phrase(lang, "changed_title", number=publication.manifest["revision"])
    heads = [phrase(lang, name) for name in ("table", "cell", "was", "now")]
    notes = [phrase(lang, "changed_more", n=_number(more))] if more > 0 else []
    return [_table(title, heads, rows, texts=2, notes=notes, size=8)]


def _beside(publication: Publication, lang: str) -> Part:
    """Return the margins beside those of a year before, each of them once."""
    stood = publication.stood
    assert stood is not None, "asked only where it stands"
    period, seen, tables = said_period(stood.period, lang), set[tuple[str, str]](), []
    for sheet in publication.sheets:
        then = stood.sheet(sheet.code)
        unit = publication.said(sheet.code, "unit", lang)
        new = [name for name in sheet.columns if (unit, name) not in seen]
        if then is None or not new:
            continue
        seen |= {(unit, name) for name in new}
        known: Margins = {one.codes: one for one in compared(sheet, then)}
        for name in new:
            heads = [head(name, lang), period, publication.of(lang), phrase(lang, "difference")]
            rows = [_compared(publication, name, code, known, sheet, lang) for code in codes_of(sheet, name)]
            tables.append(_table(_by(_counted(publication, sheet), name, lang), heads, [row for row in rows if row]))
    return Part(phrase(lang, "beside", period=period), lines=[phrase(lang, "beside_lead", period=period)], tables=tables)


def _compared(publication: Publication, name: str, code: str, known: Margins, sheet: Sheet, lang: str) -> Json | None:
    """Return one margin beside that of a year before; None where neither of them is told."""
    place = sheet.columns.index(name)
    one = known.get(tuple(code if at == place else TOTAL for at in range(len(sheet.columns))))
    if one is None or (one.now is None and one.before is None):
        return None
    held = phrase(lang, "reserved")
    more = phrase(lang, "by_chance") if one.why == ROUNDING else "" if one.change is None else f"{one.change:+,}"
    values = [held if value is None else _number(value) for value in (one.before, one.now)]
    return _cells([publication.label(name, code, lang), *values, more], code)
