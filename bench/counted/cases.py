"""Records of cases of those who were met, as a matching sees them: aliases, missed pairs, strangers taken for one, a clerk.

Pairs are not scored by the real model here: `bench/matching` does that with names. This is for the estimate that stands on pairs.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from bench.counted.world import BEGINS, Known
from vereda.people.rules.matched import Checked, Matched, to_check

OPENS = 0.25
"""Chance that a meeting opens a record."""
ALIAS, MISSES, STRANGERS = 0.08, 0.12, 0.6
"""Share of records under another name; of pairs that are missed one by one; pairs of two people, for each pair of one."""
CLERK_ERRS = 0.02
CARRY = 0.06
"""Share of pairs known to be one person without the model."""


def cases(known: Known, from_on: date, to_on: date, seed: int) -> tuple[Matched, Checked, int]:
    """Return records of a period, what was checked of their pairs, and how many people they are."""
    random = np.random.default_rng([seed, 4])
    first, last = (from_on - BEGINS).days, (to_on - BEGINS).days
    person = np.array(
        [one for one, days in known.days.items() for day in days if first <= day <= last and random.random() < OPENS], dtype=int
    )
    alias = random.random(len(person)) < ALIAS
    left, right = _pairs(person)
    seen = ~(alias[left] | alias[right]) & (random.random(len(left)) > MISSES)
    strangers = random.integers(0, len(person), (2, round(seen.sum() * STRANGERS)))
    strangers = strangers[:, person[strangers[0]] != person[strangers[1]]]
    same = np.repeat([True, False], [seen.sum(), strangers.shape[1]])
    sure = np.where(same, random.beta(5, 1, len(same)), random.beta(0.7, 2.5, len(same)))
    nationality = np.array([known.nations[known.nation[one]] for one in person])
    ends = np.concatenate([left[seen], strangers[0]]), np.concatenate([right[seen], strangers[1]])
    records = Matched(nationality, *ends, np.clip(sure**1.4, 0.002, 0.999))
    drawn = to_check(records, count=300, seed=seed)
    told = same[drawn] ^ (random.random(len(drawn)) < CLERK_ERRS)
    carried = random.random(len(left)) < CARRY
    return records, Checked(drawn, told, nationality[left[carried]], seen[carried]), len(np.unique(person))


def _pairs(person: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return all pairs of records of one person; the records of one stand together."""
    starts = np.flatnonzero(np.r_[True, person[1:] != person[:-1]])
    ends = np.r_[starts[1:], len(person)]
    found = [(i, j) for start, end in zip(starts, ends, strict=True) for i in range(start, end) for j in range(i + 1, end)]
    return tuple(np.array(found, dtype=int).reshape(-1, 2).T)  # type: ignore[return-value]  # two rows
