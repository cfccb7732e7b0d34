"""What a country says otherwise is said on every screen, and each such sentence is one of the house."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation
from django.utils.translation import trans_real

from tests.words import english
from vereda.access.wordings import FORMS, say_on_screens
from vereda.countries.door import installed, pack
from vereda.statistics.charts import words as of_charts
from vereda.statistics.outputs import words as of_outputs
from vereda.statistics.phrases import PHRASES, word_of
from vereda.statistics.public_tables import DIMENSIONS, WORDS

ELSEWHERE = "Fue en {n} entidades; {share} de las personas, en {name}."  # a sentence under a chart


@pytest.fixture
def in_guatemala() -> Iterator[None]:
    say_on_screens(pack("gt"))
    yield
    trans_real._translations.clear()
    say_on_screens(pack("mx"))


def test_every_sentence_that_a_country_says_otherwise_stands_in_the_code():
    catalogue = {message.id if isinstance(message.id, str) else FORMS.join(message.id) for message in english()}
    told = [one["es"].values() for one in (PHRASES, of_charts.PHRASES, of_outputs.PHRASES)]
    tables = {said for said, _english in (*DIMENSIONS.values(), *WORDS.values())}
    known = catalogue.union(*told, tables, {ELSEWHERE})
    assert [(iso, row.said) for iso in installed() for row in pack(iso).wordings if row.said not in known] == []


@pytest.mark.usefixtures("in_guatemala")
def test_screens_and_tables_say_it_in_both_languages_and_all_else_as_before():
    said = {}
    for language in ("es", "en"):
        with translation.override(language):
            said[language] = [translation.gettext(text) for text in ("Toda la entidad", "Guardar")]
    assert said == {"es": ["Todo el departamento", "Guardar"], "en": ["The whole department", "Save"]}
    asked = "La oficina estatal pregunta por el parte del {day}.", "La oficina estatal hace {n} preguntas por el parte del {day}."
    with translation.override("es"):
        counted = [translation.ngettext(*asked, number) for number in (1, 2)]
    assert counted == [text.replace("estatal", "departamental") for text in asked]
    assert (word_of("state", "es"), word_of("state", "en")) == ("departamento (donde ocurrió)", "department (where it happened)")


def test_where_nothing_is_said_otherwise_the_words_are_those_of_the_code():
    with translation.override("es"):
        assert translation.gettext("Toda la entidad") == "Toda la entidad"
