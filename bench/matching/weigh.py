"""Weigh the levels of a model again by pairs whose truth is known, all comparisons heard together.

Counting each comparison for itself takes names, village and telephone of brothers for so many coincidences. Here the weight of a
level (log2 of m / u) moves from what was counted to what tells pairs of one person from others best among the pairs that blocking
brings together; each step away from the counted weight costs, so that a level that is hardly met stays where it was.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array

from vereda.people.matching.engine import fitted, linked
from vereda.people.matching.form import TOKENS, Form

Levels = dict[str, dict[str, tuple[float, float]]]
LEAST = -14.0
"""Pairs below this weight are nobody's."""
STIFF = 8.0
"""What a step of one (natural logarithm) away from the counted weight costs; own proposal."""
ALWAYS, FIXED = ("meeting", "other days"), 1e6
"""What holds for nearly all pairs where days are known says nothing: where they are not, all else must weigh the same."""
MOST_M, LEAST_M = 1.0, 1e-7


def weighed(levels: Levels, table: pa.Table, person: list[str], *, form: Form = TOKENS, threads: int = 1) -> tuple[Levels, float]:
    """Return the levels with m moved so that m / u weighs best, and how much likelier a pair is than `engine.prior` has it.

    u stays, because frequencies of names refer to it.
    """
    found = _pairs(levels, table, form, threads)
    true = np.unique(np.asarray(person, object).astype(str), return_inverse=True)[1]
    same = true[np.asarray(found["record_l"])] == true[np.asarray(found["record_r"])]
    names = [(comparison, level) for comparison, those in levels.items() for level in those]
    which = _which(found, levels, form)
    counted = np.log([levels[comparison][level][0] / levels[comparison][level][1] for comparison, level in names])
    offset = np.asarray(found["match_weight"]) * np.log(2) - which @ counted
    stiff = np.where([one == ALWAYS for one in names], FIXED, STIFF)
    moved, for_all = _fitted(which, offset, same, counted, stiff)
    return _levels(levels, names, moved), float(f"{np.exp(for_all):.4g}")


def _pairs(levels: Levels, table: pa.Table, form: Form, threads: int) -> pa.Table:
    ready = fitted({"levels": levels}, table.num_rows, form=form)
    ready["retain_matching_columns"] = ready["retain_intermediate_calculation_columns"] = True
    with linked(table, ready, threads=threads) as linker:
        predicted = linker.inference.predict(threshold_match_weight=LEAST, warning_mode="never")
        gammas = ", ".join(f"gamma_{name}" for name in levels)
        query = f"select record_l, record_r, match_weight, {gammas} from {predicted.physical_name}"
        found: pa.Table = linker._db_api.duckdb_con.sql(query).to_arrow_table()
    return found


def _which(found: pa.Table, levels: Levels, form: Form) -> Any:  # Any: a sparse array
    """Return which level of each comparison each pair is on: a row a pair, a column a level."""
    rows, columns, start = [], [], 0
    for comparison in form.settings("duckdb", 0)["comparisons"]:
        name = comparison["output_column_name"]
        told = [level for level in comparison["comparison_levels"] if not level.get("is_null_level")]
        gamma = np.asarray(found[f"gamma_{name}"])  # the last level is 0, what is unknown -1
        at = np.flatnonzero(gamma >= 0)
        rows.append(at)
        columns.append(start + len(told) - 1 - gamma[at])
        start += len(told)
    row, column = np.concatenate(rows), np.concatenate(columns)
    return csr_array((np.ones(len(row)), (row, column)), shape=(found.num_rows, start))


def _fitted(
    which: Any, offset: NDArray[Any], same: NDArray[np.bool_], counted: NDArray[Any], stiff: NDArray[Any]
) -> tuple[NDArray[Any], float]:
    """Return the weight of each level, and what every pair weighs beside."""
    sign = np.where(same, 1.0, -1.0)

    def cost(tried: NDArray[Any]) -> tuple[float, NDArray[Any]]:
        margin = sign * (which @ tried[:-1] + offset + tried[-1])
        wrong = sign / (1 + np.exp(np.clip(margin, -500, 500)))
        step = tried[:-1] - counted
        down = np.append(stiff * step - which.T @ wrong, -wrong.sum())
        return float(np.logaddexp(0, -margin).sum() + (stiff * step) @ step / 2), down

    found = minimize(cost, np.append(counted, 0.0), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return found[:-1], float(found[-1])


def _levels(levels: Levels, names: list[tuple[str, str]], moved: NDArray[Any]) -> Levels:
    made: Levels = {comparison: {} for comparison in levels}
    for (comparison, level), weight in zip(names, moved.tolist(), strict=True):
        u = levels[comparison][level][1]
        m = float(np.exp(weight)) * u
        if m > MOST_M:  # kept in proportion
            u, m = u / m, MOST_M
        made[comparison][level] = (float(f"{max(m, LEAST_M):.4g}"), float(f"{u:.4g}"))
    return made
