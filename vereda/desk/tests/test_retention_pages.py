"""Pages of what was kept as long as it may be: they say that the words are gone, and still tell who and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from vereda.access.tests.cast import Cast
from vereda.desk.tests.test_pages import text
from vereda.groups import door as groups
from vereda.groups.door import Helper, Sheet, SheetPart
from vereda.logbook.door import forget_kept
from vereda.messages.door import Came, receive_text

pytestmark = pytest.mark.django_db


def test_pages_of_a_hand_over_a_volunteer_and_a_text_open_when_their_words_are_gone(cast: Cast, by):
    now = datetime.now(UTC)
    sheet = Sheet(parts=[SheetPart(title="Llaves", lines=["Lancha ZAFIRO"])], text="Nota ZAFIRO")
    given = groups.give_handover(sheet, by=by("ines"), at=now).subject
    helper = groups.write_volunteer(Helper(name="Socorro Zafiro", telephone="555 010 0199"), by=by("rafael"), at=now).subject
    groups.let_go(volunteer=helper, by=by("rafael"), at=now)
    came = receive_text(Came("8681110000", "texto ZAFIRO"), account="", by=by("rafael"), at=now).subject
    rafael = cast.client("rafael")
    pages = {f"/turno/entrega/{given}/": "ZAFIRO", "/voluntarios/": "Zafiro", f"/voluntarios/{helper}/": "Zafiro"}
    for path, words in {**pages, f"/mensajes/{came}/": "ZAFIRO"}.items():
        assert words in rafael.get(path).content.decode(), path
    forget_kept(now=now + timedelta(days=366))
    for path in (*pages, f"/mensajes/{came}/"):
        answer = rafael.get(path)
        assert answer.status_code == 200
        assert "zafiro" not in answer.content.decode().casefold(), path
    assert "su llave ya no existe" in text(rafael.get(f"/turno/entrega/{given}/"))
    assert "Inés Carrillo" in text(rafael.get(f"/turno/entrega/{given}/"))
    assert "nombre ya borrado" in text(rafael.get("/voluntarios/"))
    assert "ya se borraron" in text(rafael.get(f"/mensajes/{came}/"))
