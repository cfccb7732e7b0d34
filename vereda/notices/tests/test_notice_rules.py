"""What a notice is after its entries in any order, and when it holds. Without a database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from uuid import UUID

import pytest

from vereda.logbook.entries import Payload
from vereda.logbook.rules.fields import value_of
from vereda.logbook.rules.fold import Entry, fold_all
from vereda.notices import errors
from vereda.notices.entries import NoticeArea, NoticeEnded, NoticeGiven, NoticeSet
from vereda.notices.rules import notice as rules
from vereda.notices.words import AreaBy, NoticeKind, Origin
from vereda.safety.schema import CapCertainty, CapMessage, CapSeverity, CapStatus, CapUrgency, WarningInfo

NOW = datetime(2026, 7, 10, 18, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SET = NoticeSet(
    danger=NoticeKind.HEAT, severity=CapSeverity.SEVERE, certainty=CapCertainty.LIKELY, urgency=CapUrgency.FUTURE,
    area=NoticeArea(told_by=AreaBy.STATES, states=["MX-SON"]), starts_at=NOW - DAY, ends_at=NOW + DAY, origin=Origin.OWN,
    source="SMN",
)  # fmt: skip
CHANGED = SET.model_copy(update={"severity": CapSeverity.EXTREME})
ENDED = NoticeEnded(reason="Ya llovió")
INFO = WarningInfo(
    lang="es", event="Calor", severity=CapSeverity.SEVERE, certainty=CapCertainty.LIKELY, urgency=CapUrgency.FUTURE,
    categories=["Met"],
)  # fmt: skip
GIVEN = NoticeGiven(sender="vereda:mx", sender_name="Central", status=CapStatus.ACTUAL, message=CapMessage.ALERT, infos=[INFO])


def entry(number: int, payload: Payload, seen: tuple[int, ...] = ()) -> Entry:
    return Entry(
        id=str(UUID(int=number)), kind=payload.kind, payload=payload, subject="s", seen=[str(UUID(int=one)) for one in seen],
        clock=f"{number:016x}", group="central", country="mx", author="paola", reported_by="paola", channel="desk", device="desk",
        occurred_at=NOW, local_on=date(2026, 7, 10),
    )  # fmt: skip


@dataclass
class Row:
    starts_at: datetime = NOW - DAY
    ends_at: datetime = NOW + DAY
    is_ended: bool = False
    months: list[int] = field(default_factory=list)


def test_any_order_of_arrival_gives_the_same_notice():
    told = [entry(1, SET), entry(2, CHANGED, (1,)), entry(3, GIVEN, (2,)), entry(4, ENDED, (3,))]
    states = [fold_all(order, rules.start, rules.step).state for order in permutations(told)]
    assert all(one == states[0] for one in states)
    assert value_of(states[0]["fields"], "danger_notice")["severity"] == "extreme"
    assert value_of(states[0]["fields"], "notice_ended") is True
    assert len(states[0]["given"]) == 1


def test_an_end_stands_whatever_was_changed_elsewhere_without_seeing_it():
    state = fold_all([entry(1, SET), entry(2, ENDED, (1,)), entry(3, CHANGED, (1,))], rules.start, rules.step).state
    assert value_of(state["fields"], "notice_ended") is True


def test_a_notice_holds_from_its_first_hour_to_its_last_and_ends_by_itself():
    row = Row()
    assert rules.holds(row, NOW)
    assert not rules.holds(row, row.ends_at)
    assert rules.is_over(row, row.ends_at)
    assert rules.holds(row, row.ends_at - timedelta(seconds=1))
    assert not rules.holds(row, row.starts_at - timedelta(seconds=1))
    assert rules.comes(row, row.starts_at - timedelta(seconds=1))
    assert not rules.holds(Row(is_ended=True), NOW)
    assert not rules.comes(Row(is_ended=True), NOW)


def test_a_season_shows_it_in_its_months_alone():
    row = Row(starts_at=NOW - 10 * DAY, ends_at=NOW + 300 * DAY, months=[5, 6, 7, 8])
    assert rules.holds(row, NOW)
    november = NOW.replace(month=11)
    assert not rules.holds(row, november)
    assert rules.comes(row, november), "next May lies in its period"
    short = Row(starts_at=NOW - 10 * DAY, ends_at=NOW + 150 * DAY, months=[5, 6, 7, 8])
    assert not rules.comes(short, november), "no May comes before it ends"


def test_the_month_is_that_of_the_place_and_not_of_greenwich():
    from zoneinfo import ZoneInfo

    row = Row(starts_at=NOW - 20 * DAY, ends_at=NOW + 90 * DAY, months=[7])
    late = datetime(2026, 8, 1, 3, 0, tzinfo=UTC)  # 31 July, 21:00 in the middle of Mexico
    assert rules.holds(row, late.astimezone(ZoneInfo("America/Mexico_City")))
    assert not rules.holds(row, late)


@pytest.mark.parametrize(
    ("starts", "ends", "error"),
    [
        (NOW, NOW - DAY, errors.PeriodBackwards),
        (NOW, NOW, errors.PeriodBackwards),
        (NOW - 3 * DAY, NOW - DAY, errors.PeriodOver),
        (NOW, NOW + 400 * DAY, errors.PeriodLong),
    ],
)
def test_a_period_that_cannot_be_is_refused_with_what_to_do(starts, ends, error):
    with pytest.raises(error) as caught:
        rules.demand_period(starts, ends, NOW)
    assert str(caught.value).endswith(".")


def test_a_period_of_a_year_is_taken():
    rules.demand_period(NOW, NOW + 366 * DAY, NOW)


def test_the_topic_of_a_notice_names_it_both_ways():
    subject = UUID(int=7)
    assert rules.subject_of(rules.topic_of(subject)) == subject
    assert rules.subject_of("heat") is None
    assert rules.subject_of("notice-nada") is None
