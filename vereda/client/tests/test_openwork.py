"""What a phone holds: the open work of its own group exactly, and nothing of another; forgotten when it is closed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest
from django.test import Client
from django.utils import timezone

from vereda.access.door import author_of, enrol_device, reader_for_command
from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast
from vereda.client import openwork
from vereda.encounters import door as encounters
from vereda.encounters.door import Corrected, Line, Meeting, Named, PlaceKind, Service, Where
from vereda.groups import door as groups
from vereda.logbook.door import record
from vereda.logbook.models import Flag
from vereda.people.door import Identity
from vereda.protection import door as protection
from vereda.rescue import door as rescue
from vereda.rescue.door import AlertOutcome, Told

pytestmark = pytest.mark.django_db

RIVER = Where(kind=PlaceKind.POINT, lat=28.70512, lon=-100.50734, accuracy_m=8, place="la compuerta vieja")
SECRETS = ("Wilmer", "Zelaya", "compuerta vieja", "878 111", "iba con fiebre")


class Post:
    """A group with somebody of every kind of open work, and a phone that asks for it."""

    def __init__(self, cast: Cast, name: str, group: str) -> None:
        self.cast, self.account = cast, cast.account(name)
        self.by = author_of(cast.reader(name))
        receipt, self.token = enrol_device(
            country="mx",
            group=group,
            label=f"Teléfono de {group}",
            by=reader_for_command(None, None),
            at=timezone.now(),
            agents=[self.account.pk],
        )
        self.device = str(receipt.subject)

    def ask(self, cursor: int = 0, **headers: str) -> Any:  # Any: Django's test response
        known = {"Authorization": f"Bearer {self.token}", "X-Vereda-Agent": str(self.account.pk), "X-Vereda-App": "1"}
        return Client().get("/sync/v1/pull", {"cursor": cursor}, headers={**known, **headers})

    def ask_practice(self) -> dict[str, Any]:  # Any: JSON
        known = {"Authorization": f"Bearer {self.token}", "X-Vereda-Agent": str(self.account.pk), "X-Vereda-App": "1"}
        answer: dict[str, Any] = Client().get("/sync/v1/pull", {"practice": "true"}, headers=known).json()  # Any: JSON
        return answer

    def pull(self, cursor: int = 0) -> dict[str, Any]:  # Any: JSON
        answer = self.ask(cursor)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def meet(self, at: datetime | None = None, **more: Any) -> UUID:  # Any: fields of a meeting
        told = {"people_met": 2, "lines": [Line(line_id="a", count=2)], "services": [Service(service="WATER")], **more}
        return encounters.record_meeting(Meeting(**told), by=self.by, at=at or timezone.now()).subject

    def fill(self) -> dict[str, UUID]:
        """Make one of each kind of open work, and one of each that is not open."""
        now = timezone.now()
        wilmer = Named(line_id="a", identity=Identity(given="Wilmer", families=["Zelaya"]), purpose="lost_contact")
        told = Told(people=3, needs=["no_water"], where=RIVER, note="iba con fiebre", caller="Wilmer", call_back="878 111 0000")
        open_ = {
            "shift": groups.start_shift(members=[str(self.account.pk)], by=self.by, at=now).subject,
            "patrol": groups.depart(route="Ribera", by=self.by, at=now, team=[str(self.account.pk)]).subject,
            "alert": rescue.receive_alert(told, by=self.by, at=now).subject,
            "encounter": self.meet(named=[wilmer], where=RIVER, note="iba con fiebre", unaccompanied_minors=1, people_met=2),
        }
        open_["child_path"] = protection.open_path(encounter=open_["encounter"], by=self.by, at=now, note="Wilmer").subject
        second = rescue.receive_alert(told, by=self.by, at=now).subject
        open_["mission"] = rescue.open_mission_for(alert=second, by=self.by, at=now).subject
        done = groups.depart(route="Puente", by=self.by, at=now).subject
        groups.come_back(patrol=done, by=self.by, at=now)
        self.meet(at=now - timedelta(hours=25))
        gone = self.meet()
        encounters.withdraw_meeting(gone, reason=encounters.WithdrawnFor.MISTAKE, by=self.by, at=now)
        return open_


@pytest.fixture
def own(cast: Cast) -> Post:
    return Post(cast, "ines", "piedras-negras")


@pytest.fixture
def other(cast: Cast) -> Post:
    return Post(cast, "nadia", cast.reader("nadia").group)


def ids(page: dict[str, Any]) -> set[str]:  # Any: JSON
    return {item["subject"] for item in page["items"]}


def of_kind(page: dict[str, Any], kind: str) -> dict[str, Any]:  # Any: JSON
    return next(item for item in page["items"] if item["kind"] == kind)


def test_sec_036_a_phone_gets_the_open_work_of_its_group_exactly_and_never_of_another(own: Post, other: Post):
    mine, theirs = own.fill(), other.fill()
    assert ids(own.pull()) == {str(one) for one in mine.values()}
    assert ids(other.pull()) == {str(one) for one in theirs.values()}


def test_no_name_no_note_and_no_exact_place_but_of_who_is_in_danger(own: Post):
    own.fill()
    page = own.pull()
    alert, mission, met = of_kind(page, "alert"), of_kind(page, "mission"), of_kind(page, "encounter")
    assert alert["state"]["where"] == {"lon": RIVER.lon, "lat": RIVER.lat, "accuracy_m": 8, "place": "la compuerta vieja"}
    assert mission["state"]["where"]["lat"] == RIVER.lat
    assert "where" not in met["state"]
    for item in page["items"]:
        item["state"].pop("where", None)
    rest = orjson.dumps(page).decode()
    assert [word for word in SECRETS if word in rest] == []
    assert (alert["state"]["has_note"], alert["state"]["has_caller"]) == (True, True)


def test_what_did_not_change_is_not_sent_again_and_what_was_closed_is_forgotten(own: Post):
    mine = own.fill()
    first = own.pull()
    assert own.pull(first["cursor"])["items"] == []
    rescue.close_alert(alert=mine["alert"], outcome=AlertOutcome.FALSE_ALARM, by=own.by, at=timezone.now())
    groups.check_in(patrol=mine["patrol"], by=own.by, at=timezone.now())
    page = own.pull(first["cursor"])
    assert ids(page) == {str(mine["patrol"])}
    assert page["gone"] == [str(mine["alert"])]
    assert own.pull(page["cursor"])["gone"] == []


@pytest.mark.storage
def test_an_encounter_is_forgotten_when_it_is_a_day_old_though_nobody_wrote_anything(own: Post):
    met = own.meet()
    reader = openwork.reader_on(own.device, str(own.account.pk))
    first = openwork.page_of(reader, 0, timezone.now())
    later = timezone.now() + timedelta(hours=24, minutes=1)
    assert openwork.page_of(reader, first["cursor"], later)["gone"] == [str(met)]


def test_a_long_answer_comes_in_pages_and_goes_on_where_the_line_was_cut(own: Post, monkeypatch: pytest.MonkeyPatch):
    met = {str(own.meet()) for _ in range(9)}
    monkeypatch.setattr(openwork, "PAGE", 1_200)
    cursor, seen, pages = 0, set[str](), 0
    while True:
        page = own.pull(cursor)
        assert ids(page).isdisjoint(seen)
        assert len(orjson.dumps(page["items"])) < 2_400
        seen, cursor, pages = seen | ids(page), page["cursor"], pages + 1
        if not page["more"]:
            break
        assert own.pull(cursor)["items"][0] == own.pull(cursor)["items"][0]  # asked twice, answered alike
    assert seen == met
    assert pages > 2


def test_a_mark_of_another_life_of_the_server_begins_anew(own: Post):
    mine = own.fill()
    page = own.pull(own.pull()["cursor"] + 5_000_000)
    assert page["fresh"]
    assert ids(page) == {str(one) for one in mine.values()}


def test_a_conflict_shows_both_values_in_the_words_of_the_desk(own: Post, cast: Cast):
    met = own.meet()
    seen = encounters_heads(met)
    for people in (4, 7):
        changes = Corrected(people_met=people)
        record(changes, subject=met, by=own.by, at=timezone.now(), seen=seen)
    item = next(one for one in own.pull()["items"] if one["subject"] == str(met))
    (conflict,) = item["conflicts"]
    assert (conflict["field"], conflict["label"]) == ("people_met", "Personas")
    assert {value["text"] for value in conflict["values"]} == {"4", "7"}
    assert {value["by"] for value in conflict["values"]} == {own.account.display_name}
    assert [value["text"] for value in conflict["values"] if value["stands"]] == ["7"]
    desk = cast.client("rafael").get("/diferencias/").content.decode()
    for value in conflict["values"]:
        assert value["entry"] in desk
        assert value["text"] in desk
    assert conflict["label"] in desk


def test_an_old_encounter_with_two_versions_is_on_the_phone_until_somebody_chose(own: Post):
    met = own.meet(at=timezone.now() - timedelta(days=3))
    seen = encounters_heads(met)
    entries = [record(Corrected(people_met=n), subject=met, by=own.by, at=timezone.now(), seen=seen).entry for n in (4, 7)]
    page = own.pull()
    assert (ids(page), page["items"][0]["is_open"]) == ({str(met)}, False)
    from vereda.logbook.entries import ConflictResolved

    record(ConflictResolved(field="people_met", chosen=entries[0]), subject=met, by=own.by, at=timezone.now())
    after = own.pull(page["cursor"])
    assert (after["items"], after["gone"]) == ([], [str(met)])


def test_each_pull_leaves_a_row_of_the_agent_and_the_phone_in_the_log_of_reads(own: Post):
    own.fill()
    before = ReadRow.objects.count()
    page = own.pull()
    row = ReadRow.objects.order_by("-seq").first()
    assert ReadRow.objects.count() == before + 1
    assert (row.account, row.device, row.purpose, row.count) == (str(own.account.pk), own.device, "assist", len(page["items"]))


def test_who_is_not_on_the_phone_gets_nothing(own: Post, other: Post):
    own.fill()
    for account in (str(other.account.pk), str(uuid4()), "", "ines"):
        answer = own.ask(**{"X-Vereda-Agent": account})
        assert (answer.status_code, answer.json()) == (403, {"code": "client.agent_not_here"})


def test_a_phone_that_may_have_been_copied_is_told_nothing_more(own: Post):
    own.fill()
    assert own.pull()["items"]
    Flag.objects.create(entry=uuid4(), group="piedras-negras", code="logbook.counter_clash", device=own.device, at=timezone.now())
    answer = own.ask()
    assert (answer.status_code, answer.json()) == (403, {"code": "client.agent_not_here"})


def test_whereabouts_that_were_forgotten_here_are_not_sent(own: Post):
    from vereda.logbook.door import forget_whereabouts

    own.fill()
    forget_whereabouts(now=timezone.now() + timedelta(days=8))
    page = own.pull()
    assert "where" not in of_kind(page, "alert")["state"]
    assert of_kind(page, "mission")["state"]["where"]["lat"] == RIVER.lat, "an open mission holds its place"


def sent_out(own: Post, at: datetime) -> tuple[UUID, UUID]:
    """Send a team of Inés on a mission of its own, and return both."""
    mission = rescue.open_mission(by=own.by, at=at, folio="PN-7").subject
    who = rescue.Team(call_sign="Halcón 3", members=[own.by.account], check_in_min=45)
    rescue.dispatch_team(mission=mission, who=who, by=own.by, at=at, where=RIVER)
    return mission, rescue.MissionTeam.objects.get(subject=mission).team


def test_a_mission_tells_of_its_teams_that_are_out_and_where_they_meet(own: Post, other: Post):
    at = timezone.now() - timedelta(minutes=30)
    mission, team = sent_out(own, at)
    for minutes in (5, 10, 15, 20):
        rescue.hear_team(mission=mission, team=team, by=own.by, at=at + timedelta(minutes=minutes))
    page = own.pull()
    state = of_kind(page, "mission")["state"]
    (told,) = state["teams"]
    assert (told["team"], told["call_sign"], told["members"], told["check_in_min"]) == (
        str(team),
        "Halcón 3",
        [own.by.account],
        45,
    )
    assert told["where"] == {"lon": RIVER.lon, "lat": RIVER.lat, "accuracy_m": 8.0, "place": "la compuerta vieja"}
    assert (told["departed_at"], told["meet_at"]) == (None, None)
    heard = [datetime.fromisoformat(one) for one in told["heard"]]
    assert heard == [at + timedelta(minutes=minutes) for minutes in (10, 15, 20)], "the latest are enough"
    assert "where" not in state, "nobody said where the mission is: a meeting point is not that"
    assert other.pull()["items"] == []


def test_a_team_that_came_back_and_one_that_never_left_are_not_told_of(own: Post):
    at = timezone.now() - timedelta(minutes=30)
    mission, team = sent_out(own, at)
    cursor = own.pull()["cursor"]
    rescue.bring_team_back(mission=mission, team=team, by=own.by, at=timezone.now())
    page = own.pull(cursor)
    assert of_kind(page, "mission")["state"]["teams"] == []
    rescue.team_still_out(mission=mission, team=team, by=own.by, at=timezone.now())
    assert [one["team"] for one in of_kind(own.pull(page["cursor"]), "mission")["state"]["teams"]] == [str(team)]


def test_a_mission_that_was_closed_by_mistake_stays_on_the_phone_while_its_team_is_out(own: Post):
    from vereda.rescue.door import MissionClosed

    at = timezone.now() - timedelta(minutes=30)
    mission, team = sent_out(own, at)
    cursor = own.pull()["cursor"]
    record(MissionClosed(outcome="unknown"), subject=mission, by=own.by, at=timezone.now())
    page = own.pull(cursor)
    assert page["gone"] == []
    assert of_kind(page, "mission")["state"]["is_closed"]
    rescue.bring_team_back(mission=mission, team=team, by=own.by, at=timezone.now())
    after = own.pull(page["cursor"])
    assert (after["items"], after["gone"]) == ([], [str(mission)])


def encounters_heads(met: UUID) -> list[UUID]:
    from vereda.logbook.door import heads

    return heads(met)


def test_a_phone_of_the_group_settles_a_conflict_and_nadias_does_not(own: Post, cast: Cast):
    from vereda.client.tests.phone import Phone
    from vereda.encounters.models import Encounter
    from vereda.logbook.door import disputes
    from vereda.logbook.entries import ConflictResolved

    met = own.meet()
    seen = encounters_heads(met)
    first, _second = (record(Corrected(people_met=n), subject=met, by=own.by, at=timezone.now(), seen=seen).entry for n in (4, 7))
    heads = encounters_heads(met)
    choice = ConflictResolved(field="people_met", chosen=first)
    nadia = Phone(cast, who="nadia", group=cast.reader("nadia").group, zone="America/Mexico_City", label="De Nadia")
    assert nadia.push(seen_by(nadia.write(choice, met), heads))["answers"][0]["status"] == "quarantined"
    assert len(disputes("piedras-negras", "mx")) == 1
    phone = Phone(cast, label="De Inés")
    assert phone.push(seen_by(phone.write(choice, met), heads))["answers"][0]["status"] == "accepted"
    assert disputes("piedras-negras", "mx") == []
    assert Encounter.objects.get(subject=met).people_met == 4


def seen_by(one: Any, heads: list[UUID]) -> Any:  # Any: an entry on its way
    """Return an entry whose author had seen these heads."""
    from hashlib import sha256

    from vereda.logbook.entries import Body

    values = {**orjson.loads(one.raw), "seen": [str(head) for head in heads]}
    one.raw = orjson.dumps(values)
    one.digest, one.body = sha256(one.raw).digest(), Body.model_validate(values)
    return one
