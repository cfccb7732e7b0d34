"""A month of reports: days by posts, with sums that add up to the month; the logbook's number and what was said beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from vereda.countries.door import official_categories, pack
from vereda.desk.labels import Labels
from vereda.desk.words import reports as words
from vereda.reports import door as reports
from vereda.reports.door import TOTAL, Said
from vereda.reports.schema import Row


@dataclass(frozen=True)
class Cell:
    """One day of one column. said None: nothing was said."""

    logbook: int
    said: int | None

    @property
    def differs(self) -> bool:
        return self.said is not None and self.said != self.logbook


@dataclass(frozen=True)
class Month:
    """days: (day, cells, sum of the row); sums: of each column over the month."""

    first: date
    columns: Sequence[tuple[str, str]]
    days: Sequence[tuple[date, Sequence[Cell], Cell]]
    sums: Sequence[Cell]
    whole: Cell


@dataclass(frozen=True)
class Known:
    """All that is looked up of a month, once."""

    country: str
    first: date
    last: date
    states: dict[str, list[str]]
    posts: dict[tuple[str, date], reports.DailyReport]
    sums: dict[tuple[str, date], reports.StateReport]
    counted: dict[tuple[str, date], Said]
    inside: Sequence[str]

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


def month_of(written: str, today: date) -> date:
    """Return the first day of the month that was asked for; this month where none is."""
    try:
        first = date.fromisoformat(f"{written}-01")
    except ValueError:
        return today.replace(day=1)
    return first if 1971 <= first.year <= 2198 else today.replace(day=1)


def last_of(first: date) -> date:
    """Return the last day of a month."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def known_of(country: str, first: date, today: date, states: dict[str, list[str]]) -> Known:
    """Return what is looked up of a month up to today, of some states with their groups."""
    last = max(first, min(last_of(first), today))
    groups = [group for some in states.values() for group in some]
    return Known(
        country=country,
        first=first,
        last=last,
        states=states,
        posts=reports.dailies(country, groups, first, last),
        sums=reports.state_reports(country, first, last),
        counted=reports.counted(country, groups, first, last),
        inside=reports.in_total(country),
    )


def of_post(known: Known, group: str, labels: Labels) -> Month:
    """Return a post's month: days by category."""
    codes = [row.code for row in official_categories(pack(known.country))]
    there = {code for said in known.counted.values() for code, number in said.items() if number}
    said = {code for row in known.posts.values() for code, number in (reports.post_said(row) or {}).items() if number}
    shown = [code for code in codes if code in there | said]

    def cell(code: str, on: date) -> Cell:
        told = reports.post_said(known.posts.get((group, on)))
        return Cell(known.counted.get((group, on), {}).get(code, 0), None if told is None else told.get(code, 0))

    columns = [(code, words.category(code, labels)) for code in [*shown, TOTAL]]
    days = [(on, [cell(code, on) for code, _ in columns], cell(TOTAL, on)) for on in known.days]
    return _summed(known.first, columns, days)


def of_posts(known: Known, category: str, labels: Labels) -> Month:
    """Return a state's month: days by posts, of one category, as the state office says it."""
    groups = [group for some in known.states.values() for group in some]

    def cell(group: str, on: date) -> Cell:
        told = reports.state_said(known.posts.get((group, on)), known.inside)
        return Cell(known.counted.get((group, on), {}).get(category, 0), None if told is None else told.get(category, 0))

    return _grid(known, [(group, labels.group(group)) for group in groups], cell)


def of_states(known: Known, category: str, labels: Labels) -> Month:
    """Return the country's month: days by states, of one category, as headquarters says it."""

    def cell(state: str, on: date) -> Cell:
        told = reports.national_said(known.sums.get((state, on)), known.inside)
        logbook = sum(known.counted.get((group, on), {}).get(category, 0) for group in known.states[state])
        return Cell(logbook, None if told is None else told.get(category, 0))

    return _grid(known, [(state, labels.state(state)) for state in known.states], cell)


def _grid(known: Known, columns: Sequence[tuple[str, str]], cell: Any) -> Month:  # Any: a function of column and day
    days = []
    for on in known.days:
        cells = [cell(code, on) for code, _ in columns]
        days.append((on, cells, added(cells)))
    return _summed(known.first, columns, days)


def added(cells: Sequence[Cell]) -> Cell:
    """Return cells added up; what nobody said adds nothing."""
    said = [cell.said for cell in cells if cell.said is not None]
    return Cell(sum(cell.logbook for cell in cells), sum(said) if said else None)


def _summed(first: date, columns: Sequence[tuple[str, str]], days: Sequence[tuple[date, Sequence[Cell], Cell]]) -> Month:
    sums = [added([cells[place] for _, cells, _ in days]) for place in range(len(columns))]
    return Month(first, columns, days, sums, added([whole for _, _, whole in days]))


def file_rows(known: Known) -> Iterator[Row]:
    """Yield every number of a month, of posts and of states, as each level said it."""
    codes = [*(row.code for row in official_categories(pack(known.country))), TOTAL]
    for on in known.days:
        for state, groups in known.states.items():
            for group in groups:
                yield from _of_post(known, on, state, group, codes)
            yield from _of_state(known, on, state, groups, codes)


def _of_post(known: Known, on: date, state: str, group: str, codes: Sequence[str]) -> Iterator[Row]:
    row, logbook = known.posts.get((group, on)), known.counted.get((group, on), {})
    post, ours = reports.post_said(row), reports.state_said(row, known.inside)
    for code in codes:
        numbers = (_number(post, code), _number(ours, code))
        if any(numbers) or logbook.get(code):
            yield Row(on, "post", state, group, code, *numbers, None, logbook.get(code, 0))


def _of_state(known: Known, on: date, state: str, groups: Sequence[str], codes: Sequence[str]) -> Iterator[Row]:
    row = known.sums.get((state, on))
    said = [one for group in groups if (one := reports.post_said(known.posts.get((group, on)))) is not None]
    posts = reports.added(said) if said else None
    signed, national = reports.signed_by_state(row, known.inside), reports.national_said(row, known.inside)
    logbook = reports.added(known.counted.get((group, on), {}) for group in groups)
    for code in codes:
        numbers = (_number(posts, code), _number(signed, code), _number(national, code))
        if any(numbers) or logbook.get(code):
            yield Row(on, "state", state, "", code, *numbers, logbook.get(code, 0))


def _number(said: Said | None, code: str) -> int | None:
    return None if said is None else said.get(code, 0)
