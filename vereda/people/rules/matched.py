"""How many individuals the records of cases are: the sum over records of 1 / (1 + matches), corrected by pairs that were checked.

The model says how likely each scored pair is one person. A person's word on a sample corrects that, by nationality and by how
sure the model was; pairs known to be one person tell how many of them it never sees. Pure; docs/decisions/individuals.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from vereda.people.rules import estimates
from vereda.people.rules.estimates import Estimate, NotEstimated
from vereda.people.words import Method
from vereda.said import Said

type Floats = NDArray[np.float64]
type Places = NDArray[np.int64]

DRAWS = 200
EDGES = np.array([0.0, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99])
"""Where bands of the model's probability begin."""
ENOUGH = 30
"""Pairs that must be checked, or known, for a nationality to be corrected by its own."""
PRIOR = 2.0
"""The model's own word counts as so many checked pairs in each band. Own proposal."""
FOUND = (0.6, 1.0)
"""Which share of true pairs the model scores, where nobody knows. Own proposal."""
KNOWN_ODDS = (0.67, 1.5)
"""Pairs that are known without the model may be easier or harder for it than others: the odds of being scored, so many times.
Own proposal."""
MIXED = (0.1, 1.5)
"""From records that are missed whole (0) to pairs that are missed one by one (1), and beyond: doubtful pairs drawn one by one
join single records a little too often. Own proposal, held against invented records alone."""
LEAST_FOUND = 0.55
"""Below it the correction for pairs never seen swings wildly; the estimate then is too high, and its interval says little."""


@dataclass(frozen=True, eq=False)
class Matched:
    """Records of cases, and the pairs of them that the model scored.

    nationality  of each record
    left, right  records of each pair, by their place [0 to records - 1], each pair once
    probability  that a pair is one person, as the model says [0 to 1]
    kept         matches to be expected of records that were erased since, one each; they are in no pair
    """

    nationality: NDArray[np.str_]
    left: Places
    right: Places
    probability: Floats
    kept: Floats = field(default_factory=lambda: np.zeros(0))

    @property
    def records(self) -> int:
        return len(self.nationality) + len(self.kept)


@dataclass(frozen=True, eq=False)
class Checked:
    """What a person said of pairs that the program drew, and what is known without the model.

    pair, is_same   place of a scored pair drawn by `to_check`; whether it is one person
    true_nationality, was_scored   pairs known to be one person (a card, a telephone, a search by hand): nationality of each, and
                    whether the model had scored it at all
    """

    pair: Places
    is_same: NDArray[np.bool_]
    true_nationality: NDArray[np.str_] = field(default_factory=lambda: np.zeros(0, dtype="U2"))
    was_scored: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=bool))


def to_check(records: Matched, *, count: int = 500, seed: int) -> Places:
    """Return the pairs that a person shall look at, `count` a nationality: most where the model is unsure of many."""
    random, chosen = np.random.default_rng(seed), []
    for code in np.unique(records.nationality):
        here = np.flatnonzero(records.nationality[records.left] == code)
        bands = _bands(records.probability[here])
        size = np.bincount(bands, minlength=len(EDGES))
        likely = np.bincount(bands, records.probability[here], minlength=len(EDGES)) / np.maximum(size, 1)
        wanted = size * np.sqrt(np.maximum(likely * (1 - likely), 0.01)) * (size > 0)
        share = np.minimum(size, np.ceil(count * wanted / max(float(wanted.sum()), 1e-9))).astype(int)
        chosen += [random.choice(here[bands == band], share[band], replace=False) for band in range(len(EDGES)) if share[band]]
    return np.sort(np.concatenate(chosen)) if chosen else np.zeros(0, dtype=np.int64)


def by_matching(
    records: Matched, checked: Checked, *, from_on: date, to_on: date, draws: int = DRAWS, seed: int = 2011
) -> Estimate | NotEstimated:
    """Return how many different people the records are, with a 95 % interval, by nationality too.

    from_on, to_on  local days of the records, both inclusive
    """
    if not len(records.nationality):
        return NotEstimated(method=Method.MATCHING, why=Said(estimates.NO_RECORDS), met=records.records)
    if not len(checked.pair):
        return NotEstimated(method=Method.MATCHING, why=Said(estimates.NOT_CHECKED), met=records.records)
    names, code = np.unique(records.nationality, return_inverse=True)
    random = np.random.default_rng([seed, draws])
    likely, few = _likely(records, checked, names, code, random, draws)
    found = _found(checked, names, random, draws)
    drawn = np.stack([_people(records, code, one, share, random) for one, share in zip(likely, found, strict=True)])
    each = {
        str(name): _row(drawn[:, at], int((code == at).sum()), _of(checked, records, name), from_on, to_on)
        for at, name in enumerate(names)
    }
    known = bool(len(checked.true_nationality))
    return _row(drawn.sum(axis=1), records.records, len(checked.pair), from_on, to_on, each, _warnings(few, known=known))


def _bands(probability: Floats) -> Places:
    return np.searchsorted(EDGES, probability, side="right") - 1


def _likely(
    records: Matched, checked: Checked, names: NDArray[np.str_], code: Places, random: np.random.Generator, draws: int
) -> tuple[Floats, tuple[str, ...]]:
    """Return how likely each pair is one person, in each draw [draw, pair], and the nationalities corrected by those of all.

    Within a band all pairs get the share of those checked that was one person, drawn as it may be by chance, with the word of the
    model as PRIOR pairs beside them.
    """
    bands, of = _bands(records.probability), code[records.left]
    shape = len(names), len(EDGES)
    place = of * len(EDGES) + bands
    at = place[checked.pair]
    size = shape[0] * shape[1]
    seen = np.bincount(at, minlength=size).reshape(shape).astype(float)
    same = np.bincount(at, checked.is_same, minlength=size).reshape(shape)
    few = seen.sum(axis=1) < ENOUGH
    pairs = np.bincount(place, minlength=size).reshape(shape)
    model = np.bincount(place, records.probability, minlength=size).reshape(shape)
    drawn = _shares(seen, same, model / np.maximum(pairs, 1), random, draws)
    word = model.sum(axis=0) / np.maximum(pairs.sum(axis=0), 1)
    whole = _shares(seen.sum(axis=0), same.sum(axis=0), word, random, draws)
    drawn[:, few] = whole[:, None]
    return drawn.reshape(draws, size)[:, place], tuple(str(one) for one in names[few])


def _shares(seen: Floats, same: Floats, model: Floats, random: np.random.Generator, draws: int) -> Floats:
    """Return which share of pairs is one person, as it may be by what was checked, with the word of the model beside it."""
    yes, no = same + PRIOR * model + 0.01, seen - same + PRIOR * (1 - model) + 0.01
    return random.beta(yes, no, (draws, *seen.shape))


def _found(checked: Checked, names: NDArray[np.str_], random: np.random.Generator, draws: int) -> Floats:
    """Return the share of true pairs that the model scored [draw, nationality], as it may be.

    Nationalities of which too few pairs are known share one draw: the others' figure is as wrong for one as for all of them.
    """
    if not len(checked.true_nationality):
        return np.repeat(random.uniform(*FOUND, (draws, 1)), len(names), axis=1)
    low, high = np.log(KNOWN_ODDS)
    odds = np.exp(random.uniform(low, high, draws))
    found = np.repeat(_scored(checked.was_scored, random, draws)[:, None], len(names), axis=1)
    for at, name in enumerate(names):
        own = checked.was_scored[checked.true_nationality == name]
        if len(own) >= ENOUGH:
            found[:, at] = _scored(own, random, draws)
    found = found * odds[:, None] / (1 - found + found * odds[:, None])
    return np.maximum(found, LEAST_FOUND)


def _scored(known: NDArray[np.bool_], random: np.random.Generator, draws: int) -> Floats:
    """Return the share of true pairs that the model scores, anywhere in FOUND before `known` was looked at."""
    from scipy.special import betainc, betaincinv

    yes, no = known.sum() + 1, (~known).sum() + 1
    under = betainc(yes, no, FOUND[0])
    if under > 0.999:
        return np.full(draws, FOUND[0])
    return np.clip(betaincinv(yes, no, under + (1 - under) * random.random(draws)), FOUND[0], 1 - 1e-9)


def _people(records: Matched, code: Places, likely: Floats, found: Floats, random: np.random.Generator) -> Floats:
    """Return individuals by nationality, of one draw of which pairs are one person.

    A record with so many matches seen stands for a share of a person that is right on average however many were not seen: where
    pairs are missed one by one, and where a record (an alias) is missed with all of its pairs. The truth lies about between.
    """
    same = random.random(len(likely)) < likely
    ends = np.concatenate([records.left[same], records.right[same]])
    seen = np.bincount(ends, minlength=len(code))
    by_pair = np.bincount(code, _share_of_person(seen, found[code]), minlength=len(found))
    good = np.sqrt(found)
    count = np.bincount(code, minlength=len(found))
    by_record = (np.bincount(code, _share_of_person(seen, good[code]), minlength=len(found)) - (1 - good) * count) / good
    mixed = random.uniform(*MIXED)
    people = mixed * by_pair + (1 - mixed) * by_record
    missed = np.sqrt(np.maximum(count - people, 0) * (1 - found) / found)  # which matches were missed is chance
    return np.clip(people + missed * random.normal(size=len(found)), 1, count) + _kept(records, found, count)


def _share_of_person(seen: Places, found: Floats) -> Floats:
    """Return 1 / (records of the person), without bias when each match was seen with chance `found`.

    With n - 1 matches, of which each is seen with chance r, the mean of r (1 - (-(1 - r) / r) ** (s + 1)) / (s + 1) is 1 / n.
    """
    return found * (1 - (-(1 - found) / found) ** (seen + 1)) / (seen + 1)


def _kept(records: Matched, found: Floats, count: Places) -> Floats:
    """Return what erased records still stand for, by the last number of matches they had, shared out over nationalities."""
    left = (1 / (1 + records.kept / found.mean())).sum()
    return left * count / count.sum()


def _of(checked: Checked, records: Matched, name: str) -> int:
    return int((records.nationality[records.left[checked.pair]] == name).sum())


def _row(
    drawn: Floats,
    records: int,
    checked: int,
    from_on: date,
    to_on: date,
    each: Mapping[str, Estimate | NotEstimated] | None = None,
    warnings: tuple[Said, ...] = (),
) -> Estimate:
    low, middle, high = np.minimum(np.quantile(drawn, [0.025, 0.5, 0.975]), records)
    return Estimate(
        method=Method.MATCHING,
        version=f"{Method.MATCHING} {estimates.VERSIONS[Method.MATCHING]}",
        from_on=from_on,
        to_on=to_on,
        met=records,
        individuals=float(middle),
        low=float(low),
        high=float(high),
        sampled=checked,
        answered=checked,
        warnings=warnings,
        assumed=(Said(estimates.MATCHING_OF_CASES),),
        by_nationality=each or {},
    )


def _warnings(few: tuple[str, ...], *, known: bool) -> tuple[Said, ...]:
    found = [Said(estimates.FEW_CHECKED, least=ENOUGH, codes=", ".join(few))] if few else []
    if not known:
        found.append(Said(estimates.RECALL_UNKNOWN, low=FOUND[0], high=FOUND[1]))
    return tuple(found)
