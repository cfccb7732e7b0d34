"""Contact cards as they are kept: whoever has a card in hand, and everything that is here, learns as little as can be."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import orjson
import pytest
import time_machine

from vereda.logbook.writing import Author
from vereda.people.rules import card as rules
from vereda.people.words import CardAct

pytestmark = [pytest.mark.storage, pytest.mark.django_db, pytest.mark.usefixtures("home")]
ZONE = ZoneInfo("America/Mexico_City")
NOW = datetime(2026, 3, 13, 9, 0, tzinfo=ZONE)
RANDOM = random.Random(3)
INES = Author(account="ines", group="piedras-negras", country="mx", zone="America/Matamoros")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


class Desk:
    """The agents at their desks, in their days."""

    def note(
        self,
        code: str,
        act: CardAct = CardAct.SHOWN,
        *,
        at: datetime = NOW,
        carriers: int = 1,
        who: str = "HN",
        by: Author = INES,
    ) -> None:
        from vereda.people.door import note_card

        note_card(code, act, by=by, at=at, carriers=carriers, nationality=who)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def code() -> str:
    return rules.fresh(RANDOM.randrange)


def months() -> dict[date, int]:
    """Return how many times are kept of each month, as long as they can be read."""
    from django.utils import timezone

    from vereda.people.lookups.cards import cards_of
    from vereda.people.models import CardMonth

    return {row.month: len(cards_of(row.country, row.month, timezone.now())) for row in CardMonth.every.order_by("month")}


def test_a_card_is_a_digest_of_its_month_and_the_entry_says_nothing(desk: Desk) -> None:
    from vereda.logbook.models import Box, LogEntry

    words = code()
    desk.note(words, CardAct.GIVEN, carriers=3)
    assert months() == {date(2026, 3, 1): 1}
    entry = LogEntry.objects.get(kind="people.card_noted")
    body = orjson.loads(bytes(entry.body))
    assert body["payload"] == {}
    assert not Box.objects.filter(entry=entry.id).exists()
    assert body["subject"] not in {str(one) for one in LogEntry.objects.exclude(id=entry.id).values_list("subject", flat=True)}


def test_no_key_of_the_code_is_kept(desk: Desk) -> None:
    from vereda.logbook.nodekeys import key_store

    before = {row.cls for row in key_store().store.all_rows()}
    desk.note(code())
    assert {row.cls for row in key_store().store.all_rows()} - before == {"cards"}


def test_neither_words_nor_number_nor_digest_stand_in_any_file(desk: Desk, home: Path) -> None:
    from django.db import connection

    from vereda.people.lookups.cards import keys_of

    words = code()
    desk.note(words)
    number = rules.number_of(words)
    keys = keys_of("mx", 2026, NOW)
    assert keys
    digest = rules.digest_of(keys.digest, number)
    hidden = [words.encode(), number.encode(), digest, digest.hex().encode(), *(word.encode() for word in words.split()[:2])]
    files = [one for one in home.rglob("*") if one.is_file()]
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        dump = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            dump += [
                bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for row in cursor for cell in row
            ]
    everything = [one.read_bytes() for one in files] + dump
    assert len(everything) > 50
    assert not [secret for secret in hidden for content in everything if secret in content]


def test_the_order_in_which_cards_came_is_nowhere(desk: Desk) -> None:
    from vereda.people.lookups.cards import cards_of
    from vereda.people.models import CardMonth

    for _one in range(12):
        desk.note(code())
    noted = cards_of("mx", date(2026, 3, 1), NOW)
    assert noted == sorted(noted)
    assert len(noted) == 12
    assert CardMonth.every.count() == 1


def test_who_steals_everything_and_holds_a_card_learns_month_and_nationality_alone(desk: Desk) -> None:
    """The worst: database, keys and a card in the same year. What is kept beside the digest is all that can be learnt."""
    from dataclasses import fields

    from vereda.people.rules.noted import RECORD, Noted

    assert [one.name for one in fields(Noted)] == ["digest", "nationality", "is_given", "carriers"]
    assert RECORD.size == 19


def test_in_the_next_year_nobody_can_tell_and_the_card_is_another(desk: Desk, clock: time_machine.Traveller) -> None:
    from vereda.logbook.door import keep_retention
    from vereda.logbook.nodekeys import key_store
    from vereda.people.door import count_cards
    from vereda.people.lookups.cards import keys_of
    from vereda.people.models import CardMonth

    desk.note(code())
    after = datetime(2027, 1, 1, 0, 5, tzinfo=ZONE)
    clock.move_to(after)
    assert keys_of("mx", 2026, after) is None
    keep_retention(now=after)
    assert not [row for row in key_store().store.all_rows() if row.cls == "cards"]
    count_cards(now=after)
    assert not CardMonth.every.exists()
    assert keys_of("mx", 2027, after)


def test_a_card_of_last_year_that_arrives_late_is_not_noted_and_its_key_does_not_come_back(
    desk: Desk, clock: time_machine.Traveller
) -> None:
    clock.move_to(datetime(2027, 1, 2, 9, tzinfo=ZONE))
    desk.note(code(), at=datetime(2026, 12, 31, 22, tzinfo=ZONE))
    assert months() == {}


def test_a_card_that_arrives_after_its_month_was_counted_stands_in_the_running_one(
    desk: Desk, clock: time_machine.Traveller
) -> None:
    from vereda.people.door import count_cards

    desk.note(code())
    clock.move_to(datetime(2026, 4, 2, 9, tzinfo=ZONE))
    desk.note(code(), at=NOW)
    assert months() == {date(2026, 3, 1): 2}
    assert count_cards(now=datetime(2026, 4, 2, 9, tzinfo=ZONE)) == [("mx", date(2026, 3, 1))]
    desk.note(code(), at=NOW)
    assert months() == {date(2026, 3, 1): 2, date(2026, 4, 1): 1}
    assert count_cards(now=datetime(2026, 4, 2, 10, tzinfo=ZONE)) == []


def test_what_a_phone_claims_of_the_future_is_of_this_month(desk: Desk) -> None:
    desk.note(code(), at=NOW + timedelta(days=40))
    assert months() == {date(2026, 3, 1): 1}


def test_a_practice_leaves_no_card(desk: Desk) -> None:
    from dataclasses import replace

    from vereda.practice import shadow_of

    desk.note(code(), by=replace(INES, group=shadow_of(INES.group)))
    assert months() == {}


def test_a_month_is_counted_once_it_is_over_and_told_protected(desk: Desk, clock: time_machine.Traveller) -> None:
    from vereda.people.door import card_counts, count_cards

    cards = [code() for _one in range(23)]
    for one in cards:
        desk.note(one, CardAct.GIVEN, carriers=2)
    for one in cards[:12]:
        desk.note(one)
    desk.note(code(), who="CU")
    assert count_cards(now=NOW) == []
    later = datetime(2026, 4, 1, 1, tzinfo=ZONE)
    clock.move_to(later)
    assert count_cards(now=later) == [("mx", date(2026, 3, 1))]
    told = card_counts("mx", 2026, now=later)[date(2026, 3, 1)]
    assert [one.nationality for one in told] == [""]  # the one card of Cuba would be told by the difference
    whole = told[0]
    assert whole.cards in {20, 25}
    assert whole.given in {20, 25}
    assert whole.carriers in {45, 50}
    assert whole.times[2:] == (None, None)
    assert whole.again is None


def test_the_last_month_of_a_year_is_counted_before_its_key_goes(desk: Desk, clock: time_machine.Traveller) -> None:
    from vereda.people.door import card_counts, count_cards

    evening = datetime(2026, 12, 31, 23, 30, tzinfo=ZONE)
    clock.move_to(evening)
    for _one in range(15):
        desk.note(code(), at=evening)
    assert count_cards(now=evening) == [("mx", date(2026, 12, 1))]
    assert card_counts("mx", 2026, now=evening) == {}
    after = evening + timedelta(hours=1)
    assert card_counts("mx", 2026, now=after)[date(2026, 12, 1)][0].cards == 15


def test_a_backup_of_data_holds_no_month_that_runs(desk: Desk, clock: time_machine.Traveller) -> None:
    from vereda.logbook.backup.create import kept_tables
    from vereda.people.door import count_cards
    from vereda.people.models import CardMonth

    assert CardMonth in kept_tables()
    desk.note(code())
    assert not CardMonth._default_manager.exists()
    later = datetime(2026, 4, 1, 1, tzinfo=ZONE)
    clock.move_to(later)
    count_cards(now=later)
    assert CardMonth._default_manager.count() == 1


def test_the_chain_is_proved_without_the_boxes_that_were_never_kept(desk: Desk) -> None:
    from vereda.logbook.door import verify

    desk.note(code())
    proof = verify()
    assert proof.holds, proof.wrong


def test_the_estimate_gets_days_by_chance_the_same_in_each_run_and_names_that_say_nothing(desk: Desk) -> None:
    from vereda.people.lookups.cards import cards_of, shown_until

    again, once = code(), code()
    for one in (again, again, once):
        desk.note(one)
    first, second = (shown_until("mx", date(2026, 3, 1), now=NOW) for _time in range(2))
    assert first == second
    assert sorted(one.card for one in first) in (["0", "0", "1"], ["0", "1", "1"])
    assert {one.on.month for one in first} == {3}
    assert len({one.digest for one in cards_of("mx", date(2026, 3, 1), NOW)}) == 2


def test_individuals_are_estimated_with_the_count_and_kept_when_the_key_is_gone(
    desk: Desk, clock: time_machine.Traveller
) -> None:
    from vereda.people.door import card_estimates, count_cards, estimate_by_card
    from vereda.people.rules.observed import Met

    cards = [code() for _one in range(40)]
    for one in (*cards, *cards[:25]):
        desk.note(one)
    later = datetime(2026, 4, 1, 1, tzinfo=ZONE)
    clock.move_to(later)
    for country, month in count_cards(now=later):
        met = [Met(date(2026, 3, day), "piedras-negras", "HN", 7) for day in range(1, 32)]
        estimate_by_card(country, month, met, now=later)
    told = card_estimates("mx", 2026, now=datetime(2027, 2, 1, tzinfo=ZONE))[date(2026, 3, 1)]
    assert told["version"] == "card 1"
    assert 0 < told["low"] <= told["individuals"] <= told["high"] <= 217
    assert not any(told[name] % 5 for name in ("individuals", "low", "high"))
    assert "sampled" not in told


def test_of_few_cards_no_estimate_is_kept(desk: Desk, clock: time_machine.Traveller) -> None:
    from vereda.people.door import card_estimates, count_cards, estimate_by_card
    from vereda.people.rules.observed import Met

    cards = [code() for _one in range(9)]
    for one in (*cards, *cards):
        desk.note(one)
    later = datetime(2026, 4, 1, 1, tzinfo=ZONE)
    clock.move_to(later)
    for country, month in count_cards(now=later):
        estimate_by_card(country, month, [Met(date(2026, 3, 5), "piedras-negras", "HN", 200)], now=later)
    assert card_estimates("mx", 2026, now=later) == {}


def test_what_is_no_code_is_refused_before_anything_is_written(desk: Desk) -> None:
    from vereda.logbook.models import LogEntry

    with pytest.raises(ValueError, match="no code"):
        desk.note("abeja abrigo abuela acacia academia")
    assert not LogEntry.objects.filter(kind="people.card_noted").exists()


def test_both_answers_of_the_key_of_a_year_are_the_same_key(home: Path) -> None:
    from vereda.logbook.door import key_until

    end = datetime(2027, 1, 1, tzinfo=UTC)
    assert key_until("cards", end, now=NOW) == key_until("cards", end, now=NOW)
    assert key_until("cards", end, now=end) is None
