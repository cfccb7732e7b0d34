"""What counts as a check-in by text, and what does not: without a database."""

from __future__ import annotations

import pytest

from vereda.rescue.rules.check_in_text import Names, heard_text, read_check_in, which_text

ONE = (Names("PN-7", "Lobo 2"),)
TWO = (*ONE, Names("PN-9", "Águila"))
POINT = "28.7001 -100.523"


def without_point(said: str) -> str | None:
    return said.replace(POINT, " ") if POINT in said else None


@pytest.mark.parametrize(
    "text",
    [
        "OK", " ok.", "Okey!", "BIEN", "Estamos bien", "REPORTE", "reporte: sin novedad", "OK PN-7", "ok pn 7", "OK PN7",
        "Lobo 2 bien", "LOBO2 reportándonos", "LLEGAMOS", "llegamos al punto", "Ok, misión PN-7, Lobo 2", "todo bien aquí",
    ],
)  # fmt: skip
def test_the_words_of_the_field_are_a_check_in(text: str):
    told = read_check_in(text, ONE, without_point)
    assert told is not None
    assert (told.is_back, told.has_point) == (False, False)


@pytest.mark.parametrize("text", ["REGRESO", "ya vamos de regreso", "De vuelta", "OK de regreso PN-7", "Lobo 2 regresamos bien"])
def test_a_return_is_told_apart(text: str):
    told = read_check_in(text, ONE, without_point)
    assert told is not None
    assert told.is_back


@pytest.mark.parametrize("text", [POINT, f"OK {POINT}", f"PN-7 llegamos {POINT}", f"estamos bien en {POINT}"])
def test_a_point_is_a_word_of_them_too(text: str):
    told = read_check_in(text, ONE, without_point)
    assert told is not None
    assert told.has_point


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "OK pero hay un herido", "no estamos bien", "¿OK?", "bien?", "OK MX-12", "OK 7", "mañana hay junta", "Lobo 2",
        "ok lobo 3", "manden agua", f"herido en {POINT}", "regreso? falta uno", "llegamos a la torre", "OKEYS", "abien", "y",
    ],
)  # fmt: skip
def test_what_says_more_or_something_else_is_left_to_a_person(text: str):
    assert read_check_in(text, ONE, without_point) is None


def test_of_two_teams_the_one_that_is_named_is_meant():
    for text, named in (("OK", ()), ("ok PN-9", (1,)), ("aguila bien", (1,)), ("Lobo 2 OK", (0,)), ("OK PN-7 y PN-9", (0, 1))):
        told = read_check_in(text, TWO, without_point)
        assert told is not None
        assert told.named == named, text
    same = (Names("PN-7", "Lobo 2"), Names("PN-7", "Lobo 3"))
    told = read_check_in("PN-7 Lobo 3 ok", same, without_point)
    assert told is not None
    assert told.named == (1,)


def test_answers_fit_one_message_and_promise_nothing():
    long = tuple(Names(f"PN-2026-000{n}", f"Lobo {n}") for n in range(2))
    said = [heard_text(TWO[0], "14:05", due, is_back=back) for back in (True, False) for due in ("15:05", "")] + [
        which_text(TWO),
        which_text(long),
    ]
    for text in said:
        assert len(text) <= 160, text
        assert not any(word in text for word in ("ayuda", "vamos", "en camino", "pronto"))
    assert "OK PN-7" in which_text(TWO)
    assert "OK Lobo 2" in which_text((Names("PN-7", "Lobo 2"), Names("PN-7", "Lobo 3")))
