"""A public table with HXL tags (Humanitarian Exchange Language 1.1): names, tags, rows. Tags stand in data/hxl.csv. Pure.

Sex and age stand in columns, as their tags are attributes. No row is a total, so that a tool that adds rows counts nobody twice;
totals are in the CSV. Attentions are an indicator and never `#reached`: they are no persons.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path

from vereda.statistics.editions import Row, Sheet, written
from vereda.statistics.outputs.publication import Publication, codes_of, head
from vereda.statistics.outputs.words import phrase
from vereda.statistics.words import TOTAL, By, Count

TAGS = Path(__file__).parent.parent / "data" / "hxl.csv"
ACROSS: Mapping[str, Mapping[str, str]] = {
    By.SEX: {"F": "assisted_f", "M": "assisted_m", "U": "sex_unknown"},
    By.AGE_BAND: {"0-17": "assisted_children", "18+": "assisted_adults", "U": "age_unknown"},
}
"""Dimensions that stand in columns: the row of hxl.csv whose attribute a code has."""
NAMED: Mapping[str, tuple[str, str]] = {
    By.STATE: ("state_pcode", "state"),
    By.CATEGORY: ("indicator_code", "indicator_name"),
}
WITHOUT_CODE: Mapping[str, str] = {By.NATIONALITY: "origin_country", By.SERVICE: "service"}
"""Tags to which an attribute says whether a column holds codes or names."""


@cache
def tags(path: Path = TAGS) -> Mapping[str, str]:
    """Return the tag of each column."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["column"]: row["hxl_tag"] for row in csv.DictReader(file)}


def hxl_csv(publication: Publication, sheet: Sheet, lang: str) -> str:
    """Return one table: names, tags, rows. An empty value is withheld, which `#status` says, or not listed."""
    down = [name for name in sheet.columns if name not in ACROSS]
    across = [name for name in sheet.columns if name in ACROSS]
    first, last = publication.days
    country = publication.manifest["country"].upper()
    columns = _columns(sheet, across)
    heads = [phrase(lang, name) for name in ("country_code", "period_start", "period_end")]
    heads += [text for name in down for text in (phrase(lang, "code", name=head(name, lang)), head(name, lang))]
    heads += [_value_head(codes, across, lang) for codes in columns] + [phrase(lang, "hxl_status"), phrase(lang, "source")]
    known = tags()
    marks = [known[name] for name in ("country_code", "period_start", "period_end")]
    marks += [tag for name in down for tag in _dimension_tags(name)]
    value = known["assisted_total" if publication.tables[sheet.code].get("count") == Count.PEOPLE else "indicator_value"]
    marks += [_value_tag(value, codes, across) for codes in columns] + [known["status"], known["source"]]
    lines = [
        [country, first, last, *_words(publication, down, key, lang), *values, status, publication.name]
        for key, values, status in _rows(sheet, down, across, columns)
    ]
    return written([heads, marks, *lines])


def _columns(sheet: Sheet, across: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the codes of each column of values, in their order, the total last; () where there is one such column alone."""
    return list(product(*(codes_of(sheet, name) for name in across)))


def _rows(
    sheet: Sheet, down: Sequence[str], across: Sequence[str], columns: Sequence[tuple[str, ...]]
) -> Iterator[tuple[tuple[str, ...], list[int | str], str]]:
    """Yield codes, values and status of each row without a total downward."""
    at_down = [sheet.columns.index(name) for name in down]
    at_across = [sheet.columns.index(name) for name in across]
    found: dict[tuple[str, ...], dict[tuple[str, ...], Row]] = {}
    for row in sheet.rows:
        key = tuple(row.codes[place] for place in at_down)
        if TOTAL not in key:
            found.setdefault(key, {})[tuple(row.codes[place] for place in at_across)] = row
    for key, cells in found.items():
        rows = [(codes, cells.get(codes)) for codes in columns]
        values: list[int | str] = ["" if row is None or row.value is None else row.value for _codes, row in rows]
        held = [(codes, row.why) for codes, row in rows if row is not None and row.value is None]
        yield key, values, ";".join(":".join(filter(None, ("/".join(codes), why))) for codes, why in held)


def _words(publication: Publication, down: Sequence[str], key: Sequence[str], lang: str) -> list[str]:
    pairs = zip(down, key, strict=True)
    return [text for name, code in pairs for text in (code, publication.label(name, code, lang))]


def _dimension_tags(name: str) -> tuple[str, str]:
    """Return the tags of the column of codes and of that of names; none for a dimension that HXL has no word for."""
    known = tags()
    if name in NAMED:
        code, words = NAMED[name]
        return known[code], known[words]
    if name in WITHOUT_CODE:
        base = known[WITHOUT_CODE[name]]
        return f"{base}+code", f"{base}+name"
    return "", ""


def _value_tag(base: str, codes: Sequence[str], across: Sequence[str]) -> str:
    known = tags()
    told = [(name, code) for name, code in zip(across, codes, strict=True) if code != TOTAL]
    marks = [f"+{known[ACROSS[name][code]].rpartition('+')[2]}" for name, code in told if code in ACROSS[name]]
    return base.removesuffix("+ind" if marks and base.startswith("#reached") else "") + "".join(marks)


def _value_head(codes: Sequence[str], across: Sequence[str], lang: str) -> str:
    told = [(name, code) for name, code in zip(across, codes, strict=True) if code != TOTAL]
    words = [phrase(lang, f"{name}.{code}") if code in ACROSS[name] else code for name, code in told]
    if not across:
        return phrase(lang, "value")
    return ", ".join(words) or phrase(lang, "all")
