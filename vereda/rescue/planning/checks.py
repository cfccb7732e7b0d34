"""What comes in from outside, read once: arrays of finite float64 of the right shape, or one clear sentence.

`what` is the Spanish name of the quantity, as it stands in the sentence.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vereda.rescue.planning.errors import (
    BelowZero,
    NegativeHours,
    NotANumber,
    NotAProbability,
    NothingThere,
    ProbabilityAboveOne,
    ShapesDiffer,
)

Floats = NDArray[np.float64]
SLACK = 1e-9  # by how much probabilities may sum to more than one: rounding of whoever wrote them


def finite(values: ArrayLike, what: str, shape: tuple[int, ...] | None = None) -> Floats:
    """Return the values as float64 (not copied where they are); one value alone is filled into `shape`.

    Raises NotANumber, ShapesDiffer.
    """
    found = as_floats(values, what)
    if shape is not None and found.shape != shape:
        found = filled(found, what, shape)
    if not np.isfinite(found).all():
        raise NotANumber(what=what)
    return found


def as_floats(values: ArrayLike, what: str) -> Floats:
    """Return the values as float64, looked at no further, or raise NotANumber where they are no numbers."""
    if isinstance(values, np.ndarray) and values.dtype == np.float64:
        return values
    try:
        found = np.asarray(values)
    except ValueError:  # rows of different lengths
        raise NotANumber(what=what) from None
    if found.dtype.kind not in "biuf":  # words, dates, complex numbers, None
        raise NotANumber(what=what)
    return found.astype(np.float64)


def filled(values: Floats, what: str, shape: tuple[int, ...]) -> Floats:
    """Return values of exactly this shape; one single value stands for all. Raises ShapesDiffer."""
    if values.shape not in (shape, ()):
        raise ShapesDiffer(what=what, found=_size(values.shape), expected=_size(shape))
    return np.broadcast_to(values, shape)


def not_negative(values: ArrayLike, what: str, shape: tuple[int, ...] | None = None) -> Floats:
    """Return finite values of zero or more, or raise BelowZero."""
    found = finite(values, what, shape)
    if found.size and (least := found.min()) < 0:
        raise BelowZero(what=what, value=f"{least:g}")
    return found


def chances(values: ArrayLike, what: str, shape: tuple[int, ...] | None = None) -> Floats:
    """Return values from 0 to 1, each by itself, or raise NotAProbability."""
    found = finite(values, what, shape)
    if found.size and not 0 <= (least := found.min()) <= (most := found.max()) <= 1:
        raise NotAProbability(what=what, value=f"{least if least < 0 else most:g}")
    return found


def weights(values: ArrayLike, what: str = "la probabilidad de las áreas") -> Floats:
    """Return weights of areas: zero or more, of any sum, at least one of them."""
    found = not_negative(values, what)
    if not found.size:
        raise NothingThere(what=what)
    return found


def at_most_one(total: float) -> float:
    """Return the sum of probabilities, or raise ProbabilityAboveOne."""
    if total > 1 + SLACK:
        raise ProbabilityAboveOne(total=f"{total:.10g}")
    return total


def hours_of(values: ArrayLike, shape: tuple[int, ...] = ()) -> Floats:
    """Return hours to search with, or raise NegativeHours."""
    found = finite(values, "las horas", shape)
    if found.size and (least := found.min()) < 0:
        raise NegativeHours(value=f"{least:g}")
    return found


def _size(shape: tuple[int, ...]) -> str:
    return " × ".join(map(str, shape)) or "1"
