"""`vereda legal` as a person at a terminal sees it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from vereda.cli.legal import command
from vereda.legal.errors import (
    BeforeIsLater,
    DateNotUnderstood,
    FileNotWritten,
    FormNotKnown,
    QueryTooLong,
    UnknownCountry,
    UnknownRight,
)

UNSIGNED = "Aún no aprobado por una abogada o abogado."


@pytest.fixture(autouse=True)
def _spanish():
    with translation.override("es"):
        yield


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(command, arguments, standalone_mode=False)
    if result.exception:
        raise result.exception
    return result


def test_a_slip_is_heard_and_each_result_has_status_and_source():
    found = run("search", "refujio", "honduras", "--most", "1")
    assert found.stdout.splitlines() == [
        "Honduras: Pedir refugio o asilo (asylum). Constitución de la República de Honduras (1982), artículo 101",
        "    Honduras reconoce el derecho de asilo y no obliga al perseguido a volver a donde lo persiguen.",
        "    Sin verificar: sin fuente",
        "    unsourced; to check at",
        "    https://honduras.justia.com/federales/constitucion-politica-de-la-republica-de-honduras-de-1982/",
    ]
    assert found.stderr.splitlines() == ["Se buscó «refugio» por «refujio».", UNSIGNED, "6 resultados"]


def test_terms_are_found_with_their_length():
    told = run("search", "revisión negativa", "--country", "SV").stdout
    assert "3 días hábiles, desde: el aviso" in told


def test_nothing_found_is_no_fault():
    found = run("search", "xqxqx")
    assert (found.stdout, found.stderr) == ("", "0 resultados\n")


def test_a_part_of_what_was_typed_is_said_to_be_a_part():
    assert "Nada tiene todas las palabras" in run("search", "refugio", "xqxqx").stderr


def test_a_comparison_shows_gaps_articles_and_status():
    found = run("compare", "--right", "max_detention_time", "--on", "2026-11-29")
    told = found.stdout
    assert found.stderr.splitlines() == [UNSIGNED]
    assert "  El Salvador: Sin artículo en la biblioteca\n" in told
    assert "  Guatemala: Constitución Política de la República de Guatemala (1985), artículo 6\n" in told
    assert "  México: con artículo 1, huecos 0, solo sin verificar 0\n" in told


def test_a_comparison_on_an_earlier_day_says_what_did_not_stand_then():
    told = run("compare", "--right", "interpreter", "--country", "mx", "--on", "2010-01-01").stdout
    assert "México: Nada vigente en esa fecha" in told
    assert "Ley de Migración (2011), artículo 14 [Todavía no existía en esa fecha]" in told


def test_what_changed_since_an_earlier_day_is_marked():
    told = run("compare", "--right", "interpreter", "--on", "2020-01-01", "--before", "2000-01-01").stdout
    assert told.count("[Nuevo desde la otra fecha]") == 3


def test_a_comparison_goes_into_a_file_whole(tmp_path: Path):
    target = tmp_path / "derechos.csv"
    said = run("compare", "--right", "interpreter", "--output", str(target))
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["country"], row["article"], row["gap"]) for row in rows] == [
        ("mx", "14", ""),
        ("mx", "109", ""),
        ("mx", "23", ""),
        ("sv", "", "no_row"),
        ("gt", "", "no_row"),
        ("hn", "", "no_row"),
    ]
    assert "nunca se dice ni se entrega a una persona migrante" in said.stderr
    run("compare", "--gaps", "--output", str(tmp_path / "huecos.xlsx"))
    assert (tmp_path / "huecos.xlsx").read_bytes()[:2] == b"PK"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["derechos.csv", "huecos.xlsx"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("search", "refugio", "--country", "zz"), UnknownCountry),
        (("search", "a" * 201), QueryTooLong),
        (("compare", "--country", "zz"), UnknownCountry),
        (("compare", "--right", "flying"), UnknownRight),
        (("compare", "--on", "ayer"), DateNotUnderstood),
        (("compare", "--on", ""), DateNotUnderstood),
        (("compare", "--on", "2020-01-01", "--before", "2020-01-01"), BeforeIsLater),
        (("compare", "--output", "derechos.pdf"), FormNotKnown),
        (("compare", "--output", "/no/hay/tal/carpeta/derechos.csv"), FileNotWritten),
    ],
)
def test_what_cannot_be_done_says_what_to_correct(arguments: tuple[str, ...], error: type[Exception]):
    with pytest.raises(error):
        run(*arguments)
