"""With every browser closed a team that is not heard rings by the clock, at the post and where it is gone at headquarters."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine

from vereda.access.door import note_contact
from vereda.access.models import Device
from vereda.access.tests.cast import Cast
from vereda.cli import jobs
from vereda.logbook.door import Author, history
from vereda.messages import door as texts
from vereda.messages.models import OutText
from vereda.practice import shadow_of
from vereda.rescue import door as rescue
from vereda.rescue.door import MissionTeam, Team
from vereda.rescue.models.mission import Mission
from vereda.settings import environment

pytestmark = [pytest.mark.django_db, pytest.mark.storage]
ZONE = "America/Matamoros"
AT = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


def by(cast: Cast, name: str = "rafael", group: str = "piedras-negras") -> Author:
    return Author(account=str(cast.account(name).pk), group=group, country="mx", zone=ZONE)


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch):
    here = environment.env()
    monkeypatch.setattr(
        "vereda.messages.gateways.chosen.env", lambda: here.__class__(home=here.home, sms_url="http://x/{to}{text}")
    )


@pytest.fixture
def numbers(cast: Cast, gateway: None):
    for name, group, warned in (
        ("ines", "piedras-negras", texts.Warned.POST),
        ("rafael", "piedras-negras", texts.Warned.COORDINATOR),
        ("graciela", "central", texts.Warned.HEADQUARTERS),
    ):
        account = str(cast.account(name).pk)
        keeper = by(cast, "rafael", group)
        texts.keep_number(number="8781112233", account=account, name="", warned=[warned], by=keeper, at=AT)


def out(cast: Cast, group: str = "piedras-negras", minutes: int = 0) -> MissionTeam:
    """Send a team that is heard each hour with ten minutes of grace; it left at `AT`."""
    author = by(cast, group=group)
    with time_machine.travel(AT + timedelta(minutes=minutes), tick=False):
        mission = rescue.open_mission(by=author, at=AT, folio="PN-7").subject
        who = Team(call_sign="Lobo 2", members=[author.account], check_in_min=60)
        rescue.dispatch_team(mission=mission, who=who, by=author, at=AT)
        row = MissionTeam.objects.get(subject=mission)
        rescue.depart_team(mission=mission, team=row.team, by=author, at=AT)
    return row


def watch(minutes: float) -> int:
    now = AT + timedelta(minutes=minutes)
    with time_machine.travel(now, tick=False):
        return rescue.watch_missions(now=now)


def rang(row: MissionTeam) -> list[tuple[str, str, int]]:
    return [(step, place, numbers) for _since, step, place, _at, numbers in MissionTeam.objects.get(team=row.team).rang]


def post_of(spoke_at: datetime) -> Device:
    device = Device.objects.create(
        subject=uuid4(), country="mx", group="piedras-negras", label="Puesto", is_node=True, enrolled_at=AT - timedelta(days=9),
    )  # fmt: skip
    note_contact(device=device.subject, at=spoke_at)
    return device


def test_a_silent_team_rings_in_steps_each_once_and_a_word_of_it_ends_that(cast: Cast, numbers: None):
    row = out(cast)
    assert watch(69.9) == 0
    assert watch(70) == 1
    assert watch(70.1) == 0
    assert rang(row) == [("first", "central", 2)]
    assert watch(80) == 2
    assert rang(row)[1:] == [("again", "central", 2), ("headquarters", "central", 1)]
    said = set(OutText.objects.values_list("words", flat=True))
    assert "VEREDA Grupo Beta Piedras Negras: mision PN-7, Lobo 2 no se reporto a las 22:00. Responda en el tablero." in said
    assert all("Rafael" not in one and "28." not in one for one in said)
    rescue.hear_team(mission=row.subject, team=row.team, by=by(cast), at=AT + timedelta(minutes=81))
    assert watch(150) == 0
    assert watch(151) == 1


def test_who_reads_it_stops_it_for_one_interval(cast: Cast, numbers: None):
    row = out(cast)
    watch(70)
    with time_machine.travel(AT + timedelta(minutes=72), tick=False):
        rescue.see_overdue(mission=row.subject, team=row.team, by=by(cast), at=AT + timedelta(minutes=72))
    assert watch(131) == 0
    assert watch(132) == 1
    assert [step for step, _place, _numbers in rang(row)] == ["first", "first"]


def test_a_team_of_a_mission_that_somebody_closed_meanwhile_is_still_waited_for(cast: Cast, numbers: None):
    from vereda.logbook.door import record
    from vereda.rescue.door import MissionClosed

    row = out(cast)
    record(MissionClosed(outcome="found"), subject=row.subject, by=by(cast), at=AT + timedelta(minutes=5))
    assert watch(70) == 1


def test_a_departure_that_a_phone_dates_into_next_year_is_waited_for_from_when_it_came(cast: Cast, numbers: None):
    author, next_year = by(cast), AT + timedelta(days=365)
    with time_machine.travel(AT, tick=False):
        mission = rescue.open_mission(by=author, at=AT, folio="PN-8").subject
        who = Team(call_sign="Puma 1", check_in_min=60)
        rescue.dispatch_team(mission=mission, who=who, by=author, at=next_year)
    assert watch(69) == 0
    assert watch(71) == 1


def test_a_practice_rings_and_sends_nothing(cast: Cast, numbers: None):
    row = out(cast, shadow_of("piedras-negras"))
    assert watch(70) == 1
    assert rang(row) == [("first", "central", 0)]
    assert not OutText.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_with_the_posts_process_gone_headquarters_reports_the_overdue_team_on_time(cast: Cast, numbers: None):
    """The clock of `serve` at headquarters alone, on its own copy: the post spoke last when the team left."""
    row = out(cast)
    post_of(AT + timedelta(minutes=1))
    job = next(one for one in jobs.JOBS if one.act == "vereda.rescue.door:watch_missions")
    assert job.every_s <= 10
    for minute in range(71):
        with time_machine.travel(AT + timedelta(minutes=minute), tick=False):
            assert jobs.run(job)
    assert rang(row) == [("first", "central", 3)], "post, coordinator, and headquarters' own duty at once"
    texts_at = {one.made_at for one in OutText.objects.filter(words__contains="Lobo 2")}
    assert texts_at == {AT + timedelta(minutes=70)}
    assert [one.kind for one in history(row.subject)].count("rescue.overdue_rang") == 1


def test_a_post_that_falls_silent_with_a_mission_open_rings_at_headquarters_once_each_time(cast: Cast, numbers: None):
    row = out(cast)
    post = post_of(AT + timedelta(minutes=1))
    assert watch(15.9) == 0
    assert watch(16) == 1
    assert watch(40) == 0
    ((since, _at, told),) = Mission.objects.get(subject=row.subject).silent
    assert (datetime.fromisoformat(since), told) == (AT + timedelta(minutes=1), 2)
    assert OutText.objects.filter(words__contains="sin enlace con el puesto desde las 21:01").count() == 2
    note_contact(device=post.subject, at=AT + timedelta(minutes=41))
    assert watch(45) == 0
    assert watch(56) == 1


def test_at_a_post_nobody_asks_whether_posts_are_silent_and_its_own_steps_are_counted_apart(
    cast: Cast, numbers: None, monkeypatch
):
    row = out(cast)
    post_of(AT)
    assert watch(16) == 1
    monkeypatch.setattr("vereda.rescue.actions.overdue.this_node", lambda: type("Post", (), {"is_post": True})())
    assert watch(69) == 0
    assert watch(70) == 1
    assert rang(row) == [("first", "post", 2)]


def test_whoever_has_the_duty_of_headquarters_reads_it_for_the_post(cast: Cast, numbers: None):
    row = out(cast)
    graciela = by(cast, "graciela", "central")
    rescue.see_overdue(mission=row.subject, team=row.team, by=graciela, at=AT + timedelta(minutes=71), everywhere=True)
    assert [one[2] for one in MissionTeam.objects.get(team=row.team).seen] == ["central"]
    assert UUID(str(row.subject))
