"""The interior-point method under `allocate_many`: several resources with shares of their hours, many areas.

    minimise  log sum over areas of exp(log_weight - sum over resources of cover x share)     the shares of a resource sum to 1

One step costs one linear system as large as there are resources: the second derivative couples resources within an area, and
areas only through their sum. Predictor and corrector after Mehrotra (SIAM J. Optim. 2, 1992, 575-601). All [resource x area].
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vereda.rescue.planning.allocation import fill
from vereda.rescue.planning.checks import Floats

MOST_STEPS = 100
CLOSE = 1e-11  # of the value of all hours: nearer to the best, rounding outweighs what a step gains
FURTHEST = 2.0  # by how much one step may change the coverage of areas against each other: beyond it the model of a step is wrong
KEEP_OFF = 0.99  # of the way to the wall


class Point(NamedTuple):
    """Where the method stands.

    share [resource x area]  of a resource's hours; 0 where it cannot search
    price [resource]         what its hours are worth, in parts of what is still missed
    slack [resource x area]  by how much an area is worth less than that; 1 where it cannot search
    """

    share: Floats
    price: Floats
    slack: Floats


class _System(NamedTuple):
    """What is the same for predictor and corrector at one point."""

    point: Point
    usable: NDArray[np.bool_]
    cover: Floats
    left: Floats  # [area] its part of what is still missed
    looseness: Floats  # share / slack
    damping: Floats  # [area]
    matrix: Floats
    wrong_price: Floats
    unspent: Floats


def missed(log_weight: Floats, cover: Floats, share: Floats) -> tuple[Floats, float]:
    """Return each area's part of what is still missed, and the logarithm of what is missed in all."""
    value = log_weight - (cover * share).sum(axis=0)
    greatest = value.max()
    with np.errstate(under="ignore"):
        part = np.exp(value - greatest)
    total = part.sum()
    return part / total, float(greatest + np.log(total))


def solve(log_weight: Floats, cover: Floats) -> Point:
    """Return a point as close to the best as rounding allows; every resource has an area that it can search (cover above 0)."""
    usable = cover > 0
    share = _start(log_weight, cover, usable)
    worth = cover * missed(log_weight, cover, share)[0]
    price = 1.5 * worth.max(axis=1)
    point = Point(share, price, np.where(usable, price[:, None] - worth, 1.0))
    with np.errstate(all="ignore"):  # a step that breaks is not taken
        for _ in range(MOST_STEPS):
            system = _at(point, log_weight, cover, usable)
            gap = (point.share * point.slack).sum()
            if gap < CLOSE * point.price.sum():
                break
            further = _stepped(system, gap / usable.sum())
            if further is None:
                break
            point = further
    return point


def _start(log_weight: Floats, cover: Floats, usable: NDArray[np.bool_]) -> Floats:
    """Return shares with something everywhere: half as if each resource had its part of the weights for itself, half level."""
    level = np.where(usable, 1 / np.where(usable, cover, 1.0), 0.0)
    share = level / level.sum(axis=1, keepdims=True)
    for one, able in enumerate(usable):
        share[one, able] = (share[one, able] + fill(log_weight[able] / len(cover), cover[one, able], 1.0)) / 2
    return share


def _at(point: Point, log_weight: Floats, cover: Floats, usable: NDArray[np.bool_]) -> _System:
    left, _ = missed(log_weight, cover, point.share)
    loose = np.where(usable, point.share / point.slack, 0.0)
    reach = cover * loose
    curve = cover * reach
    damping = 1 + curve.sum(axis=0) * left
    count = len(cover)
    matrix = np.empty((count + 1, count + 1))
    matrix[:count, :count] = -(reach * (left / damping)) @ reach.T
    for one in range(count):  # written without the difference of two large numbers
        others = 1 + left * np.delete(curve, one, axis=0).sum(axis=0)
        matrix[one, one] = (loose[one] * others / damping).sum()
    matrix[count, :count] = (reach * (left / damping)).sum(axis=1)
    matrix[:count, count] = -matrix[count, :count]
    matrix[count, count] = (left / damping).sum()
    wrong = np.where(usable, point.price[:, None] - cover * left - point.slack, 0.0)
    return _System(point, usable, cover, left, loose, damping, matrix, wrong, 1 - point.share.sum(axis=1))


def _stepped(system: _System, mean: float) -> Point | None:
    """Return the next point, or None where numbers end."""
    share, _, slack = system.point
    try:
        trial = _direction(system, -share * slack)
        length = min(_room(share, trial.share), _room(slack, trial.slack), 1.0)
        ahead = ((share + length * trial.share) * (slack + length * trial.slack))[system.usable].mean()
        aim = mean * (ahead / mean) ** 3
        step = _direction(system, aim - share * slack - trial.share * trial.slack)
    except np.linalg.LinAlgError:
        return None
    shift = np.ptp((system.cover * step.share).sum(axis=0))
    length = min(KEEP_OFF * min(_room(share, step.share), _room(slack, step.slack)), 1.0, FURTHEST / max(shift, 1e-300))
    moved = Point(*(here + length * by for here, by in zip(system.point, step, strict=True)))
    return moved if all(np.isfinite(part).all() for part in moved) and (moved.price > 0).all() else None


def _direction(system: _System, target: Floats) -> Point:
    """Return the change that brings share x slack to its target, to first order."""
    (share, _, slack), cover, left, loose, damping = system.point, system.cover, system.left, system.looseness, system.damping
    within = np.where(system.usable, share, 1.0)
    pull = np.where(system.usable, target / within - system.wrong_price, 0.0)
    reach = cover * loose
    drawn = (reach * pull).sum(axis=0)
    right = np.append((loose * pull).sum(axis=1) - (reach * (left * drawn / damping)).sum(axis=1) - system.unspent, 0.0)
    right[-1] = (left * drawn / damping).sum()
    *prices, mean = np.linalg.solve(system.matrix, right)
    price = np.array(prices)
    more = (drawn - (reach * price[:, None]).sum(axis=0) - mean) / damping
    change = loose * (pull - cover * (left * more) - price[:, None])
    return Point(change, price, np.where(system.usable, (target - slack * change) / within, 0.0))


def _room(values: Floats, change: Floats) -> float:
    """Return how many such changes the values can take before one of them is no longer above zero."""
    falling = change < 0
    return float((values[falling] / -change[falling]).min()) if falling.any() else np.inf
