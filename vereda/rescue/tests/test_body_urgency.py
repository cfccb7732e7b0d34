"""Urgency only rises: hours that pass never lower it, no word or number of it gives anybody up."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import pairwise
from math import isfinite
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from vereda.rescue.planning import body, hurry
from vereda.rescue.planning.body.urgency import HOW_SOON, LONGEST_H

REPOSITORY = Path(__file__).resolve().parents[3]
GIVING_UP = ("dead", "death", "die", "fatal", "surviv", "beyond", "hopeless", "futile", "suspend", "stop", "recover", "remains",
             "body found", "give up", "end the search", "close", "muert", "fallec", "cuerpo")  # fmt: skip


def number(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False)


def maybe(low: float, high: float) -> st.SearchStrategy[float | None]:
    return st.none() | number(low, high)


SITUATIONS = st.builds(
    body.Situation,
    hours=number(0, 1e5),
    air_c=maybe(-60, 60),
    humidity_pct=number(0, 100),
    wind_mps=number(0, 60),
    in_sun=st.booleans(),
    walking=st.booleans(),
    speed_mps=number(0, 4),
    load_kg=number(0, 150),
    grade_pct=number(-100, 100),
    terrain=number(1, 4),
    water_l=maybe(0, 100),
    wet=st.booleans(),
    immersed=st.booleans(),
    water_c=maybe(-2, 40),
    youngest=maybe(0, 125),
    oldest=maybe(0, 125),
    pregnant=st.booleans(),
    body_kg=number(5, 250),
    height_m=number(0.5, 2.3),
)


def rank(found: body.Urgency) -> int:
    return HOW_SOON.index(found.how_soon)


@settings(max_examples=200, deadline=None)
@given(SITUATIONS, number(0, 1e5))
def test_more_hours_never_make_it_less_urgent(of: body.Situation, later: float):
    first, last = sorted((of.hours, later))
    before, after = body.urgency(replace(of, hours=first)), body.urgency(replace(of, hours=last))
    assert after.within_h <= before.within_h
    assert rank(after) <= rank(before)
    assert {one.code for one in before.reasons} <= {one.code for one in after.reasons}


@settings(max_examples=200, deadline=None)
@given(SITUATIONS)
def test_no_word_and_no_number_gives_anybody_up(of: body.Situation):
    found = body.urgency(of)
    assert {field.name for field in fields(found)} == {"within_h", "how_soon", "reasons", "caution"}
    assert isfinite(found.within_h)
    assert 0 <= found.within_h <= LONGEST_H
    assert found.how_soon in HOW_SOON
    assert found.caution == "not yet approved by a clinician"
    words = [found.how_soon, *(word for one in found.reasons for word in (one.code, *one.raised))]
    words += [word for one in found.reasons if (of_it := one.figure) for word in (of_it.model, of_it.band, *of_it.extrapolated)]
    said = " ".join(words).lower()
    assert not [word for word in GIVING_UP if word in said]
    for one in found.reasons:
        assert isfinite(one.by_h)
        assert one.by_h >= 0


@settings(max_examples=60, deadline=None)
@given(SITUATIONS)
def test_each_added_danger_raises_or_leaves_it(of: body.Situation):
    found = body.urgency(of).within_h
    worse = (
        replace(of, pregnant=True),
        replace(of, youngest=2.0),
        replace(of, oldest=80.0),
        replace(of, immersed=True),
        replace(of, wet=True),
        replace(of, water_l=(of.water_l or 0) / 2),
        replace(of, water_l=None),
    )
    for one in worse:
        assert body.urgency(one).within_h <= found, one


def test_what_is_unknown_is_taken_on_the_careful_side():
    unknown = body.urgency(body.Situation(hours=0))
    assert (unknown.how_soon, unknown.within_h) == ("within_6h", 6)
    assert [one.code for one in unknown.reasons] == ["NO_WEATHER"]


def test_people_in_the_water_are_gone_for_now():
    found = body.urgency(body.Situation(hours=0, immersed=True, water_c=24, air_c=30))
    assert found.how_soon == "now"
    assert found.reasons[0].code == "IMMERSION"
    assert found.reasons[0].figure is not None


def test_a_hot_day_without_water_names_sun_exertion_and_no_water_with_model_and_edition():
    found = body.urgency(body.Situation(hours=0, air_c=43, water_l=0))
    assert [one.code for one in found.reasons] == ["HEAT", "WATER"]
    heat, water = found.reasons
    assert heat.raised == ("SUN", "EXERTION")
    assert water.raised == ("NO_WATER", "SUN", "EXERTION")
    assert heat.figure is not None
    assert heat.figure.edition.startswith("ISO 7933:")
    assert found.how_soon == "within_1h"


def test_rest_in_shade_with_water_on_a_mild_day_waits_longest_and_a_day_later_is_now():
    mild = body.Situation(hours=0, air_c=22, in_sun=False, walking=False, water_l=4)
    assert body.urgency(mild).how_soon == "within_12h"
    assert body.urgency(mild).reasons == ()
    hours = [body.urgency(replace(mild, hours=hours)).within_h for hours in range(0, 120, 4)]
    assert hours[-1] == 0
    assert all(after <= before for before, after in pairwise(hours))


def test_a_wet_night_near_freezing_is_a_third_of_a_dry_one():
    dry = body.urgency(body.Situation(hours=0, air_c=-1, wind_mps=3, in_sun=False, walking=False, water_l=5))
    wet = body.urgency(body.Situation(hours=0, air_c=-1, wind_mps=3, in_sun=False, walking=False, water_l=5, wet=True))
    assert (dry.within_h, wet.within_h) == (3, 1)  # a step of 6 h, its careful half; wet a third
    assert wet.reasons[0].raised == ("WET",)


def test_every_text_about_it_says_that_no_clinician_has_approved_it():
    folder = REPOSITORY / "vereda/rescue/planning/body"
    pages = [REPOSITORY / "docs/engineer/body.md", REPOSITORY / "docs/headquarters/hurry.md"]
    texts = [path for path in folder.glob("*.py") if path.name != "errors.py"] + pages
    assert len(texts) > len(pages)
    for path in texts:
        assert "not yet approved by a clinician" in path.read_text(encoding="utf-8").lower(), path


@given(SITUATIONS)
@settings(deadline=None, max_examples=150)
def test_a_plan_says_every_model_and_band_that_can_hurry_in_spanish(of: body.Situation):
    for reason in body.urgency(of).reasons:
        assert reason.code in hurry.WHY
        assert set(reason.raised) <= set(hurry.WHY)
        if reason.figure is not None:
            assert reason.figure.model in hurry.MODELS
            assert reason.figure.band in hurry.BANDS
