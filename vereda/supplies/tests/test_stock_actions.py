"""Stock through its actions: late entries carry over, a count is explained and never overwrites, two taps are one entry."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from vereda.logbook import door
from vereda.logbook.door import history
from vereda.logbook.tests.pens import NOW, author
from vereda.supplies import errors
from vereda.supplies.actions import stock as actions
from vereda.supplies.entries.stock import FoundLine, Holder, Line, ReceivedLine
from vereda.supplies.lookups import stock as lookups
from vereda.supplies.lookups.lots import lots_left, of_grant
from vereda.supplies.rules.lots import GIVEN, SHELF
from vereda.supplies.rules.period import is_explained
from vereda.supplies.words import AdjustedFor, CameFrom, HolderKind, WrittenOffFor

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
INES, RAFAEL, NADIA = author("ines", "desk"), author("rafael", "desk"), author("nadia", "desk", group="tapachula")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HERE = ("piedras-negras", "mx")
TEAM = Holder(kind=HolderKind.PATROL, id=str(UUID(int=7)))
KEY = UUID("018d56aa-0700-8000-8000-000000000001")


def water(pieces: int) -> list[Line]:
    return [Line(item="water_1l", quantity=pieces)]


def came(pieces: int, at: datetime = NOW, **more) -> UUID:
    lines = [ReceivedLine(item="water_1l", quantity=pieces, batch=more.pop("batch", ""), expires_on=more.pop("expires_on", None))]
    return actions.receive(lines, came_from=CameFrom.DONATION, by=INES, at=at, **more).entry


def shelf(item: str = "water_1l") -> int:
    found = lookups.balance(*HERE).get(item)
    return found.shelf if found else 0


def test_goods_go_out_with_a_team_and_what_was_given_follows():
    came(48)
    actions.issue(water(20), holder=TEAM, by=INES, at=NOW + HOUR)
    assert [(one.id, one.pieces) for one in lookups.held_by(*HERE)] == [(TEAM.id, 20)]
    actions.come_back(
        TEAM,
        returned=water(6),
        given=water(12),
        written_off=water(2),
        reason=WrittenOffFor.DAMAGED,
        by=INES,
        at=NOW + 5 * HOUR,
        entry=KEY,
    )
    assert lookups.held_by(*HERE) == []
    assert shelf() == 48 - 20 + 6
    (sums,) = lookups.period(*HERE, NOW + HOUR, NOW + DAY)
    assert (sums.before, sums.issued, sums.given_out, sums.returned, sums.lost_out, sums.out_after) == (48, 20, 12, 6, 2, 0)
    assert is_explained(sums, 0)
    assert lookups.reasons(*HERE, NOW, NOW + DAY) == [("water_1l", "damaged", 2)]


def test_a_team_that_answers_for_more_than_it_took_is_named():
    came(48)
    actions.issue(water(20), holder=TEAM, by=INES, at=NOW)
    actions.come_back(TEAM, returned=water(3), given=water(20), by=INES, at=NOW + HOUR)
    (held,) = lookups.held_by(*HERE)
    assert held.pieces == -3
    (sums,) = lookups.period(*HERE, NOW - HOUR, NOW + DAY)
    assert not is_explained(sums, 0)


def test_more_may_go_out_than_the_book_has_and_it_is_shown():
    actions.give(water(5), by=INES, at=NOW)
    found = lookups.balance(*HERE)["water_1l"]
    assert (found.shelf, found.is_negative, found.is_low) == (-5, True, True)


def test_what_arrives_late_for_an_old_month_counts_today_and_moves_the_month_between():
    came(10)
    february = datetime(2024, 2, 1, 12, tzinfo=UTC)
    actions.give(water(4), by=INES, at=february)
    assert shelf() == 6
    came(100, at=NOW - 40 * DAY)  # a delivery note of December, found in February
    assert shelf() == 106
    (sums,) = lookups.period(*HERE, february, february + DAY)
    assert (sums.before, sums.after) == (110, 106)
    assert len({row.subject for row in lookups.movements(*HERE)}) == 3


def test_a_count_changes_nothing_until_somebody_explains_it():
    came(48)
    counted = actions.count([FoundLine(item="water_1l", found=44)], by=INES, at=NOW + HOUR).entry
    assert shelf() == 48
    (difference,) = lookups.differences(*HERE, NOW - DAY)
    assert (difference.book, difference.found, difference.left) == (48, 44, -4)
    actions.explain(counted=counted, item="water_1l", reason=AdjustedFor.GIVEN_UNNOTED, by=RAFAEL)
    assert shelf() == 44
    assert [one.left for one in lookups.differences(*HERE, NOW - DAY)] == [0]
    with pytest.raises(errors.NothingToExplain):
        actions.explain(counted=counted, item="water_1l", reason=AdjustedFor.GIVEN_UNNOTED, by=RAFAEL)


def test_what_is_entered_late_explains_a_count_by_itself():
    came(48)
    actions.count([FoundLine(item="water_1l", found=44)], by=INES, at=NOW + 2 * HOUR)
    actions.give(water(4), by=INES, at=NOW + HOUR)
    assert [one.left for one in lookups.differences(*HERE, NOW - DAY)] == [0]


def test_two_counts_that_disagree_are_both_shown_and_explaining_one_explains_the_other_as_far_as_it_goes():
    came(48)
    first = actions.count([FoundLine(item="water_1l", found=44)], by=INES, at=NOW + HOUR).entry
    actions.count([FoundLine(item="water_1l", found=40)], by=RAFAEL, at=NOW + 2 * HOUR)
    assert [one.left for one in lookups.differences(*HERE, NOW - DAY)] == [-8, -4]
    actions.explain(counted=first, item="water_1l", reason=AdjustedFor.MISCOUNTED, by=RAFAEL)
    assert [one.left for one in lookups.differences(*HERE, NOW - DAY)] == [-4, 0]


def test_the_same_form_twice_is_one_entry():
    came(48, entry=KEY)
    with pytest.raises(errors.AlreadyNoted):
        came(48, entry=KEY)
    assert shelf() == 48
    assert len(door.heads(lookups.movements(*HERE)[0].subject)) == 1


def test_a_movement_noted_by_mistake_moves_nothing_and_stays_in_the_list():
    entry = came(48)
    actions.withdraw(entry, by=INES, at=NOW + HOUR)
    assert shelf() == 0
    assert [row.is_withdrawn for row in lookups.movements(*HERE)] == [True]
    with pytest.raises(errors.MovementNotHere):
        actions.withdraw(entry, by=INES, at=NOW + HOUR)
    assert len(history(lookups.movements(*HERE)[0].subject)) == 2


def test_what_one_post_sends_another_is_seen_until_it_is_there():
    came(48)
    _receipt, transfer = actions.send([ReceivedLine(item="water_1l", quantity=20)], to_group="tapachula", by=INES, at=NOW)
    assert shelf() == 28
    (way,) = lookups.sent(*HERE, NOW - DAY)
    assert not way.is_there
    (coming,) = lookups.coming("tapachula", "mx", NOW - DAY)
    assert (coming.group, coming.transfer) == ("piedras-negras", transfer)
    lines = [ReceivedLine(item="water_1l", quantity=18)]
    actions.arrive(lines, from_group="piedras-negras", transfer=transfer, by=NADIA, at=NOW + DAY)
    assert lookups.coming("tapachula", "mx", NOW - DAY) == []
    (way,) = lookups.sent(*HERE, NOW - DAY)
    assert way.is_there
    assert way.missing == {"water_1l": 2}


def test_what_is_sent_in_a_practice_is_on_its_way_to_nobody():
    shadow = author("ines", "desk", group="practice.piedras-negras")
    actions.send([ReceivedLine(item="water_1l", quantity=20)], to_group="tapachula", by=shadow, at=NOW)
    assert lookups.coming("tapachula", "mx", NOW - DAY) == []
    assert lookups.balance(*HERE) == {}


def test_the_word_of_the_other_post_is_noted_where_its_stock_is_not_seen():
    came(48)
    _receipt, transfer = actions.send([ReceivedLine(item="water_1l", quantity=20)], to_group="tapachula", by=INES, at=NOW)
    with pytest.raises(errors.MovementNotHere):
        actions.hear_of(transfer, by=NADIA, at=NOW + DAY)
    actions.hear_of(transfer, by=INES, at=NOW + DAY)
    assert lookups.sent(*HERE, NOW - DAY)[0].is_there
    with pytest.raises(errors.MovementNotHere):
        actions.hear_of(transfer, by=INES, at=NOW + DAY)


def test_a_donor_is_told_what_became_of_its_goods():
    came(30, donor="Banco inventado", grant="B-1", batch="L-1")
    came(30, at=NOW + HOUR, donor="Otro", grant="B-2", batch="L-2")
    actions.give(water(34), by=INES, at=NOW + 2 * HOUR)
    assert lookups.grants(*HERE) == [("Banco inventado", "B-1"), ("Otro", "B-2")]
    ((item, lot),) = of_grant(*HERE, "Otro", "B-2").lots
    assert (item, lot.places) == ("water_1l", {GIVEN: 4, SHELF: 26})


def test_what_a_donor_gave_long_ago_is_told_two_years_at_a_time():
    for years in (5, 3, 1):
        came(10, at=NOW - years * 365 * DAY, donor="Banco inventado", batch=f"L-{years}")
    actions.give(water(24), by=INES, at=NOW)
    last = of_grant(*HERE, "Banco inventado", "")
    assert [(lot.came.batch, lot.places) for _item, lot in last.lots] == [("L-3", {GIVEN: 10}), ("L-1", {GIVEN: 4, SHELF: 6})]
    first = of_grant(*HERE, "Banco inventado", "", before=last.earlier)
    assert [(lot.came.batch, lot.places) for _item, lot in first.lots] == [("L-5", {GIVEN: 10})]
    assert first.earlier is None


def test_what_is_left_of_an_item_is_told_without_going_through_the_years(django_assert_num_queries):
    came(30, at=NOW - 900 * DAY, batch="L-1")
    actions.issue(water(12), holder=TEAM, by=INES, at=NOW - 800 * DAY)
    actions.come_back(TEAM, returned=water(2), by=INES, at=NOW - 799 * DAY)
    with django_assert_num_queries(5):
        short = lots_left(*HERE, "water_1l", NOW)
    assert [(lot.came.batch, lot.at(SHELF), lot.held) for lot in short] == [("L-1", 20, 10)]
    for back in range(700, 600, -5):
        came(5, at=NOW - back * DAY)
        actions.give(water(5), by=INES, at=NOW - (back - 1) * DAY)
    with django_assert_num_queries(5):
        long = lots_left(*HERE, "water_1l", NOW)
    assert sum(lot.at(SHELF) for lot in long) == shelf() == 20
    assert sum(lot.held for lot in long) == 10


def test_what_was_given_in_a_period_counts_post_and_teams_and_not_what_was_withdrawn():
    came(100, at=NOW - DAY)
    actions.give(water(5), by=INES, at=NOW)
    actions.issue(water(20), holder=TEAM, by=INES, at=NOW)
    actions.come_back(TEAM, given=water(7), by=INES, at=NOW + HOUR)
    wrong = actions.give(water(50), by=INES, at=NOW + HOUR).entry
    actions.withdraw(wrong, by=INES, at=NOW + 2 * HOUR)
    actions.give(water(3), by=INES, at=NOW + DAY)
    assert lookups.given(*HERE, NOW, NOW + DAY) == [("water_1l", 12)]
    assert lookups.given(*HERE, NOW + 2 * DAY, NOW + 3 * DAY) == []


def test_a_batch_is_warned_of_thirty_days_before_it_expires_while_something_is_left():
    today = NOW.date()
    came(10, expires_on=today + 30 * DAY)
    came(10, at=NOW + HOUR, expires_on=today + 31 * DAY)
    assert [(item, lot.at(SHELF)) for item, lot in lookups.expiring(*HERE, today)] == [("water_1l", 10)]
    actions.give(water(10), by=INES, at=NOW + HOUR)
    assert lookups.expiring(*HERE, today) == []


def test_a_post_sets_from_how_many_on_it_is_warned():
    came(30)
    assert lookups.balance(*HERE)["water_1l"].is_low  # the pack says 48
    actions.set_low("water_1l", 20, by=INES, at=NOW)
    assert not lookups.balance(*HERE)["water_1l"].is_low


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (lambda: actions.issue([], holder=TEAM, by=INES, at=NOW), errors.NothingMoved),
        (lambda: actions.issue([Line(item="unicorn", quantity=1)], holder=TEAM, by=INES, at=NOW), errors.UnknownItem),
        (lambda: actions.come_back(TEAM, by=INES, at=NOW), errors.NothingMoved),
        (lambda: actions.give(water(1), by=INES, at=datetime(2190, 1, 1, tzinfo=UTC)), errors.InTheFuture),
        (lambda: actions.send([ReceivedLine(item="serum", quantity=1)], to_group=HERE[0], by=INES, at=NOW), errors.OwnPost),
        (lambda: actions.arrive([ReceivedLine(item="serum", quantity=1)], from_group="x", by=INES, at=NOW), errors.UnknownKind),
        (lambda: actions.explain(counted=KEY, item="serum", reason=AdjustedFor.UNKNOWN, by=INES), errors.CountNotHere),
        (lambda: actions.set_low("unicorn", 1, by=INES, at=NOW), errors.UnknownItem),
    ],
)
def test_what_cannot_be_is_refused_with_a_hint(act, error):
    with pytest.raises(error) as why:
        act()
    assert str(why.value).startswith(error.code)


def test_nadia_of_another_group_moves_nothing_here():
    entry = came(48)
    with pytest.raises(errors.MovementNotHere):
        actions.withdraw(entry, by=NADIA, at=NOW)
    assert lookups.balance("tapachula", "mx") == {}


def test_stock_is_the_same_after_a_rebuild():
    came(48)
    counted = actions.count([FoundLine(item="water_1l", found=44)], by=INES, at=NOW + HOUR).entry
    actions.explain(counted=counted, item="water_1l", reason=AdjustedFor.MISCOUNTED, by=RAFAEL)
    before = door.digest_of_read_models()
    door.rebuild()
    assert door.digest_of_read_models() == before
    assert shelf() == 44
