"""The Mexican pack: complete, sourced, and honest about what nobody confirmed."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from vereda.countries import door
from vereda.countries.rows import Reviewed

MX = door.pack("mx")
TOTAL = ["RESCUE", "INJURED", "LOCATED", "SOCIAL", "LEGAL", "ORIENT"]


def test_pack_has_no_problem():
    assert [problem.text() for problem in door.check(door.folder_of("mx"))] == []


def test_country_is_found_in_any_case_and_read_once():
    assert door.installed() == ["gt", "hn", "mx", "sv"]
    assert door.pack("MX") is MX
    assert (MX.iso, MX.country.iso, MX.name_es, MX.name_en) == ("mx", "MX", "México", "Mexico")


def test_there_are_21_groups_in_nine_states():
    by_state = Counter(group.state for group in MX.groups.values())
    assert by_state == {
        "MX-BCN": 3, "MX-SON": 5, "MX-CHH": 2, "MX-COA": 2, "MX-TAM": 1, "MX-VER": 1, "MX-TAB": 1, "MX-CHP": 5, "MX-OAX": 1,
    }  # fmt: skip
    assert by_state.total() == 21


def test_weak_groups_stay_marked_and_no_post_is_said_to_be_exact():
    unconfirmed = {group.code for group in MX.groups.values() if group.status == "unconfirmed"}
    assert unconfirmed == {"acayucan", "puerto-palomas"}
    assert {group.coord_precision for group in MX.groups.values()} == {"city_centre"}
    assert not MX.groups["acayucan"].is_verified


@pytest.mark.parametrize(
    ("group", "zone"),
    [
        ("tijuana", "America/Tijuana"),
        ("nogales", "America/Hermosillo"),
        ("ciudad-juarez", "America/Ciudad_Juarez"),
        ("puerto-palomas", "America/Ciudad_Juarez"),
        ("piedras-negras", "America/Matamoros"),
        ("tapachula", "America/Mexico_City"),
    ],
)
def test_each_post_keeps_the_clock_of_its_place(group: str, zone: str):
    assert MX.groups[group].zone == zone
    assert MX.groups[group].zone_status == "general_knowledge"
    assert ZoneInfo(zone).key == zone


def test_total_is_made_of_six_categories_and_the_rest_stands_outside():
    assert door.official_scheme(MX) == "six"
    assert [category.code for category in door.official_categories(MX, in_total=True)] == TOTAL
    outside = {category.code for category in door.official_categories(MX, in_total=False)}
    assert outside == {
        "PATROL", "BODY", "MISSING_REPORTS", "LEAFLET", "AMPUTEE", "REPAT", "CRIME", "TRANSFER", "RETURN_REQUEST",
    }  # fmt: skip
    assert door.category_counted_from(MX, "body") == "BODY"
    assert door.category_counted_from(MX, "patrol") == "PATROL"


@pytest.mark.parametrize("on", [date(2011, 6, 1), date(2022, 12, 31), date(2023, 1, 1), date(2026, 11, 24)])
def test_each_service_is_counted_in_one_official_category_on_any_day(on: date):
    press_only = {code for code, category in MX.categories.items() if category.scheme == "press_three"}
    for code in set(door.service_codes(MX, on)) - press_only:
        assert door.category_of(MX, code, on), code


def test_each_category_counted_from_services_has_a_service_for_imports():
    for code, category in MX.categories.items():
        if category.counted_from == "service":
            assert code in MX.services, code
            assert door.category_of(MX, code, date(2024, 1, 1), category.scheme) == code


def test_form_offers_no_generic_service_and_no_request_to_return():
    on_form = set(door.service_codes(MX, on_form=True))
    assert on_form.isdisjoint(code for code, service in MX.services.items() if service.generic)
    assert "RETURN_REQUEST" not in on_form
    assert {"WATER", "FOOD", "SERUM", "BLANKET", "FIRST_AID", "RESCUE", "LOCATED", "LEGAL_ADVICE", "ORIENT_RIGHTS"} <= on_form


def test_unknown_and_stateless_are_two_codes():
    assert MX.nationalities["XX"].label_es == "No se sabe"
    assert MX.nationalities["XS"].demonym_es == "apátrida"
    assert MX.nationalities["HN"].demonym_es == "hondureña"
    assert len(MX.nationalities) == 251  # every country of ISO 3166-1, and the two


def test_enforcement_follows_from_the_role():
    enforcing = {institution.code for institution in MX.institutions.values() if institution.is_enforcement}
    assert {"inm", "inm-opi", "us-border-patrol", "guardia-nacional", "sedena", "fgr", "policia-municipal"} <= enforcing
    assert enforcing.isdisjoint({"grupos-beta", "dif", "comar", "cndh", "cruz-roja", "c4-c5"})
    assert MX.institutions[MX.country.outside_body].role == "ombudsperson"


def test_houses_of_women_and_children_have_no_address_and_no_point():
    hidden = [row for row in MX.services_directory.values() if "children" in row.kind]
    assert len(hidden) == 8
    assert all(row.address is None and row.lat is None and row.lon is None for row in hidden)


def test_informal_crossings_are_not_in_the_pack():
    assert len(MX.crossing_points) == 44
    assert not any("Coyote" in point.name for point in MX.crossing_points.values())


def test_nothing_of_the_pack_reaches_a_migrant_before_a_reviewer_signed_it():
    tables = (
        MX.hotlines.values(),
        MX.services_directory.values(),
        MX.hazards.values(),
        MX.legislation,
        MX.legal_deadlines.values(),
    )
    rows = [row for table in tables for row in table]
    assert len(rows) > 180
    assert all(isinstance(row, Reviewed) for row in rows)
    assert not any(door.may_reach_migrants(row, date(2026, 11, 24)) for row in rows)


def test_every_row_has_a_source_and_unsourced_ones_are_not_verified():
    assert {row.status for row in MX.hotlines.values() if "memory" in row.source} == {"unsourced"}
    assert sum(row.is_verified for row in MX.legislation) < len(MX.legislation)


def test_map_draws_each_state_and_the_neighbours():
    own = {area["properties"]["code"] for area in MX.areas["features"] if area["properties"]["iso"] == "MX"}
    assert own == set(MX.admin1)
    assert {area["properties"]["iso"] for area in MX.areas["features"]} == {"MX", *MX.country.neighbours}


def test_no_code_of_the_pack_is_written_in_code():
    """A category, an institution or a number belongs in rows; words of examples stand in «»."""
    here = Path(door.__file__).parents[1]
    names = {f'"{code}"' for code in MX.categories} | {f'"{row.short}"' for row in MX.institutions.values() if row.short}
    for folder in ("countries", "places"):
        for file in (here / folder).glob("*.py"):
            assert not names & set(re.findall(r'"[^"\n]+"', file.read_text("utf-8"))), file
