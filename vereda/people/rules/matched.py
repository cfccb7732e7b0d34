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
from vereda.people.rules.sample import EDGES, bands, shared_out
from vereda.people.words import Method
from vereda.said import Said

type Floats = NDArray[np.float64]
type Places = NDArray[np.int64]

DRAWS = 200
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
BROUGHT = (0.7, 1.0)
"""Which share of true pairs the program brings together and does not forget at once, so that they can be drawn. Own proposal."""
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
class Below:
    """Pairs too unlikely to be among those of `Matched`, of which some were drawn to learn how many true ones escape.

    nationality, probability  of each that was drawn;  weight: for how many it stands, one over the chance of its being drawn
    said  1: a person called it one person; 0: two; -1: nobody said yet
    """

    nationality: NDArray[np.str_]
    probability: Floats
    weight: Floats
    said: Places


@dataclass(frozen=True, eq=False)
class Checked:
    """What a person said of pairs that the program drew, and what is known without the model.

    pair, is_same   place of a scored pair that was drawn (`rules.sample`); whether it is one person
    true_nationality, was_scored   pairs known to be one person (a card, a telephone, a search by hand): nationality of each, and
                    whether the model had scored it at all
    weight          for how many pairs each checked one stands: one over the chance with which it was drawn; None: all the same
    below           pairs drawn among those that are left out; None: none were left out, or nobody drew
    drawn           nationality of each pair that was drawn, answered or not; None: those checked are all
    """

    pair: Places
    is_same: NDArray[np.bool_]
    true_nationality: NDArray[np.str_] = field(default_factory=lambda: np.zeros(0, dtype="U2"))
    was_scored: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=bool))
    weight: Floats | None = None
    below: Below | None = None
    drawn: NDArray[np.str_] | None = None

    @property
    def stands_for(self) -> Floats:
        return np.ones(len(self.pair)) if self.weight is None else self.weight

    @property
    def is_missed_known(self) -> bool:
        """Tell whether those below say how many true pairs escape: there are none, or a person said something of some."""
        return self.below is not None and (not len(self.below.said) or bool((self.below.said >= 0).any()))


def to_check(records: Matched, *, count: int = 500, seed: int) -> Places:
    """Return the pairs that a person shall look at, `count` a nationality: most where the model is unsure of many."""
    random, chosen = np.random.default_rng(seed), []
    for code in np.unique(records.nationality):
        here = np.flatnonzero(records.nationality[records.left] == code)
        band = bands(records.probability[here])
        size = np.bincount(band, minlength=len(EDGES))
        likely = np.bincount(band, records.probability[here], minlength=len(EDGES)) / np.maximum(size, 1)
        share = shared_out(size, likely, count)
        chosen += [random.choice(here[band == at], share[at], replace=False) for at in range(len(EDGES)) if share[at]]
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
    above = np.stack([np.bincount(code[records.left], one, minlength=len(names)) for one in likely])
    found = _found(checked, names, above, random, draws)
    drawn = np.stack([_people(records, code, one, share, random) for one, share in zip(likely, found, strict=True)])
    each = {
        str(name): _row(drawn[:, at], int((code == at).sum()), *_counts(checked, records, name), from_on, to_on)
        for at, name in enumerate(names)
    }
    warnings = _warnings(few, checked)
    return _row(drawn.sum(axis=1), records.records, *_counts(checked, records), from_on, to_on, each, warnings)


def _likely(
    records: Matched, checked: Checked, names: NDArray[np.str_], code: Places, random: np.random.Generator, draws: int
) -> tuple[Floats, tuple[str, ...]]:
    """Return how likely each pair is one person, in each draw [draw, pair], and the nationalities corrected by those of all.

    Within a band all pairs get the share of those checked that was one person, drawn as it may be by chance, with the word of the
    model as PRIOR pairs beside them.
    """
    shape = len(names), len(EDGES)
    place = code[records.left] * len(EDGES) + bands(records.probability)
    size = shape[0] * shape[1]
    at = place[checked.pair]
    looked = np.bincount(at, minlength=size).reshape(shape)
    seen, same = (one.reshape(shape) for one in _said(at, checked.is_same, checked.stands_for, size))
    few = looked.sum(axis=1) < ENOUGH
    pairs = np.bincount(place, minlength=size).reshape(shape)
    model = np.bincount(place, records.probability, minlength=size).reshape(shape)
    drawn = _shares(seen, same, model / np.maximum(pairs, 1), random, draws)
    word = model.sum(axis=0) / np.maximum(pairs.sum(axis=0), 1)
    everywhere = _said(at % len(EDGES), checked.is_same, checked.stands_for, len(EDGES))
    whole = _shares(*everywhere, word, random, draws)
    drawn[:, few] = whole[:, None]
    return drawn.reshape(draws, size)[:, place], tuple(str(one) for one in names[few])


def _said(cell: Places, is_same: NDArray[np.bool_], weight: Floats, cells: int) -> tuple[Floats, Floats]:
    """Return of each cell how many checked pairs it is worth, and how many of these are one person.

    Pairs that stand for many count more; so many of unequal weight are worth fewer of an equal one (Kish).
    """
    total = np.bincount(cell, weight, minlength=cells)
    square = np.bincount(cell, weight**2, minlength=cells)
    worth = total**2 / np.maximum(square, 1e-12)
    return worth, worth * np.bincount(cell, weight * is_same, minlength=cells) / np.maximum(total, 1e-12)


def _shares(seen: Floats, same: Floats, model: Floats, random: np.random.Generator, draws: int) -> Floats:
    """Return which share of pairs is one person, as it may be by what was checked, with the word of the model beside it."""
    yes, no = same + PRIOR * model + 0.01, seen - same + PRIOR * (1 - model) + 0.01
    return random.beta(yes, no, (draws, *seen.shape))


def _found(checked: Checked, names: NDArray[np.str_], above: Floats, random: np.random.Generator, draws: int) -> Floats:
    """Return the share of true pairs that the model scored [draw, nationality], as it may be.

    above  true pairs among those scored [draw, nationality]
    Nationalities of which too few pairs are known share one draw: the others' figure is as wrong for one as for all of them.
    """
    if not len(checked.true_nationality):
        if checked.below is None or not checked.is_missed_known:
            return np.repeat(random.uniform(*FOUND, (draws, 1)), len(names), axis=1)
        below = _below(checked.below, names, random, draws)
        found = above / np.maximum(above + below, 1e-9) * random.uniform(*BROUGHT, (draws, 1))
        return np.maximum(found, LEAST_FOUND)
    low, high = np.log(KNOWN_ODDS)
    odds = np.exp(random.uniform(low, high, draws))
    found = np.repeat(_scored(checked.was_scored, random, draws)[:, None], len(names), axis=1)
    for at, name in enumerate(names):
        own = checked.was_scored[checked.true_nationality == name]
        if len(own) >= ENOUGH:
            found[:, at] = _scored(own, random, draws)
    found = found * odds[:, None] / (1 - found + found * odds[:, None])
    return np.maximum(found, LEAST_FOUND)


def _below(below: Below, names: NDArray[np.str_], random: np.random.Generator, draws: int) -> Floats:
    """Return how many true pairs are among those left out [draw, nationality], by what a person said of those drawn.

    A nationality of which too few were answered is taken as those of all together.
    """
    cells, shape = len(names) * len(EDGES), (len(names), len(EDGES))
    place = np.searchsorted(names, below.nationality) * len(EDGES) + bands(below.probability)
    told = below.said >= 0
    pairs = np.bincount(place, below.weight, minlength=cells).reshape(shape)
    model = np.bincount(place, below.weight * below.probability, minlength=cells).reshape(shape)
    at, is_same, weight = place[told], below.said[told] == 1, below.weight[told]
    seen, same = (one.reshape(shape) for one in _said(at, is_same, weight, cells))
    share = _shares(seen, same, model / np.maximum(pairs, 1e-9), random, draws)
    word = model.sum(axis=0) / np.maximum(pairs.sum(axis=0), 1e-9)
    whole = _shares(*_said(at % len(EDGES), is_same, weight, len(EDGES)), word, random, draws)
    few = np.bincount(at, minlength=cells).reshape(shape).sum(axis=1) < ENOUGH
    share[:, few] = whole[:, None]
    return (share * pairs).sum(axis=2)


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


def _counts(checked: Checked, records: Matched, name: str | None = None) -> tuple[int, int]:
    """Return how many pairs were drawn and how many of these a person answered, of one nationality or of all."""
    of = records.nationality[records.left[checked.pair]]
    if checked.below is not None:
        of = np.concatenate([of, checked.below.nationality[checked.below.said >= 0]])
    drawn = of if checked.drawn is None else checked.drawn
    return (len(drawn), len(of)) if name is None else (int((drawn == name).sum()), int((of == name).sum()))


def _row(
    drawn: Floats,
    records: int,
    sampled: int,
    answered: int,
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
        sampled=sampled,
        answered=answered,
        warnings=warnings,
        assumed=(Said(estimates.MATCHING_OF_CASES),),
        by_nationality=each or {},
    )


def _warnings(few: tuple[str, ...], checked: Checked) -> tuple[Said, ...]:
    found = [Said(estimates.FEW_CHECKED, least=ENOUGH, codes=", ".join(few))] if few else []
    if len(checked.true_nationality):
        return tuple(found)
    if checked.is_missed_known:
        return (*found, Said(estimates.MISSED_PARTLY_KNOWN, low=BROUGHT[0], high=BROUGHT[1]))
    return (*found, Said(estimates.RECALL_UNKNOWN, low=FOUND[0], high=FOUND[1]))
