"""Who sees a referral at the desk: who holds its class; who sent it follows it; to all others it was never there."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.test import Client

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.desk.tests.referred import HEALTH, SECRETS, SHELTER
from vereda.logbook.schema import FieldClass
from vereda.referrals.door import Status
from vereda.referrals.models import Referral

pytestmark = pytest.mark.django_db


@pytest.fixture
def encounter(met) -> UUID:
    return met(3)


def ask(client: Client, subject_: UUID, purpose: str) -> list[int]:
    at = f"/referencias/{subject_}/"
    acts = ("acepta", "no-puede", "llego", "atendida", "deshacer", "pregunte", "retirar", "palabras")
    posts = [client.post(f"{at}{what}/", {"purpose": purpose, "reason": "full"}) for what in acts]
    return [client.get(f"{at}?purpose={purpose}").status_code, *(one.status_code for one in posts)]


@pytest.mark.parametrize(
    ("name", "purpose"),
    [("nadia", "assist"), ("ines", "assist"), ("ines", "medical"), ("rafael", "assist"), ("rafael", "rescue"),
     ("lucia", "protection_case"), ("emilio", "legal_aid"), ("marta", "tracing")],
)  # fmt: skip
def test_one_of_health_is_not_there_for_who_does_not_hold_it(cast: Cast, refers, name: str, purpose: str):
    """A hidden one and an absent one answer alike, on each page, in lists and numbers."""
    _answer, row = refers("tomas")
    client = cast.client(name)
    assert ask(client, row.subject, purpose) == ask(client, uuid4(), purpose)
    assert Referral.objects.get().status == Status.SENT
    page = client.get(f"/referencias/?purpose={purpose}")
    assert row.folio not in page.content.decode()
    assert not any(secret in page.content.decode() for secret in SECRETS)
    empty = re.sub(r"\d{1,2}:\d\d", "", text(page))
    Referral.objects.all().delete()
    assert re.sub(r"\d{1,2}:\d\d", "", text(client.get(f"/referencias/?purpose={purpose}"))) == empty


def test_who_holds_the_class_sees_the_whole_and_it_is_logged(cast: Cast, refers):
    _answer, row = refers("ines", HEALTH)
    tomas = cast.client("tomas")
    page = text(tomas.get("/referencias/?purpose=medical"))
    assert "Atención médica" in page
    assert "Hospital Obsidiana" in page
    whole = text(tomas.get(f"/referencias/{row.subject}/?purpose=medical"))
    assert all(secret in whole for secret in SECRETS)
    assert ReadRow.objects.filter(record_class="K3", account=str(cast.account("tomas").pk)).count() >= 2


def test_who_sent_it_follows_how_it_goes_and_reads_nothing_back(cast: Cast, refers):
    from vereda.referrals.door import Answer, note_answer

    _answer, row = refers("ines", HEALTH)
    ines = cast.client("ines")
    for shown in (ines.get("/referencias/?purpose=medical"), ines.get(f"/referencias/{row.subject}/?purpose=assist")):
        assert row.folio in shown.content.decode()
        assert not any(secret in shown.content.decode() for secret in SECRETS)
    assert "Sellada" in text(ines.get("/referencias/?de=mias&purpose=medical"))
    from vereda.access.door import author_of

    by = author_of(cast.reader("tomas"))
    note_answer(
        referral=row.subject, answer=Answer.ACCEPTED, classes=[FieldClass.HEALTH], by=by, at=datetime.now(UTC), text="urgencias 2"
    )
    page = text(ines.get(f"/referencias/{row.subject}/?purpose=assist"))
    assert "La aceptaron" in page
    assert "urgencias 2" not in page
    assert ines.post(f"/referencias/{row.subject}/llego/", {"purpose": "assist"}).status_code == 302
    assert Referral.objects.get().status == Status.ARRIVED


def test_lodging_is_seen_by_the_group_and_the_coordination_acts_on_it(cast: Cast, refers):
    _answer, row = refers("ines", SHELTER)
    rafael = cast.client("rafael")
    assert "Casa Zafiro" in text(rafael.get("/referencias/?purpose=assist"))
    assert (
        rafael.post(f"/referencias/{row.subject}/acepta/", {"purpose": "assist", "text": "llegan por la tarde"}).status_code
        == 302
    )
    page = text(rafael.get(f"/referencias/{row.subject}/?purpose=assist"))
    assert "llegan por la tarde" in page
    assert "por teléfono" in page
    assert cast.client("nadia").get(f"/referencias/{row.subject}/").status_code in (403, 404)


@pytest.mark.parametrize("name", ["octavio", "julia", "alma", "rosa", "graciela", "bruno", "adriana"])
def test_roles_that_refer_nobody_have_no_list(cast: Cast, refers, encounter: UUID, name: str):
    _answer, row = refers()
    client = cast.client(name)
    for at in ("/referencias/", f"/referencias/{row.subject}/", f"/encuentros/{encounter}/referir/", "/permisos/quitar/"):
        answer = client.get(at)
        assert answer.status_code in (302, 403, 404), at
        assert row.folio not in answer.content.decode()


def test_the_encounter_names_what_was_sent_from_it_to_who_may_know(cast: Cast, refers, encounter: UUID):
    _one, health = refers("tomas", HEALTH)
    at = f"/encuentros/{encounter}/"
    assert "Hospital Obsidiana" in text(cast.client("tomas").get(f"{at}?purpose=medical"))
    for name, purpose in (("ines", "assist"), ("rafael", "assist"), ("lucia", "protection_case")):
        page = cast.client(name).get(f"{at}?purpose={purpose}").content.decode()
        assert health.folio not in page
        assert "Hospital Obsidiana" not in page
    _two, own = refers("ines", {**HEALTH, "told:needs": "otra"})
    page = text(cast.client("ines").get(f"{at}?purpose=assist"))
    assert own.folio in page
    assert "Referencia sellada" in page
    assert "Hospital Obsidiana" not in page
