"""A message goes out once, is tried again where it failed, and leaves no words behind; what comes twice is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from vereda.access.tests.cast import Cast
from vereda.logbook.door import Author, forget_kept
from vereda.logbook.models import LogEntry
from vereda.messages import door as texts
from vereda.messages.door import Came, Warned
from vereda.messages.errors import GatewayFailed, NoGateway, NumberGone, NumberNeedsSomebody, NumberWrong, TextGone, TooManyCame
from vereda.messages.models import CameIn, OutText, ReceivedText, StaffNumber
from vereda.practice import shadow_of

pytestmark = [pytest.mark.django_db, pytest.mark.storage]
NOW = datetime(2026, 2, 3, 14, 0, tzinfo=UTC)


class Line:
    """A line that can be cut. What went over it is checked here; that gateways do what they promise, in test_gateways.py."""

    def __init__(self) -> None:
        self.went: list[tuple[str, str]] = []
        self.is_cut = False

    def send(self, number: str, text: str) -> None:
        if self.is_cut:
            raise GatewayFailed
        self.went.append((number, text))

    def fetch(self) -> list[Came]:
        return []


def by(cast: Cast, name: str = "rafael", group: str = "piedras-negras") -> Author:
    return Author(account=str(cast.account(name).pk), group=group, country="mx", zone="America/Matamoros")


def number(cast: Cast, written: str = "+52 878 111 2233", **told) -> UUID:
    told = {"account": str(cast.account("ines").pk), "name": "", "warned": [Warned.POST], "by": by(cast), "at": NOW, **told}
    return texts.keep_number(number=written, **told).subject


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    made = Line()
    monkeypatch.setattr("vereda.messages.actions.gateway", lambda: made)
    return made


def test_a_number_is_sealed_and_opened_to_be_shown_and_to_know_who_writes(cast: Cast):
    number(cast)
    (entry,) = LogEntry.objects.filter(kind="messages.number_kept")
    assert b"1112233" not in bytes(entry.body)
    (found,) = texts.numbers("piedras-negras", "mx")
    assert (found.number, found.row.warned) == ("+528781112233", ["post"])
    assert texts.staff_by_number("878 111 2233", "mx").account == str(cast.account("ines").pk)
    assert texts.staff_by_number("8781112234", "mx") is None
    number(cast, account=str(cast.account("tomas").pk))
    assert texts.staff_by_number("878 111 2233", "mx") is None, "of two who share a telephone nobody knows which one wrote"


def test_a_number_needs_digits_and_somebody(cast: Cast):
    with pytest.raises(NumberWrong):
        number(cast, "12")
    with pytest.raises(NumberNeedsSomebody):
        number(cast, account="", name=" ")
    with pytest.raises(NumberGone):
        texts.withdraw_number(number=number(cast), by=by(cast, "nadia", "tapachula"), at=NOW)
    assert StaffNumber.objects.count() == 1


def test_a_message_goes_once_and_leaves_no_words(cast: Cast, line: Line):
    number(cast)
    rows = texts.warned_at(["piedras-negras"], "mx", ["post", "headquarters"])
    for _ in range(2):
        assert texts.queue(rows, "Agente en peligro, Río", key="danger:1:first", now=NOW) == 1
    assert texts.send_waiting(now=NOW) == 1
    assert texts.send_waiting(now=NOW) == 0
    assert line.went == [("+528781112233", "Agente en peligro, Rio")]
    row = OutText.objects.get()
    assert (row.state, row.words, row.attempts) == ("sent", "", 1)


def test_a_message_that_failed_is_tried_again_later_and_given_up_in_the_end(cast: Cast, line: Line):
    number(cast)
    line.is_cut = True
    texts.queue(texts.warned_at(["piedras-negras"], "mx", ["post"]), "x", key="k", now=NOW)
    assert texts.send_waiting(now=NOW) == 0
    assert texts.send_waiting(now=NOW + timedelta(seconds=5)) == 0
    row = OutText.objects.get()
    assert (row.state, row.attempts, row.trouble, row.next_at) == ("queued", 1, "unreachable", NOW + timedelta(seconds=15))
    now = NOW
    for attempts in range(2, 31):
        assert OutText.objects.get().state == "queued", "a post without light for hours loses no answer"
        now += timedelta(minutes=16)
        texts.send_waiting(now=now)
        assert OutText.objects.get().attempts == attempts
    row = OutText.objects.get()
    assert (row.state, row.words) == ("failed", "")
    line.is_cut = False
    assert texts.send_waiting(now=now + timedelta(hours=9)) == 0


def test_while_the_gateway_is_down_nothing_is_lost_and_when_it_is_back_alarms_of_ours_go_first(cast: Cast, line: Line):
    for n in range(6):
        came = texts.receive_text(Came(f"868111000{n}", "x"), account="", by=by(cast), at=NOW)
        texts.queue_answer(f"respuesta {n}", entry=came.entry, key=str(n), by=by(cast), now=NOW)
    number(cast)
    texts.queue(texts.warned_at(["piedras-negras"], "mx", ["post"]), "alarma", key="k", now=NOW)
    line.is_cut = True
    assert texts.send_waiting(now=NOW) == 0
    assert OutText.objects.filter(attempts=1).count() == 3, "a dead gateway is not waited for with every message"
    for minute in range(1, 180):
        texts.send_waiting(now=NOW + timedelta(minutes=minute))
    assert OutText.objects.filter(state="queued").count() == 7
    line.is_cut = False
    later = NOW + timedelta(hours=4)
    assert texts.send_waiting(now=later) == 7
    assert line.went[0][1] == "alarma"
    assert sorted(words for _number, words in line.went[1:]) == [f"respuesta {n}" for n in range(6)]


def test_a_sender_that_died_in_the_middle_sends_again_and_a_number_taken_off_gets_nothing(cast: Cast, line: Line):
    kept = number(cast)
    texts.queue(texts.warned_at(["piedras-negras"], "mx", ["post"]), "x", key="k", now=NOW)
    OutText.objects.update(state="sending", next_at=NOW)
    assert texts.send_waiting(now=NOW + timedelta(minutes=1)) == 0
    assert texts.send_waiting(now=NOW + timedelta(minutes=3)) == 1
    texts.queue(texts.warned_at(["piedras-negras"], "mx", ["post"]), "x", key="k2", now=NOW)
    texts.withdraw_number(number=kept, by=by(cast), at=NOW)
    assert texts.send_waiting(now=NOW + timedelta(minutes=4)) == 0
    assert OutText.objects.get(key__startswith="k2").trouble == "number_gone"


def test_a_fault_does_not_empty_the_card(cast: Cast, line: Line):
    kept = number(cast)
    row = StaffNumber.objects.get(subject=kept)
    OutText.objects.bulk_create(
        OutText(key=str(n), country="mx", group="x", number=row.entry, words="", state="sent", made_at=NOW, done_at=NOW)
        for n in range(120)
    )
    texts.queue([row], "x", key="k", now=NOW)
    assert texts.send_waiting(now=NOW + timedelta(minutes=1)) == 0
    assert OutText.objects.get(key__startswith="k:").trouble == "too_many"
    assert texts.send_waiting(now=NOW + timedelta(minutes=62)) == 1


def test_without_a_gateway_nothing_is_queued_and_a_test_says_so(cast: Cast):
    kept = number(cast)
    assert not texts.is_set()
    assert texts.queue(texts.warned_at(["piedras-negras"], "mx", ["post"]), "x", key="k", now=NOW) == 0
    with pytest.raises(NoGateway):
        texts.queue_test(number=kept, text="x", by=by(cast), now=NOW)
    assert OutText.objects.count() == 0


def test_what_comes_twice_is_known_and_a_flood_is_turned_away(cast: Cast):
    came = Came("8781112233", "PELIGRO", id="7")
    assert texts.is_new(came, now=NOW)
    assert not texts.is_new(came, now=NOW + timedelta(hours=5))
    assert texts.is_new(Came("8781112233", "PELIGRO", id="8"), now=NOW)
    assert texts.is_new(Came("8781112233", "hola"), now=NOW)
    assert not texts.is_new(Came("8781112233", "hola"), now=NOW + timedelta(seconds=20))
    CameIn.objects.bulk_create(CameIn(key=str(n), came_at=NOW) for n in range(1200))
    with pytest.raises(TooManyCame):
        texts.is_new(Came("1", "x", id="9"), now=NOW + timedelta(seconds=30))
    assert texts.is_new(Came("1", "x", id="9"), now=NOW + timedelta(days=4))
    assert CameIn.objects.count() == 1


def test_a_text_of_a_stranger_is_sealed_and_dealt_with_once(cast: Cast):
    machine = Author(account="operator", group="piedras-negras", country="mx", zone="America/Matamoros")
    text = texts.receive_text(Came("8681110000", "Obsidiana no aparece"), account="", by=machine, at=NOW).subject
    body = bytes(LogEntry.objects.get(kind="messages.text_received").body)
    assert b"Obsidiana" not in body
    assert b"868111" not in body
    (row,) = texts.waiting_texts("piedras-negras", "mx")
    assert texts.words_of(row) == ("8681110000", "Obsidiana no aparece")
    with pytest.raises(TextGone):
        texts.handle_text(text=text, by=by(cast, "nadia", "tapachula"), at=NOW)
    texts.handle_text(text=text, by=by(cast), at=NOW)
    assert texts.waiting_texts("piedras-negras", "mx") == []
    with pytest.raises(TextGone):
        texts.handle_text(text=text, by=by(cast), at=NOW)


def test_what_is_practised_is_never_sent_out(cast: Cast, line: Line):
    shadow = replace(by(cast), group=shadow_of("piedras-negras"))
    kept = number(cast, by=shadow)
    texts.queue_test(number=kept, text="x", by=shadow, now=NOW)
    assert texts.queue(list(StaffNumber.objects.all()), "x", key="k", now=NOW) == 0
    assert texts.send_waiting(now=NOW) == 0
    assert line.went == []


def test_a_number_that_was_kept_in_practice_tells_nobody_who_writes(cast: Cast):
    number(cast, by=replace(by(cast), group=shadow_of("piedras-negras")))
    assert texts.staff_by_number("878 111 2233", "mx") is None


def test_number_and_words_of_a_text_go_after_a_day_and_one_that_nobody_dealt_with_waits_a_week(cast: Cast):
    done, waits = (
        texts.receive_text(Came("8681110000", words), account="", by=by(cast), at=NOW).subject for words in ("ayuda", "agua")
    )
    texts.handle_text(text=done, by=by(cast), at=NOW)
    rows = {one: ReceivedText.objects.get(subject=one) for one in (done, waits)}
    assert forget_kept(now=NOW + timedelta(hours=23)) == 0
    assert forget_kept(now=NOW + timedelta(hours=25)) == 1
    assert texts.words_of(rows[done]) == ("", "")
    assert texts.words_of(rows[waits]) == ("8681110000", "agua")
    assert forget_kept(now=NOW + timedelta(days=8)) == 1
    assert texts.words_of(rows[waits]) == ("", "")
    assert ReceivedText.objects.count() == 2, "that a text came, and who dealt with it, stays"
