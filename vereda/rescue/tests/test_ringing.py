"""An alert that nobody reads has reached a person within 15 minutes: no browser, and no process of the post, is needed for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import permutations
from types import SimpleNamespace
from uuid import UUID

import pytest
import time_machine

from vereda.access.tests.cast import Cast
from vereda.logbook.door import Author, history, rebuild
from vereda.logbook.schema import Channel
from vereda.messages import door as texts
from vereda.messages.models import OutText
from vereda.practice import shadow_of
from vereda.rescue import door as rescue
from vereda.rescue.door import AlertOutcome, RingStep, Told
from vereda.rescue.entries.ringing import AlertRang
from vereda.rescue.errors.alert import AlertNotOpen
from vereda.rescue.models.ringing import Ringing
from vereda.rescue.rules import ringing as rules
from vereda.rescue.tests.test_alerts import entry
from vereda.settings import environment

SOS_AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
ZONES = {"piedras-negras": "America/Matamoros", "central": "America/Mexico_City"}
ALL = ["post", "coordinator", "headquarters"]


class TestWhichStepIsDue:
    """Without a database."""

    def due(self, minutes: float, *rang: str, is_post: bool = False, has_post: bool = False) -> list[RingStep]:
        return rules.steps_due(
            since=SOS_AT, rang=rang, is_post=is_post, has_post=has_post, now=SOS_AT + timedelta(minutes=minutes)
        )

    def test_five_ten_and_fifteen_minutes_where_one_machine_does_all(self):
        assert [self.due(one) for one in (4.99, 5, 9.99)] == [[], ["post"], ["post"]]
        assert self.due(10, "post") == ["coordinator"]
        assert self.due(15, "post", "coordinator") == ["headquarters"]
        assert self.due(60, *ALL) == []

    def test_each_machine_takes_its_own_and_goes_for_the_other_a_minute_later(self):
        assert self.due(5, is_post=True, has_post=True) == ["post"]
        assert self.due(5.9, has_post=True) == []
        assert self.due(6, has_post=True) == ["post"], "the post is dead"
        assert self.due(15, *ALL[:2], has_post=True) == ["headquarters"]
        assert self.due(15.9, *ALL[:2], is_post=True, has_post=True) == []
        assert self.due(16, *ALL[:2], is_post=True, has_post=True) == ["headquarters"], "the line is cut"

    def test_a_message_names_neither_place_nor_person_and_fits_one_text(self):
        for step in RingStep:
            words = rules.message_of(group="Grupo Beta San Luis Río Colorado", folio="A1B2C3", minutes=15, step=step)
            assert len(words) <= 160
            assert words.startswith("VEREDA Grupo Beta San Luis Río Colorado: ALERTA SIN LEER desde hace 15 min. Folio A1B2C3.")

    def test_the_earliest_of_two_that_rang_one_step_stands_in_any_order(self):
        rang = [
            entry(4, AlertRang(step=RingStep.POST, at_post=True, numbers=2)),
            entry(2, AlertRang(step=RingStep.POST, numbers=1)),
            entry(9, AlertRang(step=RingStep.HEADQUARTERS)),
        ]
        states = []
        for order in permutations(rang):
            state: dict = {"fields": {}}
            for one in order:
                state = rules.step(state, one)
            states.append(state)
        assert all(state == states[0] for state in states)
        assert states[0]["rang"]["post"] == ["2026-11-20T12:02:00+00:00", False, 1]


def by(cast: Cast, name: str, group: str = "piedras-negras") -> Author:
    return Author(account=str(cast.account(name).pk), group=group, country="mx", zone=ZONES[group.removeprefix("practice.")])


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(SOS_AT, tick=False) as traveller:
        yield traveller


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a service that takes messages, as the settings would say it."""
    here = environment.env()
    monkeypatch.setattr(
        "vereda.messages.gateways.chosen.env", lambda: here.__class__(home=here.home, sms_url="http://x/{to}{text}")
    )


@pytest.fixture
def numbers(cast: Cast) -> None:
    for name, warned, group in (("ines", "post", ""), ("rafael", "coordinator", ""), ("alma", "headquarters", "central")):
        texts.keep_number(
            number="878 111 2233",
            account="" if group else str(cast.account(name).pk),
            name="Guardia" if group else "",
            warned=[texts.Warned(warned)],
            by=by(cast, name, group or "piedras-negras"),
            at=datetime.now(UTC),
        )


def sos(cast: Cast, *, at: datetime = SOS_AT, group: str = "piedras-negras", channel: Channel = Channel.PHONE) -> UUID:
    draft = rescue.alert_draft(Told(people=5, needs=["no_water"]), by=by(cast, "ines", group), at=at, channel=channel)
    from vereda.logbook.door import record_all

    return record_all([draft])[0].subject


def run(clock: time_machine.Traveller, *, until_min: float, every_s: int = 5) -> None:
    """Do what `serve` does by the clock, as often as it does."""
    while datetime.now(UTC) < SOS_AT + timedelta(minutes=until_min):
        clock.shift(timedelta(seconds=every_s))
        rescue.ring_unread(now=datetime.now(UTC))


def rang(alert: UUID) -> list[tuple[str, int]]:
    """Return (step, seconds after the alert) of what was done."""
    return [
        (one.payload.step, round((one.occurred_at - SOS_AT).total_seconds()))
        for one in history(alert)
        if isinstance(one.payload, AlertRang)
    ]


def queued() -> list[str]:
    return list(OutText.objects.order_by("made_at", "id").values_list("words", flat=True))


@pytest.mark.storage
@pytest.mark.django_db
class TestAnEmptyPost:
    """With frozen time; nobody looks at any screen."""

    def test_an_sos_has_reached_a_person_within_15_minutes(self, cast, clock, gateway, numbers):
        alert = sos(cast)
        run(clock, until_min=30)
        assert rang(alert) == [("post", 300), ("coordinator", 600), ("headquarters", 900)]
        assert len(queued()) == 3, "one message a step: no step rings twice"
        assert Ringing.objects.get().rang[-1][1:] == ["headquarters", False, 1]

    def test_an_alert_that_cannot_be_rung_for_keeps_no_other_from_it(self, cast, clock, monkeypatch):
        from vereda.rescue.actions import ringing

        broken, sound, due = sos(cast), sos(cast), ringing._due

        def fails(row, now):
            if row.subject == broken:
                raise ValueError("broken")
            return due(row, now)

        monkeypatch.setattr(ringing, "_due", fails)
        clock.shift(timedelta(minutes=6))
        with pytest.raises(ExceptionGroup):
            rescue.ring_unread(now=datetime.now(UTC))
        assert (rang(broken), rang(sound)) == ([], [("post", 360)])

    def test_the_posts_process_is_dead_and_headquarters_has_the_alert(self, cast, clock, gateway, numbers, monkeypatch):
        """This is the machine of headquarters; the group has a post of its own, which says nothing."""
        post = SimpleNamespace(read=lambda: [SimpleNamespace(group="piedras-negras")])
        monkeypatch.setattr("vereda.rescue.actions.ringing.nodes_document", lambda now: post)
        alert = sos(cast)
        run(clock, until_min=15)
        assert rang(alert) == [("post", 360), ("coordinator", 660), ("headquarters", 900)]
        assert len(queued()) == 3

    def test_what_the_post_rang_headquarters_does_not_ring_again(self, cast, clock, gateway, numbers, monkeypatch):
        post = SimpleNamespace(read=lambda: [SimpleNamespace(group="piedras-negras")])
        monkeypatch.setattr("vereda.rescue.actions.ringing.nodes_document", lambda now: post)
        alert = sos(cast)
        monkeypatch.setattr("vereda.rescue.actions.ringing.this_node", lambda: SimpleNamespace(is_post=True))
        run(clock, until_min=10.5)
        monkeypatch.setattr("vereda.rescue.actions.ringing.this_node", lambda: SimpleNamespace(is_post=False))
        run(clock, until_min=20)
        assert rang(alert) == [("post", 300), ("coordinator", 600), ("headquarters", 900)]

    def test_reading_it_stops_it_and_so_does_closing_it(self, cast, clock, gateway, numbers):
        alert, other = sos(cast), sos(cast)
        run(clock, until_min=6)
        rescue.read_alert(alert=alert, by=by(cast, "rafael"), at=datetime.now(UTC))
        rescue.close_alert(alert=other, outcome=AlertOutcome.FALSE_ALARM, by=by(cast, "rafael"), at=datetime.now(UTC))
        run(clock, until_min=40)
        assert [step for one in (alert, other) for step, _s in rang(one)] == ["post", "post"]

    def test_without_gateway_and_numbers_the_steps_are_taken_and_say_that_nobody_was_warned(self, cast, clock):
        alert = sos(cast)
        run(clock, until_min=16)
        assert [one[3] for one in rescue.rang([alert])[alert]] == [0, 0, 0]
        assert queued() == []

    def test_a_practice_rings_at_the_practice_and_sends_nothing(self, cast, clock, gateway, numbers):
        sos(cast, group=shadow_of("piedras-negras"))
        run(clock, until_min=16)
        assert queued() == []
        assert rescue.rang_headquarters("mx") == []

    def test_what_the_desk_wrote_of_an_hour_ago_waits_from_now_and_what_a_phone_brings_late_rings_at_once(self, cast, clock):
        desk = sos(cast, at=SOS_AT - timedelta(hours=1), channel=Channel.TELEPHONE)
        phone = sos(cast, at=SOS_AT - timedelta(hours=1))
        rescue.ring_unread(now=SOS_AT + timedelta(seconds=5))
        assert [step for step, _s in rang(desk)] == []
        assert [step for step, _s in rang(phone)] == ALL

    def test_what_came_days_ago_rings_nobody(self, cast, clock):
        alert = sos(cast)
        rescue.ring_unread(now=SOS_AT + timedelta(days=4))
        assert rang(alert) == []

    @pytest.mark.parametrize(
        "told", [datetime(1970, 1, 2, tzinfo=UTC), SOS_AT - timedelta(days=40), SOS_AT + timedelta(days=400)]
    )
    def test_no_clock_of_a_phone_hides_an_alert_or_makes_it_wait(self, cast, clock, gateway, numbers, told):
        alert = sos(cast, at=told)
        run(clock, until_min=16)
        steps = rang(alert)
        assert [step for step, _s in steps] == ALL
        assert all(after <= 60 * minutes for (_step, after), minutes in zip(steps, (5, 10, 15), strict=True))
        assert all(len(words) <= 160 for words in queued()), "the minutes are of this machine"

    def test_headquarters_may_say_it_saw_it_once_it_rang_there_and_not_before(self, cast, clock):
        alert, graciela = sos(cast), by(cast, "graciela", "central")
        run(clock, until_min=11)
        with pytest.raises(AlertNotOpen):
            rescue.read_at_headquarters(alert=alert, by=graciela, at=datetime.now(UTC))
        run(clock, until_min=15)
        assert rescue.read_at_headquarters(alert=alert, by=graciela, at=datetime.now(UTC))
        assert rescue.read_at_headquarters(alert=alert, by=graciela, at=datetime.now(UTC)) is None
        assert rescue.alert(alert, "piedras-negras", "mx").read_by == graciela.account
        assert rescue.ringing_alerts("piedras-negras", "mx") == []

    def test_a_rebuild_gives_the_same(self, cast, clock):
        alert = sos(cast)
        run(clock, until_min=11)
        before = Ringing.objects.filter(subject=alert).values().get()
        rebuild()
        assert Ringing.objects.filter(subject=alert).values().get() == before
