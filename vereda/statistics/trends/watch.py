"""Unusual rises in the people a post meets a day: when somebody should see that there is enough water.

Counts of one post and nothing else: no place, no nationality, no other post. Parameters are own proposals, set on invented years
(`bench/warned`, seeds 1 to 10) and held against others: docs/engineer/trends.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc

HISTORY, GUARD, NEEDED = 56, 7, 28
"""Days that say what is usual; days before today that do not, since a rise may have begun in them; days needed at least."""
WINDOWS = (1, 2, 3)
"""Days that are added up: one loud day, and a rise that comes in over three."""
CHANCE = 3e-5
"""A rise is told when chance alone would do it less often than this."""
LEAST = 60
"""People more than usual in the window, at least: for fewer nobody loads a vehicle."""
SHUT = 8
"""Where so many come on a day with anybody, a day with nobody was shut or not written down: it says nothing of what is usual, and
the day after may hold both."""
UNSURE = 0.2
"""How far the usual level may have drifted since the history [share of it, standard deviation]."""
SHRINK = 6
"""Weeks of 'all days are alike' that stand against what the history says of a day of the week."""
LONGEST = 10
"""After so many days a rise is the new usual: the watch learns anew what that is, and tells nothing until it knows."""
QUIET = 2
"""Days without anything unusual after which a rise is over."""


@dataclass(frozen=True)
class Rise:
    """A rise as it was known on a day.

    began_on  first day of the window that told it;  told_on: the day in whose evening it was told;  until_on: last unusual day
    usual     people that would have been met from began_on to until_on
    people    people met in those days
    """

    began_on: date
    told_on: date
    until_on: date
    usual: float
    people: int

    @property
    def days(self) -> int:
        return (self.until_on - self.began_on).days + 1

    @property
    def more(self) -> float:
        """Return how many people more than usual there were."""
        return max(0.0, self.people - self.usual)


@dataclass(frozen=True, slots=True)
class Usual:
    """What a post usually meets: by day of the week [people], Monday first, and variance over mean."""

    by_weekday: tuple[float, ...]
    spread: float

    def of(self, on: date) -> float:
        return self.by_weekday[on.weekday()]


def rises(first_on: date, people: Sequence[int]) -> list[Rise]:
    """Return the rises of a series of days, each found with what was known in the evening of its day, and none after.

    people  met on each local day from first_on on; the last day is a whole one
    """
    return watched(first_on, people).found


def watched(first_on: date, people: Sequence[int]) -> Watch:
    """Return a watch that has seen these days; as in `rises`."""
    watch = Watch(first_on)
    for count in people:
        watch.add(count)
    return watch


class Watch:
    """Takes the days of a post one by one. `now` is the rise that lasts, None where all is as usual."""

    def __init__(self, first_on: date) -> None:
        """Begin with an empty history."""
        self.first_on = first_on
        self.people: list[int] = []
        self.unusual: list[bool] = []
        self.found: list[Rise] = []
        self.now: Rise | None = None
        self.quiet = 0
        self.since = 0

    @property
    def last_on(self) -> date:
        return self.first_on + timedelta(days=len(self.people) - 1)

    def add(self, people: int) -> None:
        """Take the next day [people met in it]."""
        self.people.append(people)
        self.unusual.append(False)
        usual = self.usual()
        if usual is None:
            return
        if self.now:
            self._go_on(self.now, usual)
        elif (window := self._told(usual)) is not None:
            self._begin(window, usual)

    def usual(self) -> Usual | None:
        """Return what is usual today, from days that were no rise; None while there are too few."""
        end = len(self.people) - GUARD
        numbers = [n for n in range(max(self.since, end - HISTORY), max(self.since, end)) if not self.unusual[n]]
        if len(numbers) < NEEDED:
            return None
        counts = np.array([self.people[n] for n in numbers], dtype=float)
        weekdays = np.array([(self.first_on.weekday() + n) % 7 for n in numbers])
        told = tells(counts, weekdays)
        counts, weekdays = counts[told], weekdays[told]
        mean = max(float(counts.mean()), 0.5)
        sums, times = np.bincount(weekdays, counts, minlength=7), np.bincount(weekdays, minlength=7)
        by_weekday = (sums + SHRINK * mean) / (times + SHRINK)
        expected = by_weekday[weekdays]
        return Usual(tuple(by_weekday.tolist()), max(1.0, float(np.mean((counts - expected) ** 2 / expected))))

    def _told(self, usual: Usual) -> int | None:
        """Return the shortest window, up to today, that is a rise."""
        for window, people, expected in self._windows(usual):
            if people - expected >= LEAST and chance_of(people, expected, usual.spread) < CHANCE:
                return window
        return None

    def _windows(self, usual: Usual) -> Iterator[tuple[int, int, float]]:
        people, expected = 0, 0.0
        for window in WINDOWS:
            people += self.people[-window]
            expected += usual.of(self.last_on - timedelta(days=window - 1))
            yield window, people, expected + (self._not_written(usual) if window == 1 else 0.0)

    def _not_written(self, usual: Usual) -> float:
        """Return the people who would have been met yesterday, where that day stands empty: today may hold both."""
        missed = usual.of(self.last_on - timedelta(days=1)) if len(self.people) > 1 and not self.people[-2] else 0.0
        return missed if missed >= SHUT else 0.0

    def _begin(self, window: int, usual: Usual) -> None:
        """Begin a rise; one that comes back after a few quiet days is still the same."""
        last = self.found[-1] if self.found else None
        if last and (self.last_on - last.until_on).days <= GUARD:
            self.now = last
            self._go_on(last, usual)
            return
        began = self.last_on - timedelta(days=window - 1)
        self.now = self._rise(began, self.last_on, self.last_on, usual)
        self.found.append(self.now)
        self._mark(window)

    def _go_on(self, now: Rise, usual: Usual) -> None:
        """Keep a rise while its days are unusual, and end it after days that are not."""
        is_over = (self.last_on - now.began_on).days >= LONGEST
        if not is_over and self.people[-1] > usual.of(self.last_on) * 1.5 + LEAST / 3:
            self.quiet = 0
            self.now = self.found[-1] = self._rise(now.began_on, now.told_on, self.last_on, usual)
            self._mark((self.last_on - now.began_on).days + 1)
            return
        self.quiet += 1
        if is_over:
            self._learn_anew(now)
        if is_over or self.quiet >= QUIET:
            self.now, self.quiet = None, 0

    def _learn_anew(self, now: Rise) -> None:
        """Take what did not end as the new usual: the days before it say nothing any more."""
        self.since = (now.began_on - self.first_on).days
        self.unusual[self.since :] = [False] * (len(self.unusual) - self.since)

    def _rise(self, began: date, told: date, until: date, usual: Usual) -> Rise:
        days = [began + timedelta(days=n) for n in range((until - began).days + 1)]
        people = sum(self.people[(day - self.first_on).days] for day in days)
        return Rise(began, told, until, sum(usual.of(day) for day in days), people)

    def _mark(self, days: int) -> None:
        """Keep the last days out of what is usual later."""
        self.unusual[-days:] = [True] * days


def tells(counts: NDArray[np.float64], weekdays: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which days say what is usual: not those without anybody where many come, nor the day after each.

    counts, weekdays  of the days, the oldest first. A weekday that is empty as often as not is a day of rest, and usual.
    """
    empty = counts == 0
    if not empty.any() or counts.sum() < SHUT * (~empty).sum():
        return ~np.zeros_like(empty)
    rest = np.bincount(weekdays, empty, minlength=7) * 2 >= np.bincount(weekdays, minlength=7)
    shut = empty & ~rest[weekdays]
    after = np.concatenate([[False], shut[:-1]])
    return ~(shut | after) if 2 * np.count_nonzero(shut | after) < len(counts) else ~np.zeros_like(empty)


def chance_of(people: int, expected: float, spread: float) -> float:
    """Return the chance that at least so many are met where `expected` are usual (negative binomial).

    spread  variance over mean of single days; UNSURE is added for the level
    """
    if people <= 0:
        return 1.0
    variance = spread * expected + (UNSURE * expected) ** 2
    if variance <= expected * 1.000001:
        variance = expected * 1.000001
    share = expected / variance
    return float(betainc(people, expected * share / (1 - share), 1 - share))
