"""What a post plans and hands over with its line cut counts above; what headquarters' desk hands over can be read at the post."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.utils import timezone

from vereda.access.door import author_of
from vereda.groups import door as groups
from vereda.groups.door import Duty, HandoverGiven, HandoverSigned, Sheet
from vereda.groups.entries.agreements import VolunteerWritten
from vereda.groups.entries.roster import RosterPlanned
from vereda.groups.rules.roster import roster_of
from vereda.logbook.schema import POST_CLASSES, FieldClass
from vereda.logbook.writing import Plain
from vereda.relay.tests.test_headquarters import Machine

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
HOME, ON = "piedras-negras", date(2026, 3, 10)
SHEET = Sheet(text="La bomba gotea")


@pytest.fixture
def machine(cast) -> Machine:
    return Machine()


def test_a_handover_given_and_signed_at_a_post_counts_above(cast, machine):
    ines, rafael = cast.account("ines").pk, cast.account("rafael").pk
    box = Plain(cls=FieldClass.CONTACT, fields=SHEET.model_dump(mode="json"))
    given = machine.write(HandoverGiven(sheet=groups.digest_of_sheet(SHEET)), ines, None, box)
    signed = machine.write(HandoverSigned(sheet=groups.digest_of_sheet(SHEET)), rafael, given.body.subject)
    assert machine.bring(given, signed) == ["accepted", "accepted"]
    (row,) = groups.handovers(HOME, "mx", 5)
    assert (row.signed_by, groups.sheet_of(row)) == (str(rafael), SHEET)


def test_what_is_planned_at_two_desks_meets_in_one_record(cast, machine):
    turn, day = UUID(int=7), roster_of("mx", HOME, ON)
    told = RosterPlanned(on=ON, added=[Duty(member="ines", turn=turn)])
    assert machine.bring(machine.write(told, cast.account("rafael").pk, day)) == ["accepted"]
    by = author_of(cast.reader("rafael"))
    groups.plan_days(days={ON: [Duty(member="ines", turn=turn), Duty(member="lupe", turn=turn)]}, by=by, at=timezone.now())
    assert [one["member"] for one in groups.roster_days(HOME, "mx", ON, ON)[ON].duties] == ["ines", "lupe"]


def test_nobody_of_another_group_hands_over_plans_or_writes_down_here(cast, machine):
    nadia = cast.account("nadia").pk
    for payload in (HandoverGiven(sheet="a" * 64), RosterPlanned(on=ON), VolunteerWritten()):
        assert machine.bring(machine.write(payload, nadia)) == ["quarantined access.author_of_other_group"]


def test_a_handover_from_headquarters_desk_opens_at_the_post_and_at_no_other(cast, machine):
    given = groups.give_handover(SHEET, by=author_of(cast.reader("ines")), at=timezone.now())
    (whole,) = machine.ask("entries", {"ids": [str(given.entry)]})["entries"]
    assert whole["open"] == [0], "the next shift reads what it signs"
    assert Machine("tapachula").ask("entries", {"ids": [str(given.entry)]})["entries"] == []


def test_no_box_of_a_handover_is_of_a_class_that_a_post_shuts():
    for kind in (HandoverGiven, HandoverSigned):
        assert set(kind.boxes) <= POST_CLASSES
