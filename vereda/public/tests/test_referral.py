"""The page of a receiver without an account, through the real client."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from vereda.access.tests.cast import Cast
from vereda.countries.door import Role, pack
from vereda.logbook.schema import FieldClass

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 2, 0, tzinfo=ZoneInfo("America/Mexico_City"))
SECRETS = ("fractura de tobillo", "mujer, 24", "Hospital General", "962 000 0000")
CLOSED = "Está cerrada"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def made(cast: Cast) -> Iterator[tuple[Any, UUID, Any]]:
    """Give a referral with the consent on which it hangs, and who made it. The limit of wrong words begins anew."""
    from vereda.access.door import author_of
    from vereda.logbook.door import record
    from vereda.people.door import ConsentFor, PersonMet, note_consent
    from vereda.public.web.referral import WRONG
    from vereda.referrals.door import Item, Receiver, Service, make_referral

    WRONG._counts.clear()
    by = author_of(cast.reader("ines"))
    person = record(PersonMet(purpose="assist"), by=by, at=NOW).subject
    asked = note_consent(by=by, at=NOW, now=NOW, language="spa", given=[ConsentFor.REFER], person=person)
    told = {Item.AGE_SEX: SECRETS[1], Item.CALL_BACK: SECRETS[3], Item.HANDOVER: SECRETS[0]}
    one = make_referral(
        service=Service.HEALTH, receiver=Receiver(name=SECRETS[2], role=Role.HEALTH), told=told, consent=asked.receipt.subject,
        person=person, reader=cast.reader("ines", "assist"), by=by, at=NOW, now=NOW,
    )  # fmt: skip
    yield one, asked.receipt.subject, by
    WRONG._counts.clear()


def row(one: Any) -> Any:  # Any: what make_referral returned, and a row
    from vereda.referrals.models import Referral

    return Referral.objects.get(subject=one.receipt.subject)


def opened(words: str) -> tuple[Client, Any]:  # Any: a response
    browser = Client()
    return browser, browser.post("/r/", {"words": words}, follow=True)


def test_a_hospital_opens_accepts_and_says_that_they_arrived(made: tuple[Any, UUID, Any]):
    from vereda.access.models import ReadRow

    one, _consent, _by = made
    empty = Client().get("/r/").content.decode()
    assert "Seis palabras" in empty
    assert CLOSED not in empty
    browser, page = opened(one.words)
    assert "Conteste antes del 16 de noviembre de 2026, " in page.content.decode(), "a month in words: 02/12 is two days"
    assert all(secret in page.content.decode() for secret in SECRETS)
    assert "Aún no aprobado".lower() in page.content.decode().lower()
    assert f"Lo envía: {pack('mx').groups['piedras-negras'].name}." in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    cookie = browser.cookies["referral"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/r/")
    assert ReadRow.objects.filter(subject=str(one.receipt.subject), account="receiver").exists()
    for act in ({"act": "accept"}, {"act": "arrived"}, {"act": "note", "note": "Ya entró"}, {"act": "done"}):
        assert browser.post("/r/", act, follow=True).status_code == 200
    assert (row(one).status, len(row(one).notes)) == ("done", 1)
    assert "Terminado" in browser.get("/r/").content.decode()


def test_a_second_browser_is_told_and_sees_nothing(made: tuple[Any, UUID, Any]):
    one, _consent, _by = made
    opened(one.words)
    _second, page = opened(one.words)
    assert "Ya se abrió" in page.content.decode()
    assert not any(secret in page.content.decode() for secret in SECRETS)
    assert row(one).elsewhere == 1


def second(made: tuple[Any, UUID, Any], cast: Cast) -> Any:  # Any: what make_referral returned
    """Return another referral of the same night, to the same hospital."""
    from vereda.logbook.door import record
    from vereda.people.door import ConsentFor, PersonMet, note_consent
    from vereda.referrals.door import Item, Receiver, Service, make_referral

    by = made[2]
    person = record(PersonMet(purpose="assist"), by=by, at=NOW).subject
    asked = note_consent(by=by, at=NOW, now=NOW, language="spa", given=[ConsentFor.REFER], person=person)
    told = {Item.AGE_SEX: "niño, 6", Item.CALL_BACK: SECRETS[3], Item.HANDOVER: "fiebre"}
    return make_referral(
        service=Service.HEALTH, receiver=Receiver(name=SECRETS[2], role=Role.HEALTH), told=told, consent=asked.receipt.subject,
        person=person, reader=cast.reader("ines", "assist"), by=by, at=NOW, now=NOW,
    )  # fmt: skip


def test_one_telephone_that_opens_two_referrals_answers_each_and_never_the_other(made: tuple[Any, UUID, Any], cast: Cast):
    one, two = made[0], second(made, cast)
    browser, page = opened(one.words)
    of = re.search(r'name="of" value="([0-9a-f]{32})"', page.content.decode())
    assert of
    assert 'name="words"' in page.content.decode(), "the words of the next one have a field on the page of this one"
    assert "niño, 6" in browser.post("/r/", {"words": two.words}, follow=True).content.decode()
    stale = browser.post("/r/", {"act": "accept", "of": of[1]})  # the tab of the first, left open
    assert stale.status_code == 409
    assert "se abrió después otra referencia" in stale.content.decode()
    assert (row(one).answer, row(two).answer) == ("", "")
    back = browser.post("/r/", {"words": one.words}, follow=True).content.decode()
    assert SECRETS[0] in back, "the browser that opened it first may come back to it"
    assert browser.post("/r/", {"act": "accept", "of": of[1]}, follow=True).status_code == 200
    assert (row(one).answer, row(two).answer, row(one).elsewhere) == ("accepted", "", 0)


def test_a_refusal_wants_a_reason_and_then_closes(made: tuple[Any, UUID, Any]):
    one, _consent, _by = made
    browser, _page = opened(one.words)
    assert browser.post("/r/", {"act": "refuse", "reason": "no idea"}).status_code == 409
    page = browser.post("/r/", {"act": "refuse", "reason": "full"}).content.decode()
    assert "Anotado: no pueden" in page, "who said no is told that it was heard"
    later = browser.get("/r/").content.decode()
    assert CLOSED in later
    assert not any(secret in page + later for secret in SECRETS)
    assert (row(one).status, row(one).reason) == ("refused", "full")


def test_after_the_withdrawal_the_page_says_what_a_wrong_word_says(made: tuple[Any, UUID, Any], clock: time_machine.Traveller):
    from vereda.people.door import WithdrawnBy, withdraw_consent

    one, consent, by = made
    browser, _page = opened(one.words)
    withdraw_consent(consent=consent, by=by, at=NOW, way=WithdrawnBy.SMS)
    clock.shift(timedelta(seconds=1))
    after = browser.get("/r/").content.decode()
    _other, wrong = opened("abaco abdomen abeja abierto abogado abono")
    again = Client().post("/r/", {"words": one.words}).content.decode()

    def plain(page: str) -> str:
        return page.split('name="form"')[0]

    assert plain(after) == plain(wrong.content.decode()) == plain(again)
    assert CLOSED in after
    assert browser.post("/r/", {"act": "accept"}).status_code == 409
    assert row(one).answer == ""


def test_guessing_is_slowed_down(made: tuple[Any, UUID, Any]):
    one, _consent, _by = made
    for _try in range(10):
        assert opened("abaco abdomen abeja abierto abogado abono")[1].status_code == 200
    page = opened(one.words)[1]
    assert page.status_code == 429
    assert not any(secret in page.content.decode() for secret in SECRETS)


def test_another_sites_form_is_refused(made: tuple[Any, UUID, Any]):
    one, _consent, _by = made
    browser = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "cross-site"})
    assert browser.post("/r/", {"words": one.words}).status_code == 403
    assert row(one).opened_at is None


def test_no_cookie_no_answer(made: tuple[Any, UUID, Any]):
    one, _consent, _by = made
    for act in ("accept", "arrived", "done", "note", "refuse"):
        assert Client().post("/r/", {"act": act, "reason": "full", "note": "x"}).status_code == 409
    assert row(one).status == "sent"
    assert FieldClass(row(one).within) is FieldClass.HEALTH


def test_the_page_speaks_english_too_and_stays_in_it(made: tuple[Any, UUID, Any], monkeypatch: pytest.MonkeyPatch):
    """As the other public pages do: what no named person read stands in a demonstration alone."""
    from dataclasses import replace

    from vereda.public import page as frame
    from vereda.settings.environment import env

    one, _consent, _by = made
    assert "/r/eng/" not in Client().get("/r/").content.decode()
    demo = replace(env(), demo=True)
    monkeypatch.setattr(frame, "env", lambda: demo)
    assert 'href="/r/eng/"' in Client().get("/r/").content.decode()
    browser = Client()
    page = browser.get("/r/eng/").content.decode()
    assert '<html lang="en">' in page
    assert 'href="/r/"' in page
    assert browser.post("/r/eng/", {"words": one.words})["Location"] == "/r/eng/"
    assert browser.post("/r/eng/", {"act": "accept"})["Location"] == "/r/eng/"
    assert row(one).answer == "accepted"
    assert all(secret in browser.get("/r/").content.decode() for secret in SECRETS)


def test_the_hours_of_the_words_are_the_packs(made: tuple[Any, UUID, Any], clock: time_machine.Traveller):
    from vereda.countries.door import pack

    one, _consent, _by = made
    hours = pack("mx").country.referral_link_h
    assert row(one).until == NOW + timedelta(hours=hours)
    clock.move_to(NOW + timedelta(hours=hours))
    assert CLOSED in opened(one.words)[1].content.decode()
