"""Rows of who does what, where, when and for whom (3W, 5W), one an activity; with HXL tags. Pure.

A place is a state at the finest. Of people whom we help a number leaves as in a report: rounded, no small and no young one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from babel import Locale

from vereda.programme.entries import ActivitySet
from vereda.programme.rules.figures import rounded
from vereda.programme.rules.lists import hxl_tags, standards
from vereda.programme.rules.told import Programme
from vereda.programme.words import THRESHOLD, YOUNGEST_DAYS, ForWhom

COLUMNS = (
    "organisation", "implementer", "funder", "programme", "sector", "activity", "output_indicator", "country", "country_code",
    "state", "state_pcode", "period_start", "period_end", "for_whom", "targeted", "assisted_total", "status", "source",
    "reported_on",
)  # fmt: skip
"""`for_whom` has no tag: the standard's list has none for a kind of people."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula when a cell of a CSV begins so."""

type NamesState = Callable[[str, str], str]  # country, code of a state -> its name, '' where nobody knows it


def country_name(iso: str, lang: str) -> str:
    """Return the name of a country in a language, its code where there is none."""
    return str(Locale.parse(lang).territories.get(iso.upper(), iso.upper()))


def rows(programme: Programme, lang: str, today: date, words: Mapping[str, str], state: NamesState) -> Iterator[dict[str, str]]:
    """Yield one row an activity, in order of time. words: of statuses and of whom it is for, in the language."""
    funders = ", ".join(dict.fromkeys(one.donor for one in programme.grants.values()))
    for one in programme.activities.values():
        sector = standards().get(one.sector or "")
        result = next((row for row in programme.results if row.result == one.result), None)
        yield {
            "organisation": programme.opened.office,
            "implementer": one.organisation,
            "funder": funders,
            "programme": programme.opened.name.of(lang),
            "sector": sector.sector(lang) if sector else "",
            "activity": one.title.of(lang),
            "output_indicator": result.text.of(lang) if result else "",
            "country": country_name(one.country, lang),
            "country_code": one.country.upper(),
            "state": state(one.country, one.state) if one.state else "",
            "state_pcode": one.state or "",
            "period_start": one.from_on.isoformat(),
            "period_end": one.until_on.isoformat(),
            "for_whom": words[f"for.{one.for_whom}"],
            "targeted": _number(one.targeted),
            "assisted_total": _number(reached(one, today)),
            "status": words[f"status.{one.status}"],
            "source": one.document,
            "reported_on": today.isoformat(),
        }


def reached(one: ActivitySet, today: date) -> Decimal | None:
    """Return how many an activity reached, as it may be told."""
    if one.reached is None or one.for_whom is not ForWhom.HELPED:
        return one.reached
    is_young = one.until_on > today - timedelta(days=YOUNGEST_DAYS)
    return None if is_young or 0 < one.reached < THRESHOLD else rounded(one.reached)


def csv_text(found: Iterator[dict[str, str]]) -> str:
    """Return the rows as CSV: header, the row of HXL tags, and one line each."""
    text, tags = io.StringIO(), hxl_tags()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerow([tags.get(column, "") for column in COLUMNS])
    writer.writerows([_safe(row[column]) for column in COLUMNS] for row in found)
    return text.getvalue()


def _safe(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA) else value


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
