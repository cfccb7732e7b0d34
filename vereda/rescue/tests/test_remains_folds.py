"""In whatever order entries of a file of the dead arrive, and however often, it is the same; who may sign; what is owed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from vereda.logbook.entries import Attachment, FreeText, Payload
from vereda.logbook.rules.fields import value_of
from vereda.logbook.rules.fold import BoxRef, Entry, Folded, State, fold_all, fold_one, open_conflicts
from vereda.logbook.schema import POST_CLASSES
from vereda.logbook.words import FieldClass
from vereda.rescue.entries import remains as entries
from vereda.rescue.entries.remains import (
    KINDS,
    Belonging,
    BelongingsCountersigned,
    BelongingsListed,
    BelongingsReceived,
    BelongingWithdrawn,
    CaseNumbered,
    Circumstance,
    FoundBy,
    MatchGiven,
    MatchNoted,
    ProsecutorCame,
    ProsecutorTold,
    RemainsCorrected,
    RemainsFound,
    RemainsHandedOver,
    RemainsReinstated,
    RemainsStep,
    RemainsStepUndone,
    RemainsWithdrawn,
    StayedWith,
    ToldBy,
)
from vereda.rescue.rules import remains as rules
from vereda.rescue.rules.remains import Clock, Owed, start, step
from vereda.rescue.rules.told import reached_at

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
MET, BOOT, BAG = (UUID(int=number) for number in (61, 71, 72))
FOUND = RemainsFound(number=1, encounter=MET)
BOOTS, BAGS = BelongingsListed(lines=[Belonging(line=BOOT, count=2)]), BelongingsListed(lines=[Belonging(line=BAG)])
VERSIONS = ["0" * 16, "1" * 16]
STORY: list[Payload] = [
    FOUND,
    RemainsCorrected(number=2, circumstance=Circumstance.IN_WATER),
    RemainsCorrected(found_at=AT, found_by=FoundBy.CALLER),
    ProsecutorTold(to="fgr"),
    ProsecutorTold(to="fiscalias-estatales", how=ToldBy.RADIO),
    ProsecutorCame(),
    RemainsHandedOver(),
    *(RemainsStepUndone(step=one) for one in RemainsStep),
    CaseNumbered(),
    StayedWith(who=["ines"], until=AT),
    StayedWith(),
    BOOTS,
    BAGS,
    BelongingsListed(lines=[Belonging(line=BOOT, count=1), Belonging(line=BAG, count=3)]),
    BelongingsListed(nothing=True),
    BelongingWithdrawn(line=BOOT),
    *(BelongingsCountersigned(listed=one) for one in VERSIONS),
    *(BelongingsReceived(listed=one) for one in VERSIONS),
    MatchNoted(),
    MatchGiven(),
    RemainsWithdrawn(),
    RemainsReinstated(),
]


def entry(number: int, payload: Payload, seen: tuple[int, ...] = (), author: str = "ines") -> Entry:
    """Return an entry with all the boxes that its kind may have, but a correction with none: it says nothing of the place."""
    at = AT.replace(minute=number)
    classes = () if isinstance(payload, RemainsCorrected) else payload.boxes
    boxes = [BoxRef(owner=_id(99), cls=one, version=1, sha256="a" * 64) for one in classes]
    return Entry(
        id=_id(number), kind=payload.kind, payload=payload, subject=_id(99), seen=[_id(one) for one in seen],
        clock=f"{number:016x}", group="piedras-negras", country="mx", author=author, reported_by=author, channel="desk",
        device="desk", occurred_at=at, local_on=at.date(), boxes=boxes,
    )  # fmt: skip


def _id(number: int) -> str:
    return f"018d56aa-0700-772b-a5c7-{number:012d}"


def chained(*told: Payload | tuple[Payload, str]) -> State:
    said = [one if isinstance(one, tuple) else (one, "ines") for one in told]
    return fold_all([entry(n, one, (n - 1,) if n else (), by) for n, (one, by) in enumerate(said)], start, step).state


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # a busy machine draws slowly
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
    for what in RemainsStep:
        rules.official_in(straight.state, what)
    listed = rules.belongings_of(straight.state) or rules.nothing_of(straight.state) or rules.taken_off_of(straight.state)
    assert bool(rules.version_of(straight.state)) is bool(listed)
    assert all(row[2] in rules.writers_of(straight.state) for row in rules.taken_off_of(straight.state))


def test_every_kind_is_in_the_story():
    assert {type(one) for one in STORY} == set(KINDS)


FORBIDDEN = ("attachments", "photo", "picture", "cause", "cause_of_death", "name_of_dead", "nationality", "sex", "age_band")


@pytest.mark.parametrize("name", FORBIDDEN)
def test_nothing_of_the_dead_has_room_for_a_picture_a_cause_or_who_they_were(name: str):
    """Neither the clear part nor any box of any kind, nor a schema within: an entry that brings one is refused."""
    for kind in KINDS:
        for model in (kind, *kind.boxes.values()):
            assert f'"{name}": {{' not in json.dumps(model.model_json_schema()), model.__name__
            with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
                model.model_validate({name: "x"})


def test_no_schema_of_the_dead_knows_attachments_and_unknown_comes_first():
    assert not [one for one in vars(entries).values() if one is Attachment or one is FreeText]
    assert next(iter(Circumstance)) is Circumstance.UNKNOWN


def test_a_post_reads_again_what_it_wrote_but_the_forensic_note():
    for kind in KINDS:
        assert (set(kind.boxes) <= POST_CLASSES) is (kind not in (MatchNoted, MatchGiven)), kind.kind
    assert MatchNoted.boxes.keys() == {FieldClass.TRACING}
    assert not any(kind.from_devices for kind in KINDS)


def test_what_is_said_of_different_fields_merges_and_two_numbers_disagree():
    sent = [entry(0, FOUND), entry(1, RemainsCorrected(number=2), (0,))]
    apart = [*sent, entry(2, RemainsCorrected(circumstance=Circumstance.BONES), (0,), "rafael")]
    folded = fold_all(apart, start, step)
    assert (value_of(folded.state["fields"], "remains_number"), value_of(folded.state["fields"], "remains_circumstance")) == (
        2,
        "bones",
    )
    assert list(open_conflicts(_id(99), folded)) == []
    folded = fold_all([*sent, entry(3, RemainsCorrected(number=3), (0,), "rafael")], start, step)
    assert [one.field for one in open_conflicts(_id(99), folded)] == ["remains_number"]
    assert value_of(folded.state["fields"], "remains_number") == 3


def test_two_who_note_the_same_arrival_apart_do_not_disagree_and_two_calls_do():
    sent = [entry(0, FOUND), entry(1, ProsecutorTold(to="fgr"), (0,))]
    folded = fold_all([*sent, entry(2, ProsecutorCame(), (1,)), entry(5, ProsecutorCame(), (1,), "rafael")], start, step)
    assert list(open_conflicts(_id(99), folded)) == []
    assert reached_at(folded.state, "remains_came") == AT.replace(minute=2).isoformat()
    folded = fold_all([*sent, entry(4, ProsecutorTold(to="fiscalias-estatales"), (0,), "rafael")], start, step)
    assert [one.field for one in open_conflicts(_id(99), folded)] == ["!remains_told"]
    assert value_of(folded.state["fields"], "remains_told") == ["fgr", "telephone"]
    assert rules.official_in(folded.state, RemainsStep.TOLD) == _id(1)


def test_a_step_taken_back_is_gone_and_one_that_nobody_had_seen_stands():
    told = [FOUND, ProsecutorTold(to="fgr"), RemainsStepUndone(step=RemainsStep.TOLD)]
    assert reached_at(chained(*told), "remains_told") == ""
    apart = [entry(n, one, (n - 1,) if n else ()) for n, one in enumerate(told[:2])]
    folded = fold_all([*apart, entry(4, told[2], (0,), "rafael")], start, step)
    assert reached_at(folded.state, "remains_told") == AT.replace(minute=1).isoformat()
    again = chained(*told, ProsecutorTold(to="fiscalias-estatales"))
    assert value_of(again["fields"], "remains_told")[0] == "fiscalias-estatales"


class TestTheList:
    """Written by one, found right by another; a line that is said again makes it another list."""

    def signed(self, *told: Payload | tuple[Payload, str]) -> list[str]:
        state = chained(FOUND, *told)
        version = rules.version_of(state)
        return rules.countersigned(chained(FOUND, *told, (BelongingsCountersigned(listed=version), "rafael")))

    def test_a_second_one_countersigns_and_the_hour_stands(self):
        assert self.signed(BOOTS, BAGS) == [AT.replace(minute=3).isoformat(), "rafael"]
        assert self.signed(BelongingsListed(nothing=True)) == [AT.replace(minute=2).isoformat(), "rafael"]

    def test_who_wrote_one_line_is_no_second_pair_of_eyes(self):
        assert self.signed(BOOTS, (BAGS, "rafael")) == []
        assert self.signed((BelongingsListed(nothing=True), "rafael")) == []

    def test_a_line_that_changes_afterwards_asks_for_another_countersignature(self):
        version = rules.version_of(chained(FOUND, BOOTS))
        held = [FOUND, BOOTS, (BelongingsCountersigned(listed=version), "rafael")]
        assert rules.countersigned(chained(*held))
        assert rules.countersigned(chained(*held, BAGS)) == []
        again = chained(*held, BAGS, BelongingWithdrawn(line=BAG))
        assert rules.countersigned(again) == [], "the same lines, but one was taken away that nobody else looked at"

    def test_who_takes_a_line_away_wrote_the_shorter_list_and_does_not_sign_it_alone(self):
        taken = (BelongingWithdrawn(line=BAG), "rafael")
        assert self.signed(BOOTS, BAGS, taken) == []
        state = chained(FOUND, BOOTS, BAGS, taken)
        assert rules.writers_of(state) == {"ines", "rafael"}
        assert rules.taken_off_of(state) == [[str(BAG), _id(3), "rafael", AT.replace(minute=3).isoformat()]]
        signs = (BelongingsCountersigned(listed=rules.version_of(state)), "julia")
        assert rules.countersigned(chained(FOUND, BOOTS, BAGS, taken, signs))[1] == "julia"

    def test_a_list_of_which_the_last_line_was_taken_away_is_a_list_that_somebody_looks_at(self):
        state = chained(FOUND, BAGS, (BelongingWithdrawn(line=BAG), "rafael"))
        assert (rules.belongings_of(state), bool(rules.version_of(state))) == ([], True)
        assert self.signed(BAGS, (BelongingWithdrawn(line=BAG), "rafael")) == []
        assert self.signed(BAGS, BelongingWithdrawn(line=BAG))[1] == "rafael"

    def test_of_two_countersignatures_the_first_stands_and_nothing_is_in_conflict(self):
        version = rules.version_of(chained(FOUND, BOOTS))
        sent = [entry(0, FOUND), entry(1, BOOTS, (0,))]
        sent += [entry(n, BelongingsCountersigned(listed=version), (1,), by) for n, by in ((3, "rafael"), (2, "julia"))]
        folded = fold_all(sent, start, step)
        assert rules.countersigned(folded.state) == [AT.replace(minute=2).isoformat(), "julia"]
        assert list(open_conflicts(_id(99), folded)) == []

    def test_two_who_write_a_line_apart_disagree_on_it_alone(self):
        sent = [entry(0, FOUND), entry(1, BOOTS, (0,)), entry(2, BAGS, (0,), "rafael"), entry(3, BOOTS, (0,), "rafael")]
        folded = fold_all(sent, start, step)
        assert [one.field for one in open_conflicts(_id(99), folded)] == [f"belonging:{BOOT}"]
        assert [(row[0], row[1], row[3]) for row in rules.belongings_of(folded.state)] == [
            (str(BOOT), 2, "rafael"), (str(BAG), 1, "rafael"),
        ]  # fmt: skip

    def test_a_line_stands_against_nothing_was_to_be_seen(self):
        state = chained(FOUND, BelongingsListed(nothing=True), (BOOTS, "rafael"))
        assert rules.nothing_of(state) is None
        assert rules.writers_of(state) == {"rafael"}


class TestOwed:
    """Hours worked by hand."""

    @staticmethod
    def clock(**hours: datetime | bool | None) -> Clock:
        usual = dict.fromkeys(("told_at", "came_at", "handed_at", "staying_until", "listed_at"))
        return Clock(**{"found_at": AT, "signed": False, **usual, **hours})

    @pytest.mark.parametrize(
        ("hours", "minutes", "due"),
        [
            ({}, 29, []),
            ({}, 30, [Owed.TELL]),
            ({"told_at": AT}, 179, []),
            ({"told_at": AT}, 180, [Owed.COME]),
            ({"told_at": AT, "came_at": AT}, 9000, []),
            ({"told_at": AT, "came_at": AT, "handed_at": AT, "staying_until": AT}, 9000, []),
            ({"told_at": AT, "staying_until": AT + timedelta(minutes=60)}, 60, []),
            ({"told_at": AT, "staying_until": AT + timedelta(minutes=60)}, 61, [Owed.RELIEVE]),
            ({"told_at": AT, "came_at": AT, "listed_at": AT}, 59, []),
            ({"told_at": AT, "came_at": AT, "listed_at": AT}, 60, [Owed.COUNTERSIGN]),
            ({"told_at": AT, "came_at": AT, "handed_at": AT, "listed_at": AT}, 60, [Owed.COUNTERSIGN]),
            ({"told_at": AT, "came_at": AT, "listed_at": AT, "signed": True}, 9000, []),
            ({"listed_at": AT, "staying_until": AT}, 200, [Owed.TELL, Owed.RELIEVE, Owed.COUNTERSIGN]),
        ],
    )
    def test_what_is_owed_after_so_many_minutes(self, hours, minutes, due):
        assert [what for what, _since in rules.owed(self.clock(**hours), AT + timedelta(minutes=minutes))] == due


@pytest.mark.parametrize(
    ("counted", "before", "after", "stands"),
    [
        (1, 1, 2, 2),  # the file made the encounter: they agree
        (2, 2, 1, 1),
        (3, 1, 2, 3),  # two without a file: the second file is of one of them
        (3, 1, 0, 3),
        (0, 0, 1, 1),
        (1, 0, 1, 1),  # a phone counted it, the file comes afterwards
        (1, 2, 3, 3),  # somebody lowered the encounter: the file says what is known
        (2, 2, 0, 0),
    ],
)
def test_an_encounter_counts_as_many_as_its_files_and_never_one_twice(counted, before, after, stands):
    assert rules.bodies_after(counted, before, after) == stands
