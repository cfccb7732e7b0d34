"""The report in both languages, its files, and the rows of who does what."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from vereda.programme import entries as of
from vereda.programme import printing, sheets
from vereda.programme.blocks import Asked, Report, drawn
from vereda.programme.errors import GlyphMissing
from vereda.programme.phrases import PHRASES
from vereda.programme.report import made
from vereda.programme.rules import who
from vereda.programme.rules.figures import counts_nothing
from vereda.programme.rules.lists import hxl_tags, standards
from vereda.programme.rules.periods import Period
from vereda.programme.tests.made import Q1, Q2, TODAY, WORDS, indicator, programme, spent, value
from vereda.programme.words import ForWhom, Kind, Section, Stands, Status


def activity(for_whom: ForWhom, reached: int | None, until: date = Q1[1]) -> of.ActivitySet:
    return of.ActivitySet(
        activity="T1", what=Kind.WORKSHOP, title=of.Said(es="=Taller", en="Workshop"), organisation="Oficina", country="mx",
        state="MX-CHP", from_on=Q1[0], until_on=until, sector="PRM-L1", for_whom=for_whom,
        reached=None if reached is None else Decimal(reached), status=Status.DONE,
    )  # fmt: skip


def report(lang: str, *payloads: of.OfProgramme, days: tuple[date, date] = Q2) -> Report:
    seen = programme(*payloads, one=indicator(sector="PRM-P2"))
    return made(Asked(seen, seen.phases[0], Period("2025-T2", *days), counts_nothing, TODAY, lang))


def test_both_languages_have_the_same_phrases_and_every_word_that_a_report_asks_for():
    assert set(PHRASES["es"]) == set(PHRASES["en"])
    for lang in PHRASES:
        report(lang, value(40), value(60, Q2), spent("10"), activity(ForWhom.OFFICIALS, 12, Q2[1]))


def test_a_report_says_baseline_target_period_and_phase_side_by_side():
    block = report("es", value(40), value(63, Q2), value(12, Q2, "gt")).block("indicators")
    assert [column.head for column in block.columns] == [
        "Clave", "Indicador", "Unidad", "Línea de base", "Meta", "En el periodo", "De la fase", "Avance de la meta", "Nota",
    ]  # fmt: skip
    assert block.rows[0][3:8] == ("no medido", 100, 75, 115, "115 %")
    assert "reportado" in str(block.rows[0][8])


def test_sectors_of_the_donor_show_what_is_not_measured_and_whose_the_wording_is():
    rows = {row[1]: row for row in report("en", value(60, Q2)).block("sectors").rows}
    assert rows["PRM-P2"][3:5] == ("I-1", 60)
    assert rows["PRM-P1"][3:5] == ("", "not measured")
    assert "own" in str(rows["PRM-P1"][5])
    assert all(one.source and one.status and one.indicator_es for one in standards().values())


def test_a_claim_that_stands_on_a_cell_says_which_and_what_a_later_revision_says():
    cell = of.CellCited(
        period="2025-05", revision=1, table="people-sex-age", codes=["F", "TOTAL"], value=340,
        said=of.Said(es="Personas por sexo y edad, mujeres", en="People by sex and age, women"),
    )  # fmt: skip
    claim = of.ClaimMade(
        claim=UUID(int=1), phase="1", section=Section.DONE, from_on=Q2[0], until_on=Q2[1], text=WORDS,
        evidence=[of.Evidence(stands=Stands.EDITION, ref="2025-05 r1", cell=cell)],
    )  # fmt: skip
    seen = programme(claim)
    asked = Asked(seen, seen.phases[0], Period("2025-T2", *Q2), counts_nothing, TODAY, "en")
    said = "Stands on: edition 2025-05 r1, People by sex and age, women: 340"
    assert [one.stands for one in made(asked).claims] == [said]
    revised = replace(asked, cited=lambda _cell: (2, 345))
    assert [one.stands for one in made(revised).claims] == [f"{said} (revised since: r2 says 345)"]


def test_a_sign_that_no_font_has_stops_the_paper_and_is_named():
    with pytest.raises(GlyphMissing) as why:
        printing.pdf(
            report("es", activity(ForWhom.OFFICIALS, 3, Q2[1]).model_copy(update={"organisation": "Oficina \U0001f600"}))
        )
    assert why.value.details == {"sign": "\U0001f600"}


def test_names_of_sheets_are_short_and_none_stands_twice():
    taken: set[str] = set()
    names = [sheets._name(one, taken) for one in ("Gasto: Fondo/de [todo]", "x" * 40, "x" * 50)]
    assert names == ["Gasto  Fondo de  todo", "x" * 31, f"{'x' * 29} 2"]


def test_numbers_are_drawn_as_people_write_them():
    assert [drawn(Decimal(one)) for one in ("1234567", "9480.50", "0.3", "100.00")] == ["1,234,567", "9,480.50", "0.3", "100"]


# Who does what ------------------------------------------------------------------------------------------------------


def rows(*payloads: of.OfProgramme, today: date = TODAY) -> list[dict[str, str]]:
    return list(who.rows(programme(*payloads), "es", today, PHRASES["es"], lambda _country, _code: "Chiapas"))


def test_each_activity_is_a_row_with_tags_and_no_formula():
    found = rows(activity(ForWhom.OFFICIALS, 12))
    assert found[0] | {"implementer": "Oficina", "country_code": "MX", "state": "Chiapas", "assisted_total": "12"} == found[0]
    head, tags, first = csv.reader(who.csv_text(iter(found)).splitlines())
    assert tuple(head) == who.COLUMNS
    assert dict(zip(head, tags, strict=True))["assisted_total"] == hxl_tags()["assisted_total"] == "#reached+ind"
    assert first[head.index("activity")] == "'=Taller"


@pytest.mark.parametrize(("told", "shows"), [(7, ""), (12, "10"), (713, "715"), (0, "0")])
def test_of_people_helped_a_row_tells_no_small_number(told: int, shows: str):
    assert rows(activity(ForWhom.HELPED, told))[0]["assisted_total"] == shows


def test_of_people_helped_a_row_tells_nothing_of_the_last_thirty_days_and_what_is_not_measured_is_empty():
    last = Q1[1] + timedelta(days=29)
    assert rows(activity(ForWhom.HELPED, 713), today=last)[0]["assisted_total"] == ""
    assert rows(activity(ForWhom.HELPED, 713), today=last + timedelta(days=1))[0]["assisted_total"] == "715"
    assert rows(activity(ForWhom.OFFICIALS, None))[0]["assisted_total"] == ""
