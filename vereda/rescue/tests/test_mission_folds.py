"""In whatever order entries of a mission arrive, and however often, its state is the same; what was reached stays reached."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from vereda.logbook.entries import Payload
from vereda.logbook.rules.fields import value_of
from vereda.logbook.rules.fold import BoxRef, Entry, Folded, State, fold_all, fold_one, open_conflicts
from vereda.logbook.schema import POST_CLASSES
from vereda.logbook.words import FieldClass
from vereda.rescue.entries.attempt import AttemptBegun, AttemptEnded
from vereda.rescue.entries.found import PeopleFound
from vereda.rescue.entries.mission import MissionClosed, MissionOpened, MissionReopened
from vereda.rescue.entries.overdue import OverdueRang, OverdueSeen, PostFellSilent
from vereda.rescue.entries.sitrep import AfterActionNoted, ClueFound, ClueWithdrawn, SituationReported
from vereda.rescue.entries.team import (
    Means,
    Team,
    TeamChanged,
    TeamCheckedIn,
    TeamDeparted,
    TeamDispatched,
    TeamReturned,
    TeamStillOut,
    TeamStoodDown,
)
from vereda.rescue.rules.mission import start, step
from vereda.rescue.rules.told import lines_of, reached_at
from vereda.rescue.words import AttemptResult, OverdueStep

LOBO, PUMA, TRY, CLUE = (UUID(int=number) for number in (21, 22, 31, 41))
AT = datetime(2026, 11, 25, 12, tzinfo=UTC)


def who(sign: str = "Lobo 2", minutes: int = 60) -> Team:
    return Team(call_sign=sign, members=["ines"], means=[Means(code="truck", number="03")], check_in_min=minutes)


STORY: list[Payload] = [
    MissionOpened(folio="PN-7"),
    AttemptBegun(attempt=TRY),
    TeamDispatched(team=LOBO, attempt=TRY, who=who(), meet_at=AT),
    TeamDispatched(team=PUMA, attempt=TRY, who=who("Puma 1", 30)),
    TeamChanged(team=LOBO, who=who(minutes=45)),
    TeamChanged(team=LOBO, who=who(minutes=90)),
    TeamDeparted(team=LOBO),
    TeamCheckedIn(team=LOBO),
    TeamStoodDown(team=PUMA),
    TeamReturned(team=LOBO),
    TeamStillOut(team=LOBO),
    SituationReported(team=LOBO),
    ClueFound(clue=CLUE, what="footprints"),
    ClueFound(clue=CLUE, what="bottle", team=LOBO),
    ClueWithdrawn(clue=CLUE),
    PeopleFound(found=UUID(int=51), people=5, encounter=UUID(int=61), team=LOBO),
    OverdueRang(team=LOBO, since=AT, step=OverdueStep.FIRST, at_post=True, numbers=2),
    OverdueRang(team=LOBO, since=AT, step=OverdueStep.FIRST, numbers=1),
    OverdueSeen(team=LOBO),
    PostFellSilent(since=AT, numbers=1),
    AttemptEnded(attempt=TRY, result=AttemptResult.FOUND),
    AttemptEnded(attempt=TRY, result=AttemptResult.NOT_FOUND),
    MissionClosed(outcome="found"),
    MissionClosed(outcome="not_found"),
    MissionReopened(),
    AfterActionNoted(),
]


def entry(number: int, payload: Payload, seen: tuple[int, ...] = (), author: str = "ines") -> Entry:
    at = AT.replace(minute=number)
    classes = [FieldClass.CONTACT] if isinstance(payload, SituationReported) else []
    boxes = [BoxRef(owner=_id(99), cls=one, version=1, sha256="a" * 64) for one in classes]
    return Entry(
        id=_id(number), kind=payload.kind, payload=payload, subject=_id(99), seen=[_id(one) for one in seen],
        clock=f"{number:016x}", group="piedras-negras", country="mx", author=author, reported_by=author, channel="radio",
        device="desk", occurred_at=at, local_on=at.date(), boxes=boxes,
    )  # fmt: skip


def _id(number: int) -> str:
    return f"018d56aa-0700-772b-a5c7-{number:012d}"


def chained(*payloads: Payload) -> State:
    return fold_all([entry(n, one, (n - 1,) if n else ()) for n, one in enumerate(payloads)], start, step).state


@given(data=st.data())
def test_any_order_any_parts_and_any_doubling_give_the_same(data: st.DataObject):
    told = []
    for number in range(data.draw(st.integers(1, 9))):
        seen = tuple(sorted(data.draw(st.sets(st.integers(0, number - 1))))) if number else ()
        told.append((number, data.draw(st.sampled_from(STORY)), seen, data.draw(st.sampled_from(["ines", "rafael"]))))
    straight = fold_all([entry(*one) for one in told], start, step)
    twice = [*told, *data.draw(st.lists(st.sampled_from(told), max_size=4))]
    mixed = fold_all([entry(*one) for one in data.draw(st.permutations(twice))], start, step)
    assert (mixed.state, mixed.heads) == (straight.state, straight.heads)
    stepwise = Folded(start())
    for one in told:
        stepwise = fold_one(stepwise, entry(*one), step)
    assert stepwise.state == straight.state


def test_a_post_can_read_again_what_it_wrote_of_a_mission():
    for kind in {type(one) for one in STORY} - {MissionOpened}:
        assert set(kind.boxes) <= POST_CLASSES, kind.kind


def test_two_who_note_the_same_return_apart_do_not_disagree_and_the_first_hour_stands():
    sent = [entry(0, STORY[0]), entry(1, STORY[2], (0,))]
    folded = fold_all([*sent, entry(2, TeamReturned(team=LOBO), (1,)), entry(5, TeamReturned(team=LOBO), (1,))], start, step)
    assert list(open_conflicts(_id(99), folded)) == []
    assert reached_at(folded.state, f"returned:{LOBO}") == AT.replace(minute=2).isoformat()


def test_a_return_that_was_noted_by_mistake_is_taken_back_and_one_that_nobody_had_seen_stands():
    told = [STORY[0], STORY[2], TeamReturned(team=LOBO), TeamStillOut(team=LOBO)]
    assert reached_at(chained(*told), f"returned:{LOBO}") == ""
    apart = [entry(n, one, (n - 1,) if n else ()) for n, one in enumerate(told[:3])]
    folded = fold_all([*apart, entry(4, TeamStillOut(team=LOBO), (1,), "rafael")], start, step)
    assert reached_at(folded.state, f"returned:{LOBO}") == AT.replace(minute=2).isoformat()


def test_two_who_change_a_team_apart_disagree_and_other_teams_are_left_alone():
    sent = [entry(0, STORY[0]), entry(1, STORY[2], (0,)), entry(2, STORY[3], (1,))]
    folded = fold_all([*sent, entry(3, STORY[4], (2,)), entry(4, STORY[5], (2,), "rafael")], start, step)
    assert [one.field for one in open_conflicts(_id(99), folded)] == [f"team:{LOBO}"]
    assert value_of(folded.state["fields"], f"team:{LOBO}")["check_in_min"] == 90
    assert value_of(folded.state["fields"], f"team:{PUMA}")["check_in_min"] == 30


def test_a_clue_that_was_taken_away_is_no_line_and_what_was_told_keeps_its_words():
    state = chained(STORY[0], STORY[12], SituationReported(), ClueWithdrawn(clue=CLUE))
    assert list(lines_of(state, "clue")) == []
    assert list(state["sitreps"].values()) == [[AT.replace(minute=2).isoformat(), "ines", True, ""]]


def test_of_two_ends_of_one_attempt_the_first_stands_and_both_are_shown():
    begun = [entry(0, STORY[0]), entry(1, STORY[1], (0,))]
    folded = fold_all([*begun, entry(2, STORY[20], (1,)), entry(3, STORY[21], (1,), "rafael")], start, step)
    assert value_of(folded.state["fields"], f"attempt_result:{TRY}") == "found"
    assert [one.field for one in open_conflicts(_id(99), folded)] == [f"!attempt_result:{TRY}"]
