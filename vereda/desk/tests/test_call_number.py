"""The group's number at the desk: kept by one, verified by another, tried on the board's word; and nobody else's business."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from vereda.access.tests.cast import Cast, text
from vereda.desk.web.new_encounter import fresh_token
from vereda.groups.models import CallNumber

pytestmark = pytest.mark.django_db
PAGE = "/puesto/numero/"


@pytest.fixture
def row(cast: Cast) -> CallNumber:
    told = {"form": fresh_token(), "number": "878 123 4567"}
    for _ in range(2):
        assert cast.client("rafael").post(f"{PAGE}guardar/", told).status_code == 302
    return CallNumber.objects.get()


def test_from_kept_to_shown_but_for_the_roster(cast: Cast, row: CallNumber):
    ines, rafael = cast.client("ines"), cast.client("rafael")
    assert "Lo verifica otra persona: usted lo guardó." in text(rafael.get(PAGE))
    assert "falta que otra persona llame y lo verifique" in text(ines.get("/hoy/"))
    ines.post(f"{PAGE}{row.subject}/verificar/", {"number": row.number})
    board = ines.get("/hoy/")
    assert "falta la prueba de hoy" in text(board)
    assert f'action="{PAGE}{row.subject}/prueba/"' in board.content.decode()
    done = ines.post(f"{PAGE}{row.subject}/prueba/", {"number": row.number, "next": "board"})
    assert done["Location"] == "/hoy/"
    said = text(rafael.get(PAGE))
    assert "Inés Carrillo" in said
    assert "Nadie está en el rol ahora." in said
    assert "prueba de hoy" not in text(ines.get("/hoy/"))


def test_what_is_wrong_is_said_and_kept(cast: Cast, row: CallNumber):
    answer = cast.client("rafael").post(f"{PAGE}guardar/", {"number": "nueve once"})
    assert answer.status_code == 422
    assert "Escriba el número como se marca" in text(answer)
    assert 'value="nueve once"' in answer.content.decode()
    old = f"{timezone.localtime() - timedelta(days=2):%Y-%m-%dT%H:%M}"
    answer = cast.client("ines").post(f"{PAGE}{row.subject}/prueba/", {"number": row.number, "at": old})
    assert answer.status_code == 422
    assert "de las últimas 24 horas" in text(answer)
    assert CallNumber.objects.get().tested_at is None


def test_who_kept_it_cannot_verify_it_and_an_agent_cannot_keep_one(cast: Cast, row: CallNumber):
    cast.client("rafael").post(f"{PAGE}{row.subject}/verificar/", {"number": row.number})
    assert CallNumber.objects.get().verified_at is None
    assert cast.client("ines").post(f"{PAGE}guardar/", {"number": "911"}).status_code == 403
    assert "Guardar el número" not in text(cast.client("ines").get(PAGE))


def test_nadia_sees_and_does_nothing_with_it(cast: Cast, row: CallNumber):
    nadia = cast.client("nadia")
    assert row.number not in nadia.get(PAGE).content.decode()
    for act in ("verificar", "prueba"):
        assert nadia.post(f"{PAGE}{row.subject}/{act}/", {"number": row.number}).status_code == 404
    assert nadia.post(f"{PAGE}{row.subject}/quitar/").status_code == 403
    found = CallNumber.objects.get()
    assert (found.verified_at, found.tested_at) == (None, None)


def test_a_slip_names_it_only_once_another_account_rang_it_and_says_it_anew_after_ninety_days(cast: Cast, row: CallNumber):
    from vereda.desk.rooms import referral_slip

    assert referral_slip.telephone(row.group, row.country) == "", "what one account wrote alone goes home with nobody"
    cast.client("rafael").post(f"{PAGE}{row.subject}/verificar/", {"number": row.number})
    assert referral_slip.telephone(row.group, row.country) == ""
    cast.client("ines").post(f"{PAGE}{row.subject}/verificar/", {"number": row.number})
    assert referral_slip.telephone(row.group, row.country) == row.number, "nobody need sit beside it now"
    CallNumber.objects.update(verified_at=timezone.now() - timedelta(days=90))
    assert referral_slip.telephone(row.group, row.country) == ""
