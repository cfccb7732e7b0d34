"""What looks across groups, by country or by key, never finds what is practised."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from vereda.access.door import author_of
from vereda.access.tests.cast import Cast
from vereda.encounters.door import Line, Meeting, Named, Service, record_meeting
from vereda.gatherings import door as gatherings
from vereda.people import door as people
from vereda.people.door import Identity
from vereda.people.models import Person
from vereda.practice import shadow_of
from vereda.safety import door as safety
from vereda.safety.lookups.danger import open_danger_of

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)


@pytest.fixture
def real(cast: Cast):
    return author_of(cast.reader("ines"))


@pytest.fixture
def shadow(real):
    return replace(real, group=shadow_of(real.group))


def test_a_practised_erasure_waits_for_nobody_at_headquarters(shadow):
    who = Named(line_id="a", identity=Identity(given="Ana"), purpose="medical")
    told = Meeting(people_met=1, lines=[Line(line_id="a", count=1)], services=[Service(service="WATER")], named=[who])
    record_meeting(told, by=shadow, at=NOW - timedelta(minutes=1))
    people.ask_erasure(Person.objects.get().subject, by=shadow, at=NOW)
    assert people.erasures_asked("mx") == []
    assert len(people.erasures_asked("mx", shadow.group)) == 1


def test_a_practised_alarm_is_no_open_alarm_of_the_officer(shadow):
    safety.raise_danger(who=shadow.account, by=shadow, at=NOW)
    assert open_danger_of(shadow.account, "mx") is None
    assert safety.open_dangers("mx") == []
    assert len(safety.open_dangers("mx", shadow.group)) == 1


def test_practised_interference_is_never_one_of_the_country(shadow):
    seen = safety.Seen(authority="police", acts=[safety.Interfered.WAITED], within=safety.Within.SIGHT, municipality="05025")
    acts, look = safety.interference_actions, safety.interference_lookups
    record = acts.record_interference(seen, by=shadow, at=NOW).subject
    acts.record_interference(seen, by=shadow, at=NOW)
    assert look.interferences("mx") == look.undelivered("mx") == look.interference_by_quarter("mx") == []
    assert look.points_to_move("mx", None, NOW.date()) == []
    assert look.interference(record, "mx") is None
    assert look.interference(record, "mx", shadow.group) is not None


def test_a_practised_part_of_a_caravan_is_no_part_of_the_real_one(real, shadow):
    from vereda.gatherings.models import CaravanPart

    gatherings.open_caravan(name="Del norte", by=real, at=NOW)
    part = CaravanPart.objects.get()
    gatherings.join_caravan(key=part.key, name="Del norte", by=shadow, at=NOW)
    assert [one.group for one in gatherings.parts_of(part.key, "mx", real.group)] == [real.group]
    assert [one.group for one in gatherings.parts_of(part.key, "mx", shadow.group)] == [shadow.group]
