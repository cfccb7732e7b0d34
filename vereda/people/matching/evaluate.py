"""How well records were matched where the truth is known: pairs found and wrong, people counted, by nationality and sex. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

type Ints = NDArray[np.int64]


def evaluated(
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    weight: NDArray[np.float64],
    group: NDArray[np.int32],
    person: Sequence[str],
    automatic: float,
    strata: Mapping[str, Sequence[str]],
) -> dict[str, Any]:  # Any: JSON
    """Return precision, recall and F1 of pairs at the automatic threshold and at the best, of groups, and by stratum.

    left, right, weight  pairs, each once
    group, person        of each record: what was decided, what is true
    strata               by name, the value of each record: nationality, sex; a pair counts where both records do
    """
    true = np.unique(np.asarray(person, dtype=object).astype(str), return_inverse=True)[1]
    total = _pairs_within(true)
    same = true[left] == true[right]
    taken = weight >= automatic
    order = np.argsort(-weight, kind="stable")
    found = np.cumsum(same[order])
    scores = 2 * found / (np.arange(1, len(order) + 1) + total)
    best = int(np.argmax(scores)) if len(order) else 0
    return {
        "people": int(true.max()) + 1,
        "true_pairs": total,
        "at_automatic": {"weight": automatic, **_scores(int((same & taken).sum()), int(taken.sum()), total)},
        "at_best": {"weight": float(weight[order][best]), **_scores(int(found[best]), best + 1, total)} if len(order) else None,
        "clusters": _scores(_pairs_within(group.astype(np.int64) * (int(true.max()) + 1) + true), _pairs_within(group), total),
        "largest_cluster": int(np.bincount(group).max()),
        "by": {name: _by(values, left, right, same, taken, true) for name, values in strata.items()},
    }


def _by(
    values: Sequence[str],
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    same: NDArray[np.bool_],
    taken: NDArray[np.bool_],
    true: Ints,
) -> dict[str, Any]:  # Any: JSON
    """Return the scores at the automatic threshold of records of each value; pairs across values count for neither."""
    names, coded = np.unique(np.asarray(values, dtype=object).astype(str), return_inverse=True)
    within = coded[left] == coded[right]
    answer = {}
    for at, name in enumerate(names):
        mine = within & (coded[left] == at)
        records = coded == at
        total = _pairs_within(true[records])
        answer[str(name)] = {
            "records": int(records.sum()),
            "true_pairs": total,
            **_scores(int((mine & same & taken).sum()), int((mine & taken).sum()), total),
        }
    return answer


def _scores(right: int, said: int, true: int) -> dict[str, float | None]:
    return {
        "precision": round(right / said, 5) if said else None,
        "recall": round(right / true, 5) if true else None,
        "f1": round(2 * right / (said + true), 5) if said + true else None,
    }


def _pairs_within(labels: NDArray[Any]) -> int:  # Any: whole numbers of any width
    counts = np.unique(labels, return_counts=True)[1].astype(np.int64)
    return int((counts * (counts - 1) // 2).sum())
