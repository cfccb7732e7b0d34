"""An alert handed over: four things and no name; to who could detain only for life; its outcome is owed, and may never come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from uuid import UUID, uuid4

import pytest
import time_machine
from pydantic import ValidationError

from vereda.countries.door import pack
from vereda.logbook.door import Author, history, rebuild
from vereda.practice import shadow_of
from vereda.rescue import door as rescue
from vereda.rescue.actions.passing import Pass
from vereda.rescue.door import AskStep, Handed, PassOutcome, PassReason, Told, ToldBefore, passing_actions, passing_lookups
from vereda.rescue.entries.passing import AlertPassed, OutcomeAsked, OutcomeTold
from vereda.rescue.errors.alert import AlertNotOpen
from vereda.rescue.errors.passing import (
    NothingHanded,
    OutcomeNotDue,
    PassingGone,
    PassOnlyForLife,
    PassToUnknown,
    ReceiptEmpty,
    ToldBeforeMissing,
)
from vereda.rescue.models.passing import Passing
from vereda.rescue.rules import passing as rules
from vereda.rescue.tests.test_alerts import _id, entry

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
BY = Author(account="rafael", group="piedras-negras", country="mx", zone="America/Matamoros")
NADIA = Author(account="nadia", group="tapachula", country="mx", zone="America/Mexico_City")
ENFORCEMENT = [row.code for row in pack("mx").institutions.values() if row.is_enforcement and row.holds_on(NOW.date())]


def made(**more) -> Pass:
    told = {
        "to": "c4-c5",
        "reason": PassReason.NEARER,
        "handed": [Handed.POSITION, Handed.NUMBER],
        "told_caller": ToldBefore.TOLD,
        "told_person": ToldBefore.NOT_REACHED,
    }
    return Pass(**{**told, **more})


class TestRules:
    """Without a database."""

    @pytest.mark.parametrize(
        ("hours", "asked", "outcome", "due"),
        [
            (23.9, [], "", None),
            (24, [], "", "24h"),
            (30, ["24h"], "", None),
            (72, ["24h"], "", "72h"),
            (80, [], "", "72h"),
            (720, ["24h", "72h"], "", "30d"),
            (2000, ["30d"], "", None),
            (2000, [], "found_alive", None),
        ],
    )
    def test_an_outcome_is_asked_for_at_24_hours_72_hours_and_30_days(self, hours, asked, outcome, due):
        now = NOW + timedelta(hours=hours)
        assert rules.ask_due(passed_at=NOW, asked=asked, outcome=outcome, now=now) == due

    @pytest.mark.parametrize("reason", list(PassReason))
    def test_who_could_detain_gets_it_for_life_alone(self, reason: PassReason):
        assert rules.is_allowed(is_enforcement=False, reason=reason)
        assert rules.is_allowed(is_enforcement=True, reason=reason) is (reason is PassReason.BEYOND_REACH)

    @pytest.mark.parametrize("field", ["name", "nationality", "document", "note", "text"])
    def test_no_entry_of_a_hand_over_has_room_for_who_they_are(self, field: str):
        told = {"to": "c4-c5", "role": "emergency", "reason": "nearer", "handed": ["number"]}
        told |= {"told_caller": "told", "told_person": "told"}
        assert AlertPassed.model_validate(told)
        with pytest.raises(ValidationError):
            AlertPassed.model_validate({**told, field: "Obsidiana"})
        with pytest.raises(ValidationError):
            AlertPassed.model_validate({**told, "handed": [field]})

    def test_every_order_of_arrival_ends_alike_also_when_the_outcome_comes_first(self):
        passed = AlertPassed(
            to="c4-c5", role="emergency", reason=PassReason.NEARER, handed=[Handed.NUMBER],
            told_caller=ToldBefore.TOLD, told_person=ToldBefore.TOLD,
        )  # fmt: skip
        handover = UUID(_id(1))
        entries = [
            entry(1, passed),
            entry(2, OutcomeAsked(handover=handover, step=AskStep.DAY), seen=(1,)),
            entry(3, OutcomeAsked(handover=handover, step=AskStep.DAY), author="lupe", seen=(1,)),
            entry(4, OutcomeTold(handover=handover, outcome=PassOutcome.FOUND_ALIVE, people=4), seen=(2,)),
        ]
        states = []
        for order in permutations(entries):
            state: dict = {"fields": {}}
            for one in order:
                state = rules.step(state, one)
            states.append(rules.passed_of(state))
        assert all(state == states[0] for state in states)
        (one,) = states[0]
        assert (one["outcome"][:2], one["asked"]) == (["found_alive", 4], {"24h": "2026-11-20T12:02:00+00:00"})


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def alert(db: None, clock: time_machine.Traveller) -> UUID:
    return rescue.receive_alert(Told(people=4, needs=["no_water"]), by=BY, at=NOW).subject


@pytest.mark.storage
@pytest.mark.django_db
class TestAtThePost:
    """With the logbook."""

    def test_it_is_handed_over_receipted_asked_for_and_answered_late(self, alert, clock):
        handover = passing_actions.pass_alert(made(), alert=alert, by=BY, at=NOW).entry
        (row,) = passing_lookups.passings_of(alert)
        assert (row.to, row.role, row.handed, row.outcome) == ("c4-c5", "emergency", ["number", "position"], "")
        passing_actions.note_receipt(alert=alert, handover=handover, receipt=" C5-0042 ", by=BY, at=NOW)
        (row,) = passing_lookups.passings_of(alert)
        assert passing_lookups.receipt_of(row) == "C5-0042"
        with pytest.raises(OutcomeNotDue):
            passing_actions.note_asked(alert=alert, handover=handover, by=BY, at=NOW)
        asked = []
        for hours in (1, 25, 26, 73, 24 * 31, 24 * 90):
            clock.move_to(NOW + timedelta(hours=hours))
            owed = passing_lookups.outcomes_owed("piedras-negras", "mx", datetime.now(UTC))
            asked += [(hours, step.value) for _row, step in owed]
            if owed:
                passing_actions.note_asked(alert=alert, handover=handover, by=BY, at=datetime.now(UTC))
        assert asked == [(25, "24h"), (73, "72h"), (24 * 31, "30d")]
        passing_actions.note_outcome(
            alert=alert, handover=handover, outcome=PassOutcome.FOUND_ALIVE, people=4, by=BY, at=datetime.now(UTC)
        )
        (row,) = passing_lookups.passings_of(alert)
        assert (row.outcome, row.people, [step for step, _at in row.asked]) == ("found_alive", 4, ["24h", "72h", "30d"])
        kinds = [one.kind for one in history(alert)]
        assert kinds.count("rescue.outcome_asked") == 3
        assert passing_lookups.outcomes_owed("piedras-negras", "mx", datetime.now(UTC)) == []

    def test_it_may_never_be_answered(self, alert, clock):
        passing_actions.pass_alert(made(), alert=alert, by=BY, at=NOW)
        clock.move_to(NOW + timedelta(days=400))
        (owed,) = passing_lookups.outcomes_owed("piedras-negras", "mx", datetime.now(UTC))
        assert owed[1] == "30d", "still owed until somebody asks"

    @pytest.mark.parametrize("to", ENFORCEMENT)
    def test_each_body_that_could_detain_gets_it_for_life_alone(self, alert, to: str):
        for reason in (PassReason.NEARER, PassReason.OTHER_SIDE):
            with pytest.raises(PassOnlyForLife):
                passing_actions.pass_alert(made(to=to, reason=reason), alert=alert, by=BY, at=NOW)
        assert Passing.objects.count() == 0
        passing_actions.pass_alert(made(to=to, reason=PassReason.BEYOND_REACH), alert=alert, by=BY, at=NOW)
        assert passing_lookups.passed_by_month("mx") == [(date(2026, 11, 1), 1, 1)]

    def test_there_are_such_bodies_in_the_pack(self):
        assert {"inm", "us-border-patrol", "sedena", "fgr"} <= set(ENFORCEMENT)

    @pytest.mark.parametrize(
        ("more", "error"),
        [
            ({"to": "nobody"}, PassToUnknown),
            ({"handed": []}, NothingHanded),
            ({"told_caller": None}, ToldBeforeMissing),
            ({"told_person": None}, ToldBeforeMissing),
        ],
    )
    def test_what_is_missing_is_said_and_nothing_is_written(self, alert, more, error):
        with pytest.raises(error):
            passing_actions.pass_alert(made(**more), alert=alert, by=BY, at=NOW)
        assert Passing.objects.count() == 0

    def test_nadia_hands_nothing_of_another_group_over_and_notes_nothing(self, alert):
        with pytest.raises(AlertNotOpen):
            passing_actions.pass_alert(made(), alert=alert, by=NADIA, at=NOW)
        handover = passing_actions.pass_alert(made(), alert=alert, by=BY, at=NOW).entry
        for act, more in (
            (passing_actions.note_receipt, {"receipt": "x"}),
            (passing_actions.note_asked, {}),
            (passing_actions.note_outcome, {"outcome": PassOutcome.FOUND_ALIVE}),
        ):
            with pytest.raises(PassingGone):
                act(alert=alert, handover=handover, by=NADIA, at=NOW, **more)
            with pytest.raises(PassingGone):
                act(alert=alert, handover=uuid4(), by=BY, at=NOW, **more)
        with pytest.raises(ReceiptEmpty):
            passing_actions.note_receipt(alert=alert, handover=handover, receipt="  ", by=BY, at=NOW)

    def test_months_are_counted_and_a_practice_is_not(self, alert, clock):
        passing_actions.pass_alert(made(), alert=alert, by=BY, at=NOW)
        passing_actions.pass_alert(made(to="inm", reason=PassReason.BEYOND_REACH), alert=alert, by=BY, at=NOW)
        shadow = Author(account="rafael", group=shadow_of("piedras-negras"), country="mx", zone="America/Matamoros")
        practised = rescue.receive_alert(Told(people=1), by=shadow, at=NOW).subject
        passing_actions.pass_alert(made(), alert=practised, by=shadow, at=NOW)
        clock.move_to(NOW + timedelta(days=20))
        passing_actions.pass_alert(made(), alert=alert, by=BY, at=datetime.now(UTC))
        assert passing_lookups.passed_by_month("mx") == [(date(2026, 12, 1), 1, 0), (date(2026, 11, 1), 2, 1)]
        assert passing_lookups.passed_by_month("mx", "tapachula") == []

    def test_a_rebuild_gives_the_same(self, alert):
        handover = passing_actions.pass_alert(made(), alert=alert, by=BY, at=NOW).entry
        passing_actions.note_receipt(alert=alert, handover=handover, receipt="C5-0042", by=BY, at=NOW)
        before = list(Passing.objects.values())
        rebuild()
        assert list(Passing.objects.values()) == before
