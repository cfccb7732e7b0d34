"""With every browser closed the loudspeaker sounds while something is unread, and is quiet when somebody read it."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from vereda.access.door import author_of
from vereda.access.tests.cast import Cast
from vereda.cli import jobs, loudspeaker
from vereda.logbook.door import Author
from vereda.practice import shadow_of
from vereda.rescue import door as rescue
from vereda.rescue.door import MissionTeam, Team, Told
from vereda.safety import door as safety
from vereda.settings import environment

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Have a loudspeaker that leaves one letter in a file each time it sounds."""
    played = tmp_path / "played"
    here = environment.env()
    command = f'{sys.executable} -c \'open("{played}", "a").write("x")\''
    monkeypatch.setattr(loudspeaker, "env", lambda: here.__class__(home=here.home, speaker=command))
    return played


def by(cast: Cast) -> Author:
    return author_of(cast.reader("ines"))


def test_it_is_quiet_while_nothing_rings_and_without_a_command(cast: Cast, heard: Path, monkeypatch: pytest.MonkeyPatch):
    now = datetime.now(UTC)
    assert not loudspeaker.sound(now=now)
    safety.raise_danger(by=by(cast), at=now)
    assert loudspeaker.sound(now=now)
    assert heard.read_text() == "x"
    here = environment.env()
    monkeypatch.setattr(loudspeaker, "env", lambda: here.__class__(home=here.home))
    assert not loudspeaker.sound(now=now)


def test_an_officer_in_danger_sounds_until_somebody_reads_it(cast: Cast, heard: Path):
    now = datetime.now(UTC)
    danger = safety.raise_danger(by=by(cast), at=now).subject
    assert loudspeaker.sound(now=now)
    safety.see_danger(danger=danger, by=by(cast), at=now)
    assert not loudspeaker.sound(now=now)


def test_an_overdue_team_sounds_on_time_until_somebody_asks_for_it(cast: Cast, heard: Path):
    now, author = datetime.now(UTC), by(cast)
    mission = rescue.open_mission(by=author, at=now, folio="PN-7").subject
    rescue.dispatch_team(mission=mission, who=Team(call_sign="Lobo 2", check_in_min=60), by=author, at=now)
    assert not loudspeaker.sound(now=now + timedelta(minutes=69))
    assert loudspeaker.sound(now=now + timedelta(minutes=70, seconds=5))
    team = MissionTeam.objects.get().team
    rescue.see_overdue(mission=mission, team=team, by=author, at=now + timedelta(minutes=71))
    assert not loudspeaker.sound(now=now + timedelta(minutes=72))


def test_an_alert_that_rang_headquarters_sounds_there(cast: Cast, heard: Path):
    now = datetime.now(UTC)
    rescue.receive_alert(Told(needs=["no_water"]), by=by(cast), at=now)
    assert not loudspeaker.sound(now=now)
    rescue.ring_unread(now=now + timedelta(minutes=16))
    assert loudspeaker.sound(now=now + timedelta(minutes=16))


def test_what_another_post_or_a_practice_has_is_not_heard_at_this_post(cast: Cast, heard: Path, monkeypatch: pytest.MonkeyPatch):
    now = datetime.now(UTC)
    shadow = Author(account=by(cast).account, group=shadow_of("piedras-negras"), country="mx", zone="America/Matamoros")
    safety.raise_danger(by=shadow, at=now)
    assert not loudspeaker.sound(now=now)
    safety.raise_danger(by=by(cast), at=now)
    post = type("Node", (), {"is_post": True, "group": "tapachula"})()
    monkeypatch.setattr(loudspeaker, "this_node", lambda: post)
    assert not loudspeaker.sound(now=now)


def test_a_command_that_fails_is_no_silence_that_nobody_sees(cast: Cast, heard: Path, monkeypatch: pytest.MonkeyPatch):
    here = environment.env()
    monkeypatch.setattr(
        loudspeaker, "env", lambda: here.__class__(home=here.home, speaker=f"{sys.executable} -c 'raise SystemExit(1)'")
    )
    safety.raise_danger(by=by(cast), at=datetime.now(UTC))
    with pytest.raises(subprocess.CalledProcessError):
        loudspeaker.sound(now=datetime.now(UTC))
    assert any(job.act == "vereda.cli.loudspeaker:sound" for job in jobs.JOBS)
