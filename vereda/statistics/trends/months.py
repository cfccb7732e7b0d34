"""A series of months: what it is, and whether anything may be said of its future."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from vereda.said import Said, noop

YEAR = 12
LEAST_MONTHS = 36
"""Three years: two that say what a season is, and one to try it on."""
LEAST_MEDIAN = 10
"""People or attentions in a middling month. Below, chance is larger than any season, and a cell is one that is held back."""

TOO_SHORT = noop("Meses en la serie: {months}. Hacen falta al menos {least}: no se pronostica.")
HAS_GAPS = noop("Faltan datos de {months}: con huecos no se pronostica.")
TOO_SMALL = noop("En la mitad de los meses hay menos de {least}: es demasiado poco para pronosticar.")


@dataclass(frozen=True)
class Series:
    """first: first day of the first month; values: one a month from then on, None where the month is not known.

    by_hand  so many of the first months were counted by hand, before there was this program; all others by it
    """

    first: date
    values: tuple[float | None, ...]
    by_hand: int = 0

    @property
    def is_mixed(self) -> bool:
        """Tell whether months were counted in two ways."""
        return 0 < self.by_hand < len(self.values)

    @property
    def months(self) -> list[date]:
        return months_from(self.first, len(self.values))

    @property
    def known(self) -> list[float]:
        """Return the values of a series without gaps."""
        return [value for value in self.values if value is not None]

    @property
    def ahead_from(self) -> date:
        """Return the month after the last."""
        return month_after(self.first, len(self.values))


def series(counted: Mapping[date, float], first: date, last: date, unknown: Iterable[date] = (), *, by_hand: int = 0) -> Series:
    """Return the series of a period.

    counted  first day of a month -> number; a month that is not there counted nothing
    unknown  months of which nobody knows: not zero
    by_hand  so many of the first months were counted by hand
    """
    gaps, found, month = set(unknown), list[float | None](), first
    while month <= last:
        found.append(None if month in gaps else counted.get(month, 0))
        month = month_after(month)
    return Series(first, tuple(found), by_hand)


def why_not(one: Series) -> Said | None:
    """Return why nothing may be foreseen of a series, None where something may."""
    gaps = [month for month, value in zip(one.months, one.values, strict=True) if value is None]
    if gaps:
        return Said(HAS_GAPS, months=", ".join(f"{month:%Y-%m}" for month in gaps[:6]) + (" …" if len(gaps) > 6 else ""))
    if len(one.values) < LEAST_MONTHS:
        return Said(TOO_SHORT, months=len(one.values), least=LEAST_MONTHS)
    if median(one.known) < LEAST_MEDIAN:
        return Said(TOO_SMALL, least=LEAST_MEDIAN)
    return None


def month_after(first: date, months: int = 1) -> date:
    """Return the first day of the month so many months later."""
    number = first.year * YEAR + first.month - 1 + months
    return date(number // YEAR, number % YEAR + 1, 1)


def months_from(first: date, count: int) -> list[date]:
    """Return the first days of so many months."""
    return [month_after(first, number) for number in range(count)]


def moved_days(celebrated: Mapping[date, str], months: Iterable[date]) -> list[float]:
    """Return for each month its days of feasts that move between months, less what that month of the year has on average.

    celebrated  holiday -> its name, over the years of the series. What always lies in one month is part of its season.
    """
    asked = list(months)
    in_months: dict[str, set[int]] = {}
    for day, name in celebrated.items():
        in_months.setdefault(name, set()).add(day.month)
    moving = [day for day, name in celebrated.items() if len(in_months[name]) > 1 and day.weekday() < 5]
    counts = {month: sum(month <= day < month_after(month) for day in moving) for month in asked}
    of_month = {
        number: [count for month, count in counts.items() if month.month == number] for number in {m.month for m in asked}
    }
    return [counts[month] - sum(of_month[month.month]) / len(of_month[month.month]) for month in asked]


def last_whole(today: date) -> date:
    """Return the first day of the last month that is over."""
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)
