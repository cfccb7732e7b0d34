"""Two countries side by side: rights by their code, institutions by role, and what one lacks is seen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vereda.countries.comparing import Line, Part, compare
from vereda.countries.comparing_words import label, nothing
from vereda.countries.fit import OWN, flows, money
from vereda.countries.loader import load, pack
from vereda.countries.starting.answers import Answers
from vereda.countries.starting.areas import read_gazetteer
from vereda.countries.starting.writing import write_pack

AREAS = Path(__file__).parent / "data" / "areas"


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Line]:
    folder = tmp_path_factory.mktemp("compared") / "cr"
    write_pack(folder, Answers(iso="CR", year=2026, terrain=("river",)), read_gazetteer(AREAS, "CR"), "mx")
    return {(line.part, line.code): line for line in compare(load(folder), pack("mx"))}


def test_what_a_new_country_lacks_is_seen_and_its_placeholders_are_nothing(lines: dict[tuple[str, str], Line]):
    ombudsperson = lines[Part.INSTITUTIONS, "ombudsperson"]
    assert (ombudsperson.one, ombudsperson.is_lacking) == ((), True)
    assert "Comisión Nacional de los Derechos Humanos" in ombudsperson.other
    assert lines[Part.NUMBERS, "emergency"].is_lacking
    assert not lines[Part.TERRAIN, "desert"].is_lacking, "nobody lacks a desert"
    right = lines[Part.LAW, "asylum"] if (Part.LAW, "asylum") in lines else next(v for k, v in lines.items() if k[0] == Part.LAW)
    assert right.is_lacking


def test_what_both_have_stands_beside_each_other(lines: dict[tuple[str, str], Line]):
    assert lines[Part.AREAS, "1"].one == ("provincia: 7",)
    assert lines[Part.AREAS, "1"].other == ("estado: 32",)
    assert lines[Part.ROWS, "groups"].one == ("0/1",)
    assert lines[Part.TERRAIN, "river"].one == ("Grupo (por llenar)",)
    assert lines[Part.KEPT, "routine_contact"].is_same


def test_a_country_beside_itself_differs_in_nothing():
    assert [line for line in compare(pack("mx"), pack("mx"), "en") if not line.is_same] == []


def test_what_others_published_stands_with_its_source_and_what_nobody_did_is_said(lines: dict[tuple[str, str], Line]):
    budget = lines[Part.MONEY, "BUDGET"]
    assert (budget.one, budget.is_told, budget.is_lacking) == ((), True, False)
    assert budget.other[0] == "2008: 247,058,000 · Presupuesto, pesos · de segunda mano: jsf.com.mx"
    assert nothing(budget, str) == "no se sabe"
    both_unknown = next(line for line in compare(pack("gt"), pack("hn")) if (line.part, line.code) == (Part.MONEY, "STAFF"))
    assert both_unknown.is_told


def test_own_people_are_counted_where_they_were_and_with_whom(lines: dict[tuple[str, str], Line]):
    told = flows("HN")
    assert [one.value for one in told[f"{OWN}FLOW_PRESENTED"]][:2] == ["333789", "870309"]
    assert (
        told[f"{OWN}FLOW_PRESENTED"][1].said("en").startswith("2011 – 2018: 870,309 · Guatemala, Honduras, El Salvador (Mexico)")
    )
    assert not any(told[code] for code in told if not code.startswith(OWN)), "of who passes there nothing was read"
    assert {one.status for rows in (*flows("MX").values(), *money("MX").values()) for one in rows} == {"second_hand"}


def test_a_period_is_told_as_people_write_days():
    (found,) = {one.said("es") for one in flows("MX")["FLOW_PRESENTED"] if one.from_on.isoformat() == "2021-01-01"}
    assert found.startswith("1 ene 2021 – 6 jun 2021: 90,850 · ")
    assert not [one for rows in flows("MX").values() for one in rows if re.search(r"\d{4}-\d\d", one.said("es"))]


def test_every_line_has_words_in_place_of_its_code():
    for iso in ("gt", "hn", "sv"):
        own, other = pack(iso), pack("mx")
        for line in compare(own, other):
            said = label(own, other, line, "es", str)
            assert said not in ("", line.code), (iso, line.part, line.code)
