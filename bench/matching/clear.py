"""What keyed tokens lose: the same matching with the names at hand, compared by Jaro-Winkler beside the same levels of tokens.

Only here, for measuring on invented records. The house has no such form: our own sealed records are compared as tokens, always
(docs/decisions/matching.md; `vereda/cli/tests/test_people.py` holds the command to it).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from vereda.people.matching.columns import linkage_table
from vereda.people.matching.form import TOKENS, Form
from vereda.people.matching.names import folded, words
from vereda.people.matching.settings import OTHER_GIVEN, Level, contradictions, level
from vereda.people.matching.tokens import Tokens

ALIKE, SOMEWHAT = 0.9, 0.82
"""Splink's own comparisons of names begin at 0.92, 0.88 and 0.7."""
BEGINNING = 3
"""So many letters of both names bring two records together beyond what tokens do."""


def table(raw: pa.Table, tokens: Tokens) -> pa.Table:
    """Return the columns of the house, and those with what was written: words of names, the whole of them, the place."""
    given = [words(name) for name in raw["given_names"].to_pylist()]
    families = [words(name) for name in raw["surnames"].to_pylist()]
    columns = {
        "c_g1": [every[0] if every else None for every in given],
        "c_g2": [every[1] if len(every) > 1 else None for every in given],
        "c_s1": [every[0] if every else None for every in families],
        "c_s2": [every[-1] if len(every) > 1 else None for every in families],
        "c_given": [" ".join(every) or None for every in given],
        "c_surnames": [" ".join(every) or None for every in families],
        "c_o": [folded(name) or None for name in raw["origin"].to_pylist()],
        "c_begin": [
            f"{one[0][:BEGINNING]} {other[0][:BEGINNING]}" if one and other else None
            for one, other in zip(given, families, strict=True)
        ],
    }
    made = linkage_table(raw, tokens)
    for name, values in columns.items():
        made = made.append_column(name, pa.array(values, pa.string()))
    return made


def settings(engine: str, records: int) -> dict[str, Any]:
    """Return the settings of the house with levels of likeness among them."""
    ready = TOKENS.settings(engine, records)
    for comparison in ready["comparisons"]:
        for known in comparison["comparison_levels"]:
            known["sql_condition"] = _but_alike(known["sql_condition"])
        for before, more in LEVELS.get(comparison["output_column_name"], ()):
            _insert(comparison["comparison_levels"], before, more)
    ready["blocking_rules_to_generate_predictions"].append({"blocking_rule": "l.c_begin = r.c_begin"})
    return ready


def _insert(levels: list[Level], before: str, more: Level) -> None:
    """Put a level before the one of that label; where the house has none such, before all that is different."""
    labels = [one.get("label_for_charts", "") for one in levels]
    at = labels.index(before) if before in labels else next(n for n, label in enumerate(labels) if label.startswith("different"))
    levels.insert(at, dict(more))  # what is learned is written into it


def _but_alike(condition: str) -> str:
    """Return a condition in which given names that are alike are no other given names: no brother, no friend."""
    other = OTHER_GIVEN.format(has="list_has_any")
    return condition.replace(other, f"({other} and not coalesce({_alike('g1')} or {_alike('given')}, false))")


def _alike(one: str, other: str = "", least: float = ALIKE) -> str:
    return f"jaro_winkler_similarity(c_{one}_l, c_{other or one}_r) >= {least}"


def _level(name: str, condition: str, frequency: str = "") -> Level:
    return level(name, condition, frequency, 0.5)


_LACKS = "(s2_l is null or s2_r is null)"
_TURNED = f"{_alike('g1', 's1')} and {_alike('s1', 'g1')}"
LEVELS: dict[str, tuple[tuple[str, Level], ...]] = {
    "given": (
        ("crossed nearly", _level("both alike", f"{_alike('g1')} and {_alike('g2')}")),
        ("crossed nearly", _level("first alike", _alike("g1"), "g1_in")),
        ("crossed nearly", _level("first somewhat alike", _alike("g1", least=SOMEWHAT), "g1_in")),
        ("different, both tell one", _level("whole alike", _alike("given"))),
        ("different, both tell one", _level("crossed alike", f"({_alike('g1', 'g2')} or {_alike('g2', 'g1')})")),
        ("different, both tell one", _level("given and surname turned round, alike", _TURNED)),
    ),
    "surnames": (
        ("first, other second", _level("both alike", f"{_alike('s1')} and {_alike('s2')}")),
        ("first, other second", _level("first alike, second missing", f"{_alike('s1')} and {_LACKS}", "s1_in")),
        ("different", _level("one alike", f"({_alike('s1')} or {_alike('s2')})")),
        ("different", _level("whole alike", _alike("surnames", least=SOMEWHAT))),
        ("different", _level("given and surname turned round, alike", _TURNED)),
    ),
    "origin": (("several words", _level("alike", _alike("o"))),),
}

LEARNED: dict[str, dict[str, tuple[float, float]]] = {
    "given": {
        "both alike": (0.0002, 1.02e-06),
        "first alike": (0.002096, 0.001395),
        "first somewhat alike": (0.00764, 0.005844),
        "whole alike": (0.0002, 5.099e-07),
        "crossed alike": (0.0002963, 0.0008847),
        "given and surname turned round, alike": (0.0009868, 1.53e-06),
    },
    "surnames": {
        "both alike": (0.0009388, 2.04e-06),
        "first alike, second missing": (0.001937, 0.0002784),
        "one alike": (0.0001568, 0.0002065),
        "whole alike": (0.0008893, 0.0007944),
        "given and surname turned round, alike": (0.0008636, 1.53e-06),
    },
    "origin": {
        "alike": (0.008548, 0.01433),
    },
}
"""What `bench/tokens.py` learned of these levels on 30 November 2026, for who measures without training."""


def with_alike(model: Mapping[str, Any]) -> dict[str, Any]:  # Any: JSON
    """Return a model of the house with the levels of likeness."""
    levels = {name: {**known, **LEARNED.get(name, {})} for name, known in model["levels"].items()}
    return {**model, "levels": levels}


def against(engine: str) -> dict[str, str]:
    """Return what contradicts, as in the house."""
    return {name: _but_alike(sql) for name, sql in contradictions(engine).items()}


CLEAR = Form(table, settings, against)
