"""A pasted point: what was understood is shown before it is saved, what cannot be meant is asked, and nothing else is lost."""

from __future__ import annotations

import pytest

from vereda.access.tests.cast import Cast, text
from vereda.desk.tests.test_alerts import call
from vereda.logbook.door import whereabouts
from vereda.rescue.models.alert import Alert

pytestmark = pytest.mark.django_db


def said(cast: Cast, point: str, who: str = "ines") -> str:
    answer = cast.client(who).post("/punto-leido/", {"point": point})
    assert answer.status_code == 200
    return text(answer).strip()


@pytest.mark.parametrize(
    ("point", "words"),
    [
        ("14R 351224 3175710", "Se entiende: 28.70010, -100.52300 (UTM), Piedras Negras"),
        ("https://maps.google.com/?q=28.7001,-100.5230", "Se entiende: 28.70010, -100.52300 (enlace de mapa"),
        ("28.7, -100.5", "con 5560 m de margen"),
        ("351224 3175710", "Faltaba una parte"),
        ("-100.523, 28.7001", "están cambiadas"),
        ("-100.523, 28.7001", "Sí, es 28.70010, -100.52300"),
        ("https://maps.app.goo.gl/AbCdEf12345", "copie los números"),
        ("28 42.006 N 100 31.380 O", "Se entiende: 28.70010, -100.52300 (grados y minutos)"),
        ("28 42.006 100 31.380", "le falta o le sobra un signo menos"),
        ("28 42.006 100 31.380", "Sí, es 28.70010, -100.52300"),
        ("por las dunas", "No se entiende el punto"),
        ("28.7001,-100.523 o 28.9001,-100.523", "dos lugares distintos"),
    ],
)
def test_what_is_understood_is_said(cast: Cast, point: str, words: str):
    assert words in said(cast, point)


def test_an_empty_field_says_nothing_and_nobody_without_a_group_asks(cast: Cast):
    assert said(cast, " ") == ""
    assert cast.client("julia").post("/punto-leido/", {"point": "28.7, -100.5"}).status_code == 403


def test_an_alert_takes_a_pasted_link_and_keeps_only_the_point(cast: Cast):
    alert = call(cast, point="ubicación: https://maps.google.com/?q=28.7001,-100.5230")
    [place] = whereabouts([alert.subject]).values()
    assert (place.lat, place.lon) == (28.7001, -100.523)


def test_a_swapped_point_is_asked_about_and_taken_as_it_was_meant_when_somebody_says_yes(cast: Cast):
    client = cast.client("ines")
    first = client.post("/alertas/nueva/", {"form": "", "needs": "", "people": "4", "point": "-100.523, 28.7001"})
    assert first.status_code == 422
    assert "están cambiadas" in text(first)
    assert "-100.523, 28.7001" in first.content.decode(), "what was written stays"
    assert not Alert.objects.exists()
    alert = call(cast, point="-100.523, 28.7001", point_meant="28.70010, -100.52300")
    [place] = whereabouts([alert.subject]).values()
    assert (place.lat, place.lon) == (28.7001, -100.523)


def test_a_yes_to_another_point_is_no_yes(cast: Cast):
    answer = cast.client("ines").post(
        "/alertas/nueva/", {"form": "", "people": "4", "point": "-100.523, 28.7001", "point_meant": "28.90000, -100.90000"}
    )
    assert answer.status_code == 422
    assert not Alert.objects.exists()
