"""Lists from elsewhere: what agreement says in them is learned from the list itself, without knowing who is who.

The stored model knows a field post: few birthdays, a town for an origin, two surnames, brothers in one party. A list with a full
birthday and a whole address in each record goes by other laws. How often the fields of one person agree in it, expectation
maximisation tells; how often those of two, blind draws. Names are keyed tokens here too, and our own records never such a list.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from vereda.people.matching.columns import place_words
from vereda.people.matching.engine import Model, linked, stored_model
from vereda.people.matching.errors import LinkTeachesNothing
from vereda.people.matching.form import TOKENS, Form
from vereda.people.matching.settings import (
    HAS_ANY,
    IN_COMMON,
    Level,
    comparison,
    contradictions,
    level,
    otherwise,
    same,
    unknown,
    untrained,
)
from vereda.people.matching.tokens import Tokens, run_key

MODELS = ("auto", "stored", "learned")
BIRTHDAYS = 0.8
"""A list teaches where so many records have a birthday; own proposal. At a field post, three of ten have one."""
FEWEST, MOST = 500, 60_000
"""Fewer records teach nothing; for more, what brings records together here is too wide."""
THRESHOLDS: Model = {"version": "learned", "automatic": 1.0, "review": -3.0, "times": [1.0, 0.0], "times_error": 0.1}
"""Twice as likely as not is enough, because the list itself taught how likely; nothing is known of pairs that were not brought
together, so that none are added to the people's estimate. Own proposal."""
WIDE_UP_TO = 20_000
DRAWN, SEED = 1_000_000.0, 1
"""Pairs drawn blindly, which tell how often two people agree; the seed of the draw."""
RECALL = 0.8
"""Of one person's records, so many agree in birthday and a name: by them one knows how many pairs there are; own proposal."""
NEVER_MET, LEAST_M = 1e-4, 1e-6
FORBIDS = 0.01
"""What is rarer than this among records of one person forbids to join them unasked; what is commoner, weighs; own proposal."""
SHORTEST = 4
"""Letters of a part of an address that tells something: the name of a state is short and everybody's."""


def model_for(raw: pa.Table, which: str = "auto", *, threads: int = 2) -> tuple[Model, Form]:
    """Return the model for records of a file, and their form. Raises LinkTeachesNothing.

    which  `stored`, `learned` from the records themselves, or `auto`: learned where the list is of another kind than a field
           post's, with birthdays nearly everywhere and all of one country, or none said
    """
    countries = {name for name in pc.unique(raw["nationality"]).to_pylist() if name}
    if which == "stored" or (which == "auto" and not (teaches(raw) and len(countries) <= 1)):
        return stored_model(), TOKENS
    if not teaches(raw):
        raise LinkTeachesNothing(fewest=FEWEST, most=MOST, percent=round(100 * BIRTHDAYS))
    return learned(raw, threads=threads)


def teaches(raw: pa.Table) -> bool:
    """Tell whether there is enough in records to learn from."""
    told = pc.sum(pc.cast(pc.not_equal(raw["date_of_birth"], ""), pa.int64())).as_py()
    return FEWEST <= raw.num_rows <= MOST and bool(told >= BIRTHDAYS * raw.num_rows)


def learned(raw: pa.Table, *, threads: int = 2) -> tuple[Model, Form]:
    """Return what a list teaches of itself, and the form in which it is compared."""
    table = columns(raw, Tokens(run_key()))
    with linked(table, settings("duckdb", table.num_rows), threads=threads) as linker:
        training = linker.training
        training.estimate_u_using_random_sampling(max_pairs=DRAWN, seed=SEED, num_chunks=1)
        for held in ("l.g1 = r.g1 and l.s1 = r.s1", "l.dob = r.dob"):  # each is learned while the other holds the pairs
            training.estimate_parameters_using_expectation_maximisation(held)
        one_name = [f"l.dob = r.dob and l.{name} = r.{name}" for name in ("g1", "s1")]
        training.estimate_probability_two_random_records_match(one_name, recall=RECALL)
        found = linker.misc.save_model_to_json()
    chance, every_pair = found["probability_two_random_records_match"], table.num_rows * (table.num_rows - 1) / 2
    levels = {one["output_column_name"]: _levels(one, chance, 1 / every_pair) for one in found["comparisons"]}
    model = stored_model() | THRESHOLDS | {"levels": levels, "chance": chance, "trained_on": "the records themselves"}
    del model["trained_at"]
    forbidden = _forbidden(levels)
    return model, Form(columns, settings, lambda engine: {name: contradictions(engine)[name] for name in forbidden})


def _levels(one: Mapping[str, Any], chance: float, least: float) -> dict[str, tuple[float, float]]:
    """Return m and u. Among few records, blind draws hold pairs of one person too; those are taken out of u again."""
    levels = {}
    for found in one["comparison_levels"]:
        if not found.get("is_null_level"):
            m, drawn = max(found.get("m_probability") or NEVER_MET, LEAST_M), found.get("u_probability") or 0.0
            levels[found["label_for_charts"]] = (m, max(drawn - chance * m, least))
    return levels


def _forbidden(levels: Mapping[str, Mapping[str, tuple[float, float]]]) -> list[str]:
    """Return the names of the contradictions that stand: where birthdays of one person differ often, they only weigh."""
    return ["age", *(["birthday"] if levels["birth"]["other birthday"][0] < FORBIDS else [])]


def columns(raw: pa.Table, tokens: Tokens) -> pa.Table:
    """Return the columns of the house, and `parts`: each part of an address, as long as it is no mere shorthand."""
    every = [["".join(place_words(part)) for part in name.split(",")] for name in raw["origin"].to_pylist()]
    parts = [tokens.all_of("origin part", (part for part in some if len(part) >= SHORTEST)) for some in every]
    return TOKENS.columns(raw, tokens).append_column("parts", pa.array(parts, pa.list_(pa.int64())))


def settings(engine: str, records: int) -> dict[str, Any]:
    """Return untrained settings of Splink for a list from elsewhere."""
    has = HAS_ANY[engine]
    compared = [
        comparison("given", _given(has)),
        comparison("surnames", _surnames(has)),
        comparison("birth", _birth()),
        comparison("sex", same("sex")),
        comparison("address", _address(IN_COMMON[engine])),
        comparison("phone", same("ph")),
    ]
    return untrained(compared, (*BLOCKING, *(BLOCKING_WIDE if records <= WIDE_UP_TO else ())))


BLOCKING = (
    "l.ph = r.ph",
    "l.dob = r.dob",
    "l.gp1 = r.gp1 and l.sp1 = r.sp1",
    "l.gx = r.sx and l.sx = r.gx",
    "l.o1 = r.o1 and l.gp1 = r.gp1",
    "l.o1 = r.o1 and l.sp1 = r.sp1",
    "l.o = r.o",
)
BLOCKING_WIDE = ("l.gp1 = r.gp1", "l.sp1 = r.sp1", "l.o1 = r.o1")
_TURNED = "(gx_l = sx_r and sx_l = gx_r)"
_ONE_TURNED = "((gx_l = sx_r or sx_l = gx_r) and g1_l <> g1_r and s1_l <> s1_r)"


def _given(has: str) -> list[Level]:
    return [
        unknown("g1_l is null or g1_r is null"),
        level("same", "g1_l = g1_r", "g1_in"),
        level("given and surname turned round", _TURNED),
        level("one of them turned round", _ONE_TURNED),
        level("pet name", f"{has}(gs_l, gs_r)"),
        level("nearly", f"(gp1_l = gp1_r or {has}(gn1_l, gn1_r))", "gp1_in", 0.7),
        otherwise(),
    ]


def _surnames(has: str) -> list[Level]:
    """Names in each other's field were heard with the given name; here they say nothing twice."""
    return [
        unknown(f"s1_l is null or s1_r is null or {_TURNED} or {_ONE_TURNED}"),
        level("both", "s1_l = s1_r and s2_l = s2_r", "s12_in"),
        level("first", "s1_l = s1_r", "s1_in"),
        level("crossed", "(s1_l = s2_r or s2_l = s1_r or s2_l = s2_r)"),
        level("nearly", f"(sp1_l = sp1_r or {has}(sn1_l, sn1_r))", "sp1_in", 0.7),
        otherwise(),
    ]


def _birth() -> list[Level]:
    parts = [f"b_{part}_l = b_{part}_r" for part in ("year", "month", "day")]
    two = " or ".join(f"({one} and {other})" for at, one in enumerate(parts) for other in parts[at + 1 :])
    return [
        unknown("dob_l is null or dob_r is null"),
        level("birthday", "dob_l = dob_r", "dob"),
        level("day and month turned round", "b_year_l = b_year_r and b_month_l = b_day_r and b_day_l = b_month_r"),
        level("one part differs", f"({two})"),
        otherwise("other birthday"),
    ]


def _address(common: str) -> list[Level]:
    """Compare parts (suburb, street, postcode) and words: a slip spoils one part, and leaves the words of the others."""
    parts, words = common.format("parts_l", "parts_r"), common.format("ow_l", "ow_r")
    return [
        unknown("ow_l is null or ow_r is null"),
        level("three parts", f"{parts} >= 3"),
        level("two parts, four words", f"{parts} >= 2 and {words} >= 4"),
        level("two parts", f"{parts} >= 2"),
        *(level(f"one part, {count} words", f"{parts} >= 1 and {words} >= {count}") for count in (6, 4, 3)),
        *(level(f"{count} words", f"{words} >= {count}") for count in (6, 5, 4)),
        level("one part", f"{parts} >= 1"),
        *(level(f"{count} words", f"{words} >= {count}") for count in (3, 2)),
        otherwise(),
    ]
