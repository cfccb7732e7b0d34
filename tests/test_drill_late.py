"""Phones that come late: with wrong clocks, after thirty days, after an erasure. REL-006, REL-008, REL-009, over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from django.utils import timezone as wall

from vereda.access.lookups import operator
from vereda.access.reach import author_of
from vereda.access.tests.cast import Cast
from vereda.client.tests.phone import Phone
from vereda.encounters.entries import Corrected
from vereda.encounters.models import Encounter
from vereda.logbook import clock, door
from vereda.logbook.ids import uuid7
from vereda.logbook.models import Flag, LogEntry
from vereda.logbook.tests.pens import NOTE, WHERE, meeting, subject_number
from vereda.logbook.words import FieldClass
from vereda.logbook.writing import Plain
from vereda.people.door import PersonDescribed, PersonMet

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
BORDER, SUMMER = timezone(timedelta(hours=-6)), timezone(timedelta(hours=-5))  # Matamoros before and after 10 March 2024
YEARS = timedelta(days=5 * 365)


@pytest.fixture
def phone(cast: Cast) -> Phone:
    return Phone(cast)


@pytest.mark.parametrize(
    "at",
    [
        datetime(2024, 2, 29, 23, 59, tzinfo=BORDER),
        datetime(2024, 3, 10, 1, 59, 59, tzinfo=BORDER),
        datetime(2024, 3, 10, 3, 0, 1, tzinfo=SUMMER),
        datetime(2024, 11, 3, 1, 30, tzinfo=SUMMER),
        datetime(2024, 11, 3, 1, 30, tzinfo=BORDER),
        datetime(2024, 12, 31, 23, 59, tzinfo=BORDER),
    ],
    ids=["leap day", "last second of winter", "first of summer", "the hour that comes twice, first", "and second", "year end"],
)
def test_rel_006_days_on_which_clocks_do_something_odd_are_kept_as_claimed(phone: Phone, at: datetime) -> None:
    """REL-006: the instant, its offset and the local day of the post stand as the phone said them."""
    one = phone.write(meeting(2), 1, at=at, clock_ms=clock.to_ms(at))
    assert [answer["status"] for answer in phone.push(one)["answers"]] == ["accepted"]
    row = LogEntry.objects.get(id=one.body.id)
    assert (row.occurred_at, row.local_on) == (at, at.date())
    assert door.verify().holds


def test_rel_006_a_clock_that_is_years_wrong_or_jumps_back_neither_locks_nor_wins(phone: Phone, cast: Cast) -> None:
    """REL-006: five years ahead is limited to now and flagged, five behind and an hour back are taken; the next edit stands."""
    now, other = wall.now(), Phone(cast, label="Teléfono 2")
    about = subject_number(1)
    phone.push(phone.write(meeting(2), about))
    for place, skew in enumerate((YEARS, -YEARS, -timedelta(hours=1))):
        at = now + skew
        one = phone.write(Corrected(people_met=3 + place), about, at=at, clock_ms=clock.to_ms(at))
        assert [answer["status"] for answer in phone.push(one)["answers"]] == ["accepted"]
        assert LogEntry.objects.get(id=one.body.id).occurred_at == at, "what it claimed is not changed"
    assert Flag.objects.filter(code="logbook.clock_ahead").count() == 1
    ahead = now + timedelta(minutes=1)
    other.push(other.write(Corrected(people_met=9), about, clock_ms=clock.to_ms(ahead)))
    assert Encounter.objects.get().people_met == 9, "a clock of the year after next does not win for five years"
    values = {value for dispute in door.disputes_of(about) for _, value in dispute.writes}
    assert {3, 4, 5, 9} <= values, "and nothing that was written is gone"


def test_rel_008_what_arrives_after_an_erasure_is_kept_without_its_boxes(phone: Phone, cast: Cast) -> None:
    """REL-008: a name that another phone wrote down while she was erased opens nowhere; that something was written stays."""
    late, about = Phone(cast, label="Teléfono 2"), subject_number(1)
    name = Plain(cls=FieldClass.IDENTITY, fields={"given": "Canaria", "families": ["Paz"]})
    phone.push(phone.write(PersonMet(purpose="medical"), about, name))
    written = late.write(PersonDescribed(nationality="HN"), about, name)
    door.erase(about, by=author_of(operator()), at=wall.now(), second="adriana")
    assert [answer["status"] for answer in late.push(written)["answers"]] == ["accepted"]
    person = door.subject(about)
    assert person is not None
    assert person.is_erased
    assert person.folded.state["late"] == [[str(written.body.id), "people.person_described", str(written.body.local_on)]]
    assert door.open_box(written.body.id, "identity") is None
    assert door.find_names(["canaria"], "piedras-negras") == []
    assert door.verify().holds


def test_rel_009_a_phone_that_was_away_for_thirty_days_delivers_two_thousand_entries(phone: Phone) -> None:
    """REL-009: in batches of fifty, each entry once; the places of those days are not kept any more."""
    first = wall.now() - timedelta(days=30)
    written = []
    for number in range(2_000):
        at = first + timedelta(minutes=20 * number)
        boxes = (NOTE, WHERE) if number % 40 == 0 else ()
        subject = uuid7(clock.to_ms(at))
        written.append(phone.write(meeting(number % 5 + 1), UUID(str(subject)), *boxes, at=at, clock_ms=clock.to_ms(at)))
    for start in range(0, len(written), 50):
        told = phone.push(*written[start : start + 50])
        assert {answer["status"] for answer in told["answers"]} == {"accepted"}
    assert told["have_upto"] == 2_000
    assert Encounter.objects.count() == 2_000
    assert {answer["status"] for answer in phone.push(*written[:50])["answers"]} == {"known"}
    assert door.open_box(written[0].body.id, "free_text") is not None
    assert door.open_box(written[0].body.id, "whereabouts") is None, "three weeks too late"
    assert door.open_box(written[1960].body.id, "whereabouts") is not None
    assert LogEntry.objects.filter(occurred_at__lt=datetime.now(UTC) - timedelta(days=29)).exists()
