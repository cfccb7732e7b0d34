"""One revision of an edition as its files are made from it: its protected tables and what its manifest says of them. Pure.

There is no way from here to an exact number: what an edition keeps for revisions is not among these fields.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from vereda.statistics.charts.door import Outlines
from vereda.statistics.charts.words import day, month
from vereda.statistics.editions import Change, Row, Sheet, last_day, month_of
from vereda.statistics.outputs.words import phrase, tongue
from vereda.statistics.phrases import word_of
from vereda.statistics.words import TOTAL, Count

type Told = Mapping[str, Any]  # Any: JSON of a manifest
type Labels = Mapping[str, Mapping[str, Mapping[str, str]]]


@dataclass(frozen=True)
class Stood:
    """The edition of the same month a year before, as it stood when this one was published."""

    period: str
    sheets: Sequence[Sheet]

    def sheet(self, code: str) -> Sheet | None:
        return next((one for one in self.sheets if one.code == code), None)


@dataclass(frozen=True)
class Revised:
    """One revision in the history of an edition, up to the one that is drawn. on: in the zone of the country."""

    number: int
    on: date
    changed: int = 0
    why: str = ""


@dataclass(frozen=True)
class Publication:
    """A published revision.

    manifest  without those who signed it
    content   SHA-256 of the manifest as it lies on the shelf
    labels    dimension -> code -> words by language, where the edition itself keeps none
    country   its name by language
    licence   its text by language, and `url`; empty: nobody decided on one
    outlines  areas of the country, for the map; outlines_by: whose they are
    """

    manifest: Told
    content: str
    sheets: Sequence[Sheet]
    changes: Sequence[Change] = ()
    history: Sequence[Revised] = ()
    stood: Stood | None = None
    labels: Labels = field(default_factory=dict)
    country: Mapping[str, str] = field(default_factory=dict)
    licence: Mapping[str, str] = field(default_factory=dict)
    outlines: Outlines | None = None
    outlines_by: str = ""
    is_demo: bool = False

    @property
    def name(self) -> str:
        return name_of(self.manifest)

    @property
    def is_press(self) -> bool:
        return bool(self.manifest["source"] == "press")

    @property
    def period(self) -> str:
        return str(self.manifest["period"])

    @property
    def days(self) -> tuple[date, date]:
        """Return the first and last day of the period."""
        if len(self.period) == len("2011"):
            return date(int(self.period), 1, 1), date(int(self.period), 12, 31)
        return month_of(self.period), last_day(month_of(self.period))

    @cached_property
    def tables(self) -> dict[str, Told]:
        """Return what the manifest says of each table, by code."""
        return {one["code"]: one for one in self.manifest["tables"]}

    def sheet(self, code: str) -> Sheet | None:
        return next((one for one in self.sheets if one.code == code), None)

    # In words ---------------------------------------------------------------------------------------------------------

    def of(self, lang: str) -> str:
        """Return the period in words: 'diciembre de 2011', '2011'."""
        return said_period(self.period, lang)

    def title(self, lang: str) -> str:
        name = "press_title" if self.is_press else "title"
        return phrase(lang, name, country=self.country.get(tongue(lang), ""), period=self.of(lang))

    def said(self, code: str, name: str, lang: str) -> str:
        """Return title, unit, universe, definition or note of a table; '' where nobody wrote one."""
        return str(self.tables[code].get(f"{name}_{tongue(lang)}") or "")

    def label(self, dimension: str, code: str, lang: str) -> str:
        """Return the words for a code as the edition keeps them, else today's, else the code."""
        if code == TOTAL:
            return phrase(lang, "total")
        for labels in (self.manifest.get("labels", {}), self.labels):
            if found := labels.get(dimension, {}).get(code):
                return str(found[tongue(lang)])
        return code

    def where(self, change: Change, lang: str) -> str:
        """Return the words of a changed cell."""
        names = self.tables[change.table]["by"] if change.table in self.tables else [""] * len(change.codes)
        return ", ".join(self.label(name, code, lang) for name, code in zip(names, change.codes, strict=True))

    def table_title(self, code: str, lang: str) -> str:
        return self.said(code, "title", lang) if code in self.tables else code

    def notes(self, lang: str) -> list[str]:
        """Return what a reader of a press edition must know: told in one language, or in both."""
        told = self.manifest.get("notes", [])
        return [one if isinstance(one, str) else one.get(tongue(lang), "") for one in told]

    def heading(self, lang: str) -> list[str]:
        """Return what stands under a title: which edition, since when, up to what it counts, where the press printed it."""
        on = day(self.history[-1].on, lang) if self.history else ""
        lines = [phrase(lang, "press_edition" if self.is_press else "edition", edition=self.name, on=on)]
        if self.is_press:
            return [*lines, phrase(lang, "printed_in", where=self.manifest["printed_in"])]
        told = self.manifest["as_of"]
        if told["on"]:
            on = day(date.fromisoformat(told["on"]), lang)
            return [*lines, phrase(lang, "cut_off_on", block=f"{told['block']:,}", on=on)]
        return [*lines, phrase(lang, "cut_off", block=f"{told['block']:,}")]

    def revisions(self, lang: str) -> list[tuple[int, str]]:
        """Return the history, the latest first: number and words."""
        return [(one.number, _revision(one, lang)) for one in reversed(self.history)]

    def method(self, lang: str) -> list[str]:
        """Return how the figures were made."""
        if self.is_press:
            return [phrase(lang, "press_method")]
        rules = self.manifest["rules"]
        how = {"method": self.manifest["method"], "software": self.manifest["software"], "catalogue": self.manifest["catalogue"]}
        how |= {"pack": self.manifest["pack"][:16], "noise": self.manifest["noise_table"][:16]}
        return [
            phrase(lang, "method_1"),
            phrase(lang, "method_2", threshold=rules["threshold"], sensitive=rules["sensitive_threshold"]),
            phrase(lang, "method_3"),
            phrase(lang, "method_4"),
            phrase(lang, "method_how", **how),
        ]

    def withheld(self, lang: str) -> list[str]:
        """Return how much was withheld, and by which rule; nothing of the press."""
        if self.is_press:
            return []
        told = self.manifest
        left_out = sum(one["left_out"] for one in told["tables"])
        numbers = {"withheld": f"{told['withheld']:,}", "cells": f"{told['cells']:,}", "left_out": f"{left_out:,}"}
        rules = [phrase(lang, "rule", n=f"{n:,}", why=reason(why, lang)) for why, n in told["withheld_by_rule"].items()]
        lines = [phrase(lang, "what_withheld_1", **numbers)]
        return [*lines, phrase(lang, "by_rule", rules="; ".join(rules))] if rules else lines


def name_of(manifest: Told) -> str:
    """Return the name of an edition, such as mx-2011-12-r1; of the press with its series before it."""
    return "-".join(filter(None, (manifest.get("series"), manifest["edition"])))


def licence_line(licence: Mapping[str, str], lang: str) -> str:
    """Return under what figures may be used; '' where nobody decided on it."""
    text = " ".join(filter(None, (licence.get(tongue(lang)), licence.get("url"))))
    return phrase(lang, "licence", text=text) if text else ""


def said_period(period: str, lang: str) -> str:
    return month(month_of(period), lang) if len(period) > len("2011") else period


def reason(why: str, lang: str) -> str:
    """Return why a cell is withheld, in words."""
    return phrase(lang, why) if why in ("small", "sensitive") else why


def head(dimension: str, lang: str) -> str:
    """Return the word for a column, with a capital."""
    word = phrase(lang, dimension) if dimension in ("to", "scope") else word_of(dimension, tongue(lang))
    return word[:1].upper() + word[1:]


def _revision(one: Revised, lang: str) -> str:
    on = day(one.on, lang)
    if one.number == 1:
        return phrase(lang, "first", on=on)
    name = "revision" if one.changed == 1 else "revisions"
    return phrase(lang, name, number=one.number, on=on, n=f"{one.changed:,}", why=one.why)


# Margins ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Margin:
    """The rows of a table that tell one dimension alone, in their order; total: the cell of everybody."""

    sheet: Sheet
    dimension: str
    rows: Sequence[tuple[str, Row]]
    total: Row | None


def margin(publication: Publication, count: Count, dimension: str, *, unless: str = "") -> Margin | None:
    """Return the margin of the first table of a unit that has a dimension. unless: a dimension it must not have."""
    for code, told in publication.tables.items():
        sheet = publication.sheet(code)
        if sheet and told.get("count") == count and dimension in sheet.columns and unless not in sheet.columns:
            return margin_of(sheet, dimension)
    return None


def margin_of(sheet: Sheet, dimension: str) -> Margin:
    place = sheet.columns.index(dimension)
    alone = [row for row in sheet.rows if all(code == TOTAL for at, code in enumerate(row.codes) if at != place)]
    rows = [(row.codes[place], row) for row in alone if row.codes[place] != TOTAL]
    return Margin(sheet, dimension, rows, next((row for row in alone if row.codes[place] == TOTAL), None))


def codes_of(sheet: Sheet, dimension: str) -> list[str]:
    """Return the codes of a column in the order of its margin, the total last; of a table without totals, as they come."""
    place = sheet.columns.index(dimension)
    codes = dict.fromkeys([*(code for code, _row in margin_of(sheet, dimension).rows), *(row.codes[place] for row in sheet.rows)])
    return sorted(codes, key=lambda code: code == TOTAL)
