"""How many people stand behind records, where nobody checked a sample: the sum over records of 1 / (1 + expected matches). Pure.

Pairs that no rule brings together are missing from the expected matches; how many, was measured where the truth is known, and
depends on how doubtful the pairs are that were found. A sample that people checked says more: `people/rules/matched.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

METHOD = "soft 2"
Z = 1.96
LEAST_TIMES = 0.5
SURE = 0.95
"""A pair below is doubtful."""


@dataclass(frozen=True)
class People:
    """An estimate [individuals] with a 95 % interval; the same by nationality, without one.

    doubtful  share of the expected matches that lies in doubtful pairs [0 to 1]
    """

    individuals: float
    low: float
    high: float
    doubtful: float
    by_nationality: Mapping[str, float] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:  # Any: JSON
        return {
            "estimate": round(self.individuals),
            "low": round(self.low),
            "high": round(self.high),
            "method": METHOD,
            "doubtful": round(self.doubtful, 3),
            "by_nationality": {name: round(count) for name, count in sorted(self.by_nationality.items())},
        }


def estimated(
    nationality: Sequence[str],
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    probability: NDArray[np.float64],
    model: Mapping[str, Any],  # Any: JSON
) -> People:
    """Return how many people the records are.

    model  `times`: [a, b], matches there are for each that was expected, a + b * doubtful; `times_error`: how far that may be off
           in a world with other slips than those it was set on. The interval is mostly this: how wrong the model may be.
    """
    expected = expected_matches(len(nationality), left, right, probability)
    doubtful = float(probability[probability < SURE].sum() / max(probability.sum(), 1e-9))
    start, slope = model["times"]
    times, error = max(LEAST_TIMES, start + slope * doubtful), Z * float(model["times_error"])
    middle = 1 / (1 + expected * times)
    names, coded = np.unique(np.asarray(nationality, dtype=object).astype(str), return_inverse=True)
    counts = np.bincount(coded, middle).tolist()
    return People(
        float(middle.sum()),
        float((1 / (1 + expected * (times + error))).sum()),
        float((1 / (1 + expected * max(0.0, times - error))).sum()),
        doubtful,
        dict(zip(map(str, names), counts, strict=True)),
    )


def expected_matches(
    records: int, left: NDArray[np.int32], right: NDArray[np.int32], probability: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return for each record how many others are expected to be the same person."""
    return np.bincount(left, probability, records) + np.bincount(right, probability, records)
