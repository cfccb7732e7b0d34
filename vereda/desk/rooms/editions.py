"""What pages of editions draw: rows with words, what a revision changed, the same month a year before, what to look at first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vereda.desk.labels import Labels
from vereda.desk.words import editions as words
from vereda.desk.words import flags as flag_words
from vereda.statistics import door as statistics
from vereda.statistics.door import Change, Edition, Flag, Kept, Origin, PublicTable, Row

TOTAL = "TOTAL"
MOST = 400
"""Rows of a table, or changed cells, that a page draws; the rest is in the file."""
PRESS = "press"
"""Begins the name of the series of what the press printed over the years."""
BACK = 36
"""Months that the form offers."""


@dataclass(frozen=True)
class Cells:
    """One row as a page draws it. value '': held back, and why."""

    words: Sequence[str]
    value: str
    why: str
    is_margin: bool


@dataclass(frozen=True)
class Changed:
    """One changed cell in words."""

    where: str
    was: str
    now: str


@dataclass(frozen=True)
class Compared:
    """One margin beside the same of a year before."""

    what: str
    now: str
    before: str
    more: str
    why: str


@dataclass(frozen=True)
class Looked:
    """A flag in words."""

    rule: str
    what: str
    where: str


def lang() -> str:
    """Return the language of the page, of the two that tables have."""
    return "en" if (get_language() or "es").startswith("en") else "es"


def title(row: Edition) -> str:
    """Return what an edition is of: 'diciembre de 2011', or the series and year that others printed."""
    of = period_said(row.period)
    if row.origin != Origin.PRESS:
        return of
    series, _sep, years = row.series.partition("-")
    # Of what the press adds up over several years the series says which, and the period is the last of them.
    return f"{_('Prensa')} · {years or of}" if series == PRESS else f"{row.series} · {of}"


def period_said(period: str) -> str:
    """Return a period in words: 'diciembre de 2011', '2011'."""
    if statistics.is_year(period):
        return period
    return formats.date_format(date.fromisoformat(f"{period}-01"), "YEAR_MONTH_FORMAT")


def months_of(period: str) -> list[date]:
    """Return the first days of the months of a period. Raises MonthNotUnderstood."""
    if not statistics.is_year(period):
        return [statistics.month_of(period)]
    return [statistics.month_of(f"{period}-{month:02d}") for month in range(1, 13)]


def at(said: Mapping[str, Any]) -> datetime:  # Any: JSON of a revision
    return datetime.fromisoformat(said["at"])


def months(country: str, today: date, known: Collection[str]) -> list[tuple[str, str]]:
    """Return the months that may be proposed today, the latest first: over for thirty days, back to where counting began.

    known  periods that were published or proposed already
    """
    first, month = statistics.first_month(country), today.replace(day=1)
    # A year is offered once its December stands: whether others of its months are missing is said when it is proposed.
    years = sorted({one[:4] for one in known if one.endswith("-12") and one[:4] not in known}, reverse=True)
    found: list[tuple[str, str]] = [(one, one) for one in years]
    while first and month >= first and len(found) < BACK:
        if statistics.may_leave_on(month) <= today and f"{month:%Y-%m}" not in known:
            found.append((f"{month:%Y-%m}", formats.date_format(month, "YEAR_MONTH_FORMAT")))
        month = (month - date.resolution).replace(day=1)
    return found


def tables(one: Kept) -> list[tuple[str, str, int, int]]:
    """Return code, title, cells and how many of them are held back, of each table of an edition."""
    said = lang()
    return [
        (told["code"], told[f"title_{said}"], told["cells"], sum(told["withheld"].values())) for told in one.manifest["tables"]
    ]


def told_of(one: Kept, code: str) -> dict[str, Any] | None:  # Any: JSON
    """Return what the manifest says of a table."""
    return next((told for told in one.manifest["tables"] if told["code"] == code), None)


def label(one: Kept, name: str, code: str, labels: Labels) -> str:
    """Return the words for a code as the edition keeps them; of what others printed, those of today's pack."""
    if code == TOTAL:
        return _("Total")
    kept = one.manifest.get("labels", {}).get(name, {}).get(code)
    if kept:
        return str(kept[lang()])
    return {"category": labels.category, "nationality": labels.nationality, "state": labels.state}.get(name, str)(code)


def column(name: str) -> str:
    """Return the word for a column."""
    return statistics.word_of(name, lang())


def rows(one: Kept, code: str, labels: Labels) -> tuple[list[Cells], int]:
    """Return the rows of a table in words, and how many more there are in its file."""
    sheet = one.sheet(code)
    if sheet is None:
        return [], 0
    drawn = [_cells(one, sheet.columns, row, labels) for row in sheet.rows[:MOST]]
    return drawn, max(0, len(sheet.rows) - MOST)


def _cells(one: Kept, columns: Sequence[str], row: Row, labels: Labels) -> Cells:
    said = [label(one, name, code, labels) for name, code in zip(columns, row.codes, strict=True)]
    return Cells(said, shown(row.value), _why(row), TOTAL in row.codes)


def shown(value: int | None) -> str:
    """Return a number as the page writes it."""
    return "" if value is None else formats.number_format(value, use_l10n=True, force_grouping=True)


def _why(row: Row) -> str:
    return str(words.WITHHELD.get(row.why, row.why)) if row.value is None else ""


def changed(one: Kept, labels: Labels, only: str = "") -> tuple[list[tuple[str, list[Changed]]], int]:
    """Return what a revision changed, cell by cell under the title of its table, and how many more stand in its file."""
    found: dict[str, list[Changed]] = {}
    kept = [change for change in one.changes if not only or change.table == only]
    for change in kept[:MOST]:
        told = told_of(one, change.table)
        name = told[f"title_{lang()}"] if told else change.table
        found.setdefault(name, []).append(_changed(one, change, labels))
    return list(found.items()), max(0, len(kept) - MOST)


def _changed(one: Kept, change: Change, labels: Labels) -> Changed:
    told = told_of(one, change.table)
    names = told["by"] if told else [""] * len(change.codes)
    where = ", ".join(label(one, name, code, labels) for name, code in zip(names, change.codes, strict=True))
    return Changed(where, _cell(change.was), _cell(change.now))


def _cell(value: int | None) -> str:
    return _("reservada") if value is None else shown(value)


def beside(one: Kept, before: Kept | None, code: str, labels: Labels) -> list[Compared]:
    """Return the margins of a table beside those of the same month a year before."""
    sheet, then = one.sheet(code), before.sheet(code) if before else None
    if sheet is None or then is None:
        return []
    margins = [row for row in statistics.compared(sheet, then) if row.is_margin]
    return [_compared(one, sheet.columns, margin, labels) for margin in margins]


def _compared(one: Kept, columns: Sequence[str], margin: statistics.Compared, labels: Labels) -> Compared:
    said = [label(one, name, code, labels) for name, code in zip(columns, margin.codes, strict=True) if code != TOTAL]
    more = "" if margin.change is None else f"{margin.change:+,}"
    why = str(words.NO_CHANGE[margin.why]) if margin.why else ""
    return Compared(" · ".join(said) or _("Total"), _cell(margin.now), _cell(margin.before), more, why)


def looked(found: Iterable[Flag], labels: Labels) -> list[Looked]:
    """Return the flags of a month in words."""
    return [Looked(str(flag_words.NAMES[one.rule]), flag_words.sentence(one, labels), labels.group(one.where)) for one in found]


def listed() -> list[PublicTable]:
    """Return the closed list of tables."""
    return list(statistics.public_tables())


@dataclass(frozen=True)
class Counted:
    """An official category on a day in words: what it is, and the services that it counts."""

    name: str
    definition: str
    services: Sequence[str]


def categories(country: str, month: date, labels: Labels) -> list[Counted]:
    """Return the official categories of the total as they hold in a month."""
    told = statistics.in_month(statistics.catalogue(country), month, statistics.last_day(month))
    said = lang()
    return [
        Counted(one[said], one[f"definition_{said}"], [labels.service(code) for code in one["services"]]) for one in told.values()
    ]


def changes_of_categories(country: str) -> list[date]:
    """Return the days on which a category of the total began to count other services, the latest first."""
    known = statistics.catalogue(country)
    days = reversed(known.cuts(date(1990, 1, 1), date.max))
    return [on for on in days if _on(known, on) != _on(known, on - date.resolution)]


def _on(known: statistics.Catalogue, on: date) -> set[tuple[str, str]]:
    return {(one.service, one.category) for one in known.mapping if one.category in known.in_total and one.holds_on(on)}
