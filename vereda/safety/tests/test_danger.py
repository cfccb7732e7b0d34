"""An alarm is raised with nothing known, read by name, ended once; unread it goes on by the minute, and each step is an entry."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from vereda.access.tests.cast import Cast
from vereda.logbook.door import Author, history, rebuild
from vereda.logbook.schema import Channel, uuid7
from vereda.messages import door as texts
from vereda.messages.models import OutText
from vereda.practice import shadow_of
from vereda.safety import door as safety
from vereda.safety.errors.danger import DangerNotClosed, DangerNotOpen
from vereda.safety.models.danger import Danger
from vereda.safety.words import DangerOutcome, DangerStep
from vereda.settings import environment

pytestmark = [pytest.mark.django_db, pytest.mark.storage]
ZONES = {"piedras-negras": "America/Matamoros", "tapachula": "America/Mexico_City", "central": "America/Mexico_City"}


def by(cast: Cast, name: str, group: str = "piedras-negras") -> Author:
    return Author(account=str(cast.account(name).pk), group=group, country="mx", zone=ZONES[group.removeprefix("practice.")])


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch):
    """Have a service that takes messages, as the settings would say it."""
    here = environment.env()
    monkeypatch.setattr(
        "vereda.messages.gateways.chosen.env", lambda: here.__class__(home=here.home, sms_url="http://x/{to}{text}")
    )


def raised(cast: Cast, *, minutes: float = 0, **told) -> Danger:
    at = datetime.now(UTC) - timedelta(minutes=minutes)
    subject = safety.raise_danger(by=by(cast, "ines"), at=at, **told).subject
    found = safety.danger(subject, "mx")
    assert found
    return found


def test_an_alarm_needs_nothing_and_takes_the_call_sign_of_the_plan(cast: Cast):
    ines = str(cast.account("ines").pk)
    safety.give_sign(sign="Lobo 2", bearer=safety.Bearer.PERSON, account=ines, by=by(cast, "rafael"), at=datetime.now(UTC))
    assert raised(cast, who=ines, channel=Channel.RADIO).call_sign == "Lobo 2"
    assert (raised(cast).who, raised(cast).call_sign) == (ines, "")


def test_it_is_read_by_name_once_each_answered_and_ended(cast: Cast):
    row, now = raised(cast), datetime.now(UTC)
    rafael, graciela = by(cast, "rafael"), by(cast, "graciela", "central")
    assert safety.see_danger(danger=row.subject, by=graciela, at=now, everywhere=True)
    assert safety.see_danger(danger=row.subject, by=rafael, at=now + timedelta(seconds=9))
    assert safety.see_danger(danger=row.subject, by=rafael, at=now) is None
    safety.take_step(danger=row.subject, step=DangerStep.TEAM_SENT, by=rafael, at=now, note="Va la 03")
    safety.resolve_danger(danger=row.subject, outcome=DangerOutcome.HELPED, by=rafael, at=now)
    found = safety.danger(row.subject, "mx")
    assert [seen[2] for seen in found.seen] == ["central", "piedras-negras"]
    assert (found.outcome, found.steps[0][3:]) == ("helped", ["team_sent", True])
    with pytest.raises(DangerNotOpen):
        safety.resolve_danger(danger=row.subject, outcome=DangerOutcome.FALSE_PRESS, by=rafael, at=now)
    safety.reopen_danger(danger=row.subject, by=rafael, at=now)
    with pytest.raises(DangerNotClosed):
        safety.reopen_danger(danger=row.subject, by=rafael, at=now)


def test_nadia_of_another_group_changes_nothing(cast: Cast):
    row, nadia = raised(cast), by(cast, "nadia", "tapachula")
    for act in (safety.see_danger, safety.reopen_danger):
        with pytest.raises((DangerNotOpen, DangerNotClosed)):
            act(danger=row.subject, by=nadia, at=datetime.now(UTC))
    with pytest.raises(DangerNotOpen):
        safety.take_step(danger=row.subject, step=DangerStep.CALLED, by=nadia, at=datetime.now(UTC))


def steps_of(row: Danger) -> list[tuple[str, int]]:
    found = safety.danger(row.subject, "mx")
    assert found
    return [(level, numbers) for _at, level, _place, numbers in found.raised]


def test_what_nobody_reads_goes_on_and_each_step_is_taken_once(cast: Cast, gateway: None):
    told = datetime.now(UTC)
    for name, warned in (("rafael", ["coordinator"]), ("ines", ["post"])):
        texts.keep_number(
            number="878 111 2233",
            account=str(cast.account(name).pk),
            name="",
            warned=[texts.Warned(one) for one in warned],
            by=by(cast, "rafael"),
            at=told,
        )
    texts.keep_number(
        number="55 1111 2233",
        account="",
        name="Guardia",
        warned=[texts.Warned.HEADQUARTERS],
        by=by(cast, "alma", "central"),
        at=told,
    )
    row = raised(cast)
    assert safety.raise_unread(now=told + timedelta(seconds=2)) == 1
    assert steps_of(row) == [("first", 2)]
    assert safety.raise_unread(now=told + timedelta(seconds=30)) == 0
    assert safety.raise_unread(now=told + timedelta(minutes=3, seconds=1)) == 2
    assert safety.raise_unread(now=told + timedelta(minutes=6)) == 1
    assert steps_of(row) == [("first", 2), ("post", 1), ("coordinator", 1), ("headquarters", 1)]
    words = OutText.objects.values_list("words", flat=True)
    assert len(words) == 5
    assert all(one.startswith("VEREDA Grupo Beta Piedras Negras: agente en peligro") and "Ines" not in one for one in words)
    assert all("2233" not in one for one in words)
    assert [one.kind for one in history(row.subject)].count("safety.danger_raised") == 4


@pytest.mark.parametrize("told", [datetime(1970, 1, 2, tzinfo=UTC), datetime(2190, 1, 1, tzinfo=UTC)])
def test_no_clock_of_a_phone_makes_an_alarm_wait_or_leaves_it_out(cast: Cast, gateway: None, told: datetime):
    subject = safety.raise_danger(by=by(cast, "ines"), at=told).subject
    came = datetime.now(UTC)
    safety.raise_unread(now=came + timedelta(seconds=5))
    safety.raise_unread(now=came + timedelta(minutes=6))
    row = safety.danger(subject, "mx")
    assert row
    assert {level for level, _numbers in steps_of(row)} == {"first", "post", "coordinator", "headquarters"}
    assert [one.subject for one in safety.open_dangers("mx", "piedras-negras")] == [subject]
    page = cast.client("rafael").get("/agente-en-peligro/").content.decode()
    assert str(subject) in page


def test_an_alarm_that_cannot_be_raised_keeps_no_other_from_it(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    from vereda.safety.actions import raising

    broken, sound, due = raised(cast), raised(cast), raising._due

    def fails(row, now):
        if row.subject == broken.subject:
            raise ValueError("broken")
        return due(row, now)

    monkeypatch.setattr(raising, "_due", fails)
    with pytest.raises(ExceptionGroup):
        safety.raise_unread(now=sound.told_at + timedelta(minutes=6))
    assert steps_of(broken) == []
    assert {level for level, _numbers in steps_of(sound)} >= {"first", "post", "coordinator"}


def test_who_reads_it_stops_the_ringing_and_a_practice_sends_nothing(cast: Cast, gateway: None):
    row = raised(cast, minutes=2)
    safety.see_danger(danger=row.subject, by=by(cast, "rafael"), at=datetime.now(UTC))
    assert safety.raise_unread(now=datetime.now(UTC)) == 0
    number = {"number": "878 111 2233", "name": "Guardia", "warned": ["post"]}
    shadow = shadow_of("piedras-negras")
    texts.keep_number(account="", by=by(cast, "rafael", shadow), at=datetime.now(UTC), **number)
    practised = safety.raise_danger(by=by(cast, "ines", shadow), at=datetime.now(UTC)).subject
    safety.raise_unread(now=datetime.now(UTC) + timedelta(minutes=9))
    assert OutText.objects.count() == 0
    assert safety.open_dangers("mx", shadow)[0].subject == practised
    assert [one.subject for one in safety.open_dangers("mx")] == [row.subject]


def test_without_a_gateway_the_steps_are_taken_and_say_that_nobody_was_warned(cast: Cast):
    row = raised(cast, minutes=9)
    safety.raise_unread(now=datetime.now(UTC))
    assert steps_of(row) == [("first", 0), ("post", 0), ("coordinator", 0), ("headquarters", 0)]
    assert OutText.objects.count() == 0


def test_a_text_message_and_the_phone_tell_one_alarm_in_either_order(cast: Cast):
    ines, subject = str(cast.account("ines").pk), uuid7(int(datetime.now(UTC).timestamp() * 1000))
    machine = Author(account="operator", group="piedras-negras", country="mx", zone="America/Matamoros")
    text = f"peligro {subject.hex}"
    assert safety.is_alarm(text)
    assert not safety.is_alarm("¿hay peligro?")
    came = safety.raise_by_text(text=text, account=ines, by=machine, at=datetime.now(UTC))
    assert came.subject == subject
    safety.raise_danger(by=by(cast, "ines"), at=datetime.now(UTC), subject=subject)
    again = safety.raise_by_text(text="PELIGRO", account=ines, by=machine, at=datetime.now(UTC))
    assert again.subject == subject, "typed by hand it belongs to the officer's open alarm"
    assert Danger.objects.count() == 1
    assert Danger.objects.get().who == ines
    other = safety.give_sign(sign="Base", bearer=safety.Bearer.POST, by=by(cast, "rafael"), at=datetime.now(UTC)).subject
    assert safety.raise_by_text(text=f"PELIGRO {other.hex}", account=ines, by=machine, at=datetime.now(UTC)).subject != other


def test_a_rebuild_gives_the_same_alarm(cast: Cast):
    row = raised(cast, minutes=2)
    safety.raise_unread(now=datetime.now(UTC))
    before = Danger.objects.filter(subject=row.subject).values().get()
    rebuild()
    assert Danger.objects.filter(subject=row.subject).values().get() == before
    assert isinstance(before["subject"], UUID)
