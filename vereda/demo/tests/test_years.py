"""An invented year goes through the logbook like any other facts, and the bulletin counts what the plan says."""

from __future__ import annotations

from collections import Counter

import pytest

from vereda.demo import writing
from vereda.demo.errors import AlreadyThere, NotEmpty, YearNotOver
from vereda.demo.marks import is_free
from vereda.demo.tests.conftest import NOW
from vereda.demo.writing import Scribe
from vereda.demo.years import Written, write_year
from vereda.encounters.door import Encounter, ReportedTotal
from vereda.logbook import door as logbook
from vereda.statistics import door as statistics

pytestmark = [pytest.mark.storage, pytest.mark.django_db, pytest.mark.usefixtures("installation")]


def written(**changed: object) -> Written:
    asked = {"country": "mx", "year": 2011, "assisted": 3000, "seed": 7, "add": False, "now": NOW, **changed}
    return write_year(**asked)


def counted(by: str, count: str = "services") -> dict[str, int]:
    asked = statistics.question(country="mx", from_on="2011-01-01", to_on="2011-12-31", by=[by], count=count, outside=True)
    table = statistics.bulletin(asked)
    return {key[0]: value for key, value in [*table.rows, *(table.outside.rows if table.outside else ())]} | {
        "TOTAL": table.total
    }


def test_the_bulletin_counts_what_was_planned():
    plan = written().plan
    by_category = counted("category")
    assert by_category.pop("TOTAL") == plan.official_total
    assert by_category.pop("PATROL") == plan.patrols > 100
    assert by_category.pop("BODY") == plan.bodies
    assert by_category == dict(plan.counts)
    people = counted("nationality", "people")
    reported = sum(period.people for period in plan.reported)
    assert reported > 0
    assert people.pop("TOTAL") == plan.people_met
    assert people["GT"] == pytest.approx(plan.nations["GT"], abs=reported + 12)  # sums and forgotten people are of no country
    assert counted("group", "encounters")["TOTAL"] == plan.encounters


def test_every_slip_ends_at_what_the_meeting_was_and_shows_in_the_history():
    written()
    assert logbook.verify().holds
    assert Encounter.objects.filter(is_disputed=True).exists()
    assert Encounter.objects.filter(is_withdrawn=True).exists() or Encounter.objects.filter(joined_into__isnull=False).exists()
    assert ReportedTotal.objects.exists()
    assert not logbook.whereabouts(Encounter.objects.values_list("subject", flat=True)), "places of 2011 are forgotten"


def test_a_year_is_written_once_and_not_among_other_records():
    first = written()
    head = logbook.head().number
    with pytest.raises(AlreadyThere):
        written()
    with pytest.raises(AlreadyThere):
        written(add=True)
    with pytest.raises(NotEmpty):
        written(seed=8)
    assert logbook.head().number == head == first.blocks
    assert is_free()
    both = written(seed=8, add=True)
    assert counted("category")["TOTAL"] == first.plan.official_total + both.plan.official_total
    assert not is_free()


def test_a_year_that_was_killed_is_finished_by_the_same_call(monkeypatch):
    monkeypatch.setattr(writing, "BLOCK", 400)

    def killed(entries: int) -> None:
        if entries >= 800:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        written(told=killed)
    before = logbook.head().number
    done = written()
    assert [before, logbook.head().number] == [2, 2 + done.blocks]
    assert counted("category")["TOTAL"] == done.plan.official_total
    assert is_free()


def test_a_year_that_is_not_over_is_refused():
    with pytest.raises(YearNotOver):
        written(year=2024)
    assert logbook.head() is None


def test_entries_of_the_same_plan_have_the_same_ids_and_come_in_order_of_time(year):
    plan = year(1700, 3)
    drafts = [list(Scribe(plan, NOW).drafts()) for _ in range(2)]
    assert [draft.id for draft in drafts[0]] == [draft.id for draft in drafts[1]]
    assert Counter(draft.id for draft in drafts[0]).most_common(1)[0][1] == 1
    here = set()
    for draft in drafts[0]:
        assert set(draft.seen) <= here, "an entry has seen only what was written before"
        here.add(draft.id)
