"""A new demonstration is filled once with a post at work; an installation with records of its own is left alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.house import ON_POSTGRESQL
from vereda.access.door import contacts, devices_of, members_of
from vereda.demo import first_days
from vereda.demo.first_days import fill
from vereda.demo.tests.conftest import NOW
from vereda.demo.years import write_year
from vereda.encounters import door as encounters
from vereda.encounters.door import Meeting, Service, record_meeting
from vereda.groups import door as groups
from vereda.legal import door as legal
from vereda.logbook import door as logbook
from vereda.logbook.door import Author
from vereda.people import door as people
from vereda.rescue import door as rescue
from vereda.safety import door as safety
from vereda.statistics import door as statistics
from vereda.tracing import door as tracing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installation")]
HOME, OTHER = "piedras-negras", "tapachula"
TODAY = NOW.astimezone(ZoneInfo("America/Matamoros")).date()


@pytest.mark.storage
def test_a_new_demonstration():
    """Filled once for all that is read of it: half a minute of a busy machine each time."""
    assert fill("mx", now=NOW)
    filling_twice_is_filling_once()
    if not ON_POSTGRESQL:
        reads_as_a_post_at_work()


def reads_as_a_post_at_work() -> None:
    board_shows_a_post_at_work()
    ground_shows_what_is_closed_what_happened_and_what_is_due()
    missing_wait_for_a_decision_a_look_and_an_answer()
    identity_review_finds_pairs_of_several_kinds()
    three_thousand_are_counted_over_all_groups_and_most_where_there_are_accounts()


def filling_twice_is_filling_once() -> None:
    head, accounts = logbook.head().number, len(members_of("mx", HOME))
    assert fill("mx", now=NOW + timedelta(days=3))
    assert [logbook.head().number, len(members_of("mx", HOME))] == [head, accounts]


def board_shows_a_post_at_work() -> None:
    out = groups.patrols_out(HOME, "mx")
    assert [len(out), len(groups.overdue(HOME, "mx", NOW))] == [2, 1]
    assert groups.open_shift(HOME, "mx")
    assert groups.open_shift(OTHER, "mx")
    [mission] = rescue.open_missions(HOME, "mx")
    [reached] = encounters.encounters(HOME, "mx", encounters.Filter(mission=mission.subject))
    assert logbook.whereabouts([reached.subject])[reached.subject].lat
    [team] = rescue.teams_on_missions("mx", HOME)
    assert (team.call_sign, mission.found[0]["encounter"]) == ("Lobo 4", str(reached.subject))
    late = [rescue.is_overdue(rescue.watched(team, NOW), NOW + timedelta(minutes=after)) for after in (0, 30, 60)]
    assert late == [False, False, True], "the watch is lively, and rings for nobody in the first half hour"
    assert logbook.disputes(HOME, "mx")
    assert [one.why for one in logbook.held(HOME, "mx")] == ["access.device_revoked"]
    phones = devices_of("mx", HOME)
    assert [(one.label, len(one.agents), one.revoked_at is None) for one in phones] == [
        ("Teléfono 1", 2, True),
        ("Teléfono 2", 1, True),
        ("Teléfono 3", 1, True),
        ("Teléfono 4", 1, False),
    ]
    assert [logbook.progress(str(one.subject))[0] for one in phones] == [3, 1, 0, 1]
    assert {one.unsent for one in contacts([one.subject for one in phones]).values()} == {0, 6, 2}
    named = people.Person.objects.filter(group=HOME)
    assert [people.identity(person).given != "" for person in named] == [True] * 29, "met 3, sought 3, compared 23"
    assert encounters.waiting_for_child_protection(HOME, "mx", TODAY - timedelta(days=7), ["CHILD_PROTECTION"])
    for group in (HOME, OTHER):
        for day in (TODAY, TODAY - timedelta(days=1)):
            assert encounters.day_sum(group, "mx", day).encounters >= 3
    assert logbook.verify().holds


def ground_shows_what_is_closed_what_happened_and_what_is_due() -> None:
    [area] = safety.closed_lookups.closed_areas(HOME, "mx", TODAY)
    assert area.until_on == TODAY + timedelta(days=1)
    [rule] = safety.closed_lookups.clearance_rules(HOME, "mx")
    assert rule.route
    assert [row.severity for row in safety.incident_lookups.open_incidents(HOME, "mx")] == ["grave"]
    assert len(safety.interference_lookups.undelivered("mx", HOME)) == 2
    assert [number for _place, number in safety.interference_lookups.points_to_move("mx", HOME, TODAY)] == [2]
    assert safety.incident_lookups.open_incidents(OTHER, "mx") == []


def missing_wait_for_a_decision_a_look_and_an_answer() -> None:
    [fresh] = tracing.undecided_files(HOME, "mx")
    assert fresh.age_band == "12-17"
    assert [row.way for row in tracing.due_files(HOME, "mx", TODAY)] == ["tracing"]
    [old] = tracing.due_files(HOME, "mx", TODAY)
    assert len(tracing.candidates(old, TODAY, is_across=False, account="")) == 1, "somebody with a name much like his"
    assert [row.located_by for row in tracing.unanswered_files(HOME, "mx")] == ["others"]
    assert tracing.open_files(OTHER, "mx") == []


def identity_review_finds_pairs_of_several_kinds() -> None:
    waiting = people.links.waiting("mx", most=20)
    assert len(waiting) == people.links.count_waiting("mx") == 6
    rows = people.persons_of([end for row in waiting for end in (row.left, row.right)])
    across = [rows[row.left].group != rows[row.right].group for row in waiting]
    assert sorted(across) == [False, False, True, True, True, True]
    found = people.matching_estimate("mx", TODAY - timedelta(days=60), TODAY)
    assert isinstance(found, people.Estimate), "of eleven pairs that were looked at"
    assert 10 < found.low < found.individuals < found.met == 43


def test_an_invented_year_alone_is_filled_up_to_today_also_on_another_day():
    """The day is another because the table of holidays knows those before it as well."""
    now = NOW + timedelta(days=90)
    year = write_year(country="mx", year=2011, assisted=1000, seed=1, add=False, now=now)
    assert fill("mx", now=now)
    assert logbook.head().number > year.blocks
    assert groups.open_shift(HOME, "mx")
    adviser_finds_a_term_that_is_close_and_a_return_to_hear(now)


def adviser_finds_a_term_that_is_close_and_a_return_to_hear(now: datetime) -> None:
    [adviser] = [str(one.id) for one, held, _worth in members_of("mx", "") if held.role == "legal_adviser"]
    own = {row.subject: legal.sealed.opening(row) for row in legal.cases.cases_of(adviser, "mx")}
    assert {said.what: said.consents for said in own.values()} == {"refuge": False, "consular": False, "return": False}
    [term] = legal.cases.terms_of(own)
    assert now < term.due_at < now + timedelta(days=5)
    [going_back] = [row for row in legal.cases.cases_of(adviser, "mx") if row.returns]
    [(_line, asked)] = going_back.returns
    assert not legal.is_seconded(asked)
    assert adviser not in {account for _at, account in asked["asked"].values()}, "the adviser may be the second"
    assert len(legal.cases.waiting_cases("mx")) == 1
    [counted] = people.card_estimates("mx", now.year, now=now).values()
    assert counted["low"] < counted["individuals"] < counted["met"], "cards of the month that is over, and of no year before"


def three_thousand_are_counted_over_all_groups_and_most_where_there_are_accounts() -> None:
    asked = statistics.question(country="mx", from_on=TODAY - timedelta(days=60), to_on=TODAY, by=["group"])
    table = statistics.bulletin(asked)
    values = {key[0]: value for key, value in table.rows}
    assert 2900 < table.total < 3400
    assert len(values) == 21
    assert {HOME, OTHER} == set(sorted(values, key=values.__getitem__)[-2:])


@pytest.mark.storage
def test_records_of_somebody_else_are_left_alone_without_any_account():
    by = Author(account="5", group=HOME, country="mx", zone="America/Matamoros")
    record_meeting(Meeting(people_met=1, services=[Service(service="WATER")]), by=by, at=NOW, now=NOW)
    assert not fill("mx", now=NOW)
    assert logbook.head().number == 1
    assert members_of("mx", HOME) == []


@pytest.mark.storage
def test_a_filling_that_fails_leaves_nothing(monkeypatch):
    def failing(*arguments: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(first_days.today, "special", failing)
    with pytest.raises(RuntimeError):
        fill("mx", now=NOW)
    assert logbook.head() is None
    assert members_of("mx", HOME) == []
