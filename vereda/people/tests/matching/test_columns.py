"""From records to whole numbers, and what they say of each other."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pytest

from vereda.people.matching import stored_model
from vereda.people.matching.columns import linkage_table
from vereda.people.matching.engine import pairs
from vereda.people.matching.settings import contradictions
from vereda.people.matching.tokens import Tokens

KEY = b"k" * 32
ANA: Mapping[str, str] = {
    "given_names": "Ana María", "surnames": "Tzoc de la Cruz", "sex": "F", "age": "31", "date": "2026-03-10",
    "date_of_birth": "", "nationality": "GT", "origin": "Sololá, Sololá", "phone": "", "card_code": "",
}  # fmt: skip
STRANGER = {
    "given_names": "Wilson", "surnames": "Dorcélius", "sex": "M", "age": "50", "nationality": "HT", "origin": "Jacmel",
    "date": "2026-01-01",
}  # fmt: skip


def table(*records: Mapping[str, str]) -> pa.Table:
    every = [{**ANA, **record} for record in records]
    return pa.table({name: pa.array([record[name] for record in every], pa.string()) for name in ANA})


def weight(one: Mapping[str, str], other: Mapping[str, str]) -> tuple[float, list[str]]:
    """Return what speaks for two records being one person, among 40 strangers, and what contradicts."""
    raw = table(one, other, *({**STRANGER, "age": str(20 + at), "date": f"2026-01-{1 + at % 28:02}"} for at in range(40)))
    found = pairs(linkage_table(raw, Tokens(KEY)), stored_model(), threads=1, least=-60.0).to_pylist()
    pair = next(row for row in found if {row["record_l"], row["record_r"]} == {0, 1})
    return pair["weight"], [name for at, name in enumerate(contradictions()) if pair["against"] >> at & 1]


def test_only_numbers_are_compared():
    made = linkage_table(table(ANA), Tokens(KEY))
    kinds = {field.name: field.type for field in made.schema}
    assert not [name for name, kind in kinds.items() if pa.types.is_string(kind)]
    assert "ana" not in str(made.to_pylist()).lower()


def test_tokens_differ_by_key_field_and_nationality():
    assert Tokens(KEY).of("given", "ana") == Tokens(KEY).of("given", "ana")
    others = {Tokens(b"x" * 32).of("given", "ana"), Tokens(KEY).of("surname", "ana"), Tokens(KEY, "GT").of("given", "ana")}
    assert len({Tokens(KEY).of("given", "ana"), *others}) == 4


@pytest.mark.parametrize(
    ("changed", "least"),
    [
        ({}, 10),
        ({"given_names": "Anita", "surnames": "Tzoc"}, 2),
        ({"surnames": "Cruz Tzoc"}, 6),
        ({"surnames": "Tsoc Crus"}, 6),
        ({"given_names": "María Ana"}, 6),
        ({"given_names": "ANA", "age": "30", "date": "2026-09-01"}, 6),
        ({"given_names": "Tzoc Cruz", "surnames": "Ana María"}, -8),
    ],
)
def test_the_same_person_written_otherwise_still_agrees(changed: Mapping[str, str], least: float):
    found, against = weight(ANA, changed)
    assert found > least
    assert not against


def test_a_missing_second_surname_is_unknown_and_another_speaks_against():
    missing, other = weight(ANA, {"surnames": "Tzoc"})[0], weight(ANA, {"surnames": "Tzoc Batz"})[0]
    assert missing > other + 2


def test_the_rarer_name_says_more():
    crowd = [{"surnames": "Tzoc", "given_names": f"Ana{'xyzvw'[at % 5] * 3}", "age": str(20 + at)} for at in range(30)]
    raw = table({"surnames": "Tzoc"}, {"surnames": "Tzoc"}, {"surnames": "Guarchaj"}, {"surnames": "Guarchaj"}, *crowd)
    found = pairs(linkage_table(raw, Tokens(KEY)), stored_model(), threads=1, least=-60.0).to_pylist()
    by = {(row["record_l"], row["record_r"]): row["weight"] for row in found}
    assert by[2, 3] > by[0, 1] + 2


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        ({"date_of_birth": "1995-03-04"}, {"date_of_birth": "1988-07-21"}, ["birthday"]),
        ({"age": "30"}, {"age": "48"}, ["age"]),
        ({}, {"given_names": "Rosa"}, ["party"]),
        ({}, {"given_names": "Rosa", "surnames": "Xol Choc"}, ["party"]),
        ({}, {"sex": "M"}, []),
        ({}, {"surnames": "Batz Xol"}, []),
        ({"date_of_birth": "1995-03-04"}, {"date_of_birth": "1988-01-01"}, []),
    ],
)
def test_what_contradicts_is_named(one: Mapping[str, str], other: Mapping[str, str], against: list[str]):
    assert weight({"phone": "55512345", **one}, {"phone": "55512345", **other})[1] == against


def test_day_and_month_turned_round_do_not_contradict_and_speak_for():
    turned, against = weight({"date_of_birth": "1995-03-04"}, {"date_of_birth": "1995-04-03"})
    assert not against
    assert turned > weight({"date_of_birth": "1995-03-04"}, {"date_of_birth": "1996-10-20"})[0]


def test_a_child_who_says_18_is_not_vetoed():
    child, grown = {"age": "15", "date_of_birth": "2011-01-05"}, {"age": "18"}
    assert "age" not in weight(child, grown)[1]


def test_brothers_written_down_on_one_day_are_two():
    one, other = {"phone": "55512345"}, {"given_names": "Rosa", "phone": "55512345"}
    assert weight(one, {**other, "date": "2026-05-01"})[0] > weight(one, other)[0]
    assert weight(one, {**one, "date": "2026-05-01"})[0] > weight(one, {**other, "date": "2026-05-01"})[0] + 6
