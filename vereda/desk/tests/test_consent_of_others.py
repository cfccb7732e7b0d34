"""A yes that another group's post wrote of somebody of this group allows nothing: stolen, it would write what it likes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from vereda.access.door import Purpose, author_of
from vereda.access.tests.cast import Cast
from vereda.desk.rooms import first_aid_fhir, referral_acts
from vereda.desk.rooms.referral_form import About
from vereda.logbook.door import record_all
from vereda.medical import door as medical
from vereda.people import door as people
from vereda.people.door import ConsentFor
from vereda.protection import door as protection
from vereda.protection.door import case_actions, cases
from vereda.referrals import door as referrals
from vereda.referrals.door import Item, Receiver, Service
from vereda.referrals.errors import ReferralConsentMissing

pytestmark = [pytest.mark.django_db, pytest.mark.storage]


@pytest.fixture
def at() -> datetime:
    return datetime.now(UTC) - timedelta(seconds=1)


def said_yes(cast: Cast, encounter: UUID, at: datetime, *, writer: str) -> UUID:
    """Return a reading to those of an encounter of Inés's group, as the post of somebody else's group can write it."""
    own = author_of(cast.reader("ines"))
    told = people.reading(by=own, at=at, now=at, language="spa", encounter=encounter, given=[ConsentFor.REFER])
    by = author_of(cast.reader(writer))
    return record_all([replace(draft, by=by) for draft in told.drafts])[0].subject


@pytest.mark.parametrize(("writer", "holds"), [("ines", True), ("nadia", False)])
def test_a_yes_holds_where_the_own_group_wrote_it(cast: Cast, met: Any, at: datetime, writer: str, holds: bool):
    encounter = met(2, at=at)
    by, lucia = author_of(cast.reader("ines")), author_of(cast.reader("lucia"))
    consent = said_yes(cast, encounter, at, writer=writer)
    assert bool(referral_acts.standing(About(group=by.group, encounter=_row(encounter), person=None), "mx")) is holds
    drafts = medical.opening_drafts(medical.Told(complaints=["FRACT"]), encounter=encounter, person=None, by=by, at=at)
    record = medical.records.record(record_all(drafts)[0].subject, by.group, "mx")
    assert record is not None
    assert bool(first_aid_fhir.allowing(record)) is holds
    asked = case_actions.ask(protection.AskedFor(words="x"), encounter=encounter, by=lucia, at=at, takes=True)
    case = cases.case(asked.subject, "mx")
    assert case is not None
    assert bool(cases.consents_for(case)) is holds
    sends = {
        "service": Service.SHELTER,
        "receiver": Receiver(name="Casa Belén", role=next(iter(referrals.RECEIVERS[Service.SHELTER]))),
        "told": {Item.PEOPLE: "2", Item.CALL_BACK: "878 555 0101", Item.ARRIVES: "hoy, 21 h"},
        "reader": cast.reader("ines").with_purpose(Purpose.ASSIST),
        "by": by,
        "at": at,
        "now": at,
        "consent": consent,
        "encounter": encounter,
    }
    if holds:
        assert referrals.make_referral(**sends).words
    else:
        with pytest.raises(ReferralConsentMissing):
            referrals.make_referral(**sends)


def _row(encounter: UUID) -> Any:  # Any: an encounter
    from vereda.encounters.door import encounter as found

    return found(encounter, ["piedras-negras"], "mx")
