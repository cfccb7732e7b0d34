"""Individuals from one question to every k-th party: 'when did a group last help you?' Who was not helped since then is new.

People met are counted, every meeting; the answers tell of how many it was the first in the period. Sampling, silence and what an
answer leaves open each widen the interval, and it reaches over all that memory may do. docs/decisions/individuals.md says why.
Pure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from vereda.people.errors import PeriodTooLong
from vereda.people.rules import estimates, gaps
from vereda.people.rules.estimates import OTHERS, Estimate, NotEstimated
from vereda.people.rules.observed import Asked, Met
from vereda.people.rules.recall import ANSWERS, Recall, meant_of_said, recall, tilted
from vereda.people.rules.strata import ALL, ENOUGH, WIDE, Strata, strata
from vereda.people.words import LastHelp, Method
from vereda.said import Said
from vereda.uncollected import uncollected

type Floats = NDArray[np.float64]

LONGEST_DAYS = 366
"""The question looks back a year: of a longer period it could not say who came at its beginning."""
DRAWS = 500
WEIGHTS = 4_000_000
"""So many weights of parties lie in the memory at once: of a big network all draws together would take gigabytes."""
SPANNED = [ANSWERS.index(one) for one in (LastHelp.WEEK, LastHelp.MONTH, LastHelp.YEAR)]
SURELY = [ANSWERS.index(one) for one in (LastHelp.NEVER, LastHelp.LONGER)]
OWN = 0.9
"""So much of the days on which others of a nationality were met is taken as counted; the rest as those of everybody."""
LEVEL_DAYS = 90
"""Before the first day that was counted, people were met as in so many days after it."""


@uncollected()
def by_question(
    met: Iterable[Met],
    asked: Iterable[Asked],
    outside: Iterable[Met] = (),
    *,
    from_on: date,
    to_on: date,
    assumed: Recall | None = None,
    draws: int = DRAWS,
    seed: int = 2011,
) -> Estimate | NotEstimated:
    """Return how many different people were met in a period, with a 95 % interval, by nationality too.

    met    everybody met in the period and, as far as it is known, in the year before
    asked  parties that were due to be asked, with what they answered; also outside of the period: answers of the same month
           stand for people of that month, and those of other months where too few answered
    outside  those of `met` who are never asked (in a rescue, children alone): taken as silent, like who does not answer
    from_on, to_on  local days, both inclusive
    seed   of the draws: the same counts and answers give the same interval
    Raises PeriodTooLong.
    """
    if (to_on - from_on).days >= LONGEST_DAYS:
        raise PeriodTooLong(days=LONGEST_DAYS)
    due = (one for one in asked if one.every)
    answers = sorted(due, key=lambda one: (one.on, one.party, one.nationality, one.answer))
    period = _Period([one for one in met if one.people], answers, list(outside), from_on, to_on)
    if why := _nothing(period):
        return NotEstimated(method=Method.QUESTION, why=why, met=period.people)
    known = assumed or recall()
    middle = _firsts(period, known.taken(), known, _said(period))
    random = np.random.default_rng([seed, draws])
    said = _said(period, draws, random)  # both ends of what memory may do look at the same draws
    few, many = (_firsts(period, end, known, said, deepcopy(random)) for end in (known.fewest(), known.most()))
    return _estimate(period, known, middle[:, 0], few, many)


@dataclass(frozen=True, eq=False)
class _Unit:
    """People met in the period for whom the answers of one cell stand.

    outside  share of the people who are never asked [0 to 1]
    after    of the people met, how many would be new if all had given one answer [bend, answer: week, month, year]
    """

    nationality: int
    cell: int
    people: int
    outside: float
    after: Floats


@dataclass(frozen=True, eq=False)
class _Period:
    """What is known of a period, and all that can be worked out before anything is drawn."""

    met: Sequence[Met]
    asked: Sequence[Asked]
    outside: Sequence[Met]
    from_on: date
    to_on: date

    @cached_property
    def inside(self) -> list[Met]:
        return [one for one in self.met if self.from_on <= one.on <= self.to_on]

    @cached_property
    def due(self) -> list[Asked]:
        return [one for one in self.asked if self.from_on <= one.on <= self.to_on]

    @cached_property
    def people(self) -> int:
        return sum(one.people for one in self.inside)

    @cached_property
    def strata(self) -> Strata:
        return strata(self.asked, (one.nationality for one in self.met))

    @cached_property
    def nationalities(self) -> list[str]:
        return sorted({self.strata.nationality(code) for code in self.codes})

    @property
    def _days(self) -> list[date]:
        return [*(one.on for one in self.met), *(one.on for one in self.asked)]

    @cached_property
    def begins(self) -> date:
        """Day 0 of all series: early enough for an answer of a year ago."""
        return min(self._days) - timedelta(days=gaps.LONGEST + 1)

    @cached_property
    def first_counted(self) -> date:
        return min(one.on for one in self.met)

    @cached_property
    def codes(self) -> set[str]:
        """Return the nationalities met in the period, as they were written."""
        return {one.nationality for one in self.inside}

    @cached_property
    def people_of(self) -> Counter[str]:
        """Return people met in the period by nationality."""
        found: Counter[str] = Counter()
        for one in self.inside:
            found[self.strata.nationality(one.nationality)] += one.people
        return found

    @cached_property
    def due_of(self) -> dict[str, list[Asked]]:
        """Return who was due in the period, by nationality."""
        found: dict[str, list[Asked]] = {code: [] for code in self.nationalities}
        for one in self.due:
            found.setdefault(self.strata.nationality(one.nationality), []).append(one)
        return found

    def day(self, on: date) -> int:
        return (on - self.begins).days

    @cached_property
    def daily(self) -> Floats:
        """Return people met a day [nationality, day], the last row everybody; what was before the first count is supposed."""
        last = max(self.to_on, *self._days)
        wide, long = len(self.nationalities) + 1, self.day(last) + 1
        row = {code: at for at, code in enumerate(self.nationalities)}
        here = {code: row.get(self.strata.nationality(code), wide - 1) for code in {one.nationality for one in self.met}}
        start = self.begins.toordinal()
        places = np.array([here[one.nationality] * long + one.on.toordinal() - start for one in self.met])
        people = np.array([one.people for one in self.met], float)
        series = np.bincount(places, people, wide * long).reshape(wide, long)
        series[-1] += series[:-1].sum(axis=0)  # the last row: those of no row of their own, and then everybody
        first, end = self.day(self.first_counted), self.day(max(one.on for one in self.met)) + 1
        series[:, :first] = series[:, first : min(first + LEVEL_DAYS, end)].mean(axis=1, keepdims=True)
        share = series.sum(axis=1, keepdims=True) / series[-1].sum()
        return OWN * series + (1 - OWN) * share * series[-1]

    @cached_property
    def units(self) -> list[_Unit]:
        first, last = self.day(self.from_on), self.day(self.to_on)
        there, outside = self._by_cell(self.inside), self._by_cell(self.outside)
        before = [gaps.before(series, first, last, first) for series in self.daily[:-1]]
        return [
            _Unit(*key, int(days.sum()), min(1.0, outside[key].sum() / days.sum()), before[key[0]] @ days)
            for key, days in sorted(there.items())
        ]

    def _by_cell(self, met: Iterable[Met]) -> dict[tuple[int, int], Floats]:
        """Return people met in the period by nationality and cell, day by day."""
        row = {code: at for at, code in enumerate(self.nationalities)}
        found: dict[tuple[int, int], Floats] = defaultdict(lambda: np.zeros((self.to_on - self.from_on).days + 1))
        known: dict[tuple[str, int, int, str], Floats] = {}  # a cell is that of a month
        for one in met:
            if not self.from_on <= one.on <= self.to_on:
                continue
            key = one.nationality, one.on.year, one.on.month, one.group
            if key not in known:
                code = self.strata.nationality(one.nationality)
                if code not in row:
                    continue
                known[key] = found[row[code], self.strata.cell(one.nationality, one.on, one.group)]
            known[key][(one.on - self.from_on).days] += one.people
        return found

    @cached_property
    def misfit(self) -> Floats:
        return self.strata.misfit(self.asked, self.from_on, self.to_on)

    @cached_property
    def cell_of(self) -> list[int]:
        """Return for each nationality the cell of all its answers."""
        cells = self.strata.cells
        return [cells.get((code,), cells[ALL]) for code in self.nationalities]

    @cached_property
    def room(self) -> Floats:
        rows = [one for one in self.asked if one.answer != LastHelp.NONE]
        days = np.array([self.day(one.on) for one in rows])
        return gaps.room(self.daily[-1], days, np.array([one.people * one.every for one in rows], float))

    @cached_property
    def asked_share(self) -> float:
        """Return the share of people met in the period who answered [0 to 1]."""
        return min(1.0, sum(one.people for one in self.due if one.answer != LastHelp.NONE) / self.people)

    @cached_property
    def party(self) -> float:
        """Return people in a party, as a mean over the people."""
        sizes: dict[str, int] = defaultdict(int)
        for one in self.asked:
            sizes[one.party] += one.people
        return sum(size**2 for size in sizes.values()) / sum(sizes.values())


def _firsts(
    period: _Period,
    confused: Floats,
    known: Recall,
    answers: tuple[Floats, Floats],
    random: np.random.Generator | None = None,
) -> Floats:
    """Return individuals by nationality [nationality, draw].

    confused  what people say [column] who mean something [row]
    answers   as `_said` returns them
    random    None: the middle of all that is assumed, nothing drawn
    """
    said, silent = answers
    draws = len(said)
    more = _more(known, draws, random)
    everybody = period.strata.cells[ALL]
    turned = meant_of_said(said[:, [*period.cell_of, everybody]], confused)
    shares = (said[:, everybody, None] @ turned[:, -1])[:, 0]
    bend = gaps.bends(shares[:, SPANNED], period.room)
    if random:
        bend = bend + random.uniform(-gaps.SPREAD, gaps.SPREAD, bend.shape)
    found = np.zeros((len(period.nationalities), draws))
    for unit in period.units:
        answered = (said[:, unit.cell, None] @ turned[:, unit.nationality])[:, 0]
        meant = tilted(answered, 1 - (1 - silent[:, unit.cell]) * (1 - unit.outside), more)
        after = gaps.between(unit.after, bend)
        found[unit.nationality] += meant[:, SURELY].sum(axis=1) * unit.people + (meant[:, SPANNED] * after).sum(axis=1)
        if (
            random
        ):  # who of those left open was new is chance, and a party shares it; and they are not quite like those who answered
            chance = (meant[:, SPANNED] * after * (1 - after / unit.people)).sum(axis=1) * period.party
            found[unit.nationality] += random.normal(size=len(chance)) * np.sqrt(
                chance + (period.misfit[unit.cell] * unit.people) ** 2
            )
    return found


def _more(known: Recall, draws: int, random: np.random.Generator | None) -> Floats:
    """Return how many times as often the silent were helped lately [draw]."""
    low, high = np.log(known.silent)
    return np.exp(random.uniform(low, high, draws) if random else np.full(draws, (low + high) / 2))


def _said(period: _Period, draws: int = 1, random: np.random.Generator | None = None) -> tuple[Floats, Floats]:
    """Return the shares of answers in each cell [draw, cell, answer], and the share that gave none [draw, cell]."""
    parties, cells = period.strata.parties, len(period.strata.cells)
    turned, step = parties.T, max(1, WEIGHTS // parties.shape[0])
    sums = np.concatenate(
        [(turned @ _weights(period, min(step, draws - begun), random).T).T for begun in range(0, draws, step)]
    ).reshape(draws, cells, WIDE)
    if random:
        _one_more(sums, period.strata.cells[ALL], float(parties.sum() / 2 / parties.shape[0]), random)
    answered = sums[..., :-1].sum(axis=-1, keepdims=True)
    said = np.divide(sums[..., :-1], answered, out=np.full_like(sums[..., :-1], 0.2), where=answered > 0)
    return said, sums[..., -1] / np.maximum(sums.sum(axis=-1), 1e-9)


def _weights(period: _Period, draws: int, random: np.random.Generator | None) -> Floats:
    """Return what each party weighs [draw, party]: each drawn again; the less is left unasked the less there is to vary."""
    weights = np.ones((draws, period.strata.parties.shape[0]))
    if random:
        weights += np.sqrt(1 - period.asked_share) * (random.standard_exponential(weights.shape) - 1)
    return weights


def _one_more(sums: Floats, everybody: int, party: float, random: np.random.Generator) -> None:
    """Add about a party to each cell that answers as anybody might: where all said the same, others may still be otherwise."""
    draws, cells, _ = sums.shape
    anybody = np.ones(WIDE - 1) / (WIDE - 1)
    sums[:, everybody, :-1] += party * random.standard_exponential((draws, 1)) * random.multinomial(1, anybody, draws)
    shares = sums[:, everybody, :-1] / sums[:, everybody, :-1].sum(axis=-1, keepdims=True)
    for cell in range(cells):
        if cell != everybody:
            sums[:, cell, :-1] += party * random.standard_exponential((draws, 1)) * random.multinomial(1, shares)


def _estimate(period: _Period, known: Recall, middle: Floats, few: Floats, many: Floats) -> Estimate:
    each = {code: _row(period, known, middle[at], few[at], many[at], code) for at, code in enumerate(period.nationalities)}
    return _row(period, known, middle.sum(), few.sum(axis=0), many.sum(axis=0), None, each)


def _row(
    period: _Period,
    known: Recall,
    middle: float,
    few: Floats,
    many: Floats,
    code: str | None,
    each: dict[str, Estimate] | None = None,
) -> Estimate:
    """Return the estimate of one nationality, or of all."""
    due = period.due if code is None else period.due_of[code]
    people = period.people if code is None else period.people_of[code]
    answered = [one for one in due if one.answer != LastHelp.NONE]
    least = max((one.people for one in answered), default=1)
    value = min(max(middle, least), people)
    tail = _tail((many.mean() - few.mean()) / max(few.std(), many.std(), 1e-9))
    low, high = np.quantile(few, tail), np.quantile(many, 1 - tail)
    wider = _wider(answered)
    pooled = tuple(one for one in period.strata.pooled if one in period.codes)
    return Estimate(
        method=Method.QUESTION,
        version=f"{Method.QUESTION} {estimates.VERSIONS[Method.QUESTION]}, recall {known.version}",
        from_on=period.from_on,
        to_on=period.to_on,
        met=people,
        individuals=float(value),
        low=float(min(max(middle - wider * max(0, middle - low), least), value)),
        high=float(max(min(middle + wider * max(0, high - middle), people), value)),
        sampled=sum(one.people for one in due),
        answered=sum(one.people for one in answered),
        warnings=_warnings(period, answered, pooled if code in (None, OTHERS) else ()),
        assumed=(Said(estimates.RECALL_ASSUMED, version=known.version),),
        by_nationality=each or {},
        pooled=pooled if code in (None, OTHERS) else (),
    )


def _tail(width: float) -> float:
    """Return the share of draws to leave out beyond each end of a range, so that any point of it is held in 95 of 100.

    width  of the range [standard deviations of chance]. Of a point: 0.025; of a wide range 0.05, for the truth is at one end at
           most (Imbens and Manski 2004, Confidence intervals for partially identified parameters)
    """
    from scipy.special import ndtr, ndtri

    tails = np.linspace(0.025, 0.05, 251)
    held = ndtr(max(0.0, width) - ndtri(tails)) - tails
    return float(np.interp(-0.95, -held, tails))


def _wider(answered: Sequence[Asked]) -> float:
    """Return by how much an interval of few parties is widened: Student's t, for parties of one size that are worth the same."""
    from scipy.special import ndtri, stdtrit

    sizes: dict[str, int] = defaultdict(int)
    for one in answered:
        sizes[one.party] += one.people
    worth = sum(sizes.values()) ** 2 / max(1, sum(size**2 for size in sizes.values()))
    return float(stdtrit(max(1.0, worth - 1), 0.975) / ndtri(0.975))


def _nothing(period: _Period) -> Said | None:
    if not period.people:
        return Said(estimates.NOBODY_MET)
    if not period.due:
        return Said(estimates.NOBODY_ASKED)
    if all(one.answer == LastHelp.NONE for one in period.due):
        return Said(estimates.NOBODY_ANSWERED, asked=sum(one.people for one in period.due))
    return None


def _warnings(period: _Period, answered: Sequence[Asked], pooled: tuple[str, ...]) -> tuple[Said, ...]:
    found = []
    if sum(one.people for one in answered) < ENOUGH:
        found.append(Said(estimates.FEW_ASKED, least=ENOUGH))
    if pooled:
        found.append(Said(estimates.POOLED, codes=", ".join(pooled), least=ENOUGH))
    if period.first_counted > period.from_on - timedelta(days=gaps.LONGEST):
        found.append(Said(estimates.COUNTED_SINCE, on=period.first_counted.isoformat()))
    return tuple(found)
