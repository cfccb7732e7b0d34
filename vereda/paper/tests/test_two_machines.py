"""One sheet typed on two machines that do not hear of each other, and by two at once: it counts once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from vereda.desk.tests.test_at_once import at_once
from vereda.encounters.door import Line, Meeting, Service, meeting_drafts
from vereda.encounters.models import Encounter
from vereda.logbook.door import Author, Draft, disputes, erase, subject
from vereda.logbook.models import LogEntry
from vereda.logbook.schema import Channel
from vereda.paper import actions
from vereda.paper.actions import Outcome, print_sheets, type_sheet
from vereda.paper.errors import SheetErased, SheetSaysOther
from vereda.paper.models import Sheet, SheetBatch
from vereda.paper.rules.serials import POST_FROM, Serial
from vereda.paper.words import Form

pytestmark = [pytest.mark.storage, pytest.mark.django_db(transaction=True)]
GROUP = "piedras-negras"
INES = Author(account="ines", group=GROUP, country="mx", zone="America/Matamoros")
AT = datetime(2024, 1, 31, 23, 50, tzinfo=UTC)
SERIAL = Serial("mx", GROUP, Form.ENCOUNTER, 7)
MET = Meeting(people_met=3, lines=[Line(line_id="a", count=3, nationality="HN")], services=[Service(service="WATER")])


def drafts(meeting: Meeting = MET, by: Author = INES) -> list[Draft]:
    return meeting_drafts(meeting, by=by, at=AT, channel=Channel.PAPER, reported_by="rafael", now=timezone.now())


def typed(meeting: Meeting = MET, by: Author = INES, **how: bool) -> Outcome:
    return type_sheet(SERIAL, drafts(meeting, by), by=by, at=timezone.now(), now=timezone.now(), **how).outcome


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch):
    """Return a function after which this machine is another one, which has heard of nothing."""

    def move() -> None:
        monkeypatch.setattr(actions, "this_node", lambda: SimpleNamespace(id="feedfeedfeedfeed", is_post=True))
        monkeypatch.setattr(actions, "readings", lambda record: [])
        monkeypatch.setattr(actions, "_entries", unseen(actions._entries))

    return move


def unseen(entries):
    """Return `_entries` as on a machine that holds no head of any of these subjects."""

    def made(*args, **kwargs):
        return [replace(draft, seen=[]) for draft in entries(*args, **kwargs)]

    return made


def test_the_same_sheet_typed_on_two_machines_is_one_encounter_and_no_difference(elsewhere):
    assert typed() == Outcome.NEW
    elsewhere()
    assert typed(by=replace(INES, account="lucia")) == Outcome.NEW
    assert LogEntry.objects.filter(kind="encounters.recorded").count() == 2
    row = Encounter.objects.get()
    assert (row.people_met, row.subject) == (3, SERIAL.record)
    assert not disputes(GROUP, "mx")
    assert Sheet.objects.get().readings == 2


def test_two_readings_that_differ_are_shown_and_count_as_one(elsewhere):
    typed()
    elsewhere()
    typed(replace(MET, lines=[Line(line_id="b", count=3, nationality="GT")]))
    assert Encounter.objects.get().people_met == 3
    assert {one.field for one in disputes(GROUP, "mx")} == {"line:a", "line:b"}


def test_another_content_is_refused_until_somebody_says_that_the_sheet_says_so():
    typed()
    other = replace(MET, people_met=5)
    with pytest.raises(SheetSaysOther):
        typed(other)
    assert Encounter.objects.get().people_met == 3
    assert typed(other, beside=True) == Outcome.OTHER
    assert typed(other) == Outcome.KNOWN
    assert typed() == Outcome.KNOWN
    assert {one.field for one in disputes(GROUP, "mx")} == {"people_met"}


def test_three_who_save_the_same_sheet_at_once_write_it_once():
    assert at_once(typed) == ["", "", ""]
    assert LogEntry.objects.filter(kind="encounters.recorded").count() == 1
    assert Sheet.objects.get().readings == 1


def test_three_who_print_at_once_get_numbers_of_their_own():
    now = timezone.now()
    assert at_once(lambda: print_sheets(Form.ALERT, copies=5, lang="es", lists={}, by=INES, at=now)) == ["", "", ""]
    assert sorted(SheetBatch.objects.values_list("first", "last")) == [(1, 5), (6, 10), (11, 15)]


def test_a_posts_machine_and_headquarters_never_give_the_same_number(monkeypatch: pytest.MonkeyPatch):
    now = timezone.now()
    print_sheets(Form.ALERT, copies=5, lang="es", lists={}, by=INES, at=now)
    monkeypatch.setattr(actions, "this_node", lambda: SimpleNamespace(id="feedfeedfeedfeed", is_post=True))
    first = print_sheets(Form.ALERT, copies=5, lang="es", lists={}, by=INES, at=now)
    assert [serial.number for serial in first] == list(range(POST_FROM, POST_FROM + 5))


def test_a_sheet_whose_record_was_erased_is_not_typed_again():
    typed()
    erase(SERIAL.record, reason="struck", by=INES, at=timezone.now() + timedelta(seconds=1))
    found = subject(SERIAL.record)
    assert found is not None
    assert found.is_erased
    with pytest.raises(SheetErased):
        typed()
