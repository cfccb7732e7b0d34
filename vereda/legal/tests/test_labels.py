"""Words of the library: nothing unverified looks verified, what is not stated says so, each code of the data has a word."""

from __future__ import annotations

import pytest
from django.utils import translation

from vereda.countries.door import Status, Theme
from vereda.legal import labels
from vereda.legal.lookups import library as lookups
from vereda.legal.tests.shelf import law, term
from vereda.legal.words import Change, Gap, Show, When


@pytest.fixture(autouse=True)
def _spanish():
    with translation.override("es"):
        yield


def test_each_code_has_a_word():
    assert set(Status) <= set(labels.STATUSES)
    for words, codes in (
        (labels.WHEN, When),
        (labels.GAPS, Gap),
        (labels.CHANGES, Change),
        (labels.SHOWS, Show),
        (labels.THEMES, Theme),
    ):
        assert set(words) == set(codes)


@pytest.mark.parametrize("status", [status for status in Status if not law(status=status).is_verified])
def test_what_is_not_verified_says_so_first(status: Status):
    assert labels.status(law(status=status)).startswith("Sin verificar: ")


def test_a_citation_says_what_it_does_not_know():
    assert labels.cited(law()) == "Ley de Prueba (2000), artículo 1"
    assert labels.cited(law(article=None, year=None)) == "Ley de Prueba, artículo no indicado"
    assert labels.cited(law(article="considerando III")) == "Ley de Prueba (2000), considerando III"


def test_validity_is_not_stated_where_no_source_states_it():
    assert labels.validity(law()) == "no indicada"
    assert labels.validity(law(valid_from="2005-03-10")) == "desde el 10 de marzo de 2005"
    assert labels.validity(law(valid_to="2006-03-10")) == "hasta el 10 de marzo de 2006"
    assert (
        labels.validity(law(valid_from="2005-03-10", valid_to="2006-03-10")) == "del 10 de marzo de 2005 al 10 de marzo de 2006"
    )


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"amount": 30, "unit": "working_days"}, "30 días hábiles"),
        ({"amount": 1, "unit": "year"}, "1 año"),
        ({"amount": 72, "unit": "hours"}, "72 horas"),
        ({"amount": 7, "unit": "calendar_days_repeat"}, "cada 7 días naturales"),
        ({"amount": 0, "unit": "days"}, "de inmediato"),
        ({"amount": 0, "unit": "any_time"}, "en cualquier momento"),
        ({"amount": None, "unit": "no_term_found"}, "no se encontró ningún plazo"),
        ({"amount": None, "unit": "days"}, "no indicado"),
    ],
)
def test_how_long_a_term_is(told: dict[str, object], expected: str):
    assert labels.length(term(**told)) == expected


def test_every_term_of_the_house_has_words_for_its_length():
    for one in lookups.library("mx").terms:
        assert "_" not in labels.length(one.row), one.row.code
