"""How well some opened records fit one person who is sought, by the stored model: a search for a relative. Pure.

The comparisons are those of `settings.py` and their weights those of the model, so that what makes two records alike when people
are counted makes them alike here. How common a name is, the caller knows from the index: the few records that were opened were
chosen by it. It orders, and decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import log2
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vereda.people.matching.birth import days
from vereda.people.matching.columns import linkage_table
from vereda.people.matching.engine import Model
from vereda.people.matching.names import canonical, words
from vereda.people.matching.settings import settings
from vereda.people.matching.tokens import Tokens, run_key
from vereda.people.rules.sounds import sound

LEFT_ASIDE = frozenset({"card", "origin", "phone"})
"""What a record of a person does not hold, and the telephone: people on the way change it, another number says nothing."""
OTHER_DAYS = "other days"
"""A level of `settings.py`: the report of a search is written on a day of its own, which says nothing."""
BY_EAR = 3.0
"""So much less says a name that agrees only as it sounds [bits]; own proposal."""
_DAY = date(2000, 1, 1)

type Often = Callable[[str], float]
"""Of a folded word of a name, the share of people who bear it [0 to 1]."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is known of one record; '' and None are not known.

    born           years between which somebody was born, both inclusive
    is_said_adult  the age that was told is 18 or 19: boys and girls say so
    """

    given: str = ""
    surnames: str = ""
    sex: str = ""
    nationality: str = ""
    born: tuple[int, int] | None = None
    is_said_adult: bool = False


def weights(sought: Sequence[Told], others: Sequence[Told], model: Model, often: Often) -> NDArray[np.float64]:
    """Return how much speaks for each record being the person, less what speaks against [bits of the odds, no prior].

    sought  the person by one name and by others that they go by: of these the one that fits best counts
    often   how rare a name is; what is rare says more
    """
    if not sought or not others:
        return np.zeros(len(others))
    by_ear = _written([_heard(one) for one in sought], [_heard(one) for one in others], model, often) - BY_EAR
    return np.maximum(_written(sought, others, model, often), by_ear) + heard_together(model)


def heard_together(model: Model) -> float:
    """Return what any pair weighs beforehand, since the model learned its comparisons together and not one by one [bits]."""
    return log2(float(model.get("odds", 1.0)))


def _heard(one: Told) -> Told:
    """Return a record with names as they sound to somebody who writes them in Spanish: finer than the keys of the model."""
    given, surnames = (" ".join(sound(word) for word in words(name)) for name in (one.given, one.surnames))
    return replace(one, given=given, surnames=surnames)


def _written(sought: Sequence[Told], others: Sequence[Told], model: Model, often: Often) -> NDArray[np.float64]:
    compared = [one for one in settings()["comparisons"] if one["output_column_name"] not in LEFT_ASIDE]
    found = _levels(_table([*sought, *others]), len(sought), compared)
    best = np.full(len(others), -np.inf)
    for at, one in enumerate(sought):
        shares = _shares(one, often)
        mine = found[found[:, 0] == at]
        place = mine[:, 1] - len(sought)
        total = sum(_weights(comparison, model, shares)[mine[:, 2 + column]] for column, comparison in enumerate(compared))
        best[place] = np.maximum(best[place], total)
    return best


def _table(told: Sequence[Told]) -> pa.Table:
    """Return the columns that are compared, under a key that dies here; no day, since the report of a search is no meeting."""
    columns = {
        "given_names": [one.given for one in told],
        "surnames": [one.surnames for one in told],
        "sex": [one.sex if one.sex in ("F", "M") else "" for one in told],
        "nationality": ["" if one.nationality == "XX" else one.nationality for one in told],
        "date": [_DAY.isoformat()] * len(told),
    }
    empty = [""] * len(told)
    raw = pa.table({name: columns.get(name, empty) for name in (*columns, "age", "date_of_birth", "origin", "phone")})
    table = linkage_table(raw, Tokens(run_key()))
    births = [_born(one.born) for one in told]
    known: dict[str, list[Any]] = {  # Any: whole numbers, yes or no, or None
        "b_first": [birth and birth[0] for birth in births],
        "b_last": [birth and birth[1] for birth in births],
        "adult": [one.is_said_adult for one in told],
        "heaped": [False] * len(told),
        "met": [None] * len(told),
    }
    for name, values in known.items():
        at = table.column_names.index(name)
        table = table.set_column(at, name, pa.array(values, table.schema.field(name).type))
    return table


def _born(years: tuple[int, int] | None) -> tuple[int, int] | None:
    return (days(date(years[0], 1, 1)), days(date(years[1], 12, 31))) if years else None


def _levels(table: pa.Table, sought: int, compared: Sequence[Mapping[str, Any]]) -> NDArray[np.int64]:
    """Return rows of sought, other, and by comparison which of its levels holds first."""
    import duckdb

    cases = list[str]()
    for comparison in compared:
        *some, _last = comparison["comparison_levels"]
        whens = " ".join(f"when {level['sql_condition']} then {at}" for at, level in enumerate(some))
        cases.append(f"case {whens} else {len(some)} end as c{len(cases)}")
    names = sorted({name for case in cases for name in re.findall(r"\b(\w+)_[lr]\b", case)})
    sides = ", ".join(f"{side}.{name} as {name}_{side}" for name in names for side in "lr")
    query = f"""
        select record_l, record_r, {", ".join(cases)}
        from (select l.record as record_l, r.record as record_r, {sides}
              from told l, told r where l.record < {sought:d} and r.record >= {sought:d})
    """  # every part of it is of settings.py
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.register("told", table)
        found = connection.sql(query).fetchnumpy()
    return np.column_stack([np.asarray(column).astype(np.int64) for column in found.values()])


def _weights(comparison: Mapping[str, Any], model: Model, shares: Mapping[str, float]) -> NDArray[np.float64]:
    """Return the weight of each level of a comparison; where it has a frequency, by how common the name of the sought is."""
    learned = model["levels"][comparison["output_column_name"]]
    return np.array([_weight(level, learned, shares) for level in comparison["comparison_levels"]])


def _weight(level: Mapping[str, Any], learned: Mapping[str, Sequence[float]], shares: Mapping[str, float]) -> float:
    if level.get("is_null_level") or level["label_for_charts"] == OTHER_DAYS:
        return 0.0
    same, others = learned[level["label_for_charts"]]
    weight = log2(same / others)
    share = shares.get(level.get("tf_adjustment_column", ""))
    if share is None:
        return weight
    return weight + float(level["tf_adjustment_weight"]) * log2(others / max(share, float(level["tf_minimum_u_value"])))


def _shares(one: Told, often: Often) -> dict[str, float]:
    """Return by frequency column how common the sought person's names are."""
    given, surnames = words(one.given), words(one.surnames)
    found = dict[str, float]()
    for letter, every, last in (("g", given, given[1:2]), ("s", surnames, surnames[1:][-1:])):
        if every:
            found[f"{letter}1_in"] = found[f"{letter}p1_in"] = _often(every[0], often)
        for two in last:
            found[f"{letter}2_in"] = _often(two, often)
            found[f"{letter}12_in"] = found[f"{letter}1_in"] * found[f"{letter}2_in"]
    return found


def _often(word: str, often: Often) -> float:
    """Return how often the commonest of the names is borne for which a word may stand: Chepe is as common as José."""
    return max(often(name) for name in canonical(word))
