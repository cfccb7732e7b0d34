"""A team on a mission writes to the gateway: it is heard, asked which team, or left to a person; and SOS wins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from vereda.access.tests.cast import Cast
from vereda.client import texts as incoming
from vereda.logbook.door import Author
from vereda.messages import door as texts
from vereda.messages.door import Came, Warned
from vereda.messages.models import OutText, ReceivedText
from vereda.practice import shadow_of
from vereda.rescue import door as rescue
from vereda.rescue.door import MissionTeam, Team
from vereda.rescue.models.alert import Alert
from vereda.safety.models.danger import Danger
from vereda.settings import environment

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("America/Matamoros")
AT = datetime.combine(datetime.now(ZONE).date() + timedelta(days=1), time(21), ZONE)
"""After the cast was given its roles, and long before they end."""
TOKEN = "un-token-bastante-largo"
INES = "+528781112233"


def by(cast: Cast, name: str = "rafael", group: str = "piedras-negras") -> Author:
    return Author(account=str(cast.account(name).pk), group=group, country="mx", zone="America/Matamoros")


@pytest.fixture
def gateway(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    """Have a gateway of the post, and Inés' number; the clock stands ten minutes after the team was sent."""
    here = replace(environment.env(), sms_token=TOKEN, sms_group="piedras-negras", sms_url="http://127.0.0.1:1/{to}{text}")
    for module in ("vereda.client.texts", "vereda.messages.gateways.chosen"):
        monkeypatch.setattr(f"{module}.env", lambda: here)
    with time_machine.travel(AT + timedelta(minutes=10), tick=False):
        keeper, ines = by(cast), str(cast.account("ines").pk)
        texts.keep_number(number=INES, account=ines, name="", warned=[Warned.POST], by=keeper, at=AT)
        yield cast


def out(cast: Cast, folio: str = "PN-7", sign: str = "Lobo 2", group: str = "piedras-negras") -> MissionTeam:
    """Send a team with Inés in it."""
    author = by(cast, group=group)
    mission = rescue.open_mission(by=author, at=AT, folio=folio).subject
    who = Team(call_sign=sign, members=[str(cast.account("ines").pk)], check_in_min=60)
    rescue.dispatch_team(mission=mission, who=who, by=author, at=AT)
    OutText.objects.all().delete()
    return MissionTeam.objects.get(subject=mission)


def bring(text: str, number: str = INES, **more: str) -> None:
    told = {"from": number, "text": text, "id": f"{number}{text}", **more}
    answer = Client().post("/sync/v1/texts", told, headers={"Authorization": f"Token {TOKEN}"})
    assert answer.json() == {"taken": True}


def heard(row: MissionTeam) -> list[tuple[str, str]]:
    return [(channel, who) for _at, channel, who in MissionTeam.objects.get(team=row.team).heard]


def answers() -> list[str]:
    return list(OutText.objects.order_by("id").values_list("words", flat=True))


def test_ok_of_a_member_hears_the_team_answers_and_waits_for_nobody(gateway: Cast):
    row = out(gateway)
    bring("OK PN-7")
    assert heard(row) == [("sms", str(gateway.account("ines").pk))]
    at, due = (f"{(AT + timedelta(minutes=later)).astimezone(ZONE):%H:%M}" for later in (10, 70))
    assert answers() == [f"VEREDA PN-7 Lobo 2: reporte anotado {at}. Se espera el siguiente a las {due}. Mensaje automatico."]
    assert ReceivedText.objects.get().handled_at is not None
    board = gateway.client("rafael").get("/hoy/").content.decode()
    assert "Lobo 2" in board
    assert "Llegó un mensaje de texto" not in board


def test_a_point_hears_the_team_and_is_read_by_a_person(gateway: Cast):
    row = out(gateway)
    bring("llegamos 28 42.006 N 100 31.380 W")
    assert len(heard(row)) == 1
    assert ReceivedText.objects.get().handled_at is None


def hours(row: MissionTeam) -> list[datetime]:
    return [datetime.fromisoformat(at) for at, _channel, _who in MissionTeam.objects.get(team=row.team).heard]


@pytest.mark.storage
def test_a_text_of_three_hours_ago_is_heard_at_its_own_hour_quiets_nothing_and_waits_for_a_person(gateway: Cast):
    row, sent = out(gateway), AT + timedelta(minutes=5)
    with time_machine.travel(AT + timedelta(hours=3), tick=False):
        bring("OK PN-7", sent_at=sent.astimezone(ZONE).isoformat())
        assert hours(row) == [sent]
        assert ReceivedText.objects.get().handled_at is None
        (answer,) = answers()
        assert f"reporte anotado {sent.astimezone(ZONE):%H:%M}. Llego tarde: reportese otra vez." in answer
        assert rescue.watch_missions(now=AT + timedelta(hours=3)) > 0, "the watch still rings for them"


@pytest.mark.parametrize(("minutes", "waits"), [(15, False), (16, True), (-60, False)])
def test_up_to_a_quarter_of_an_hour_a_text_is_settled_and_a_clock_ahead_counts_as_now(gateway: Cast, minutes: int, waits: bool):
    row, now = out(gateway), AT + timedelta(minutes=30)
    with time_machine.travel(now, tick=False):
        bring("OK PN-7", timestamp=f"{(now - timedelta(minutes=minutes)).timestamp():.0f}")
    assert hours(row) == [now - timedelta(minutes=max(minutes, 0))]
    assert (ReceivedText.objects.get().handled_at is None) is waits


def test_a_text_of_before_the_team_was_sent_hears_nobody(gateway: Cast):
    row = out(gateway)
    bring("OK PN-7", sent_at=(AT - timedelta(hours=1)).isoformat())
    assert hours(row) == []
    assert ReceivedText.objects.get().handled_at is None


@pytest.mark.parametrize(("gap_min", "waits"), [(None, False), (1, False), (16, True)])
def test_without_an_hour_the_arrival_counts_and_a_person_reads_it_where_nobody_had_looked(
    gateway: Cast, monkeypatch: pytest.MonkeyPatch, gap_min: int | None, waits: bool
):
    row, lying, now = out(gateway), [Came(INES, "OK PN-7", id="a")], AT + timedelta(minutes=20)
    modem = SimpleNamespace(fetch=lambda: [lying.pop()] if lying else [])
    monkeypatch.setattr("vereda.client.texts._looked", [now - timedelta(minutes=gap_min)] if gap_min else [])
    monkeypatch.setattr("vereda.client.texts.texts.gateway", lambda: modem)
    assert incoming.fetch(now=now) == 1
    assert hours(row) == [now]
    assert (ReceivedText.objects.get().handled_at is None) is waits
    assert incoming.fetch(now=now + timedelta(minutes=1)) == 0


@pytest.mark.storage
def test_a_return_is_proposed_to_the_duty_officer_who_alone_brings_back(gateway: Cast):
    row = out(gateway)
    bring("Ya vamos de regreso")
    assert len(heard(row)) == 1
    assert MissionTeam.objects.get().is_out
    assert "El regreso se anota en el puesto" in answers()[0]
    text = ReceivedText.objects.get()
    rafael, page = gateway.client("rafael"), f"/mensajes/{text.subject}/"
    shown = rafael.get(page).content.decode()
    assert "Lobo 2" in shown
    assert "Ya regresó" in shown
    assert gateway.client("nadia").get(page).status_code == 404
    address = f"/mensajes/{text.subject}/equipo/{row.subject}/{row.team}/regresa/"
    assert gateway.client("nadia").post(address).status_code == 404
    assert MissionTeam.objects.get().is_out
    rafael.post(address)
    assert not MissionTeam.objects.get().is_out
    assert ReceivedText.objects.get().handled_at is not None
    assert "Ya regresó" not in rafael.get(page).content.decode()


@pytest.mark.storage
def test_who_is_on_two_teams_is_asked_which_and_a_person_may_say_it_for_them(gateway: Cast):
    first, second = out(gateway), out(gateway, "PN-9", "Puma 1")
    bring("OK")
    assert (heard(first), heard(second)) == ([], [])
    assert answers()[0].startswith("VEREDA: conteste OK y la mision, por ejemplo: OK PN-")
    waiting = ReceivedText.objects.get()
    shown = gateway.client("rafael").get(f"/mensajes/{waiting.subject}/").content.decode()
    assert "Puma 1" in shown
    bring("ok pn9")
    assert (len(heard(first)), len(heard(second))) == (0, 1)
    gateway.client("rafael").post(f"/mensajes/{waiting.subject}/equipo/{first.subject}/{first.team}/mensaje/")
    assert len(heard(first)) == 1


@pytest.mark.storage
@pytest.mark.parametrize("text", ["OK pero hay un herido", "¿OK?", "OK MX-12", "mañana hay junta"])
def test_what_says_more_is_left_to_a_person(gateway: Cast, text: str):
    row = out(gateway)
    bring(text)
    assert heard(row) == []
    assert answers() == []
    assert ReceivedText.objects.get().handled_at is None


@pytest.mark.storage
def test_sos_and_danger_win_whatever_else_stands_there(gateway: Cast):
    row = out(gateway)
    bring("SOS OK PN-7")
    bring("PELIGRO OK PN-7")
    assert heard(row) == []
    assert (Alert.objects.count(), Danger.objects.count()) == (1, 1)
    assert ReceivedText.objects.get().handled_at is None, "what stands beside the word is there to be read"


@pytest.mark.storage
def test_unknown_numbers_and_people_who_are_not_out_go_the_way_they_always_did(gateway: Cast):
    row = out(gateway)
    bring("OK PN-7", number="+528681110000")
    assert heard(row) == []
    assert ReceivedText.objects.get().account == ""
    assert [one.partition(":")[0] for one in answers()] == ["Demostracion"], "a stranger gets the menu, and nothing of a team"
    rescue.bring_team_back(mission=row.subject, team=row.team, by=by(gateway), at=AT + timedelta(minutes=9))
    bring("OK")
    assert heard(row) == []
    assert ReceivedText.objects.filter(handled_at=None).count() == 2


def test_a_team_that_only_practises_is_not_heard_by_a_real_message(gateway: Cast):
    shadow = out(gateway, group=shadow_of("piedras-negras"))
    bring("OK")
    assert heard(shadow) == []
    real = out(gateway, "PN-8", "Puma 3")
    bring("OK.")
    assert (heard(shadow), len(heard(real))) == ([], 1)
