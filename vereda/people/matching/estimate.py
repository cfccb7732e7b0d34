"""How many people stand behind records: the sum over records of 1 / (1 + expected matches), with an interval. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

METHOD = "soft clusters 1"
Z = 1.96


@dataclass(frozen=True)
class People:
    """An estimate [individuals] with a 95 % interval; by nationality the same without one."""

    individuals: float
    low: float
    high: float
    by_nationality: Mapping[str, float] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:  # Any: JSON
        return {
            "estimate": round(self.individuals),
            "low": round(self.low),
            "high": round(self.high),
            "method": METHOD,
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

    model  `found`: share of true matches that pairs hold, measured where the truth was known; `found_error`: its standard error
           between generators and rates of error. The interval is mostly this: how wrong the model may be, not chance.
    """
    expected = np.bincount(left, probability, len(nationality)) + np.bincount(right, probability, len(nationality))
    share, error = float(model["found"]), float(model["found_error"])

    def people(found: float) -> NDArray[np.float64]:
        return 1 / (1 + expected / found)

    middle = people(share)
    low, high = people(max(0.3, share - Z * error)).sum(), people(min(1.2, share + Z * error)).sum()
    names, coded = np.unique(np.asarray(nationality, dtype=object).astype(str), return_inverse=True)
    counts = np.bincount(coded, middle)
    return People(float(middle.sum()), float(low), float(high), dict(zip(map(str, names), counts.tolist(), strict=True)))
