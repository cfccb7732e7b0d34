"""The packs of all countries: sound, sourced, keyed by role, honest about what nobody verified, and each in its own words."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from vereda.countries import door
from vereda.countries.rows import Dated, Reviewed
from vereda.countries.words import Duty

ON = date(2026, 11, 30)
PACKS = {iso: door.pack(iso) for iso in door.installed()}
NEW = {iso: found for iso, found in PACKS.items() if iso != "mx"}
SV = PACKS["sv"]
OF_MEXICO = re.compile(r"\b(INM|CNDH|COMAR|DIF|Grupos? Beta|México|Mexico|[Mm]exican)")
OF_ANOTHER = re.compile(r"\b([Ee]ntidad(es)?|[Ee]stados?|estatal|estación migratoria|DIF|Beta|[Ss]tates?)\b")
SHOWN = ("categories", "services", "dispositions", "child_path", "supply_items", "retention", "legal_case_kinds", "alert_words")
ROLES = (
    "network", "migration_authority", "police", "military", "prosecutor", "child_protection", "ombudsperson", "emergency",
    "fire_rescue", "red_cross", "health", "shelter_network", "legal_aid", "victims_authority", "local_government",
)  # fmt: skip


def rows_of(pack: door.Pack) -> list[door.Row]:
    tables = (getattr(pack, name) for name in door.pack_tables())
    return [row for table in tables for row in (table.values() if hasattr(table, "values") else table)]


def test_four_packs_have_no_problem():
    assert set(PACKS) == {"gt", "hn", "mx", "sv"}
    assert {iso: [one.text() for one in door.check(door.folder_of(iso))] for iso in PACKS} == {iso: [] for iso in PACKS}


@pytest.mark.parametrize("iso", PACKS)
def test_every_row_says_where_it_comes_from_and_what_is_remembered_is_not_verified(iso: str):
    for row in rows_of(PACKS[iso]):
        remembered = re.match(r"(unsourced|remembered|memory|name from memory)\b", row.source)
        assert row.source
        assert not (remembered and row.is_verified), row


@pytest.mark.parametrize("iso", PACKS)
def test_what_nobody_verified_is_listed_row_by_row(iso: str):
    pack = PACKS[iso]
    found = list(door.unverified(pack))
    weak = [row for row in rows_of(pack) if not row.is_verified]
    texts = [text for told in pack.texts.values() for text in told.values() if not text.is_verified]
    assert len(found) == len(weak) + len(texts) > 100
    assert all(one.name for one in found)
    assert sum(count for _file, _status, count in door.counted(found)) == len(found)


@pytest.mark.parametrize("iso", NEW)
def test_a_new_pack_holds_what_the_first_one_holds(iso: str):
    """The same codes wherever codes are shared by all, so that figures, forms and laws can be laid side by side."""
    pack, mx = PACKS[iso], PACKS["mx"]
    for name in ("form_groups", "dispositions", "alert_words", "mission_words", "triage", "supply_items", "vehicle_kinds",
                 "vehicle_checks", "equipment_kinds", "incident_kinds", "point_kinds", "legal_case_kinds", "retention",
                 "nationalities", "languages"):  # fmt: skip
        assert set(getattr(pack, name)) == set(getattr(mx, name)), name
    official = [row.code for row in door.official_categories(mx)]
    assert [row.code for row in door.official_categories(pack)] == official
    assert set(pack.services) == {code for code in mx.services if code in official or not mx.services[code].generic}
    assert set(pack.sms) == set(mx.sms)
    assert {row.table for row in pack.law_tables.values()} == {row.table for row in mx.law_tables.values()}
    for code in door.service_codes(pack, ON):
        assert door.category_of(pack, code, ON), code


@pytest.mark.parametrize("iso", NEW)
def test_no_word_of_another_country_is_shown(iso: str):
    """Sources and notes may name Mexico, and so may places and consulates; what a form or a person is shown does not."""
    pack = PACKS[iso]
    for row in (row for name in SHOWN for row in getattr(pack, name).values()):
        said = [str(value) for name, value in row.model_dump(mode="json").items() if name.endswith(("_es", "_en"))]
        assert not OF_MEXICO.search(" ".join(said)), row
    for language, told in pack.texts.items():
        for code, text in told.items():
            if "mexico" not in code:
                assert not OF_MEXICO.search(f"{text.short} {text.spoken} {text.full}"), (language, code)


@pytest.mark.parametrize("iso", PACKS)
def test_institutions_are_keyed_by_role_and_those_that_detain_hold_nothing(iso: str):
    pack = PACKS[iso]
    by_role = Counter(row.role for row in pack.institutions.values() if row.country == pack.country.iso)
    assert {role for role in ROLES if not by_role[door.Role(role)]} == set()
    assert pack.institutions[pack.country.outside_body].role == "ombudsperson"
    for row in pack.institutions.values():
        assert row.is_enforcement == (row.role in door.ENFORCEMENT)


def test_one_set_of_initials_is_the_authority_of_two_countries_and_each_detains():
    same = {iso: [row for row in pack.institutions.values() if row.short == "INM"] for iso, pack in PACKS.items()}
    assert {iso: [row.role for row in rows] for iso, rows in same.items() if rows} == {
        "mx": [door.Role.MIGRATION_AUTHORITY], "hn": [door.Role.MIGRATION_AUTHORITY],
    }  # fmt: skip


@pytest.mark.parametrize("iso", NEW)
def test_a_centre_of_who_detains_receives_nobody(iso: str):
    """A centre of the authority keeps a kind that no referral may go to, whatever it is called."""
    centres = {row.name for row in PACKS[iso].services_directory.values() if row.name.startswith(("CAMI", "CAIPEM"))}
    kinds = {row.kind for row in PACKS[iso].services_directory.values() if row.name in centres}
    assert not kinds & set(door.RECEIVES_AS)


@pytest.mark.parametrize("iso", NEW)
def test_nothing_reaches_a_migrant_before_a_reviewer_signed_it(iso: str):
    rows = [row for row in rows_of(PACKS[iso]) if isinstance(row, Reviewed)]
    assert len(rows) > 60
    assert not any(door.may_reach_migrants(row, ON) for row in rows)


@pytest.mark.parametrize("iso", PACKS)
def test_one_number_stands_first_and_it_is_never_that_of_the_police(iso: str):
    pack = PACKS[iso]
    first = [row for row in pack.hotlines.values() if row.kind == "emergency" and row.country == pack.country.iso]
    police = {row.short or row.name for row in pack.institutions.values() if row.role == "police"}
    assert len(first) == 1
    assert first[0].organisation not in police
    assert {row.hotline for row in pack.topics.values() if row.kind == "number" and row.order == 1} == {first[0].code}


@pytest.mark.parametrize("iso", NEW)
def test_no_informal_crossing_is_a_row(iso: str):
    pack = PACKS[iso]
    assert {side for row in pack.crossing_points.values() for side in (row.country_a, row.country_b)} >= {pack.country.iso}
    assert not [row.name for row in pack.crossing_points.values() if re.search("Coyote|Trojes|raft", row.name)]


@pytest.mark.parametrize("iso", PACKS)
def test_the_law_of_data_is_asked_the_same_of_each_country(iso: str):
    found = {row.duty for row in PACKS[iso].data_protection.values()}
    assert {Duty.BASIS, Duty.ACCESS, Duty.BREACH} <= found
    assert all((row.amount is None) == (row.unit is None) for row in PACKS[iso].data_protection.values())


@pytest.mark.parametrize("iso", PACKS)
def test_what_a_reader_should_know_of_the_law_of_data_is_told_in_both_languages(iso: str):
    rows = [*PACKS[iso].data_protection.values(), *PACKS[iso].retention.values()]
    assert [row.code for row in rows if bool(row.note) != bool(row.note_es)] == []
    assert [row.code for row in rows if row.note and row.note == row.note_es] == []


@pytest.mark.parametrize("iso", NEW)
def test_each_post_keeps_the_clock_of_its_country_and_says_that_it_is_a_proposal(iso: str):
    pack = PACKS[iso]
    assert {row.zone for row in pack.groups.values()} == {pack.country.default_zone}
    assert {row.status for row in pack.groups.values()} == {"proposal"}


# Three levels -------------------------------------------------------------------------------------------------------------


def test_262_municipalities_became_districts_of_44_and_kept_their_codes():
    before, after = (door.municipalities_on(SV, date(2024, month, day)) for month, day in ((4, 30), (5, 1)))
    assert (len(before), len(after), len(SV.admin3)) == (262, 44, 262)
    assert {row.code for row in before} == set(SV.admin3)
    assert {row.parent for row in SV.admin3.values()} == {row.code for row in after}
    for code, district in SV.admin3.items():
        assert (SV.admin2[code].name, SV.admin2[code].state) == (district.name, SV.admin2[district.parent].state)


def test_a_point_is_placed_by_the_nearest_town_of_either_level_and_an_old_name_finds_the_municipality_of_today():
    metapan, today = SV.admin3["SA-07"], "SA-norte"
    assert (today, "SV-SA", metapan.lat, metapan.lon) in door.towns_on(SV, ON)
    assert ("SA-07", "SV-SA", metapan.lat, metapan.lon) in door.towns_on(SV, date(2020, 1, 1))
    assert (today, "Metapán") in door.place_names_on(SV, ON, "SV-SA")
    assert ("SA-07", "Metapán") in door.place_names_on(SV, date(2020, 1, 1))


def test_where_no_area_ended_every_town_stands_on_any_day():
    for iso in ("gt", "hn", "mx"):
        assert len(door.municipalities_on(PACKS[iso], ON)) == len(PACKS[iso].admin2)
        assert not [row for row in PACKS[iso].admin2.values() if isinstance(row, Dated) and row.valid_to]


# In its own words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("iso", NEW)
def test_a_sentence_said_otherwise_keeps_its_places_and_loses_the_word_of_the_other_country(iso: str):
    rows = PACKS[iso].wordings
    assert len(rows) > 50
    for row in rows:
        places = [sorted(re.findall(r"{\w+}|%\(\w+\)s", text)) for text in (row.said, row.es, row.en)]
        assert places[0] == places[1] == places[2], row.said
        assert row.es != row.said
        said = f"{row.es} {row.en}".replace(" con state", "").replace(" with state", "")  # the name of a column
        assert not OF_ANOTHER.search(said), row


def test_what_a_country_says_otherwise_is_said_until_another_one_is_set():
    try:
        door.say_as(PACKS["gt"])
        assert door.worded("Toda la entidad", "es", "Toda la entidad") == "Todo el departamento"
        assert door.worded("Toda la entidad", "en", "The whole state") == "The whole department"
        assert door.worded("Guardar", "en", "Save") == "Save"
    finally:
        door.say_as(PACKS["mx"])
    assert door.worded("Toda la entidad", "es", "Toda la entidad") == "Toda la entidad"
