"""An alert that rang stands above every page of its post, and at headquarters once it was rung; another group sees nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.encounters.door import PlaceKind, Where
from vereda.logbook.door import Author, record_all
from vereda.logbook.schema import Channel
from vereda.rescue import door as rescue
from vereda.rescue.door import Told

pytestmark = pytest.mark.django_db
POINT = Where(kind=PlaceKind.POINT, lat=28.7123, lon=-100.5234)


@pytest.fixture
def alert(cast: Cast, by) -> UUID:
    """Return an alert of a phone, of twenty minutes ago, with a point, a caller and a note."""
    told = Told(people=5, urgent=["child_alone"], where=POINT, note="dunas y una torre", caller="Rosa", call_back="555 0101")
    draft = rescue.alert_draft(told, by=by("ines"), at=datetime.now(UTC) - timedelta(minutes=20), channel=Channel.PHONE)
    return record_all([draft])[0].subject


def test_it_stands_above_every_page_of_the_post_until_it_is_read(cast: Cast, alert: UUID):
    rafael = cast.client("rafael")
    assert "ALERTA SIN LEER" not in text(rafael.get("/agente-en-peligro/banda/"))
    rescue.ring_unread(now=datetime.now(UTC))
    band = rafael.get("/agente-en-peligro/banda/")
    assert "ALERTA SIN LEER" in text(band)
    assert "Se avisó a la central" in text(band)
    assert "data-unread" in band.content.decode(), "so that it sounds where a screen is to sound"
    assert "ALERTA SIN LEER" not in text(cast.client("nadia").get("/agente-en-peligro/banda/"))
    assert "Nadie la había leído: se avisó: Se avisó a la coordinación" in text(rafael.get(f"/alertas/{alert}/"))
    rafael.post(f"/alertas/{alert}/vista/")
    assert "ALERTA SIN LEER" not in text(rafael.get("/agente-en-peligro/banda/"))


def test_headquarters_sees_codes_and_point_of_what_rang_there_and_no_word_of_who_called(cast: Cast, alert: UUID):
    graciela = cast.client("graciela")
    assert graciela.get(f"/central/alerta/{alert}/").status_code == 404
    rescue.ring_unread(now=datetime.now(UTC))
    assert "ALERTA SIN LEER" in text(graciela.get("/central/banda/"))
    assert "Alertas que el puesto no leyó a tiempo" in text(graciela.get("/central/"))
    page = text(graciela.get(f"/central/alerta/{alert}/"))
    assert "28.71230, -100.52340" in page
    assert "Niña o niño sin adulto" in page
    for sealed in ("dunas", "Rosa", "555 0101"):
        assert sealed not in page
    assert str(alert) in {str(row.subject) for row in ReadRow.objects.filter(subject=alert)}
    graciela.post(f"/central/alerta/{alert}/vista/")
    assert "ALERTA SIN LEER" not in text(graciela.get("/central/banda/"))
    assert "la vio a las" in text(graciela.get(f"/central/alerta/{alert}/"))
    assert rescue.alert(alert, "piedras-negras", "mx").read_at


def test_what_came_to_no_post_is_read_at_headquarters_words_and_number_too(cast: Cast):
    machine = Author(account="operator", group="central", country="mx", zone="America/Mexico_City")
    told = Told(people=2, note="dunas y una torre", call_back="555 0101")
    draft = rescue.alert_draft(told, by=machine, at=datetime.now(UTC), channel=Channel.SMS)
    alert = record_all([draft])[0].subject
    rescue.ring_unread(now=datetime.now(UTC))
    page = text(cast.client("graciela").get(f"/central/alerta/{alert}/"))
    assert "dunas y una torre" in page
    assert "555 0101" in page
    assert ReadRow.objects.filter(subject=str(alert), record_class="K2").count() == 1
    for name in ("ines", "nadia", "alma"):
        assert cast.client(name).get(f"/central/alerta/{alert}/").status_code in (403, 404)


def test_nadia_and_the_post_reach_no_page_of_headquarters(cast: Cast, alert: UUID):
    rescue.ring_unread(now=datetime.now(UTC))
    for name in ("nadia", "ines", "rafael"):
        assert cast.client(name).get(f"/central/alerta/{alert}/").status_code in (403, 404)
        assert cast.client(name).post(f"/central/alerta/{alert}/vista/").status_code in (403, 404)
    assert rescue.alert(alert, "piedras-negras", "mx").read_at is None
