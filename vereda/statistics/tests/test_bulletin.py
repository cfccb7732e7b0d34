"""Each kind of fact row under each unit; the numbers are worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import ibis
import pytest

from vereda.statistics import bulletin
from vereda.statistics.catalogue import Catalogue, Mapped
from vereda.statistics.tests.worlds import CATALOGUE, answer, cells, once, outside, piedras_negras, row

# Piedras Negras: what was printed about it is 73 people, 23 of them minors, and three bodies apart -------------------


def test_piedras_negras_is_73_people_and_three_bodies_outside():
    table = answer(piedras_negras(), "category", count="people", outside=True)
    assert (cells(table), table.total, outside(table)) == ({"RESCUE": 73}, 73, {"BODY": 3})
    assert cells(answer(piedras_negras(), "category")) == {"RESCUE": 73}


def test_nationalities_come_from_margins_where_they_are_known_only_apart():
    table = answer(piedras_negras(), "nationality", count="people")
    assert cells(table) == {"HN": 2, "GT": 5, "NI": 6, "EC": 4, "VE": 2, "XX": 54}
    assert table.total == 73


def test_minors_are_23_whatever_band_is_known():
    table = answer(piedras_negras(), "age_band", count="people")
    assert cells(table) == {"0-4": 1, "0-17": 22, "18+": 50}
    assert "Menores de 18 años: 23." in table.notes


def test_two_attributes_that_were_never_told_together_stay_apart():
    table = answer(piedras_negras(), "nationality", "age_band", count="people")
    assert cells(table) == {"HN 0-4": 1, "HN 18+": 1, "XX *": 54, "* *": 17}
    assert table.total == 73
    assert any("no junto" in note for note in table.notes)


def test_a_margin_carries_its_category_where_all_got_the_same():
    table = answer(piedras_negras(), "category", "nationality")
    assert cells(table) == {
        f"RESCUE {code}": n for code, n in [("HN", 2), ("GT", 5), ("NI", 6), ("EC", 4), ("VE", 2), ("XX", 54)]
    }


def test_three_encounters_whatever_they_are_split_by():
    for by in ["category"], ["service"], ["group"], ["month"], ["category", "service"], ["nationality"]:
        assert answer(piedras_negras(), *by, count="encounters").total == 3
    by_nationality = answer(piedras_negras(), "nationality", count="encounters")
    assert cells(by_nationality) == {"HN": 1, "GT": 1, "NI": 1, "EC": 1, "VE": 1, "XX": 1}
    assert cells(answer(piedras_negras(), "age_band", count="encounters")) == {"0-4": 1, "0-17": 2, "18+": 3}


def test_water_and_food_for_the_17_of_the_river_as_the_manual_tells():
    """docs/headquarters/numbers.md: 73 people, 3 encounters, 90 attentions, 107 services."""
    wet = [
        replace(r, services=("food", "rescue", "water"), categories=("RESCUE", "SOCIAL"))
        if r.record == "a" and r.row in "LM"
        else r
        for r in piedras_negras()
    ]
    totals = [answer(wet, "month", count=count).total for count in ("people", "encounters", "services")]
    assert [*totals, answer(wet, "service").total] == [73, 3, 90, 107]


# Overlaps --------------------------------------------------------------------------------------------------------

# Four people got water and food; one of them was hurt; two more only got a leaflet.
OVERLAP = [
    row("L", 3, line="1", nationality="HN", sex="F", age_band="18+", services=["water", "food"]),
    row("L", 1, line="2", nationality="GT", sex="M", age_band="18+", services=["water", "food", "first_aid"]),
    row("L", 2, line="3", nationality="GT", sex="M", age_band="18+", services=["leaflet"]),
    *once("a", 4, 6),
]


def test_water_and_food_are_one_social_and_two_services():
    by_category = answer(OVERLAP, "category")
    assert (cells(by_category), by_category.total) == ({"INJURED": 1, "SOCIAL": 4}, 5)
    by_service = answer(OVERLAP, "service")
    assert cells(by_service) == {"first_aid": 1, "water": 4, "food": 4, "leaflet": 2}
    assert by_service.total == 11
    assert by_category.unit != by_service.unit


def test_a_total_of_people_by_category_is_counted_and_not_summed():
    table = answer(OVERLAP, "category", count="people")
    assert (cells(table), table.total) == ({"INJURED": 1, "SOCIAL": 4}, 4)
    served = answer(OVERLAP, "service", count="people")
    assert (cells(served), served.total) == ({"first_aid": 1, "water": 4, "food": 4, "leaflet": 2}, 6)


def test_people_met_are_all_people_also_those_who_got_nothing_inside_the_total():
    assert answer(OVERLAP, "nationality", count="people").total == 6
    assert cells(answer(OVERLAP, "nationality", count="people")) == {"HN": 3, "GT": 3}


def test_what_is_outside_the_total_comes_in_a_table_of_its_own():
    assert outside(answer(OVERLAP, "category", outside=True)) == {"LEAFLET": 2}
    assert outside(answer(OVERLAP, "category", "nationality", outside=True)) == {"LEAFLET GT": 2}
    assert outside(answer(OVERLAP, "category", count="encounters", outside=True)) == {"LEAFLET": 1}
    assert answer(OVERLAP, "category").outside is None


def test_services_stand_under_their_category_and_leave_out_what_is_outside():
    table = answer(OVERLAP, "category", "service")
    assert cells(table) == {"INJURED first_aid": 1, "SOCIAL water": 4, "SOCIAL food": 4}
    assert table.total == 9
    people = answer(OVERLAP, "service", "category", count="people")
    assert cells(people) == {"first_aid INJURED": 1, "water SOCIAL": 4, "food SOCIAL": 4}
    assert people.total == 4


def test_attentions_are_counted_by_category_where_no_service_is_asked_for():
    assert cells(answer(OVERLAP, "nationality")) == {"HN": 3, "GT": 2}
    assert answer(OVERLAP, "nationality").total == 5


# Help to a part of the people ------------------------------------------------------------------------------------

# Ten people were told their rights; three got water and five got food: social assistance reached at least five.
PARTS = [
    row("L", 10, line="1", nationality="HN", sex="U", age_band="18+", services=["rights"]),
    row("S", 3, line="water", services=["water"]),
    row("S", 5, line="food", services=["food"]),
    row("C", 5, line="SOCIAL", categories=["SOCIAL"]),
    *once("a", 10),
]


def test_a_part_counts_by_service_as_told_and_by_category_at_least():
    assert cells(answer(PARTS, "service")) == {"water": 3, "food": 5, "rights": 10}
    assert cells(answer(PARTS, "category")) == {"SOCIAL": 5, "ORIENT": 10}
    assert answer(PARTS, "category").total == 15
    assert answer(PARTS, "category", count="people").total == 10


def test_nobody_knows_who_the_part_was():
    assert cells(answer(PARTS, "category", "nationality")) == {"SOCIAL *": 5, "ORIENT HN": 10}
    assert cells(answer(PARTS, "category", "nationality", count="encounters")) == {"SOCIAL *": 1, "ORIENT HN": 1}


# Margins of an encounter in which not all got the same -----------------------------------------------------------

MIXED = [
    row("L", 4, line="1", sex="F", age_band="18+", services=["water"]),
    row("L", 6, line="2", sex="M", age_band="18+", services=["rescue"]),
    row("M", 7, nationality="HN"),
    row("M", 3, nationality="XX"),
    *once("a", 10),
]


def test_margins_say_nothing_of_help_that_only_some_got():
    assert cells(answer(MIXED, "nationality", count="people")) == {"HN": 7, "XX": 3}
    table = answer(MIXED, "category", "nationality")
    assert (cells(table), table.total) == ({"RESCUE *": 6, "SOCIAL *": 4}, 10)
    assert cells(answer(MIXED, "category", "nationality", count="encounters")) == {"RESCUE *": 1, "SOCIAL *": 1}


def test_margins_of_other_attributes_are_not_counted_again():
    assert cells(answer(MIXED, "sex", count="people")) == {"F": 4, "M": 6}
    assert answer(MIXED, "month", count="people").total == 10


def test_margins_that_do_not_fit_are_said_and_never_make_a_negative_cell():
    table = answer([row("L", 2, nationality="HN", sex="F"), row("M", 1, sex="M")], "sex", count="people")
    assert all(value > 0 for _, value in table.rows)
    assert any("no suman" in note for note in table.notes)


# Bodies, patrols, reported totals, sums --------------------------------------------------------------------------

REPORTED = [
    row("R", 120, record="r", categories=["SOCIAL"], nationality="XX", sex="U", age_band="U", aggregate=True),
    row("R", 8, record="r", categories=["LEAFLET"], nationality="XX", sex="U", age_band="U", aggregate=True),
    row("R", 90, record="r", line="people", nationality="XX", sex="U", age_band="U", aggregate=True),
]


def test_a_reported_total_counts_as_attentions_and_as_people_where_it_says_so():
    assert cells(answer(REPORTED, "category")) == {"SOCIAL": 120}
    assert outside(answer(REPORTED, "category", outside=True)) == {"LEAFLET": 8}
    assert cells(answer(REPORTED, "nationality", count="people")) == {"XX": 90}
    assert answer(REPORTED, "category", count="encounters").total == 0


def test_what_a_reported_total_does_not_tell_is_left_out_and_said():
    by_service = answer(REPORTED, "service")
    assert (by_service.total, [note for note in by_service.notes if "120" in note]) == (
        0,
        ["Quedan fuera de esta tabla 120 atenciones de totales reportados, que no dicen qué servicio se dio."],
    )
    assert answer(REPORTED, "category", count="people").total == 0
    assert any("120" in note for note in answer(REPORTED, "category", count="people").notes)


def test_a_row_given_as_a_sum_is_people_and_attentions_but_no_encounter():
    rows = [row("L", 5000, nationality="XX", services=["water"], aggregate=True), *once("a", 5000, aggregate=True)]
    assert answer(rows, "category").total == answer(rows, "category", count="people").total == 5000
    assert answer(rows, "category", count="encounters").total == answer(rows, "month", count="encounters").total == 0


def test_patrols_and_bodies_stand_outside_by_their_number_in_every_unit():
    rows = [row("P", 1, record="p"), row("P", 1, record="q", group="nogales"), row("B", 3, record="b")]
    for count in "services", "people", "encounters":
        table = answer(rows, "group", count=count, outside=True)
        assert outside(table) == {"BODY piedras-negras": 3, "PATROL piedras-negras": 1, "PATROL nogales": 1}
    assert answer(rows, "group", count="people").total == 0


def test_a_meeting_that_found_only_the_dead_is_an_encounter_with_nobody():
    rows = [row("B", 2, record="b")]
    assert answer(rows, "group", count="encounters").total == 1
    assert answer(rows, "category", count="encounters").total == 0
    by_nationality = answer(rows, "nationality", count="encounters")
    assert (by_nationality.rows, by_nationality.total) == ((), 1)


def test_bodies_beside_people_do_not_make_their_nationality_unknown():
    rows = [row("L", 2, nationality="HN", services=["water"]), row("B", 1)]
    assert cells(answer(rows, "nationality", count="encounters")) == {"HN": 1}


# Periods, order, dates -------------------------------------------------------------------------------------------


def test_both_days_of_a_period_belong_to_it():
    rows = [row("L", 1, record=f"{day}", on=date(2021, 12, day), services=["water"]) for day in (18, 19, 20)]
    assert answer(rows, "category", from_on=date(2021, 12, 18), to_on=date(2021, 12, 19)).total == 2
    assert cells(answer(rows, "month", from_on=date(2021, 1, 1), to_on=date(2021, 12, 31))) == {"2021-12": 3}


def test_rows_stand_in_the_order_of_the_catalogue_and_unknown_ones_last():
    rows = [
        row("L", 1, nationality=code, sex=sex, services=["water"])
        for code in ("XX", "ZZ", "VE", "GT", "HN", "*")
        for sex in ("U", "X", "M", "F")
    ]
    table = answer(rows, "sex", "nationality", count="people")
    assert [key for key, _ in table.rows] == [
        (sex, code) for sex in ("F", "M", "X", "U") for code in ("HN", "GT", "VE", "ZZ", "XX", "*")
    ]
    assert any("ZZ" in note for note in table.notes)


def test_a_service_stands_under_the_category_of_its_day():
    dated = Catalogue(
        country="mx",
        categories=CATALOGUE.categories,
        services=CATALOGUE.services,
        mapping=(
            Mapped("food", "SOCIAL", None, date(2024, 1, 15)),
            Mapped("food", "ORIENT", date(2024, 1, 16), None),
            Mapped("water", "SOCIAL", None, date(2024, 1, 20)),
        ),
    )
    rows = [
        row("L", 1, record="a", on=date(2024, 1, 15), services=["food"], categories=["SOCIAL"]),
        row("L", 2, record="b", on=date(2024, 1, 16), services=["food"], categories=["ORIENT"]),
        row("L", 4, record="c", on=date(2024, 1, 21), services=["water"], categories=[]),
    ]
    table = answer(rows, "category", "service", catalogue=dated)
    assert (cells(table), table.total) == ({"SOCIAL food": 1, "ORIENT food": 2}, 3)
    assert "Quedan fuera 4 servicios sin categoría oficial en su fecha." in table.notes
    assert cells(answer(rows, "category", "service", count="encounters", catalogue=dated)) == {"SOCIAL food": 1, "ORIENT food": 1}


def test_nothing_found_is_an_empty_table_with_a_total_of_zero():
    for count in "services", "people", "encounters":
        table = answer([], "category", "nationality", count=count, outside=True)
        assert (table.rows, table.total, outside(table)) == ((), 0, {})


# Engines ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", ["services", "people", "encounters"])
@pytest.mark.parametrize("by", [("category",), ("service", "month"), ("category", "service", "sex"), ("age_band", "group")])
def test_every_query_can_be_written_for_spark(by: tuple[str, ...], count: str, monkeypatch: pytest.MonkeyPatch):
    written: list[str] = []

    def write(counted: ibis.Table) -> list:
        written.append(ibis.to_sql(counted, dialect="pyspark"))
        return []

    monkeypatch.setattr(bulletin, "_records", write)
    answer(piedras_negras(), *by, count=count, outside=True)
    assert written
