"""The public pages: light, Spanish, without scripts or other origins; a call is one alert, a code three words."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from vereda.access.tests.cast import Cast, text
from vereda.band import band_in
from vereda.groups import door as groups
from vereda.groups.door import Duty
from vereda.logbook.door import history, open_box, whereabouts
from vereda.logbook.models import LogEntry
from vereda.logbook.schema import FieldClass
from vereda.public import limits, page
from vereda.public.limits import Limit
from vereda.public.rooms import fresh_form
from vereda.public.web import code as code_page
from vereda.public.web import sos as sos_page
from vereda.rescue import door as rescue
from vereda.rescue.door import AlertOutcome, Emergency
from vereda.rescue.models.alert import Alert

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
STATIC = Path(limits.__file__).parent / "static" / "public"
KIB_14 = 14 * 1024
PAGES = ("/sos/", "/aviso/")


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(code_page, "WRONG", Limit(10, 60))
    monkeypatch.setattr(sos_page, "SENT", Limit(20, 600))
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "emergency", lambda: Emergency("911", True))


def send(**typed: str):
    return Client().post("/sos/", {"form": fresh_form(NOW), **typed})


def code_in(answer) -> str:
    found = re.search(r"\d{4}-\d{4}-\d{4}", answer.content.decode())
    assert found
    return found[0]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_with_all_that_it_brings_is_small_and_needs_no_script_and_no_other_origin(address: str):
    answer = Client().get(address)
    drawn = answer.content.decode()
    files = [STATIC / name for name in re.findall(r"/static/public/([\w.]+)", drawn)]
    weight = sum(len(gzip.compress(one)) for one in (answer.content, *(path.read_bytes() for path in files)))
    assert files
    assert weight <= KIB_14
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", drawn)
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|style=", drawn)
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("asked", ["en", "fr", "es"])
def test_it_is_spanish_whatever_the_telephone_asks_for(address: str, asked: str):
    answer = Client().get(address, headers={"Accept-Language": asked})
    assert '<html lang="es">' in answer.content.decode()
    assert "ayuda" in text(answer)


@pytest.fixture
def demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    here = replace(page.env(), demo=True)
    monkeypatch.setattr(page, "env", lambda: here)


@pytest.mark.parametrize(
    ("language", "tag", "says", "wrong"),
    [
        ("eng", "en", "If you cannot call, write here", "Write"),
        ("fra", "fr", "Si vous ne pouvez pas appeler, écrivez ici", "Écrivez"),
        ("por", "pt", "Se não pode ligar, escreva aqui", "Escreva"),
        ("hat", "ht", "Si ou pa ka rele, ekri isit la", "Ekri"),
    ],
)
def test_in_a_demonstration_a_call_is_written_in_each_language_of_the_library(
    demonstration: None, language: str, tag: str, says: str, wrong: str
):
    answer = Client().get(f"/sos/{language}/")
    assert f'<html lang="{tag}">' in answer.content.decode()
    assert says in text(answer)
    assert f"{band_in(language)}." in text(answer)
    assert 'href="tel:911"' in answer.content.decode()
    assert f'action="/sos/{language}/"' in answer.content.decode()
    empty = Client().post(f"/sos/{language}/", {"form": fresh_form(NOW), "where": " "})
    assert empty.status_code == 422
    assert wrong in empty.content.decode().split('class="wrong"')[1][:60]
    sent = Client().post(f"/sos/{language}/", {"form": fresh_form(NOW), "what": "agua"})
    assert f'href="/aviso/{language}/"' in sent.content.decode()
    asked = Client().post(f"/aviso/{language}/", {"code": code_in(sent)})
    assert f'<html lang="{tag}">' in asked.content.decode()
    assert "Sigue abierto" not in asked.content.decode()
    assert f'href="/sos/{language}/" lang="{tag}"' in Client().get("/sos/").content.decode()


@pytest.mark.parametrize("language", ["eng", "hat", "quc", "xyz", "klingon"])
def test_a_language_that_nobody_answers_for_has_the_form_in_the_main_one_and_the_call_is_kept(language: str):
    answer = Client().get(f"/sos/{language}/")
    assert answer.status_code == 200
    assert '<html lang="es">' in answer.content.decode()
    assert 'action="/sos/"' in answer.content.decode()
    assert "hreflang" not in answer.content.decode()
    assert Client().post(f"/sos/{language}/", {"form": fresh_form(NOW), "what": "agua"}).status_code == 200
    assert Alert.objects.count() == 1


@pytest.mark.parametrize("address", PAGES)
def test_what_nobody_verified_carries_the_band_and_the_number_is_first_in_one_tap(address: str, verified: None):
    answer = Client().get(address)
    body = answer.content.decode().split("<main>")[1].strip()
    assert body.startswith('<a class="call" href="tel:911">')
    assert "Demostración" not in text(answer)


@pytest.mark.parametrize("address", PAGES)
def test_without_a_reviewer_the_band_stands_on_the_page(address: str):
    assert "Demostración: no se fíe de esto." in text(Client().get(address))


def numbers() -> list[str]:
    return re.findall(r'href="tel:([^"]+)"', Client().get("/sos/").content.decode())


def test_no_number_of_a_group_is_shown(verified: None):
    assert numbers() == ["911"]


def test_a_groups_number_stands_second_only_while_verified_staffed_and_tried_within_a_day(verified: None, by):
    """Kept at 08:00, verified and tried at 09:00, the turn is of 10:00 to 20:00: each border to the minute."""
    ines, rafael, number = by("ines"), by("rafael"), "+528781234567"
    hour, eight = timedelta(hours=1), datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
    subject = groups.keep_call_number(number=number, by=rafael, at=eight).subject
    turn = groups.name_turn(name="Día", begins="10:00", ends="20:00", by=rafael, at=eight).subject
    days = {date(2026, 11, day): [Duty(member=ines.account, turn=turn)] for day in (20, 21)}
    groups.plan_days(days=days, by=rafael, at=eight)
    shown = dict[str, bool]()

    def look(at: datetime) -> None:
        with time_machine.travel(at, tick=False):
            shown[f"{at:%d %H:%M}"] = numbers() == ["911", number]

    look(eight + 3 * hour)  # on duty, but neither verified nor tried
    with time_machine.travel(eight + hour, tick=False):
        groups.note_test_call(subject=subject, number=number, by=rafael, at=eight + hour, now=eight + hour)
    look(eight + 3 * hour + timedelta(minutes=1))  # tried, and not verified
    with time_machine.travel(eight + hour, tick=False):
        groups.verify_call_number(subject=subject, number=number, by=ines, at=eight + hour)
    minute = timedelta(minutes=1)
    for at in (eight + 2 * hour - minute, eight + 2 * hour, eight + 12 * hour - minute, eight + 12 * hour):
        look(at)  # before the turn, its first minute, its last, its end
    groups.plan_days(days={date(2026, 11, 21): [Duty(member=ines.account, turn=_early(rafael, eight))]}, by=rafael, at=eight)
    for at in (eight + 25 * hour - minute, eight + 25 * hour):
        look(at)  # the last minute of the test of yesterday, and 24 hours after it
    assert shown == {
        "20 17:00": False, "20 17:01": False, "20 15:59": False, "20 16:00": True, "21 01:59": True, "21 02:00": False,
        "21 14:59": True, "21 15:00": False,
    }  # fmt: skip


def _early(rafael, at: datetime):
    return groups.name_turn(name="Madrugada", begins="06:00", ends="14:00", by=rafael, at=at).subject


def test_a_call_is_an_alert_of_the_nearest_post_and_its_code_answers(cast: Cast):
    answer = send(what="Somos cuatro y no hay agua", point="28.7001, -100.5230", people="4", call_back="555 0101")
    row = Alert.objects.get()
    assert (row.group, row.came_by, row.people, row.read_at) == ("piedras-negras", "public_form", 4, None)
    assert whereabouts([row.subject])[row.subject].lat == pytest.approx(28.7001)
    assert rescue.state_of_code(rescue.typed_code(code_in(answer)), "mx", NOW) == "open"
    shown = text(cast.client("rafael").get(f"/alertas/{row.subject}/"))
    assert "Somos cuatro y no hay agua" in shown
    assert "Página pública de SOS" in shown
    for entry in LogEntry.objects.all():
        assert b"555 0101" not in bytes(entry.body)
        assert b"no hay agua" not in bytes(entry.body)


def test_the_answer_promises_nothing(verified: None):
    said = text(send(what="ayuda"))
    assert "No quiere decir que alguien lo haya leído ni que alguien vaya." in said
    assert not re.search(r"en camino|vamos para|llegarán|ya viene|pronto|espere ahí|tranquil", said, re.IGNORECASE)


def test_what_cannot_be_read_as_a_point_stays_as_sealed_words():
    send(where="dunas y la torre 14", city="tapachula")
    row = Alert.objects.get()
    assert row.group == "tapachula"
    assert whereabouts([row.subject]) == {}
    (received, _code) = history(row.subject)
    assert (open_box(received.id, FieldClass.FREE_TEXT) or {})["text"] == "dunas y la torre 14"


def test_of_which_post_it_is_may_be_unknown_and_then_headquarters_is_rung_at_once():
    send(people="2")
    assert Alert.objects.get().group == "central"
    assert rescue.ring_unread(now=NOW) == 1
    assert [row.group for row in rescue.rang_headquarters("mx")] == ["central"]


def test_the_same_form_sent_twice_is_one_alert_and_one_code():
    form = fresh_form(NOW)
    first, again = (send(form=form, what="ayuda") for _ in range(2))
    assert code_in(first) == code_in(again)
    assert Alert.objects.count() == 1
    other = send(form=form, what="ayuda, ya sin agua")
    assert code_in(other) != code_in(first)
    assert Alert.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Con una cosa basta"),
        ({"call_back": "555"}, "Con una cosa basta"),
        ({"what": "ayuda", "people": "muchos"}, "Escriba cuántas personas con cifras"),
        ({"what": "ayuda", "people": "0"}, "Escriba cuántas personas con cifras"),
    ],
)
def test_a_wrong_form_comes_back_filled_with_one_sentence(typed: dict[str, str], said: str):
    answer = send(**typed)
    assert answer.status_code == 422
    assert said in text(answer)
    for value in typed.values():
        assert value in answer.content.decode()
    assert Alert.objects.count() == 0


def test_nonsense_in_the_form_makes_an_alert_or_a_sentence_and_never_a_fault():
    for form in ("", "x" * 5000, "0" * 32, "f" * 32, "\0"):
        assert send(form=form, what="ayuda\0", city="../x", point="999, 999").status_code == 200
    assert Alert.objects.count() == 5


def test_a_form_of_another_site_is_not_taken_and_our_own_needs_no_cookie():
    strict, form = Client(enforce_csrf_checks=True), {"form": fresh_form(NOW), "what": "ayuda"}
    for address, typed in (("/sos/", {"what": "ayuda"}), ("/aviso/", {"code": "1"})):
        assert strict.post(address, typed).status_code == 403, "nothing says where it comes from"
        for said in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
            refused = strict.post(address, {**form, **typed}, headers=said)
            assert refused.status_code == 403, said
            assert "tel:911" in refused.content.decode(), "whoever is refused can still call"
        for said in ({"Origin": "http://testserver"}, {"Sec-Fetch-Site": "same-origin"}, {"Referer": "http://testserver/sos/"}):
            assert strict.post(address, typed, headers=said).status_code == 200, said
    assert strict.post("/sos/", form).status_code == 200, "an old browser says nothing, and its form is ours"
    assert not strict.cookies


def test_no_page_sets_a_cookie():
    reader = Client()
    for address in (*PAGES, "/guia/", "/guia/spa.html"):
        reader.get(address)
    code_in(reader.post("/sos/", {"what": "ayuda"}))
    assert not reader.cookies


def test_a_corrected_emergency_number_is_the_one_on_the_page():
    from vereda.guidance import door as guidance
    from vereda.logbook.tests.pens import author

    told = {"international": "", "hours": "24h", "languages": "es", "source": "https://example.org/n"}
    by, other = (author(name, "desk", group="central") for name in ("paola", "hector"))
    guidance.correct_number(hotline="emergencias", number="066", source_read_on=date(2026, 11, 19), **told, by=by, at=NOW)
    assert numbers() == ["911"], "nobody but who wrote it has rung it"
    guidance.ring_number(hotline="emergencias", number="066", answered=True, reviewer="Ana", office="PC", by=other, at=NOW)
    assert numbers() == ["066"]


def test_who_floods_is_told_to_call_and_loses_nothing_that_was_typed():
    for number in range(20):
        assert send(what=f"aviso {number}").status_code == 200
    answer = send(what="aviso de más")
    assert answer.status_code == 429
    assert "aviso de más" in answer.content.decode()
    assert Client().post("/sos/", {"what": "otro"}, REMOTE_ADDR="10.9.8.7").status_code == 200


# The code -------------------------------------------------------------------------------------------------------------------


def asked(code: str, **more: str):
    return Client().post("/aviso/", {"code": code}, **more)


def test_a_code_answers_open_searched_closed_and_nothing_else(cast: Cast, by):
    code = code_in(send(what="Obsidiana y su familia", point="28.7001, -100.5230", call_back="5550101"))
    row = Alert.objects.get()
    seen = [text(asked(code))]
    mission = rescue.open_mission_for(alert=row.subject, by=by("rafael"), at=NOW).subject
    seen.append(text(asked(code)))
    rescue.close_mission(mission=mission, by=by("rafael"), at=NOW)
    seen.append(text(asked(code)))
    for answer, word in zip(seen, ("Sigue abierto.", "Se está buscando.", "Está cerrado."), strict=True):
        assert word in answer
        for told in ("Obsidiana", "5550101", "Piedras Negras", "28.7", code):
            assert told not in answer


def test_every_wrong_code_is_answered_alike():
    code = code_in(send(what="ayuda"))
    digits = rescue.typed_code(code)
    wrong = [digits[:4] + "00000000", "000000000000", "12", "", "abc", "' OR 1=1;--"]
    answers = {re.sub(r'value="[^"]*"', "", asked(one).content.decode()) for one in wrong}
    assert len(answers) == 1
    assert "No hay un aviso con ese código." in answers.pop()


def test_ten_wrong_codes_of_one_address_wait_a_minute_and_right_ones_are_not_counted():
    code = code_in(send(what="ayuda"))
    for _ in range(12):
        assert asked(code).status_code == 200
    codes = [asked("000000000000").status_code for _ in range(11)]
    assert codes == [200] * 10 + [429]
    assert asked(code).status_code == 429, "also a right one: nothing is told by the difference"
    assert asked(code, REMOTE_ADDR="10.9.8.7").status_code == 200


def test_the_counters_hold_no_address_and_end_with_their_window():
    limit = Limit(2, 60)

    class Asked:
        META = {"REMOTE_ADDR": "203.0.113.77"}

    for _ in range(2):
        limit.count(Asked())  # type: ignore[arg-type]  # all that is asked of a request
    assert limit.is_full(Asked())  # type: ignore[arg-type]
    assert "203.0.113" not in repr(vars(limit))
    with time_machine.travel(NOW.replace(minute=1), tick=False):
        assert not limit.is_full(Asked())  # type: ignore[arg-type]


def test_a_joined_call_answers_as_the_one_that_it_was_joined_to(by):
    first, other = (code_in(send(what=what, point="28.7001, -100.5230")) for what in ("uno", "dos"))
    alerts = dict(zip((first, other), Alert.objects.order_by("subject"), strict=True))
    rescue.close_alert(
        alert=alerts[first].subject, outcome=AlertOutcome.JOINED, into=alerts[other].subject, by=by("rafael"), at=NOW
    )
    assert "Sigue abierto." in text(asked(first))
