"""Where help is counted on a day, what a form offers, and what may be shown."""

from __future__ import annotations

from datetime import date

import pytest

from vereda.countries import door
from vereda.countries.rows import DirectoryEntry, Hazard, Hotline

MX = door.pack("mx")
DAY = date(2021, 5, 1)


def test_water_and_food_are_one_attention():
    assert door.categories_of(MX, ["WATER", "FOOD"], DAY) == ("SOCIAL",)


def test_a_rescue_counts_whatever_help_is_then_given():
    services = ["ORIENT_RIGHTS", "WATER", "FIRST_AID", "RESCUE"]
    assert door.categories_of(MX, services, DAY) == ("RESCUE", "INJURED", "SOCIAL", "ORIENT")


def test_transport_is_social_by_the_definition():
    assert door.categories_of(MX, ["TRANSPORT_HOSPITAL"], DAY) == ("SOCIAL",)


def test_a_category_code_is_its_own_generic_service():
    assert door.categories_of(MX, ["SOCIAL", "BLANKET"], DAY) == ("SOCIAL",)
    assert MX.services["SOCIAL"].generic
    assert not MX.services["RESCUE"].generic  # rescue is a service of its own


def test_press_headings_exist_from_2023_and_never_enter_the_official_table():
    assert door.categories_of(MX, ["WATER", "ORIENT_RIGHTS"], date(2023, 1, 1), "press_three") == ("HUMAID", "OTHER_ATTENTION")
    assert door.categories_of(MX, ["WATER"], date(2022, 12, 31), "press_three") == ()
    assert door.categories_of(MX, ["HUMAID"], date(2023, 1, 1)) == ()


def test_what_stands_outside_is_mapped_too():
    assert door.categories_of(MX, ["LEAFLET", "AMPUTEE"], DAY) == ("AMPUTEE", "LEAFLET")
    assert not MX.categories["LEAFLET"].in_total


def test_unknown_service_is_counted_nowhere():
    assert door.categories_of(MX, ["NOTHING"], DAY) == ()


def test_a_mandate_that_moved_away_leaves_the_form():
    def offered(on: date) -> set[str]:
        return {service.code for service in door.services_of(MX, "matamoros", on)}

    assert "REPATRIATED" in offered(date(2015, 9, 22))
    assert "REPATRIATED" not in offered(date(2015, 9, 23))
    assert "REPATRIATED" in {service.code for service in door.services_of(MX, "tijuana", date(2015, 9, 23))}


@pytest.mark.parametrize("role", ["migration_authority", "police", "military", "prosecutor"])
def test_enforcement_roles_are_a_closed_list(role: str):
    assert door.is_enforcement(role)


def test_no_other_role_is_enforcement():
    assert {role for role in door.Role if door.is_enforcement(role)} == door.ENFORCEMENT
    assert len(door.ENFORCEMENT) == 4


def hazard(**changed: object) -> Hazard:
    base = {
        "code": "river-x", "kind": "river", "countries": "MX", "place": "x", "season": "all year", "advice_es": "a",
        "advice_en": "b", "status": "source_read", "source": "s", "reviewed_by": "Inés", "reviewed_on": "2026-01-01",
    }  # fmt: skip
    return Hazard.model_validate({**base, **changed})


def test_advice_needs_a_source_a_reviewer_and_a_review_of_this_year():
    assert door.may_reach_migrants(hazard(), date(2027, 1, 1))
    assert not door.may_reach_migrants(hazard(), date(2027, 1, 2))
    assert not door.may_reach_migrants(hazard(), date(2025, 12, 31))
    assert not door.may_reach_migrants(hazard(reviewed_by=None), date(2026, 1, 2))
    assert not door.may_reach_migrants(hazard(status="unsourced"), date(2026, 1, 2))


def test_a_number_must_have_been_rung_within_90_days():
    base = {
        "code": "x", "country": "MX", "number": "1", "name": "x", "organisation": "x", "kind": "emergency", "covers": "all",
        "status": "source_read", "source": "s", "reviewed_by": "Inés", "reviewed_on": "2026-01-01", "rung_on": "2026-01-01",
    }  # fmt: skip
    number = Hotline.model_validate(base)
    assert door.may_reach_migrants(number, date(2026, 4, 1))
    assert not door.may_reach_migrants(number, date(2026, 4, 2))


@pytest.mark.parametrize(
    ("consent", "is_shown"), [("not_asked", False), ("refused", False), ("name_and_city", True), ("public", True)]
)
def test_a_place_decides_what_is_seen_of_it(consent: str, is_shown: bool):
    base = {
        "code": "x", "kind": "shelter", "state": "MX-SON", "city": "x", "name": "x", "coord_precision": "none",
        "consent": consent, "status": "named_in_source", "source": "s", "reviewed_by": "Inés", "reviewed_on": "2026-01-01",
    }  # fmt: skip
    assert door.may_reach_migrants(DirectoryEntry.model_validate(base), date(2026, 1, 2)) is is_shown
