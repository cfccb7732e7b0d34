"""Ten years of referrals: the lists show those that are open, however many ended before them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vereda.logbook.schema import FieldClass
from vereda.people.models import Consent
from vereda.referrals.lookups import referrals
from vereda.referrals.lookups.referrals import ENDED, OPEN
from vereda.referrals.models import Referral
from vereda.referrals.words import RESTING, Basis, Status

pytestmark = pytest.mark.django_db
HOME, NOW = "piedras-negras", datetime(2026, 11, 13, 2, tzinfo=UTC)
HEALTH = [FieldClass.HEALTH]


def row(number: int, status: Status = Status.DONE, **told: object) -> Referral:
    at = NOW - timedelta(days=4000 - number)
    values = {
        "country": "mx", "group": HOME, "folio": f"R-{number}", "within": FieldClass.HEALTH.value, "basis": Basis.LIFE,
        "sent": UUID(int=1), "classes": [], "made_at": at, "local_on": at.date(), "made_by": "x", "status": status,
        "elsewhere": 0, "is_contested": False, "notes": [],
    }  # fmt: skip
    return Referral(**{"subject": UUID(int=number + 1), **values, **told})


@pytest.fixture
def years() -> None:
    rows = [row(number, sorted(RESTING)[number % 3]) for number in range(700)]
    rows += [row(700 + number, OPEN[number % len(OPEN)]) for number in range(8)]
    rows += [row(800, Status.SENT, group="tapachula"), row(801, Status.SENT, within=FieldClass.LEGAL.value)]
    rows += [row(802, Status.SENT, within=FieldClass.LEGAL.value, made_by="me")]
    Referral.objects.bulk_create(rows)


@pytest.mark.usefixtures("years")
def test_what_is_open_is_there_and_of_what_ended_the_latest_in_the_order_of_their_age():
    found = referrals.of_group(HOME, "mx", "me", HEALTH)
    assert [one.folio for one in found if one.status not in RESTING] == [*(f"R-{number}" for number in range(700, 708)), "R-802"]
    ended = [one for one in found if one.status in RESTING]
    assert [one.folio for one in ended] == [f"R-{number}" for number in range(700 - ENDED, 700)]
    assert found == sorted(found, key=lambda one: one.made_at)


@pytest.mark.usefixtures("years")
def test_whoever_has_no_group_sees_those_of_the_country_alike():
    found = referrals.of_country("mx", HEALTH, "nobody")
    assert [one.folio for one in found if one.status not in RESTING] == [*(f"R-{number}" for number in range(700, 708)), "R-800"]
    assert sum(one.status in RESTING for one in found) == ENDED


def test_consents_of_many_are_looked_at_together_and_one_that_is_gone_allows_nothing():
    kept, lost = UUID(int=7), UUID(int=8)
    Consent.objects.create(
        subject=kept, country="mx", group=HOME, asked_at=NOW, local_on=NOW.date(), asked_by="x", allowed=["refer"], refused=[],
        texts=[],
    )  # fmt: skip
    rows = [row(1), row(2, basis=Basis.CONSENT, consent=kept), row(3, basis=Basis.CONSENT, consent=lost)]
    rows += [row(4, basis=Basis.CONSENT, consent=None)]
    with CaptureQueriesContext(connection) as asked:
        assert referrals.ungrounded(rows) == {rows[2].subject, rows[3].subject}
    assert len(asked) == 1
    assert [referrals.is_grounded(one) for one in rows] == [True, True, False, False]
