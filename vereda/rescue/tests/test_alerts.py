"""An alert is read once, closed once, and says the same whatever the order in which phones deliver it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from django.utils import timezone

from vereda.access.door import author_of
from vereda.encounters.models import Encounter
from vereda.logbook.door import disputes_of, facts_of_month, record
from vereda.logbook.entries import Payload
from vereda.logbook.rules.fold import Entry, fold_all
from vereda.rescue import door
from vereda.rescue.door import AlertOutcome, Told
from vereda.rescue.entries.alert import AlertClosed, AlertRead, AlertReceived, AlertReopened
from vereda.rescue.errors.alert import AlertNotClosed, AlertNotOpen, NothingTold, OutcomeNeeds, UnknownWord
from vereda.rescue.models.alert import Alert
from vereda.rescue.rules import alert as rules

SUBJECT = "018d56aa-0700-772b-a5c7-0d28118edad0"


def entry(number: int, payload: Payload, author: str = "ines", seen: tuple[int, ...] = ()) -> Entry:
    at = datetime(2026, 11, 20, 12, number, tzinfo=UTC)
    return Entry(
        id=_id(number),
        kind=payload.kind,
        payload=payload,
        subject=SUBJECT,
        seen=[_id(one) for one in seen],
        clock=f"{number:016x}",
        group="piedras-negras",
        country="mx",
        author=author,
        reported_by=author,
        channel="phone",
        device="phone-1",
        occurred_at=at,
        local_on=at.date(),
    )


def _id(number: int) -> str:
    return f"018d56aa-0700-772b-a5c7-{number:012d}"


def test_every_order_of_arrival_ends_alike():
    def made() -> list[Entry]:
        return [
            entry(1, AlertReceived(people=4, needs=["no_water"])),
            entry(2, AlertRead(), author="rafael", seen=(1,)),
            entry(3, AlertRead(), author="lupe", seen=(1,)),
            entry(4, AlertClosed(outcome=AlertOutcome.FALSE_ALARM), seen=(2,)),
        ]

    states = []
    for order in permutations(range(4)):
        entries = made()
        states.append(fold_all([entries[place] for place in order], rules.start, rules.step).state)
    assert all(state == states[0] for state in states)
    assert states[0]["read"] == ["2026-11-20T12:02:00+00:00", "rafael"]


def test_two_who_write_other_things_of_one_alert_agree_in_every_order():
    def made() -> list[Entry]:
        return [
            entry(1, AlertReceived(people=4, last_seen_h=3)),
            entry(2, AlertReceived(guide_left=False, battery_pct=0, heading="to_north"), author="rafael", seen=(1,)),
        ]

    states = [fold_all(order, rules.start, rules.step).state["fields"] for order in permutations(made())]
    assert states[0] == states[1]
    told = {name: writes[0][1] for name, writes in states[0].items() if name != "told_at"}
    assert told["last_seen_at"] == "2026-11-20T09:01:00+00:00"
    assert (told["guide_left"], told["battery_pct"], told["heading"], told["people"]) == (False, 0, "to_north", 4)


def test_what_a_phone_of_the_first_version_wrote_says_the_same_today():
    old = {"came_by": "radio", "people": 4, "needs": ["lost"]}
    assert AlertReceived(**AlertReceived.upcasts[1](old)) == AlertReceived(came_by="radio", people=4, needs=["lost"])


@pytest.mark.storage
@pytest.mark.django_db
class TestAtThePost:
    """With the cast."""

    @pytest.fixture
    def by(self, cast):
        return lambda name="ines": author_of(cast.reader(name))

    def told(self, by, **more) -> Alert:
        receipt = door.receive_alert(Told(**{"people": 4, **more}), by=by(), at=timezone.now())
        return Alert.objects.get(subject=receipt.subject)

    def test_an_alert_is_neither_an_encounter_nor_a_count(self, by):
        self.told(by, needs=["no_water"], children=1)
        assert Encounter.objects.count() == 0
        assert list(facts_of_month("mx", timezone.now().date().replace(day=1))) == []

    def test_nothing_told_is_no_alert_and_an_unknown_word_is_refused(self, by):
        for told, error in (
            (Told(came_by="telephone"), NothingTold),
            (Told(needs=["hunger_of_wolves"]), UnknownWord),
            (Told(needs=["unconscious"]), UnknownWord),  # a word of another kind
            (Told(people=0, needs=["lost"]), UnknownWord),
            (Told(means="to_north", needs=["lost"]), UnknownWord),
            (Told(side="FR", needs=["lost"]), UnknownWord),
            (Told(language="xyz", needs=["lost"]), UnknownWord),
            (Told(battery_pct=101, needs=["lost"]), UnknownWord),
        ):
            with pytest.raises(error):
                door.receive_alert(told, by=by(), at=timezone.now())
        assert Alert.objects.count() == 0

    def test_the_first_who_read_it_stands(self, by):
        row, now = self.told(by), timezone.now()
        assert door.read_alert(alert=row.subject, by=by("rafael"), at=now) is not None
        assert door.read_alert(alert=row.subject, by=by(), at=now) is None
        row.refresh_from_db()
        assert row.read_by == by("rafael").account

    def test_two_who_close_it_alike_agree_and_two_who_do_not_are_shown(self, by):
        row, now = self.told(by), timezone.now()
        for outcome in (AlertOutcome.FALSE_ALARM, AlertOutcome.FALSE_ALARM):
            record(AlertClosed(outcome=outcome), subject=row.subject, by=by(), at=now, seen=[])
        assert disputes_of(row.subject) == []
        record(AlertClosed(outcome=AlertOutcome.UNKNOWN), subject=row.subject, by=by("rafael"), at=now, seen=[])
        assert [one.field for one in disputes_of(row.subject)] == ["!outcome"]
        row.refresh_from_db()
        assert row.outcome == "false_alarm", "the first one stands"

    def test_nadia_closes_no_alert_of_another_group(self, by):
        row = self.told(by)
        for act in (door.close_alert, door.read_alert, door.open_mission_for):
            more = {"outcome": AlertOutcome.UNKNOWN} if act is door.close_alert else {}
            with pytest.raises(AlertNotOpen):
                act(alert=row.subject, by=by("nadia"), at=timezone.now(), **more)

    def test_it_goes_on_only_with_what_is_there(self, by):
        row, now = self.told(by), timezone.now()
        for outcome in (AlertOutcome.MISSION_OPENED, AlertOutcome.JOINED):
            with pytest.raises(OutcomeNeeds):
                door.close_alert(alert=row.subject, outcome=outcome, by=by(), at=now)

    def test_it_is_opened_again(self, by):
        row, now = self.told(by), timezone.now()
        with pytest.raises(AlertNotClosed):
            door.reopen_alert(alert=row.subject, by=by(), at=now)
        door.close_alert(alert=row.subject, outcome=AlertOutcome.UNKNOWN, by=by(), at=now)
        with pytest.raises(AlertNotOpen):
            door.close_alert(alert=row.subject, outcome=AlertOutcome.UNKNOWN, by=by(), at=now)
        door.reopen_alert(alert=row.subject, by=by(), at=now)
        assert [one.subject for one in door.open_alerts("piedras-negras", "mx")] == [row.subject]

    def test_what_nobody_read_stands_first_then_the_oldest(self, by):
        now = timezone.now()
        made = [door.receive_alert(Told(people=n), by=by(), at=now - timedelta(minutes=n)).subject for n in (5, 20, 40)]
        door.read_alert(alert=made[2], by=by(), at=now)
        assert [one.subject for one in door.open_alerts("piedras-negras", "mx")] == [made[1], made[0], made[2]]


def test_a_reopening_takes_back_only_the_closing_that_was_seen():
    entries = [
        entry(1, AlertReceived(people=4)),
        entry(2, AlertClosed(outcome=AlertOutcome.FALSE_ALARM), seen=(1,)),
        entry(3, AlertClosed(outcome=AlertOutcome.UNKNOWN), seen=(1,)),
        entry(4, AlertReopened(), seen=(2,)),
    ]
    state = fold_all(entries, rules.start, rules.step).state
    assert [write[1][0] for write in state["fields"]["!outcome"]] == ["unknown"]
