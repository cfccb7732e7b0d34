"""How many individuals the records of cases are: the sum over records of 1 / (1 + expected matches), corrected by hand. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Matched:
    """Records of cases, and the pairs of them that the model scored.

    nationality  of each record
    left, right  records of each pair, by their place [0 to records - 1], each pair once
    probability  that a pair is one person, as the model says [0 to 1]
    kept         matches to be expected of records that were erased since, one each; they are in no pair
    """

    nationality: NDArray[np.str_]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    probability: NDArray[np.float64]
    kept: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Checked:
    """What a person said of pairs that the program drew, to correct the model.

    pair, is_same   place of a scored pair, drawn at random within its nationality and band; whether it is one person
    true_nationality, was_scored   pairs known to be one person without the model (a card, a telephone, a search by hand):
                    nationality of each, and whether the model had scored it at all
    """

    pair: NDArray[np.int64]
    is_same: NDArray[np.bool_]
    true_nationality: NDArray[np.str_]
    was_scored: NDArray[np.bool_]
