"""Hand-overs to bodies with enforcement powers, counted for the whole country and told to anybody 30 days after the month."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from vereda.access.tests.cast import Cast
from vereda.logbook.door import Author
from vereda.practice import shadow_of
from vereda.rescue import door as rescue
from vereda.rescue.actions import passing as passing_actions
from vereda.rescue.door import Handed, PassReason, ToldBefore, passing_lookups
from vereda.rescue.rules.passing_counts import is_public, public_on


@pytest.mark.parametrize(
    ("month", "first"),
    [
        (date(2026, 11, 1), date(2026, 12, 31)),  # 30 November is 30 days old on 30 December, and older on the 31st
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 1, 15), date(2027, 3, 3)),
        (date(2028, 2, 29), date(2028, 3, 31)),
    ],
)
def test_a_month_is_public_when_its_last_day_is_more_than_30_days_old(month: date, first: date):
    assert public_on(month) == first
    assert is_public(month, first)
    assert not is_public(month, first - timedelta(days=1))


@pytest.fixture
def handed(cast: Cast):
    """Hand four alerts over in November: two of two groups to an authority, one to the ambulance, one that is practised."""
    at = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
    groups = ("piedras-negras", "tapachula", "piedras-negras", shadow_of("piedras-negras"))
    for group, to in zip(groups, ("us-border-patrol", "inm", "c4-c5", "inm"), strict=True):
        with time_machine.travel(at, tick=False):
            by = Author(account="operator", group=group, country="mx", zone="America/Matamoros")
            alert = rescue.receive_alert(rescue.Told(people=2), by=by, at=at).subject
            told = passing_actions.Pass(
                to=to,
                reason=PassReason.BEYOND_REACH,
                handed=[Handed.POSITION],
                told_caller=ToldBefore.TOLD,
                told_person=ToldBefore.NOT_REACHED,
            )
            passing_actions.pass_alert(told, alert=alert, by=by, at=at)


@pytest.mark.storage
@pytest.mark.django_db
def test_all_groups_are_one_sum_which_is_public_from_its_day_and_not_before(handed: None):
    (row,) = passing_lookups.to_enforcement_by_month("mx")
    assert row == (date(2026, 11, 1), 2, date(2026, 12, 31))
    assert passing_lookups.public_by_month("mx", date(2026, 12, 30)) == []
    assert passing_lookups.public_by_month("mx", date(2026, 12, 31)) == [(date(2026, 11, 1), 2)]


@pytest.mark.django_db
def test_headquarters_reads_the_sum_and_nadia_does_not_reach_the_page(handed: None, cast: Cast):
    page = cast.client("graciela").get("/central/").content.decode()
    assert "noviembre de 2026" in page
    assert "no antes del" in page or "sí" in page
    assert cast.client("nadia").get("/central/").status_code in (403, 404)
