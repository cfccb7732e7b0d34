"""What of a lesson may travel: planted names, places, hours and points at a crossing never come through."""

from __future__ import annotations

import re

import pytest

from vereda.exchange.rules.lesson import MARK, may_travel

PUBLIC = ("Coahuila", "Hidalgo", "Cruz Roja", "Guatemala")
NEVER = ("Óscar Ramírez Cruz", "Óscar", "Ramírez", "Nadia", "Vado de la Ceiba")
KNOWN = ("conviene", "en", "el")


def said(text: str) -> str:
    return may_travel(text, public=PUBLIC, never=NEVER, known=KNOWN).text


@pytest.mark.parametrize(
    "planted",
    [
        "Óscar Ramírez Cruz", "oscar ramirez cruz", "OSCAR", "ramírez", "nadia", "Nadia", "Vado de la Ceiba", "vado de la ceiba",
        "Rancho El Moral", "28.70123, -100.52311", "28°42'04\"N", "14R 329811 3177456", "76J3P5XX+G4", "878 123 4567",
        "+52 878-123-4567", "maps.app@lugar.mx", "https://maps.example/?q=28.7", "km 14", "kilómetro 14.5", "5:40", "17h30",
        "11 de octubre", "octubre de 2011",
        "October 11", "martes", "11/10/2011", "PN-3F21", "RAMO850101HCLMZS09", "Eagle Pass",
        "McAllen", "Juan de Hidalgo", "Ciudad Hidalgo", "Chema",
    ],
)  # fmt: skip
def test_what_points_at_a_person_a_place_or_an_hour_is_taken_out(planted: str):
    told = said(f"Conviene llevar otro radio, y se dijo que {planted} quedó lejos del bote")
    assert told.startswith("Conviene llevar otro radio, y se dijo que ")
    assert MARK in told
    for part in re.findall(r"\w{3,}", planted):
        assert part.casefold() not in told.casefold(), part


def test_a_name_that_begins_a_sentence_goes_and_a_verb_or_a_known_word_stays():
    assert said("Chema cruzó. Llevamos agua. Conviene ir de día. Salieron dos.") == (
        f"{MARK} cruzó. Llevamos agua. Conviene ir de día. Salieron dos."
    )


def test_what_anybody_may_read_stays_and_the_lesson_with_it():
    lesson = (
        "En Coahuila, con la Cruz Roja, 7 litros y 2 radios no alcanzaron: el GPS falla a 40 grados. En Hidalgo y Guatemala sí."
    )
    assert may_travel(lesson, public=PUBLIC, never=NEVER, known=KNOWN) == may_travel(lesson, public=PUBLIC, known=KNOWN)
    assert said(lesson) == lesson


def test_names_that_stand_together_leave_one_mark_and_each_is_counted():
    found = may_travel("Fueron Beto de la Peña y Lola Ruiz, y se quedó Paz.", public=(), known=("fueron",))
    assert (found.text, found.removed) == (f"Fueron {MARK}, y se quedó {MARK}.", 2)


@pytest.mark.parametrize("name", ["Refugio", "Luz", "Domingo", "Ríos", "Fuentes", "Torres"])
def test_a_name_that_is_a_word_of_the_screens_goes_also_where_it_begins_a_sentence(name: str):
    told = may_travel(f"{name} no podía caminar. La luz del refugio.", public=PUBLIC, known=[name.casefold(), "la"]).text
    assert told == f"{MARK} no podía caminar. La luz del refugio."


@pytest.mark.parametrize("written", ["Rami\u0301rez", "Ra\u200bmírez", "Ra\u00admi\u0301rez", "Óscar Rami\u0301rez Cruz"])
def test_a_name_with_its_accents_apart_or_signs_inside_that_nobody_sees_goes_whole(written: str):
    assert said(f"Conviene avisar a {written} antes") == f"Conviene avisar a {MARK} antes"
