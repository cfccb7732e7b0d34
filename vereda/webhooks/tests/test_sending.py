"""From something public to a receiver that takes it, fails, is slow, says 410, leads elsewhere; who decides, who may not.

Long because all of it is sent to one server, which stands for whatever a receiver may do.
"""

from __future__ import annotations

import re
import socket
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import pytest
import time_machine
from django.utils import translation

from vereda.access.door import Holding, author_of
from vereda.countries.door import ENFORCEMENT, installed, pack
from vereda.logbook import registry
from vereda.logbook.door import rebuild
from vereda.settings import environment
from vereda.webhooks import door, errors, posting, sending, sources
from vereda.webhooks.door import Asked
from vereda.webhooks.institutions import bodies, body
from vereda.webhooks.models import Delivery, Line, Message, Receiver
from vereda.webhooks.posting import TIMEOUT_S, Answer, dial, post
from vereda.webhooks.rules.message import Public
from vereda.webhooks.tests.receiving import receiving
from vereda.webhooks.tests.test_rules import NOW, WHOLE
from vereda.webhooks.words import USES, Family, Kind, OffFor, Standing, State, Trouble, Use

pytestmark = pytest.mark.django_db
EDITION, TEXT = WHOLE[Family.EDITION], WHOLE[Family.TEXT]
DOCUMENT = Path(__file__).parents[3] / "docs" / "engineer" / "webhooks.md"


@pytest.fixture(autouse=True)
def _quiet(home, monkeypatch):
    """Judge no author; let loopback be called; say what is public by hand."""
    monkeypatch.setattr(registry, "_authority", [])
    monkeypatch.setenv("VEREDA_WEBHOOKS_HERE", "1")
    environment.env.cache_clear()
    monkeypatch.setattr(sources, "_sources", {})
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def server():
    with receiving() as made:
        yield made


@pytest.fixture
def alma(cast):
    return author_of(cast.reader("alma"))


@pytest.fixture
def adriana(cast):
    return author_of(cast.reader("adriana"))


@pytest.fixture
def stands():
    """Return what stands in public by family, to be changed."""
    found: dict[Family, list[Public]] = {Family.EDITION: [], Family.TEXT: []}
    for family in found:
        door.offer(family, lambda country, now, family=family: found[family])
    return found


def registered(address: str, by: Any, *, use: Use = Use.FIGURES, languages: tuple[str, ...] = ()) -> UUID:
    return door.register(Asked("acnur", use, USES[use], languages), address=address, by=by, at=NOW).subject


@pytest.fixture
def told(server, alma, adriana):
    """Return what registers a path of the server, gives it a secret and has it approved."""

    def make(path: str, **more: Any) -> tuple[UUID, str]:
        subject = registered(f"{server.address}{path}", alma, **more)
        secret = door.give_secret(subject, by=alma, at=NOW)
        door.approve(subject, by=adriana, at=NOW)
        return subject, secret

    return make


def verified(came: Any, secret: str, now: float | None = None) -> bool:
    """Tell whether a receiver believes what came, by the very lines that the documentation gives to receivers."""
    written = DOCUMENT.read_text(encoding="utf-8")
    lines = re.search(r"```python\n(.*?)```", written, re.S)
    assert lines
    names: dict[str, Any] = {}
    exec(lines[1], names)
    return names["is_from_vereda"](secret, came.headers, came.body, NOW.timestamp() if now is None else now)


def row_of(subject: UUID) -> Delivery:
    return Delivery.objects.select_related("message").get(receiver=subject)


# It arrives -----------------------------------------------------------------------------------------------------------


def test_what_comes_out_is_found_put_down_once_and_arrives_signed(server, stands, told):
    stands[Family.EDITION] = [EDITION]
    subject, secret = told("/ok")
    door.look_around(now=NOW)
    assert Delivery.objects.count() == 0, "what stood before is no news"
    assert Message.objects.count() == 1, "a key can fetch it"
    stands[Family.EDITION] = [EDITION, replace(EDITION, number=2, version="d0" * 32)]
    stands[Family.TEXT] = [TEXT]
    for _twice in range(2):
        door.look_around(now=NOW)
    assert door.send_waiting(now=NOW) == 1, "texts are outside its use"
    (came,) = server.came
    row = row_of(subject)
    assert (row.state, row.attempts, row.tries[0][1]) == (State.TAKEN, 1, 204)
    assert came.body == bytes(row.message.body)
    assert came.headers["webhook-id"] == row.message_id
    assert came.headers["content-type"] == "application/json"
    assert orjson.loads(came.body)["data"]["link"] == "/datos/2011-12/r2/"
    assert verified(came, secret)
    assert door.send_waiting(now=NOW) == 0


def test_a_receiver_does_not_believe_what_is_changed_replayed_or_signed_by_another(server, stands, told):
    _subject, secret = told("/ok")
    stands[Family.EDITION] = [EDITION]
    door.look_around(now=NOW)
    door.send_waiting(now=NOW)
    (came,) = server.came
    assert verified(came, secret)
    assert not verified(replace(came, body=came.body + b" "), secret)
    assert not verified(came, "whsec_" + "QUFB" * 8)
    assert not verified(came, secret, NOW.timestamp() + 301), "later than five minutes it is a replay"
    assert not verified(replace(came, headers={**came.headers, "webhook-id": "msg_other"}), secret)
    assert not verified(replace(came, headers={}), secret)


def test_two_secrets_sign_while_one_takes_the_place_of_the_other_and_then_the_new_one_alone(server, stands, told, alma):
    subject, old = told("/ok")
    new = door.give_secret(subject, by=alma, at=NOW)

    def sent(at: Any) -> Any:
        door.send_test(subject, by=alma, at=at)
        assert door.send_waiting(now=at) == 1
        return server.came[-1]

    came = sent(NOW)
    assert verified(came, old)
    assert verified(came, new)
    later = NOW + timedelta(days=door.OLD_DAYS)
    came = sent(later)
    assert verified(came, new, later.timestamp())
    assert not verified(came, old, later.timestamp())
    third = door.give_secret(subject, by=alma, at=NOW)
    door.drop_old_secret(subject, by=alma)
    came = sent(NOW)
    assert verified(came, third)
    assert not verified(came, new)
    assert new.encode() not in bytes(Line.objects.get().secret), "it lies sealed"


def test_a_language_that_nobody_asked_for_is_not_sent_and_what_went_is_told_as_gone(server, stands, told):
    told("/ok", use=Use.TELLING, languages=("spa",))
    stands[Family.TEXT] = [TEXT, replace(TEXT, language="eng")]
    door.look_around(now=NOW)
    stands[Family.TEXT] = []
    door.look_around(now=NOW)
    stands[Family.TEXT] = [TEXT]
    door.look_around(now=NOW)
    door.send_waiting(now=NOW)
    said = [(orjson.loads(one.body)["type"], orjson.loads(one.body)["data"]["language"]) for one in server.came]
    assert said == [("text.published", "spa"), ("text.withdrawn", "spa"), ("text.published", "spa")]
    assert len({one.headers["webhook-id"] for one in server.came}) == 3, "the same words that come again are other news"


# It does not arrive ---------------------------------------------------------------------------------------------------


def test_one_that_fails_is_tried_again_under_the_same_id_with_a_new_hour_until_it_is_taken(server, stands, told):
    subject, secret = told("/broken")
    server.answers["/broken"] = 500
    stands[Family.EDITION] = [EDITION]
    door.look_around(now=NOW)
    at = NOW
    for attempts in range(1, 4):
        assert door.send_waiting(now=at) == 0
        row = row_of(subject)
        assert (row.state, row.attempts) == (State.WAITING, attempts)
        assert row.next_at is not None
        assert door.send_waiting(now=row.next_at - timedelta(seconds=1)) == 0, "not before its hour"
        at = row.next_at
    server.answers["/broken"] = 200
    assert door.send_waiting(now=at) == 1
    assert len(server.came) == 4
    assert {one.headers["webhook-id"] for one in server.came} == {row_of(subject).message_id}
    assert {one.body for one in server.came} == {server.came[0].body}
    assert len({one.headers["webhook-timestamp"] for one in server.came}) == 4
    assert verified(server.came[-1], secret, at.timestamp())
    assert [one[1] for one in row_of(subject).tries] == [500, 500, 500, 200]


def test_after_ten_attempts_it_is_given_up_and_who_took_nothing_for_so_long_is_switched_off(server, stands, told):
    subject, _secret = told("/broken")
    server.answers["/broken"] = 404
    stands[Family.EDITION] = [EDITION]
    door.look_around(now=NOW)
    at = NOW
    for _attempt in range(door.ATTEMPTS_MOST):
        door.send_waiting(now=at)
        at = row_of(subject).next_at or at
    assert timedelta(days=3) < at - NOW < timedelta(days=4)
    assert row_of(subject).state == State.GIVEN_UP
    row = Receiver.objects.get()
    assert (row.standing, row.off_for, row.off_by) == (Standing.OFF, OffFor.UNREACHABLE, "operator")
    assert len(server.came) == door.ATTEMPTS_MOST


def test_who_took_others_meanwhile_stays_on_and_a_message_can_be_sent_again(server, stands, told, alma):
    subject, _secret = told("/broken")
    server.answers["/broken"] = 500
    stands[Family.EDITION] = [EDITION]
    door.look_around(now=NOW)
    Delivery.objects.update(attempts=door.ATTEMPTS_MOST - 1)
    Line.objects.update(taken_at=NOW)
    door.send_waiting(now=NOW)
    assert (row_of(subject).state, Receiver.objects.get().standing) == (State.GIVEN_UP, Standing.ACTIVE)
    server.answers["/broken"] = 200
    door.send_again(row_of(subject).pk, by=alma, at=NOW)
    assert door.send_waiting(now=NOW) == 1
    assert len({one.headers["webhook-id"] for one in server.came}) == 1
    with pytest.raises(errors.MessageUnknown):
        door.send_again(0, by=alma, at=NOW)


def test_410_switches_off_at_once_and_what_waited_is_dropped(server, stands, told):
    told("/gone")
    server.answers["/gone"] = 410
    stands[Family.EDITION] = [EDITION, replace(EDITION, subject="2011-11")]
    door.look_around(now=NOW)
    door.send_waiting(now=NOW)
    row = Receiver.objects.get()
    assert (row.standing, row.off_for) == (Standing.OFF, OffFor.GONE)
    assert len(server.came) == 1
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.DROPPED}
    assert not Line.objects.exists(), "its secret is gone too"
    stands[Family.EDITION] = [EDITION, replace(EDITION, subject="2011-10")]
    door.look_around(now=NOW)
    assert Delivery.objects.count() == 2


def test_a_redirect_is_a_failure_and_is_not_followed(server, stands, told):
    subject, _secret = told("/moved")
    server.answers["/moved"] = 307
    stands[Family.EDITION] = [EDITION]
    door.look_around(now=NOW)
    door.send_waiting(now=NOW)
    assert [one.path for one in server.came] == ["/moved"]
    assert row_of(subject).tries[0][1] == 307


def test_who_asks_for_a_pause_gets_nothing_at_all_until_it_is_over(server, stands, told):
    told("/busy")
    server.answers["/busy"] = 503
    stands[Family.EDITION] = [EDITION, replace(EDITION, subject="2011-11")]
    door.look_around(now=NOW)
    door.send_waiting(now=NOW)
    assert len(server.came) == 1, "the next one is not tried in the same round"
    server.answers["/busy"] = 200
    assert door.send_waiting(now=NOW + timedelta(minutes=9)) == 0
    assert door.send_waiting(now=NOW + timedelta(minutes=10)) == 2


def test_one_that_fails_holds_up_no_other(server, stands, told):
    told("/broken")
    told("/ok")
    server.answers["/broken"] = 500
    stands[Family.EDITION] = [replace(EDITION, subject=f"2011-{month:02}") for month in range(1, 8)]
    door.look_around(now=NOW)
    assert door.send_waiting(now=NOW) == 5
    assert door.send_waiting(now=NOW) == 2
    assert [one.path for one in server.came].count("/broken") == 2, "a failing one is asked once a round"


def test_what_died_in_the_middle_goes_once_more(server, stands, told):
    told("/ok")
    stands[Family.EDITION] = [EDITION]
    door.look_around(now=NOW)
    Delivery.objects.update(state=State.SENDING)
    assert door.send_waiting(now=NOW + timedelta(minutes=1)) == 0
    assert door.send_waiting(now=NOW + timedelta(minutes=6)) == 1


def test_a_receiver_whose_address_is_wrong_by_now_holds_up_no_other(server, stands, told, monkeypatch):
    subject, _secret = told("/ok")
    Receiver.objects.update(address="http://127.0.0.1/without-a-port")
    told("/ok2")
    stands[Family.EDITION] = [EDITION]
    door.look_around(now=NOW)
    assert door.send_waiting(now=NOW) == 1
    assert row_of(subject).tries[0][1] == Trouble.OWN_NETWORK


def test_a_name_that_takes_all_the_time_to_be_found_is_not_waited_for_afterwards(server, monkeypatch):
    """The name service of a receiver may be its own: nobody would end a connection that begins when the time is up."""
    found, cut, is_cut = socket.getaddrinfo, posting._cut, threading.Event()

    def late(*asked: Any, **more: Any) -> Any:
        assert is_cut.wait(60)
        return found(*asked, **more)

    def cutting(*told: Any) -> None:
        cut(*told)
        is_cut.set()

    monkeypatch.setattr(posting, "_cut", cutting)
    monkeypatch.setattr("vereda.webhooks.posting.socket.getaddrinfo", late)
    end = threading.Timer(100, server.over.set)  # else a wrong program would wait for ever
    end.start()
    assert post(f"{server.address}/drip", b"{}", {}, here=True, timeout_s=0.15).trouble is Trouble.SLOW
    end.cancel()
    assert not server.over.is_set()
    assert server.came == []


def test_each_message_of_a_round_is_signed_with_the_second_in_which_it_goes(stands, told, monkeypatch):
    told("/ok")
    stands[Family.EDITION] = [replace(EDITION, subject=f"2011-{month:02}") for month in range(1, 4)]
    door.look_around(now=NOW)
    passed, signed = [0.0], list[int]()

    def slowly(_url: str, _body: bytes, headers: Any) -> Answer:
        signed.append(int(headers["webhook-timestamp"]) - int(NOW.timestamp()))
        passed[0] += 200
        return Answer(200)

    with monkeypatch.context() as clock:
        clock.setattr(sending.time, "monotonic", lambda: passed[0])
        assert door.send_waiting(now=NOW, send=slowly) == 3
    assert signed == [0, 200, 400]


def test_a_round_is_over_before_it_counts_as_stuck(stands, told):
    for number in range(10):
        told(f"/ok{number}")
    stands[Family.EDITION] = [EDITION]
    door.look_around(now=NOW)
    waits = sending.IN_A_ROUND / sending.AT_ONCE * sending.IN_A_ROW * TIMEOUT_S
    assert timedelta(seconds=waits) < sending.STUCK
    taken = [door.send_waiting(now=NOW, send=lambda *_: Answer(200)) for _round in range(3)]
    assert taken == [8, 2, 0]


def test_who_looks_at_what_is_older_by_now_tells_nobody_that_it_is_gone(stands, told):
    told("/ok", use=Use.TELLING)

    def older(country: str, now: Any) -> list[Public]:
        door.offer(Family.TEXT, lambda country, now: [TEXT])
        door.look_around(now=now)  # another process, in between, sees what came out
        return []

    door.offer(Family.TEXT, older)
    door.look_around(now=NOW)
    door.look_around(now=NOW)
    assert list(Message.objects.filter(kind__startswith="text").values_list("kind", flat=True)) == [Kind.TEXT_PUBLISHED]


@pytest.mark.parametrize("path", ["/slow", "/drip"])
def test_who_does_not_answer_in_time_is_cut_off_in_all(server, path):
    assert post(f"{server.address}{path}", b"{}", {}, here=True, timeout_s=0.4).trouble is Trouble.SLOW


def test_what_is_not_there_is_told_apart_from_what_is_slow(server):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{free.getsockname()[1]}/"
    assert post(nowhere, b"{}", {}, here=True, timeout_s=5).trouble is Trouble.UNREACHABLE
    plain = server.address.replace("http:", "https:")
    assert post(f"{plain}/", b"{}", {}, here=True, timeout_s=5).trouble is Trouble.CERTIFICATE


# The own network ------------------------------------------------------------------------------------------------------


def names(monkeypatch, *answers: list[str]) -> list[str]:
    """Let the name service answer one list after the other; return the addresses that are connected to."""
    left, called = list(answers), list[str]()

    def asked(host: str, port: int, **_more: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in left.pop(0)]

    def connect(self: socket.socket, address: tuple[str, int]) -> None:
        called.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", asked)
    monkeypatch.setattr(socket.socket, "connect", connect)
    return called


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.0.0.5", "169.254.169.254", "192.168.1.1", "172.20.0.1", "0.0.0.0"])
def test_a_name_that_leads_inside_is_not_called_also_where_only_one_of_its_addresses_does(monkeypatch, inside):
    called = names(monkeypatch, [inside], ["8.8.8.8", inside])
    for _either in range(2):
        assert post("https://hooks.example.org/", b"{}", {}).trouble is Trouble.OWN_NETWORK
    assert called == []


def test_a_name_that_changes_after_it_was_looked_at_gains_nothing(monkeypatch):
    called = names(monkeypatch, ["8.8.8.8"], ["127.0.0.1"])
    with pytest.raises(ConnectionRefusedError):
        dial("hooks.example.org", 443, 5, here=False)
    assert called == ["8.8.8.8"], "the address that was checked is the one that is called; the name is asked once"
    assert post("https://hooks.example.org/", b"{}", {}).trouble is Trouble.OWN_NETWORK, "the next attempt looks again"
    assert called == ["8.8.8.8"]


def test_without_the_setting_of_tests_this_machine_is_not_called_whatever_stands_in_the_table(server, monkeypatch):
    with pytest.raises(errors.AddressWrong):
        post(f"{server.address}/ok", b"{}", {})
    called = names(monkeypatch, ["127.0.0.1"])
    assert post("https://localhost.example.org/", b"{}", {}).trouble is Trouble.OWN_NETWORK
    assert called == []


# Who decides, who may hold none ---------------------------------------------------------------------------------------


def test_two_persons_decide_and_nothing_goes_before(server, stands, alma, adriana, cast):
    subject = registered(f"{server.address}/ok", alma)
    door.give_secret(subject, by=alma, at=NOW)
    with pytest.raises(errors.NotApproved):
        door.send_test(subject, by=alma, at=NOW)
    stands[Family.EDITION] = [EDITION]
    door.look_around(now=NOW)
    assert Delivery.objects.count() == 0
    with pytest.raises(errors.SamePersonApproves):
        door.approve(subject, by=alma, at=NOW)
    with pytest.raises(errors.PersonNeeded):
        door.approve(subject, by=replace(alma, account="operator"), at=NOW)
    with pytest.raises(errors.ReceiverKnown):
        registered(f"{server.address}/ok", alma)
    door.approve(subject, by=adriana, at=NOW)
    with pytest.raises(errors.AlreadyApproved):
        door.approve(subject, by=adriana, at=NOW)
    door.send_test(subject, by=alma, at=NOW)
    assert door.send_waiting(now=NOW) == 1
    door.switch_off(subject, reason=OffFor.ENDED, by=adriana, at=NOW)
    for act in (door.give_secret, door.send_test):
        with pytest.raises(errors.ReceiverIsOff):
            act(subject, by=alma, at=NOW)
    before = Receiver.objects.values().get()
    rebuild(now=NOW)
    assert Receiver.objects.values().get() == before
    assert registered(f"{server.address}/ok", alma) != subject, "it can be registered anew"


def test_without_a_secret_of_this_machine_messages_wait(server, stands, alma, adriana):
    subject = registered(f"{server.address}/ok", alma)
    door.approve(subject, by=adriana, at=NOW)
    stands[Family.EDITION] = [EDITION]
    door.look_around(now=NOW)
    assert door.send_waiting(now=NOW) == 0
    with pytest.raises(errors.NoSecret):
        door.send_test(subject, by=alma, at=NOW)
    door.give_secret(subject, by=alma, at=NOW)
    assert door.send_waiting(now=NOW) == 1


@pytest.mark.parametrize("iso", installed())
def test_no_institution_of_enforcement_of_any_pack_holds_a_webhook_or_a_token(iso):
    codes = [row.code for row in pack(iso).institutions.values() if row.role in ENFORCEMENT]
    assert codes
    for holding in (Holding.WEBHOOK, Holding.TOKEN):
        assert not [one for one in codes if body(one, iso, holding, NOW)]
        assert bodies(iso, holding, NOW)
        assert not {one.role for one in bodies(iso, holding, NOW)} & ENFORCEMENT


@pytest.mark.parametrize("iso", installed())
def test_no_two_institutions_that_may_be_told_are_called_the_same(iso):
    for language in ("es", "en"):
        with translation.override(language):
            found = bodies(iso, Holding.WEBHOOK, NOW)
        names = [one.name for one in found]
        assert sorted(set(names)) == names, language
    said = {one.code: one.name for one in found}
    assert said["cicr"] == pack(iso).institutions["cicr"].name_en


def test_each_institution_of_enforcement_is_refused_a_receiver_and_a_key(alma, cast):
    for row in pack("mx").institutions.values():
        if row.role in ENFORCEMENT:
            asked = Asked(row.code, Use.FIGURES, USES[Use.FIGURES])
            with pytest.raises(errors.HeldByEnforcement):
                door.register(asked, address="https://hooks.example.org/", by=alma, at=NOW)
            with pytest.raises(errors.HeldByEnforcement):
                door.give_key(asked, days=30, by=cast.reader("alma"), at=NOW)
            if not row.code.count("-"):
                with pytest.raises(errors.AddressOfEnforcement):
                    registered(f"https://hooks.{row.code}.example.org/", alma)
    with pytest.raises(errors.HeldByEnforcement):
        door.register(Asked("nobody", Use.FIGURES, USES[Use.FIGURES]), address="https://h.example.org/", by=alma, at=NOW)
    assert Receiver.objects.count() == 0


def test_one_that_came_under_an_authority_is_switched_off_at_the_next_message(server, stands, told, monkeypatch):
    told("/ok")
    stands[Family.EDITION] = [EDITION]
    door.look_around(now=NOW)
    known = pack("mx").institutions
    changed = {**known, "acnur": known["acnur"].model_copy(update={"role": next(iter(ENFORCEMENT))})}
    monkeypatch.setattr(type(pack("mx")), "institutions", property(lambda _self: changed), raising=False)
    assert door.send_waiting(now=NOW) == 0
    assert server.came == []
    assert Receiver.objects.get().off_for == OffFor.ENFORCEMENT


def test_kinds_outside_the_use_and_languages_that_nobody_speaks_here_are_refused(alma):
    with pytest.raises(errors.KindsOutsideUse):
        door.register(Asked("acnur", Use.FIGURES, [Kind.NOTICE_PUBLISHED]), address="https://h.example.org/", by=alma, at=NOW)
    with pytest.raises(errors.KindsOutsideUse):
        door.register(Asked("acnur", Use.FIGURES, []), address="https://h.example.org/", by=alma, at=NOW)
    with pytest.raises(errors.LanguageOutside):
        registered("https://h.example.org/", alma, languages=("xxx",))


def test_what_is_no_code_stays_at_home_and_the_rest_goes(stands, told, server, caplog):
    told("/ok")
    stands[Family.EDITION] = [replace(EDITION, subject="2011-12, Tapachula"), EDITION]
    door.look_around(now=NOW)
    assert door.send_waiting(now=NOW) == 1
    assert b"Tapachula" not in server.came[0].body
    assert "Tapachula" not in caplog.text


def test_messages_are_kept_for_ninety_days(stands, told, server):
    told("/ok")
    stands[Family.EDITION] = [EDITION]
    door.look_around(now=NOW)
    door.send_waiting(now=NOW)
    door.look_around(now=NOW + timedelta(days=89))
    assert Message.objects.count() == 1
    door.look_around(now=NOW + timedelta(days=91))
    assert (Message.objects.count(), Delivery.objects.count()) == (0, 0)
