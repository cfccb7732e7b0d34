"""Who is planned when, who is missing or twice, what is late, what ends: worked by hand, without a database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.groups.entries.handover import Loose, Sheet, SheetPart
from vereda.groups.rules.agreements import Phase, phase
from vereda.groups.rules.handover import digest_of
from vereda.groups.rules.patrols import is_late
from vereda.groups.rules.roster import Planned, hours_of, missing, there_besides, twice, unplanned, was_there
from vereda.groups.rules.routes import in_two_teams, patrol_of_plan, route_said

ZONE = ZoneInfo("America/Matamoros")
DAY, NIGHT, ALL = UUID(int=1), UUID(int=2), UUID(int=3)
ON = date(2026, 1, 20)
HOURS = {DAY: ("07:00", "19:00"), NIGHT: ("19:00", "07:00"), ALL: ("07:00", "07:00")}


def duty(member: str, turn: UUID = DAY, on: date = ON) -> Planned:
    begins_at, ends_at = hours_of(on, *HOURS[turn], ZONE)
    return Planned(member, turn, "turno", "", on, begins_at, ends_at)


def at(hour: int, minute: int = 0, on: date = ON) -> datetime:
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=ZONE)


@dataclass
class Stood:
    started_at: datetime
    ended_at: datetime | None
    members: list[str] = field(default_factory=list)


def test_a_night_turn_ends_on_the_next_morning_and_alike_hours_are_a_whole_day():
    assert hours_of(ON, "19:00", "07:00", ZONE) == (at(19), at(7, on=ON + timedelta(days=1)))
    begins_at, ends_at = hours_of(ON, "07:00", "07:00", ZONE)
    assert ends_at - begins_at == timedelta(days=1)


def test_a_turn_over_the_change_of_clocks_keeps_its_hours_on_the_wall():
    begins_at, ends_at = hours_of(date(2026, 3, 7), "19:00", "07:00", ZONE)
    assert ends_at.astimezone(UTC) - begins_at.astimezone(UTC) == timedelta(hours=11)


def test_somebody_on_night_and_then_on_day_is_not_twice_and_on_day_and_24_hours_is():
    assert twice([duty("ines", NIGHT, ON - timedelta(days=1)), duty("ines", DAY)]) == []
    ((first, second),) = twice([duty("ines", DAY), duty("ines", ALL), duty("lupe", DAY)])
    assert {first.turn, second.turn} == {DAY, ALL}


def test_who_is_planned_has_half_an_hour_before_being_missed():
    planned = [duty("ines"), duty("lupe")]
    assert list(missing(planned, ["lupe"], at(7, 29))) == []
    assert [one.member for one in missing(planned, ["lupe"], at(7, 30))] == ["ines"]
    assert list(missing(planned, [], at(19))) == [], "the turn is over"


def test_who_is_there_besides_the_plan_is_told_only_where_there_is_a_plan():
    assert unplanned([duty("ines")], ["ines", "lupe"], at(9)) == ["lupe"]
    assert unplanned([], ["lupe"], at(9)) == []
    assert unplanned([duty("ines")], ["lupe"], at(20)) == []


def test_around_a_change_of_turns_both_are_there_as_planned():
    planned = [duty("ines", NIGHT, ON - timedelta(days=1)), duty("lupe")]
    assert unplanned(planned, ["ines", "lupe"], at(7)) == []
    assert unplanned(planned, ["ines", "lupe"], at(7, 29)) == []
    assert unplanned(planned, ["ines", "lupe"], at(7, 30)) == ["ines"]
    assert unplanned(planned, ["ines", "lupe"], at(6, 30)) == []
    assert unplanned(planned, ["ines", "lupe"], at(6, 29)) == ["lupe"]


def test_past_turns_tell_who_did_not_come_and_who_came_besides():
    shifts = [Stood(at(7, 10), at(18, 50), ["lupe"])]
    planned = [duty("ines"), duty("lupe")]
    assert [was_there(one, shifts, at(20)) for one in planned] == [False, True]
    shifts[0].members.append("tomas")
    assert there_besides(planned, shifts, at(20)) == [("tomas", at(7, 10))]
    assert there_besides([], shifts, at(20)) == []


def test_a_missed_check_in_is_late_though_the_hour_of_return_is_far():
    now = at(12)
    assert is_late(now, due_at=at(18), hear_by=at(11, 59), last_at=at(11))
    assert not is_late(now, due_at=at(18), hear_by=at(12, 30), last_at=at(5))
    assert is_late(now, due_at=at(11), hear_by=None, last_at=at(11))
    assert is_late(now, due_at=None, hear_by=None, last_at=at(5, 59))
    assert not is_late(now, due_at=at(18), hear_by=None, last_at=at(2))


def test_an_agent_in_two_teams_is_told_with_both():
    one, other = Stood(at(7), None, []), Stood(at(8), None, [])
    one.team, other.team = ["ines", "ines", "lupe"], ["ines"]  # type: ignore[attr-defined]  # as a team that is out
    assert in_two_teams([one, other]) == [("ines", [one, other])]


def test_a_plan_becomes_one_patrol_however_often_and_another_one_after_a_mistake():
    plan = UUID("018d56aa-0700-772b-a5c7-0d28118edad0")
    assert patrol_of_plan(plan, 0) == patrol_of_plan(plan, 0)
    assert len({patrol_of_plan(plan, 0), patrol_of_plan(plan, 1), plan}) == 3
    assert route_said("2", "Puente Córdova") == "2: Puente Córdova"
    assert route_said("", "Vía") == "Vía"


def test_an_agreement_is_warned_of_thirty_days_before_its_last_day_which_still_counts():
    until = date(2026, 6, 30)
    where = {
        day: phase(day, from_on=date(2026, 1, 1), until_on=until)
        for day in (date(2025, 12, 31), date(2026, 5, 30), date(2026, 5, 31), until, date(2026, 7, 1))
    }
    assert list(where.values()) == [Phase.TO_COME, Phase.HOLDS, Phase.ENDS_SOON, Phase.ENDS_SOON, Phase.ENDED]
    assert phase(until, from_on=None, until_on=None) is Phase.HOLDS
    assert phase(until, from_on=None, until_on=None, is_ended=True) is Phase.ENDED


def test_the_digest_of_a_sheet_changes_with_each_word_and_with_nothing_else():
    sheet = Sheet(parts=[SheetPart(title="Llaves", lines=["3"])], loose=[Loose(what="llaves", count=3)], text="ñandú")
    assert digest_of(sheet) == digest_of(Sheet.model_validate(sheet.model_dump(mode="json")))
    assert digest_of(sheet) != digest_of(sheet.model_copy(update={"text": "nandu"}))
    assert digest_of(sheet) != digest_of(sheet.model_copy(update={"loose": [Loose(what="llaves", count=2)]}))
