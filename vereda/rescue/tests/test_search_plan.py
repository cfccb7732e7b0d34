"""The plan of a mission: the same in whatever order it arrives, redrawn, undone to the bit, gone with the mission."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import UUID, uuid4

import numpy as np
import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from vereda.encounters.door import PlaceKind, Where
from vereda.errors import FieldError
from vereda.logbook.door import Author, SubjectRef, forget_kept, forget_whereabouts, history, open_box, rebuild
from vereda.logbook.entries import Payload
from vereda.logbook.models import ExactPoint
from vereda.logbook.rules.fields import value_of
from vereda.logbook.rules.fold import BoxRef, Entry, Folded, fold_all, fold_one
from vereda.logbook.words import FieldClass
from vereda.rescue import door as rescue
from vereda.rescue.actions.search_plan import Effort, plan_search, search_area, take_search_out
from vereda.rescue.entries.search_plan import (
    KINDS,
    AreaNotSearched,
    AreaSearched,
    ClueWeight,
    Known,
    Near,
    PlanNumbers,
    PlanPointSet,
    Rings,
    Role,
    Searcher,
    SearchPlanned,
    Towards,
    TrackCounted,
)
from vereda.rescue.errors.mission import MissionNotOpen
from vereda.rescue.errors.search_plan import (
    AreaNotOfPlan,
    PlanGone,
    PlanNeedsBehaviour,
    PlanNeedsCallPoint,
    PlanNeedsDestination,
    SearchedNothing,
    SearchNotThere,
)
from vereda.rescue.lookups import search_plan as lookups
from vereda.rescue.models.search_plan import PlannedSearch
from vereda.rescue.planning.areas import drawn_ring, squares_of
from vereda.rescue.planning.flat import flat_dem
from vereda.rescue.planning.outputs import searched_areas
from vereda.rescue.planning.patches import middle_of, patch
from vereda.rescue.planning.scenario_errors import ScenarioWrongValue
from vereda.rescue.planning.terrain_errors import PlaceOutside
from vereda.rescue.rules.search_plan import Places, start, step
from vereda.rescue.rules.told import lines_of
from vereda.rescue.tables.search_plan import search_plan as table

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
BY = Author(account="rafael", group="piedras-negras", country="mx", zone="America/Matamoros")
NADIA = Author(account="nadia", group="tapachula", country="mx", zone="America/Mexico_City")
LAST, GOAL = (-100.53, 28.72), (-100.45, 28.80)
REF = SubjectRef(kind="search_plan", country="mx", group="piedras-negras")
MISSION, PLAN = UUID(int=99), UUID(int=0)


def entry(number: int, payload: Payload, seen: tuple[int, ...] = ()) -> Entry:
    at = NOW + timedelta(minutes=number)
    cls = FieldClass.WHEREABOUTS
    boxes = [BoxRef(owner=_id(number), cls=cls, version=1, sha256="a" * 64)] if cls in type(payload).boxes else []
    return Entry(
        id=_id(number), kind=payload.kind, payload=payload, subject=_id(99), seen=[_id(one) for one in seen],
        clock=f"{number:016x}", group="piedras-negras", country="mx", author="ines", reported_by="ines", channel="desk",
        device="desk", occurred_at=at, local_on=at.date(), boxes=boxes,
    )  # fmt: skip


def _id(number: int) -> str:
    return f"018d56aa-0700-772b-a5c7-{number:012d}"


def searched(**more) -> AreaSearched:
    return AreaSearched(**{"mission": MISSION, "wide_m": 1000, "tall_m": 1000, "pod": 0.5, **more})


STORY: list[Payload] = [
    SearchPlanned(mission=MISSION),
    PlanPointSet(mission=MISSION, plan=UUID(_id(0)), role=Role.DESTINATION),
    PlanPointSet(mission=MISSION, plan=UUID(_id(0)), role=Role.DESTINATION),
    PlanPointSet(mission=MISSION, plan=UUID(_id(0)), role=Role.ALONG, order=1),
    searched(hours=3),
    searched(pod=0.2, pod_answers=0.8),
    AreaNotSearched(mission=MISSION, search=UUID(_id(4))),
    TrackCounted(mission=MISSION, track=UUID(int=7), sweep_m=30),
    SearchPlanned(mission=MISSION),
    AreaNotSearched(mission=MISSION, search=UUID(int=8)),
]


class TestFold:
    """Without a database."""

    @settings(deadline=None)  # a busy machine takes its time
    @given(
        order=st.permutations(range(len(STORY))), again=st.lists(st.integers(0, len(STORY) - 1), max_size=6), seen=st.booleans()
    )
    def test_any_order_and_any_repetition_give_the_same_plan(self, order, again, seen):
        entries = [entry(n, one, (n - 1,) if seen and n else ()) for n, one in enumerate(STORY)]
        whole = fold_all(entries, start, step)
        assert fold_all([entries[n] for n in [*order, *again]], start, step).state == whole.state
        stepwise = Folded(state=start())
        for one in entries:
            stepwise = fold_one(stepwise, one, step) if stepwise.fits(one) else fold_all(entries, start, step)
        assert stepwise.state == whole.state

    def test_the_last_plan_stands_and_a_search_taken_out_is_no_line(self):
        state = fold_all([entry(n, one, (n - 1,) if n else ()) for n, one in enumerate(STORY)], start, step).state
        assert value_of(state["fields"], "search_plan")["entry"] == _id(8)
        assert [line for line, _told in lines_of(state, "searched")] == [_id(5), f"track:{UUID(int=7)}"]
        assert state["points"][_id(0)] == {"destination:00": _id(1), "along:01": _id(3)}

    def test_a_search_that_arrives_after_it_was_taken_out_stays_out(self):
        told = [entry(4, searched()), entry(6, AreaNotSearched(mission=MISSION, search=UUID(_id(4))), (4,))]
        for order in permutations(told):
            assert not list(lines_of(fold_all(list(order), start, step).state, "searched"))

    def test_a_track_that_two_desks_counted_counts_once_and_is_taken_out_once(self):
        track = UUID(int=7)
        told = [entry(n, TrackCounted(mission=MISSION, track=track, sweep_m=30)) for n in (1, 2)]
        out = entry(3, AreaNotSearched(mission=MISSION, search=track), (1, 2))
        for order in permutations([entry(0, SearchPlanned(mission=MISSION)), *told]):
            folded = fold_all(list(order), start, step)
            assert [one["track"] for _line, one in lines_of(folded.state, "searched")] == [str(track)]
            (row,) = table(str(UUID(_id(99))), folded, REF)[PlannedSearch]
            assert [one["line"] for one in row.searched] == [str(track)]
        for order in permutations([*told, out]):
            assert not list(lines_of(fold_all(list(order), start, step).state, "searched"))

    def test_no_entry_has_a_place_in_clear(self):
        for kind in KINDS:
            assert not {"lat", "lon", "place", "area", "terrain", "ring"} & set(kind.model_fields), kind
            assert not kind.from_devices

    def test_the_middle_and_size_of_every_area_hold_its_own_cells_and_no_other(self):
        land = flat_dem([LAST], half_m=2_000)
        squares = squares_of(land, 700)  # the squares at the edges are smaller
        for row, column in np.ndindex(*squares.shape):
            ring = patch(land, *middle_of(squares, row, column))
            mask = np.zeros(squares.shape)
            mask[row, column] = 1
            assert np.array_equal(drawn_ring(land, ring), squares.spread(mask).astype(bool)), (row, column)


def numbers(**more) -> PlanNumbers:
    usual = {
        "seen_at": NOW - timedelta(hours=6),
        "side_m": 2000,
        "towards": Towards(weight=3, walked_h=(1, 3, 6), detour_h=1),
        "near": Near(weight=1, error_m=800),
        "rings": Rings(weight=1, category="Hiker", ecoregion="dry", terrain="flat"),
        "searchers": [Searcher(name="Lobo 2", hours=6, speed_kmh=2, sweep_m=30)],
        "answers": 0.5,
    }
    return PlanNumbers(**{**usual, **more})


PLACES = Places(last=LAST, destination=GOAL)


@pytest.fixture
def mission(db) -> UUID:
    return rescue.open_mission(by=BY, at=NOW - timedelta(hours=2), folio="PN-7").subject


def drawn(mission: UUID):
    row = lookups.plan_of(mission, BY.group, BY.country)
    assert row is not None
    return lookups.drawn(row)


def plan(mission: UUID, places: Places = PLACES, at: datetime = NOW, **more):
    return plan_search(numbers(**more), places, mission=mission, by=BY, at=at)


@pytest.mark.storage
def test_a_search_in_vain_moves_the_plan_and_undone_every_number_is_the_same_to_the_bit(mission: UUID):
    plan(mission)
    before = drawn(mission)
    best = searched_areas(before.plan)[0]["name"]
    receipt = search_area(best, Effort(hours=4, sweep_m=60, heard_m=400), mission=mission, by=BY, at=NOW + timedelta(hours=4))
    after = drawn(mission)
    at = tuple(int(part) - 1 for part in best.split("-"))
    assert after.plan.poc[at] < before.plan.poc[at]
    assert after.plan.outside > before.plan.outside
    assert [line.area for line in after.lines] == [best]
    told = after.told.searches[0]
    assert told.pod == pytest.approx(1 - np.exp(-60 * 2000 * 4 / 4e6))
    assert told.pod_answers == pytest.approx(1 - np.exp(-400 * 2000 * 4 / 4e6))
    take_search_out(search=receipt.entry, mission=mission, by=BY, at=NOW + timedelta(hours=5))
    again = drawn(mission)
    assert not again.lines
    for name in ("poc", "hours", "coverage", "after", "order", "walking_h"):
        assert np.array_equal(getattr(again.plan, name), getattr(before.plan, name)), name
    assert (again.plan.outside, again.plan.outside_after) == (before.plan.outside, before.plan.outside_after)
    with pytest.raises(SearchNotThere):
        take_search_out(search=receipt.entry, mission=mission, by=BY, at=NOW)


@pytest.mark.storage
def test_flat_ground_lies_aside_of_the_point_and_where_it_lay_when_the_plan_is_corrected(mission: UUID):
    plan(mission)
    first = drawn(mission)
    land, shift = first.plan.squares.dem, first.told.numbers.shift_m
    assert shift is not None
    rows, columns = land.places([LAST[0]], [LAST[1]], "x")
    middle = land.shape[0] / 2 - 0.5
    # row 0 is in the north; the corners lay on whole kilometres before they were moved
    assert abs((middle - columns[0]) * land.cell_m - shift[0]) <= 550
    assert abs((rows[0] - middle) * land.cell_m - shift[1]) <= 550
    plan(mission, Places(last=(LAST[0] + 1e-4, LAST[1]), destination=GOAL), at=NOW + timedelta(hours=1), side_m=1500)
    again = drawn(mission)
    assert again.told.numbers.shift_m == shift
    assert (again.plan.squares.dem.west_m, again.plan.squares.dem.north_m) == (land.west_m, land.north_m)
    others = {plan_of_another_mission(number).told.numbers.shift_m for number in range(3)}
    assert len(others | {shift}) > 1, "each mission draws its own"


def plan_of_another_mission(number: int):
    other = rescue.open_mission(by=BY, at=NOW - timedelta(hours=2), folio=f"PN-{number + 20}").subject
    plan(other)
    return drawn(other)


@pytest.mark.storage
def test_a_corrected_plan_keeps_what_was_searched_and_the_row_is_the_same_after_a_rebuild(mission: UUID):
    first = plan(mission)
    search_area("10-10", Effort(pod=0.6), mission=mission, by=BY, at=NOW)
    second = plan(mission, Places(last=LAST, destination=GOAL, along=(LAST, (-100.5, 28.76), GOAL)), NOW + timedelta(hours=1))
    assert first.subject == second.subject
    found = drawn(mission)
    assert found.row.plan == second.entry
    assert [line.pod for line in found.lines] == [0.6]
    assert len(found.told.places.along) == 3
    rows = list(PlannedSearch.objects.values())
    rebuild()
    assert list(PlannedSearch.objects.values()) == rows
    assert len(history(found.row.subject)) == 2 + 1 + 5


@pytest.mark.storage
def test_points_and_judgements_are_gone_a_week_after_the_mission_closed_and_the_entries_stand(mission: UUID):
    made = plan(mission, known=Known(oldest=61, pregnant=True))
    late = NOW + timedelta(days=30)
    forget_whereabouts(now=late)
    forget_kept(now=late)
    assert drawn(mission).told.numbers.known.pregnant, "an open mission holds its plan"
    assert drawn(mission).told.places == PLACES
    with time_machine.travel(late):  # a closure that is said to be of the future counts from when it came
        rescue.close_mission(mission=mission, by=BY, at=late)
    forget_kept(now=late + timedelta(days=5))
    forget_whereabouts(now=late + timedelta(days=5))
    assert drawn(mission).told.places.destination == GOAL
    forget_kept(now=late + timedelta(days=6, minutes=1))
    assert open_box(made.entry, FieldClass.CONTACT) is None
    assert not ExactPoint.objects.filter(subject=made.subject).exists()
    forget_whereabouts(now=late + timedelta(days=7, minutes=1))
    assert open_box(made.entry, FieldClass.WHEREABOUTS) is None
    with pytest.raises(PlanGone):
        drawn(mission)
    assert len(history(made.subject)) == 2
    with time_machine.travel(late + timedelta(days=9)):
        rescue.reopen_mission(mission=mission, by=BY, at=late + timedelta(days=9))
        again = plan(mission, at=late + timedelta(days=9))
    assert again.subject != made.subject
    assert drawn(mission).told.places.last == LAST


def test_another_group_plans_nothing_reads_nothing_and_takes_nothing_out(mission: UUID):
    plan(mission)
    receipt = search_area("10-10", Effort(pod=0.6), mission=mission, by=BY, at=NOW)
    assert lookups.plan_of(mission, NADIA.group, NADIA.country) is None
    with pytest.raises(MissionNotOpen):
        plan_search(numbers(), PLACES, mission=mission, by=NADIA, at=NOW)
    with pytest.raises(MissionNotOpen):
        search_area("10-10", Effort(pod=0.6), mission=mission, by=NADIA, at=NOW)
    with pytest.raises(MissionNotOpen):
        take_search_out(search=receipt.entry, mission=mission, by=NADIA, at=NOW)
    assert len(drawn(mission).lines) == 1


@pytest.mark.parametrize(
    ("error", "places", "more"),
    [
        (PlanNeedsDestination, Places(last=LAST), {}),
        (PlanNeedsCallPoint, PLACES, {"call": Near(weight=1, error_m=500)}),
        (PlanNeedsBehaviour, PLACES, {"towards": None, "near": None, "rings": Rings(weight=0, category="Hiker")}),
        (ScenarioWrongValue, PLACES, {"side_m": 100}),
        (PlaceOutside, Places(last=(-100.0, 88.0), destination=GOAL), {}),
    ],
)
def test_what_cannot_be_a_plan_is_refused_and_nothing_is_written(mission: UUID, error, places, more):
    with pytest.raises(error) as said:
        plan(mission, places, **more)
    assert isinstance(said.value, FieldError)
    assert said.value.hint.format(**said.value.details)
    assert lookups.plan_of(mission, BY.group, BY.country) is None


def test_a_search_that_says_nothing_and_an_area_that_is_not_there_are_refused(mission: UUID):
    with pytest.raises(PlanGone):
        search_area("1-1", Effort(pod=0.5), mission=mission, by=BY, at=NOW)
    plan(mission)
    with pytest.raises(SearchedNothing):
        search_area("10-10", Effort(), mission=mission, by=BY, at=NOW)
    for name in ("0-1", "999-1", "a-b", "1", "", "1-1-1", "²-1"):
        with pytest.raises(AreaNotOfPlan):
            search_area(name, Effort(pod=0.5), mission=mission, by=BY, at=NOW)
    with pytest.raises(SearchNotThere):
        take_search_out(search=uuid4(), mission=mission, by=BY, at=NOW)


def test_hours_are_moved_to_where_somebody_is_in_time_only_where_it_is_asked_for(mission: UUID):
    known = Known(air_c=38, water_l=0)
    plan(mission, known=known)
    before = drawn(mission).plan
    plan(mission, known=known, weigh_alive=True, at=NOW + timedelta(minutes=1))
    after = drawn(mission).plan
    assert before.weight is None
    assert after.weight is not None
    assert (after.weight > 0).all(), "no area is left out"
    assert after.poc == pytest.approx(before.poc, abs=1e-9)


def test_a_clue_of_the_mission_draws_the_plan_and_one_that_was_none_no_longer(mission: UUID):
    where = Where(kind=PlaceKind.POINT, lat=28.78, lon=-100.47)
    rescue.note_clue(mission=mission, what="footprints", by=BY, at=NOW, where=where)
    clue = UUID(rescue.mission(mission, BY.group, BY.country).clues[0]["line"])
    plan(mission)
    without = drawn(mission).plan
    plan(mission, clues=[ClueWeight(clue=clue, times=20, radius_m=1500)], at=NOW + timedelta(minutes=1))
    assert drawn(mission).plan.outside < without.outside
    rescue.withdraw_clue(mission=mission, clue=clue, by=BY, at=NOW)
    assert np.array_equal(drawn(mission).plan.poc, without.poc)
