"""The number that a migrant may ring: shown only when verified by another, staffed now, and tried within a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from vereda.groups import door
from vereda.groups.door import Duty, NumberLacks
from vereda.groups.entries.call_number import CallNumberKept, CallNumberTested, CallNumberVerified, CallNumberWithdrawn
from vereda.groups.errors import CallNotToday, CallNumberGone, CallNumberOwn, CallNumberWrong
from vereda.groups.models import CallNumber
from vereda.groups.rules import call_number as rules
from vereda.groups.rules import patrols
from vereda.groups.rules.call_number import Missing, Rung
from vereda.groups.rules.roster import Planned, hours_of
from vereda.logbook.door import record
from vereda.logbook.entries import Payload
from vereda.logbook.rules.fold import Entry, fold_all
from vereda.logbook.tests.pens import author
from vereda.practice import shadow_of

NUMBER, OTHER = "+528781234567", "+528789990000"
INES, RAFAEL, NADIA = author("ines", "desk"), author("rafael", "desk"), author("nadia", "desk", group="tapachula")
ZONE = ZoneInfo("America/Matamoros")
NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)  # 12:00 at the post
ON = date(2026, 11, 20)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


class TestRules:
    """Each border, without a database."""

    def planned(self, begins: str, ends: str, on: date = ON) -> list[Planned]:
        begins_at, ends_at = hours_of(on, begins, ends, ZONE)
        return [Planned("ines", UUID(int=1), "Día", "", on, begins_at, ends_at)]

    def lacks(self, *, verified: timedelta = HOUR, tested: timedelta = HOUR, begins: str = "07:00", ends: str = "19:00"):
        return rules.missing(Rung(NOW - verified, NOW - tested), self.planned(begins, ends), NOW)

    def test_with_all_three_it_is_shown(self):
        assert self.lacks() == []

    def test_the_test_of_yesterday_ends_after_24_hours_to_the_second(self):
        assert self.lacks(tested=24 * HOUR - SECOND) == []
        assert self.lacks(tested=24 * HOUR) == [Missing.TESTED]

    def test_a_verification_ends_after_90_days_to_the_second(self):
        assert self.lacks(verified=timedelta(days=90) - SECOND) == []
        assert self.lacks(verified=timedelta(days=90)) == [Missing.VERIFIED]

    def test_a_turn_that_begins_now_counts_and_one_that_ends_now_does_not(self):
        assert self.lacks(begins="12:00") == []
        assert self.lacks(ends="12:00") == [Missing.STAFFED]
        assert self.lacks(begins="12:01") == [Missing.STAFFED]

    def test_the_night_turn_of_yesterday_holds_past_midnight(self):
        night = datetime(2026, 11, 21, 6, 59, tzinfo=ZONE)
        rung = Rung(night - HOUR, night - HOUR)
        assert rules.missing(rung, self.planned("19:00", "07:00"), night) == []
        assert rules.missing(rung, self.planned("19:00", "07:00"), night + timedelta(minutes=1)) == [Missing.STAFFED]

    def test_what_a_wrong_clock_dates_ahead_is_not_done_yet(self):
        assert self.lacks(tested=-timedelta(minutes=10)) == []
        assert self.lacks(tested=-timedelta(minutes=11)) == [Missing.TESTED]

    def test_without_anything_all_three_are_missing(self):
        assert rules.missing(Rung(None, None), [], NOW) == list(Missing)

    def test_in_any_order_of_arrival_it_is_the_same_and_what_was_tried_of_an_old_number_counts_for_none(self):
        told: list[tuple[Payload, str]] = [
            (CallNumberKept(number=NUMBER), "rafael"),
            (CallNumberVerified(number=NUMBER), "rafael"),
            (CallNumberVerified(number=NUMBER), "ines"),
            (CallNumberTested(number=OTHER), "ines"),
        ]
        entries = [self.entry(number, *one) for number, one in enumerate(told)]
        for order in permutations(entries):
            state = fold_all(order, patrols.start, rules.step).state
            at, who = rules.last(state, "verified", NUMBER, but="rafael") or ("", "")
            assert (who, at) == ("ines", entries[2].occurred_at.isoformat())
            assert rules.last(state, "tested", NUMBER) is None

    @pytest.mark.parametrize("between", [CallNumberWithdrawn(), CallNumberKept(number=OTHER)])
    def test_a_number_that_comes_back_has_to_be_rung_anew(self, between: Payload):
        told: list[tuple[Payload, str]] = [
            (CallNumberKept(number=NUMBER), "rafael"),
            (CallNumberVerified(number=NUMBER), "ines"),
            (CallNumberTested(number=NUMBER), "ines"),
            (between, "rafael"),
            (CallNumberKept(number=NUMBER), "rafael"),
        ]
        entries = [self.entry(number, *one) for number, one in enumerate(told)]
        late = self.entry(5, CallNumberTested(number=NUMBER), "ines")
        late.seen = [entries[0].id]  # a desk that was away: it rang what was taken off meanwhile
        for order in permutations([*entries[1:], late]):
            state = fold_all([entries[0], *order], patrols.start, rules.step).state
            assert rules.last(state, "verified", NUMBER) is None
            assert rules.last(state, "tested", NUMBER) is None
        state = fold_all([*entries, self.entry(5, CallNumberVerified(number=NUMBER), "ines")], patrols.start, rules.step).state
        assert rules.last(state, "verified", NUMBER, but="rafael") is not None

    def entry(self, number: int, payload: Payload, who: str) -> Entry:
        ids = [f"018d56aa-0700-772b-a5c7-{one:012d}" for one in (number, number - 1, 99)]
        at = NOW + timedelta(minutes=number)
        return Entry(
            id=ids[0], kind=payload.kind, payload=payload, subject=ids[2], seen=[ids[1]] if number else [],
            clock=f"{number:016x}", group="piedras-negras", country="mx", author=who, reported_by=who, channel="desk",
            device="desk", occurred_at=at, local_on=at.date(),
        )  # fmt: skip


@pytest.mark.storage
@pytest.mark.django_db
class TestActs:
    """With the logbook."""

    def kept(self, by=RAFAEL) -> CallNumber:
        door.keep_call_number(number="+52 (878) 123-4567", by=by, at=NOW - 2 * HOUR)
        found = door.call_number(by.group, "mx")
        assert found
        return found

    def ready(self, by=RAFAEL, other=INES) -> CallNumber:
        row, named = self.kept(by), {"number": NUMBER}
        door.verify_call_number(subject=row.subject, **named, by=other, at=NOW - HOUR)
        door.note_test_call(subject=row.subject, **named, by=by, at=NOW - HOUR, now=NOW)
        turn = door.name_turn(name="Día", begins="07:00", ends="19:00", by=by, at=NOW - HOUR).subject
        door.plan_days(days={ON: [Duty(member="ines", turn=turn)]}, by=by, at=NOW - HOUR)
        return row

    def shown(self, now: datetime = NOW) -> list[str]:
        return [row.number for row in door.numbers_to_show("mx", now)]

    def test_a_number_goes_through_its_life(self):
        row = self.kept()
        assert row.number == NUMBER
        assert door.call_number_lacks(row, NOW) == list(NumberLacks)
        with pytest.raises(CallNumberOwn):
            door.verify_call_number(subject=row.subject, number=NUMBER, by=RAFAEL, at=NOW)
        self.ready()
        assert self.shown() == [NUMBER]
        assert self.shown(NOW + 7 * HOUR) == [], "nobody is on the roster after 19:00"
        assert self.shown(NOW - 6 * HOUR) == [], "nor before 7:00"
        door.withdraw_call_number(subject=row.subject, by=RAFAEL, at=NOW)
        assert self.shown() == []

    def test_a_changed_number_begins_anew(self):
        row = self.ready()
        door.keep_call_number(number=OTHER, by=RAFAEL, at=NOW)
        assert self.shown() == []
        assert CallNumber.objects.get().number == OTHER
        with pytest.raises(CallNumberGone):
            door.note_test_call(subject=row.subject, number=NUMBER, by=INES, at=NOW, now=NOW)

    def test_a_number_that_another_desk_replaced_is_given_no_more_though_the_new_one_waits_to_be_tried(self):
        self.ready()
        record(CallNumberKept(number=OTHER), by=RAFAEL, at=NOW)  # by a desk that did not know of the first: a subject of its own
        assert CallNumber.objects.count() == 2
        latest = door.call_number("piedras-negras", "mx")
        assert latest
        assert latest.number == OTHER
        assert self.shown() == []

    def test_the_number_before_comes_back_only_after_somebody_rang_it_again(self):
        row = self.ready()
        for number in (OTHER, NUMBER):
            door.keep_call_number(number=number, by=RAFAEL, at=NOW)
        assert self.shown() == []
        door.verify_call_number(subject=row.subject, number=NUMBER, by=INES, at=NOW)
        door.note_test_call(subject=row.subject, number=NUMBER, by=INES, at=NOW, now=NOW)
        assert self.shown() == [NUMBER]

    @pytest.mark.parametrize("wrong", ["", "12", "nueve once", "+", "911#", "٩١١٠٠", "1" * 16])
    def test_what_is_no_number_is_refused(self, wrong: str):
        with pytest.raises(CallNumberWrong):
            door.keep_call_number(number=wrong, by=RAFAEL, at=NOW)

    def test_a_test_call_is_of_the_last_24_hours(self):
        row = self.kept()
        for at in (NOW - 24 * HOUR, NOW + HOUR):
            with pytest.raises(CallNotToday):
                door.note_test_call(subject=row.subject, number=NUMBER, by=INES, at=at, now=NOW)

    def test_another_group_can_do_nothing_with_it_and_a_practised_one_is_never_shown(self):
        row = self.ready()
        for act in (door.verify_call_number, door.withdraw_call_number):
            with pytest.raises(CallNumberGone):
                act(subject=row.subject, by=NADIA, at=NOW, **({} if act is door.withdraw_call_number else {"number": NUMBER}))
        shadow = shadow_of("piedras-negras")
        self.ready(author("rafael", "desk", group=shadow), author("ines", "desk", group=shadow))
        assert [row.group for row in door.numbers_to_show("mx", NOW)] == ["piedras-negras"]


def test_the_payload_of_a_withdrawal_says_nothing_more():
    assert CallNumberWithdrawn().model_dump() == {}
