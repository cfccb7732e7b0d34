"""A team is sent, leaves, is heard and comes back; what somebody has seen to be otherwise is refused, and writes nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from vereda.access.tests.cast import Cast
from vereda.encounters.door import Where
from vereda.logbook.door import Author, history, open_box, rebuild
from vereda.logbook.schema import Channel, FieldClass
from vereda.messages import door as texts
from vereda.messages.models import OutText
from vereda.rescue import door as rescue
from vereda.rescue.door import AttemptResult, Means, MissionTeam, Team
from vereda.rescue.errors import mission as errors
from vereda.rescue.models.mission import Mission
from vereda.settings import environment

pytestmark = [pytest.mark.django_db, pytest.mark.storage]
ZONES = {"piedras-negras": "America/Matamoros", "tapachula": "America/Mexico_City"}
AT = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
MEET = Where(lat=28.71234, lon=-100.52345, place="puerta del rancho")


def by(cast: Cast, name: str, group: str = "piedras-negras") -> Author:
    return Author(account=str(cast.account(name).pk), group=group, country="mx", zone=ZONES[group])


def who(cast: Cast, sign: str = "Lobo 2", every: int = 60) -> Team:
    return Team(
        call_sign=sign, members=[str(cast.account("ines").pk)], means=[Means(code="airboat", number="2")], check_in_min=every
    )


@pytest.fixture
def mission(cast: Cast) -> UUID:
    return rescue.open_mission(by=by(cast, "ines"), at=AT - timedelta(minutes=5), folio="PN-7").subject


def sent(cast: Cast, mission: UUID, sign: str = "Lobo 2", at: datetime = AT, **told) -> MissionTeam:
    rescue.dispatch_team(mission=mission, who=who(cast, sign), by=by(cast, "rafael"), at=at, **told)
    return next(row for row in rescue.teams_of(mission, "piedras-negras", "mx") if row.call_sign == sign)


def test_a_team_goes_through_its_life_and_the_mission_is_closed_with_its_attempt(cast: Cast, mission: UUID):
    row, rafael = sent(cast, mission, where=MEET, meet_at=AT + timedelta(minutes=20)), by(cast, "rafael")
    named = {"mission": mission, "team": row.team, "by": rafael}
    rescue.depart_team(**named, at=AT + timedelta(minutes=10))
    rescue.hear_team(**named, at=AT + timedelta(minutes=50), channel=Channel.SMS)
    with pytest.raises(errors.TeamsStillOut) as out:
        rescue.close_mission(mission=mission, by=rafael, at=AT + timedelta(minutes=55), outcome="found")
    assert out.value.details == {"signs": "Lobo 2"}
    rescue.bring_team_back(**named, at=AT + timedelta(minutes=90))
    rescue.close_mission(mission=mission, by=rafael, at=AT + timedelta(minutes=95), outcome="found")
    found = MissionTeam.objects.get()
    assert (found.is_out, found.departed_at, found.returned_at) == (
        False,
        AT + timedelta(minutes=10),
        AT + timedelta(minutes=90),
    )
    assert [one[1] for one in found.heard] == ["sms"]
    (attempt,) = Mission.objects.get().attempts
    assert (attempt[0], attempt[3]) == (found.attempt, "found")
    assert open_box(found.where, FieldClass.WHEREABOUTS)["place"] == "puerta del rancho"


def test_what_is_seen_to_be_otherwise_is_refused_and_writes_nothing(cast: Cast, mission: UUID):
    row, rafael = sent(cast, mission), by(cast, "rafael")
    named = {"mission": mission, "team": row.team, "by": rafael}
    before = len(history(mission))
    for error, act in (
        (errors.BeforeDispatch, lambda: rescue.depart_team(**named, at=AT - timedelta(hours=1))),
        (errors.TeamAlreadyOut, lambda: sent(cast, mission, "lobo 2")),
        (errors.TeamNeedsCallSign, lambda: sent(cast, mission, " ")),
        (errors.TeamNotBack, lambda: rescue.team_still_out(**named, at=AT)),
        (
            errors.UnknownMissionWord,
            lambda: rescue.note_clue(mission=mission, what="dragon", by=rafael, at=AT),
        ),
        (errors.NothingWritten, lambda: rescue.report_situation(mission=mission, text="  ", by=rafael, at=AT)),
        (errors.TeamsStillOut, lambda: rescue.end_attempt(mission=mission, result=AttemptResult.FOUND, by=rafael, at=AT)),
    ):
        with pytest.raises(error):
            act()
    assert len(history(mission)) == before
    rescue.depart_team(**named, at=AT)
    with pytest.raises(errors.TeamAlreadyGone):
        rescue.stand_team_down(**named, at=AT)
    rescue.bring_team_back(**named, at=AT)
    for again in (rescue.hear_team, rescue.bring_team_back, rescue.depart_team):
        with pytest.raises(errors.TeamNotOut):
            again(**named, at=AT)
    rescue.team_still_out(**named, at=AT)
    assert MissionTeam.objects.get().is_out


def test_a_second_attempt_begins_with_the_next_team_and_one_that_never_left_is_stood_down(cast: Cast, mission: UUID):
    rafael = by(cast, "rafael")
    first = sent(cast, mission)
    rescue.stand_team_down(mission=mission, team=first.team, by=rafael, at=AT + timedelta(minutes=3))
    rescue.end_attempt(mission=mission, result=AttemptResult.BROKEN_OFF, by=rafael, at=AT + timedelta(minutes=4))
    with pytest.raises(errors.AttemptNotOpen):
        rescue.end_attempt(mission=mission, result=AttemptResult.FOUND, by=rafael, at=AT)
    second = sent(cast, mission, "Puma 1", AT + timedelta(minutes=5))
    assert second.attempt != first.attempt
    assert [one[3] for one in Mission.objects.get().attempts] == ["broken_off", ""]


def test_nadia_of_another_group_changes_nothing(cast: Cast, mission: UUID):
    row, nadia = sent(cast, mission), by(cast, "nadia", "tapachula")
    for act in (rescue.depart_team, rescue.hear_team, rescue.bring_team_back, rescue.stand_team_down, rescue.see_overdue):
        with pytest.raises(errors.TeamNotOut):
            act(mission=mission, team=row.team, by=nadia, at=AT)
    for tell in (rescue.report_situation, rescue.note_after_action):
        with pytest.raises(errors.MissionNotOpen):
            tell(mission=mission, text="hola", by=nadia, at=AT)
    with pytest.raises(errors.MissionNotOpen):
        rescue.dispatch_team(mission=mission, who=who(cast, "Puma"), by=nadia, at=AT)


def test_words_and_places_are_sealed_and_the_rows_are_the_same_after_a_rebuild(cast: Cast, mission: UUID):
    rafael = by(cast, "rafael")
    sent(cast, mission, where=MEET)
    rescue.report_situation(mission=mission, text="Hay pisadas hacia el norte", by=rafael, at=AT)
    rescue.note_clue(mission=mission, what="footprints", text="tres pares", where=MEET, by=rafael, at=AT)
    clue = UUID(Mission.objects.get().clues[0]["line"])
    rescue.note_after_action(mission=mission, text="Faltó agua", by=rafael, at=AT)
    raw = b"".join(bytes(row) for row in logged())
    for word in ("pisadas hacia", "tres pares", "puerta", "28.71", "Faltó"):
        assert word.encode() not in raw
    sitrep = Mission.objects.get().sitreps[0][0]
    assert open_box(sitrep, FieldClass.CONTACT)["text"] == "Hay pisadas hacia el norte"
    before = [list(model.objects.values().order_by("subject")) for model in (Mission, MissionTeam)]
    rebuild()
    after = [list(model.objects.values().order_by("subject")) for model in (Mission, MissionTeam)]
    drop = lambda rows: [{name: value for name, value in row.items() if name != "id"} for row in rows]  # noqa: E731
    assert [drop(rows) for rows in after] == [drop(rows) for rows in before]
    rescue.withdraw_clue(mission=mission, clue=clue, by=rafael, at=AT)
    assert Mission.objects.get().clues == []
    with pytest.raises(errors.ClueNotThere):
        rescue.withdraw_clue(mission=mission, clue=clue, by=rafael, at=AT)


def logged() -> list[bytes]:
    from vereda.logbook.models import LogEntry

    return list(LogEntry.objects.values_list("body", flat=True))


def test_a_dispatch_goes_out_as_a_text_to_who_goes_with_mission_and_place_and_nobody_else(cast: Cast, mission: UUID, monkeypatch):
    here = environment.env()
    monkeypatch.setattr(
        "vereda.messages.gateways.chosen.env", lambda: here.__class__(home=here.home, sms_url="http://x/{to}{text}")
    )
    for name in ("ines", "tomas"):
        account = str(cast.account(name).pk)
        texts.keep_number(number="8781112233", account=account, name="", warned=[], by=by(cast, "rafael"), at=AT)
    sent(cast, mission, where=MEET, meet_at=AT)
    words = list(OutText.objects.values_list("words", flat=True))
    assert words == [
        "VEREDA mision PN-7. Reportese cada 60 min. 21:00. Punto de encuentro: 28.71234,-100.52345 puerta del rancho"
    ]
