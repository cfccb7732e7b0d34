"""NEWS2: every check value, every edge of every band, and what it refuses."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vereda.errors import FieldError
from vereda.medical.errors.rules import (
    ImpossibleValue,
    NoSignOfLife,
    NotANumber,
    NotInPregnancy,
    NotMeasured,
    NotWhole,
    UnderSixteen,
    WordNotKnown,
)
from vereda.medical.rules import news2, next_step, rule
from vereda.medical.rules.early_warning import PARTS
from vereda.medical.rules.numbers import tenths
from vereda.medical.words import Band

CHECKS = Path(__file__).parent / "data" / "news2_check_values.csv"
WELL = {
    "respirations": 16, "spo2": 97, "scale": 1, "oxygen": False, "systolic": 125, "pulse": 72, "consciousness": "A",
    "temperature_c": "37.0",
}  # fmt: skip
COLUMNS = ("s_rr", "s_spo2", "s_gas", "s_sbp", "s_pulse", "s_consc", "s_temp")


def rows() -> list[dict[str, str]]:
    with CHECKS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def score(**changed: object):
    return news2(**{**WELL, **changed})  # type: ignore[arg-type]  # values of one table


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["case"])
def test_every_check_value_is_equal(row: dict[str, str]):
    found = news2(
        int(row["rr"]), int(row["spo2"]), int(row["scale"]), row["gas"], int(row["sbp"]), int(row["pulse"]), row["acvpu"],
        row["temp_c"],
    )  # fmt: skip
    assert list(found.parts) == list(PARTS)
    assert list(found.parts.values()) == [int(row[name]) for name in COLUMNS]
    assert (found.total, found.band) == (int(row["total"]), row["band"])


EDGES = {
    "respirations": [(0, 8, 3), (9, 11, 1), (12, 20, 0), (21, 24, 2), (25, 100, 3)],
    "systolic": [(1, 90, 3), (91, 100, 2), (101, 110, 1), (111, 219, 0), (220, 300, 3)],
    "pulse": [(1, 40, 3), (41, 50, 1), (51, 90, 0), (91, 110, 1), (111, 130, 2), (131, 300, 3)],
}
"""Each band of the chart: least, most, points. Written here again by hand, apart from the table."""
SATURATION = {
    (1, False): [(1, 91, 3), (92, 93, 2), (94, 95, 1), (96, 100, 0)],
    (1, True): [(1, 91, 3), (92, 93, 2), (94, 95, 1), (96, 100, 0)],
    (2, False): [(1, 83, 3), (84, 85, 2), (86, 87, 1), (88, 92, 0), (93, 100, 0)],
    (2, True): [(1, 83, 3), (84, 85, 2), (86, 87, 1), (88, 92, 0), (93, 94, 1), (95, 96, 2), (97, 100, 3)],
}
WARMTH = [("10.0", "35.0", 3), ("35.1", "36.0", 1), ("36.1", "38.0", 0), ("38.1", "39.0", 1), ("39.1", "47.0", 2)]


@pytest.mark.parametrize(
    ("name", "value", "points"),
    [(name, value, points) for name, bands in EDGES.items() for least, most, points in bands for value in (least, most)],
)
def test_each_edge_of_a_count_has_its_points(name: str, value: int, points: int):
    life = {"consciousness": "U"} if value == 0 else {}
    assert score(**{name: value}, **life).parts[name] == points


@pytest.mark.parametrize(
    ("scale", "oxygen", "value", "points"),
    [
        (scale, oxygen, value, points)
        for (scale, oxygen), bands in SATURATION.items()
        for least, most, points in bands
        for value in (least, most)
    ],
)
def test_each_edge_of_saturation_has_its_points_on_both_scales_with_and_without_oxygen(scale, oxygen, value, points):
    found = score(spo2=value, scale=scale, oxygen=oxygen)
    assert (found.parts["spo2"], found.parts["oxygen"]) == (points, 2 if oxygen else 0)


@pytest.mark.parametrize(("value", "points"), [(value, points) for least, most, points in WARMTH for value in (least, most)])
@pytest.mark.parametrize("kind", [str, Decimal, float])
def test_each_edge_of_temperature_has_its_points_however_it_is_written(value: str, points: int, kind: type):
    assert score(temperature_c=kind(value)).parts["temperature_c"] == points


@pytest.mark.parametrize(("level", "points"), [("A", 0), ("C", 3), ("V", 3), ("P", 3), ("U", 3)])
def test_every_level_of_consciousness_has_its_points(level: str, points: int):
    assert score(consciousness=level).parts["consciousness"] == points


@pytest.mark.parametrize(
    ("changed", "total", "band"),
    [
        ({}, 0, Band.ROUTINE),
        ({"respirations": 11}, 1, Band.LOW),
        ({"respirations": 22, "pulse": 120}, 4, Band.LOW),
        ({"pulse": 131}, 3, Band.SINGLE_THREE),
        ({"pulse": 131, "respirations": 11}, 4, Band.SINGLE_THREE),
        ({"respirations": 22, "pulse": 120, "spo2": 95}, 5, Band.MEDIUM),
        ({"respirations": 22, "pulse": 120, "spo2": 93}, 6, Band.MEDIUM),
        ({"pulse": 131, "systolic": 100}, 5, Band.MEDIUM),
        ({"respirations": 22, "pulse": 120, "spo2": 93, "temperature_c": "38.1"}, 7, Band.HIGH),
    ],
)
def test_each_edge_of_each_band(changed, total, band):
    found = score(**changed)
    assert (found.total, found.band) == (total, band)
    assert next_step(band)[0]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"spo2": 101}, ImpossibleValue),
        ({"spo2": 0}, ImpossibleValue),
        ({"spo2": -1}, ImpossibleValue),
        ({"pulse": 0}, NoSignOfLife),
        ({"pulse": 0, "consciousness": "P"}, NoSignOfLife),
        ({"respirations": 0, "consciousness": "V"}, NoSignOfLife),
        ({"systolic": 0, "consciousness": "C"}, NoSignOfLife),
        ({"pulse": 301}, ImpossibleValue),
        ({"temperature_c": 370}, ImpossibleValue),
        ({"temperature_c": "370"}, ImpossibleValue),
        ({"temperature_c": 9.9}, ImpossibleValue),
        ({"temperature_c": "nan"}, NotANumber),
        ({"temperature_c": "treinta"}, NotANumber),
        ({"temperature_c": True}, NotANumber),
        ({"respirations": 16.5}, NotWhole),
        ({"respirations": "16"}, NotWhole),
        ({"pulse": True}, NotWhole),
        ({"scale": 3}, WordNotKnown),
        ({"scale": True}, WordNotKnown),
        ({"oxygen": "air?"}, WordNotKnown),
        ({"oxygen": 1}, WordNotKnown),
        ({"consciousness": "X"}, WordNotKnown),
        ({"spo2": None}, NotMeasured),
        ({"temperature_c": None}, NotMeasured),
        ({"age_years": 15}, UnderSixteen),
        ({"age_years": 0}, UnderSixteen),
        ({"age_years": 121}, ImpossibleValue),
        ({"pregnant": True}, NotInPregnancy),
    ],
)
def test_what_cannot_be_is_asked_again_and_never_guessed(changed, error):
    with pytest.raises(error) as raised:
        score(**changed)
    assert isinstance(raised.value, FieldError)
    assert raised.value.hint
    assert not {str(value) for value in changed.values()} & {str(value) for value in raised.value.details.values()}, (
        "an error repeats nothing of what was measured"
    )


def test_somebody_who_answers_to_nothing_may_have_no_pulse_and_no_breath():
    assert score(consciousness="U", pulse=0, respirations=0, systolic=0).band == Band.HIGH


def test_sixteen_years_are_enough():
    assert score(age_years=16).total == 0


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("35.05", 351),
        ("35.04", 350),
        (35.05, 351),
        (38.1, 381),
        (36, 360),
        (Decimal("37.25"), 373),
        (" 37.4 ", 374),
        ("38,1", None),
    ],
)
def test_a_temperature_is_compared_in_tenths_and_halves_go_up(written, found):
    if found is None:
        with pytest.raises(NotANumber):
            tenths(written)
    else:
        assert tenths(written) == found


@given(
    st.integers(1, 100), st.integers(1, 100), st.sampled_from([1, 2]), st.booleans(), st.integers(1, 300), st.integers(1, 300),
    st.sampled_from("ACVPU"), st.integers(100, 470),
)  # fmt: skip
def test_whatever_can_be_measured_has_a_score_of_0_to_20_that_is_the_sum_of_its_parts(
    rr, spo2, scale, gas, sbp, pulse, acvpu, warm
):
    found = news2(rr, spo2, scale, gas, sbp, pulse, acvpu, Decimal(warm) / 10)
    assert found.total == sum(found.parts.values())
    assert 0 <= found.total <= 20
    assert (found.band == Band.HIGH) == (found.total >= 7)
    assert (found.band == Band.ROUTINE) == (found.total == 0)


@given(st.integers(1, 99))
def test_less_saturation_on_the_first_scale_never_scores_less(spo2: int):
    assert score(spo2=spo2).parts["spo2"] >= score(spo2=spo2 + 1).parts["spo2"]


def test_the_rule_names_its_source_and_nobody_signed_it():
    one = rule("NEWS2")
    assert "Royal College of Physicians" in one.source
    assert "acknowledgement" in one.licence
    assert (one.is_signed, one.named) == (False, "NEWS2 v1")
