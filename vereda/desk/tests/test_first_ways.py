"""What a page offers first, and lists and examples that are the country's own."""

from __future__ import annotations

import pytest
from django.utils import translation

from vereda.access.tests.cast import Cast
from vereda.desk.labels import Labels
from vereda.desk.rooms.programme_asks import countries
from vereda.desk.rooms.workshop_asks import in_words, languages, topics
from vereda.desk.rooms.workshop_codes import next_code
from vereda.training.schema import courses

FIRST = {"sergio": "talleres", "esteban": "programas", "hector": "orientacion", "ines": "hoy", "graciela": "central"}
"""Where the first way of a page leads, by who looks at it: to the own work, before what everybody may read."""


@pytest.mark.django_db
def test_the_own_work_is_among_the_three_ways_that_a_phone_shows(cast: Cast):
    for name, first in FIRST.items():
        page = cast.client(name).get("/leyes/").content.decode()
        ways = page[page.index('<nav class="ways"') :].split('<li><a href="/')[1:4]
        assert ways[0].startswith(first), (name, ways[0][:40])
        assert name != "sergio" or any(one.startswith("capacitacion") for one in ways)


def test_a_list_of_countries_holds_countries_alone_and_stands_in_order_whatever_the_accents():
    for lang, there in (("es", "México"), ("en", "Mexico")):
        with translation.override(lang):
            names = [str(said) for _code, said in countries()]
        assert there in names
        assert {"zz", "xa", "xb", "eu", "un", "ez", "qo"}.isdisjoint(code for code, _said in countries())
    with translation.override("es"):
        names = [str(said) for _code, said in countries()]
    assert names.index("Bélgica") < names.index("Belice") < names.index("Benín")


def test_codes_of_topics_and_languages_are_said_in_words():
    with translation.override("es"):
        assert in_words(["es", "mam", "zzz"], languages("gt")) == "Español, Mam, zzz"
        assert in_words(["TRAFF-01"], topics()) == "Qué es la trata"


def test_an_example_of_a_point_lies_in_the_country():
    for country in ("gt", "hn", "sv", "mx"):
        latitude, longitude = map(float, Labels(country).point.split(", "))
        assert any(abs(one.lat - latitude) + abs(one.lon - longitude) < 0.2 for one in Labels(country).pack.groups.values())


def test_a_free_code_is_offered():
    assert [next_code("session", []), next_code("session", ["S1", "S2", "X"])] == ["S1", "S3"]


def test_sources_of_a_course_are_told_in_each_language_as_many_in_one_as_in_the_other():
    for code, course in courses().items():
        assert len(course.text("en").sources) == len(course.of.sources), code
