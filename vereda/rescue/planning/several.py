"""How many hours each of several resources gives to each area: teams on foot, a dog, an airboat, each at its own rate.

    minimise  sum over areas of weight x exp(- sum over resources of rate x hours)     hours of a resource at most what it has

Convex. An interior-point method (`interior.py`) tells which resource goes to which areas; on these pairs the optimum is linear in
the hours and in the logarithms of the prices, and is solved exactly. Sources: Washburn, Finite method for a nonlinear allocation
problem, J. Optim. Theory Appl. 85 (1995) 705-726; worked case ALLOC-W7.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vereda.rescue.planning import interior
from vereda.rescue.planning.allocation import NO_RATE, RATES, fill
from vereda.rescue.planning.checks import Floats, as_floats, hours_of, not_negative, weights

ALIKE = 1e-12  # rates that are everywhere in the same proportion, to rounding
SHARED_AT_MOST = 1500  # pairs in areas of several resources for which the exact system is still small
CORRECTIONS, ROUNDS, TURNS = 10, 3, 30
LEEWAY = 1e-10  # in a logarithm of a price


class Solved(NamedTuple):
    """share [resource x area] of hours; price [resource]: logarithm of what a resource's hours are worth."""

    share: Floats
    price: Floats


def allocate_many(poc: ArrayLike, rates: ArrayLike, hours: ArrayLike) -> Floats:
    """Return the hours of each resource in each area [h, resource x area] that find the person with the greatest chance.

    poc    weight of each area [0 or more; any shape and sum]
    rates  coverage that an hour of a resource gives in an area [1/h, 0 or more; resource x area]
    hours  hours that each resource has [h, 0 or more; one for each resource, or one value for all]

    Optimal to rounding: where a resource goes, an hour of it is worth the same everywhere, and nowhere else more (relative
    1e-9). All hours of a resource are spent, unless it cannot search any area with a weight. Where several plans are equally
    good, the order of areas and of resources decides nothing; resources whose rates are everywhere in proportion share out
    their hours alike. Other than with one resource, a plan for more hours need not contain the plan for fewer.
    Errors: as `allocate`. Source: see above.
    """
    areas = weights(poc)
    told = as_floats(rates, RATES)
    count = len(told) if told.ndim else 1
    rate = not_negative(told, RATES, (count, *areas.shape)).reshape(count, -1)
    each = hours_of(hours, (count,))
    weight = areas.reshape(-1)
    cover = np.where((weight > 0) & (rate > NO_RATE * rate.max()), rate, 0.0) * each[:, None]
    share = np.zeros(rate.shape)
    able = np.flatnonzero(cover.any(axis=1))
    if able.size:
        some = np.flatnonzero(cover.any(axis=0))
        team = _alike(cover[able])
        together = np.stack([cover[able][team == one][:, some].sum(axis=0) for one in range(team.max() + 1)])
        share[np.ix_(able, some)] = _shares(np.log(weight[some]), together)[team]
    return (share * each[:, None]).reshape(count, *areas.shape)


def _alike(cover: Floats) -> NDArray[np.intp]:
    """Return a number for each resource: the same for those that differ only in how fast they are."""
    shape = cover / cover.max(axis=1, keepdims=True)
    team = np.full(len(cover), -1)
    for one in range(len(cover)):
        if team[one] < 0:
            team[(team < 0) & np.isclose(shape, shape[one], rtol=ALIKE, atol=0).all(axis=1)] = team.max() + 1
    return team


def _shares(log_weight: Floats, cover: Floats) -> Floats:
    """Return the share of its hours that each resource gives to each area [resource x area].

    Solved on the areas that any resource would search by itself; then areas that would be worth more are added, until none is.
    """
    share = np.zeros(cover.shape)
    if len(cover) == 1:
        share[0] = fill(log_weight, cover[0], 1.0)
        return share
    value = np.where(cover > 0, log_weight + np.log(np.where(cover > 0, cover, 1.0)), -np.inf)
    within = np.zeros(log_weight.size, dtype=bool)
    for one, able in zip(cover, cover > 0, strict=True):
        within[np.flatnonzero(able)[fill(log_weight[able], one[able], 1.0) > 0]] = True
    while True:
        found = _exact(log_weight[within], cover[:, within], value[:, within])
        better = (value > found.price[:, None] + LEEWAY).any(axis=0) & ~within
        if not better.any():
            share[:, within] = found.share
            return share
        within |= better


def _exact(log_weight: Floats, cover: Floats, value: Floats) -> Solved:
    """Return the best shares: from the method's, and then exactly on the pairs that it uses.

    Where numbers of very different size kept the method from seeing which pairs these are, each resource in turn is given its
    best answer to the others, until the pairs are clear.
    """
    point = interior.solve(log_weight, cover)
    log_missed = interior.missed(log_weight, cover, point.share)[1]
    used = (cover > 0) & (point.share * cover > point.slack / point.price[:, None])
    share = np.where(used | ~used.any(axis=1, keepdims=True), point.share, 0.0)
    rough = Solved(share / share.sum(axis=1, keepdims=True), np.log(point.price) + log_missed)
    for _ in range(ROUNDS):
        if found := _corrected(rough, cover, value):
            return found
        rough = _answers(rough, log_weight, cover, value)
    return rough


def _corrected(rough: Solved, cover: Floats, value: Floats) -> Solved | None:
    """Return the optimum on the pairs that are used, after dropping and adding what it asks for; None if that does not end."""
    used = rough.share > 0
    for _ in range(CORRECTIONS):
        found = _on_pairs(used, cover, value, rough)
        if found is None:
            return None
        negative = found.share < -ALIKE
        better = value - (cover * found.share).sum(axis=0) > found.price[:, None] + LEEWAY
        if not negative.any() and not better.any():
            share = np.maximum(found.share, 0.0)
            return found._replace(share=share / share.sum(axis=1, keepdims=True))
        used = (used & ~negative) | better
    return None


def _answers(from_: Solved, log_weight: Floats, cover: Floats, value: Floats) -> Solved:
    """Return the shares after each resource in turn, some times over, did the best it can where the others are."""
    share = from_.share.copy()
    for _ in range(TURNS):
        for one, able in enumerate(cover > 0):
            others = (np.delete(cover, one, axis=0) * np.delete(share, one, axis=0)).sum(axis=0)
            share[one, able] = fill((log_weight - others)[able], cover[one, able], 1.0)
    return Solved(share, (value - (cover * share).sum(axis=0)).max(axis=1))


def _on_pairs(used: NDArray[np.bool_], cover: Floats, value: Floats, near: Solved) -> Solved | None:
    """Return the shares at which every used pair is worth its resource's price and all hours are spent; None if too many share.

    Areas of one resource follow from its price; unknown are the prices and the shares in areas of several resources. Where the
    equations leave something open, the solution nearest to `near` is taken.
    """
    shared = used & (used.sum(axis=0) > 1)
    own = used & ~shared
    area_of, resource_of = np.nonzero(shared.T)  # pairs of one area stand together
    count, pairs = len(cover), area_of.size
    if pairs > SHARED_AT_MOST or not used.any(axis=1).all():
        return None
    per = np.where(own, 1 / np.where(own, cover, 1.0), 0.0)
    matrix, right = np.zeros((count + pairs, count + pairs)), np.zeros(count + pairs)
    matrix[np.arange(count), np.arange(count)] = -per.sum(axis=1)
    matrix[resource_of, count + np.arange(pairs)] = 1
    right[:count] = 1 - (per * np.where(own, value, 0.0)).sum(axis=1)
    for row, (area, resource) in enumerate(zip(area_of, resource_of, strict=True), start=count):
        first = row == count or area_of[row - count - 1] != area
        matrix[row, resource], right[row] = 1, value[resource, area]
        if first:  # coverage of the area is the value above the price
            matrix[row, count + np.flatnonzero(area_of == area)] = cover[resource_of[area_of == area], area]
        else:  # and the same for each resource that goes there
            before = resource_of[row - count - 1]
            matrix[row, before] = -1
            right[row] -= value[before, area]
    guess = np.append(near.price, near.share[resource_of, area_of])
    change, _, rank, _ = np.linalg.lstsq(matrix, right - matrix @ guess)
    found = guess + change
    if rank < len(matrix):
        found[count:] = _evenly(found[count:], matrix[:, count:])
    share = per * np.where(own, value - found[:count, None], 0.0)
    share[resource_of, area_of] = found[count:]
    return Solved(share, found[:count])


def _evenly(shares: Floats, matrix: Floats) -> Floats:
    """Return, of the shares that are as good, those with the smallest sum of squares: one plan, whatever the order of its parts.

    Least-distance programming (Lawson and Hanson, Solving Least Squares Problems, 1974, chapter 23).
    """
    from scipy.optimize import nnls

    _, sizes, rows = np.linalg.svd(matrix)
    free = rows[np.count_nonzero(sizes > sizes[0] * len(matrix) * np.finfo(float).eps) :]
    least = shares - free.T @ (free @ shares)
    if (least >= 0).all():
        return least
    stacked = np.vstack([free, -least])
    weight, _ = nnls(stacked, np.append(np.zeros(len(free)), 1.0))
    rest = stacked @ weight - np.append(np.zeros(len(free)), 1.0)
    return least - free.T @ (rest[:-1] / rest[-1]) if rest[-1] else shares
