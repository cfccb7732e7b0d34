"""What the cards and the last run of the matching say of a period, and why they sometimes say nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from vereda.people.rules import estimates
from vereda.people.rules.estimates import Estimate, NotEstimated
from vereda.people.tests.test_pairs import NOW, SAME, Office, clock, office
from vereda.people.words import LinkSays, Method

__all__ = ["clock", "office"]
pytestmark = pytest.mark.django_db
TODAY = NOW.date()
KEPT = {
    "version": "card 1",
    "from_on": "2026-01-01",
    "to_on": "2026-10-31",
    "met": 900,
    "individuals": 600,
    "low": 450,
    "high": 700,
}


def why(found: Estimate | NotEstimated) -> str:
    assert isinstance(found, NotEstimated)
    return found.why.text


def test_cards_tell_of_january_to_the_end_of_a_month_and_say_why_they_tell_of_nothing_else():
    from vereda.people.door import card_estimate
    from vereda.people.models import CardCount

    year, october = date(2026, 1, 1), date(2026, 10, 31)
    assert why(card_estimate("mx", year, october, now=NOW)) == estimates.NO_CARDS
    CardCount.objects.create(country="mx", month=date(2026, 9, 1), counted_at=NOW, rows=[])
    assert why(card_estimate("mx", year, october, now=NOW)) == estimates.FEW_CARDS_AGAIN
    CardCount.objects.create(country="mx", month=date(2026, 10, 1), counted_at=NOW, rows=[], estimate=KEPT)
    found = card_estimate("mx", year, october, now=NOW)
    assert isinstance(found, Estimate)
    assert (found.low, found.individuals, found.high, found.from_on, found.to_on) == (450, 600, 700, year, october)
    assert found.assumed
    assert why(card_estimate("mx", date(2026, 10, 1), october, now=NOW)) == estimates.CARDS_FROM_JANUARY
    assert why(card_estimate("mx", year, TODAY, now=NOW)) == estimates.CARDS_FROM_JANUARY
    assert why(card_estimate("mx", year, date(2026, 11, 30), now=NOW)) == estimates.CARDS_NOT_YET


def test_records_are_counted_by_the_day_on_which_they_were_written_and_by_what_persons_said(office: Office):
    from vereda.people.door import matching_estimate, run_state

    assert why(matching_estimate("mx", TODAY, TODAY)) == estimates.NO_RUN
    persons = [office.person(given) for given in ("Xóchitl", "Xochil", "Rosalba", "Ana", "Anna")]
    office.hold((persons[0], persons[1], 6.0, False), (persons[3], persons[4], 0.0, False), also=(persons[2],))
    assert why(matching_estimate("mx", TODAY - timedelta(days=9), TODAY - timedelta(days=1))) == estimates.NO_RECORDS
    assert why(matching_estimate("mx", TODAY, TODAY)) == estimates.NOT_CHECKED
    before = run_state("mx")
    office.decide(persons[0], persons[1])
    office.decide(persons[3], persons[4], LinkSays.DIFFERENT)
    assert run_state("mx") != before
    found = matching_estimate("mx", TODAY, TODAY)
    assert isinstance(found, Estimate)
    assert (found.met, found.answered) == (5, 2)
    assert 1 <= found.low <= found.individuals <= found.high <= 5


def test_another_way_of_estimating_makes_anew_what_was_kept(office: Office, monkeypatch: pytest.MonkeyPatch):
    from vereda.people.door import run_state

    before = run_state("mx")
    monkeypatch.setattr(estimates, "VERSIONS", {**estimates.VERSIONS, Method.QUESTION: 99})
    assert run_state("mx") != before


def test_a_pair_that_the_program_put_together_counts_though_its_weight_is_not_kept(office: Office):
    from vereda.people.lookups.estimated import _run, _written
    from vereda.people.lookups.links import PUT_TOGETHER

    persons = [office.person(given) for given in ("Xóchitl", "Xochil", "Ana", "Anna")]
    office.hold((persons[0], persons[1], 12.0, True), (persons[2], persons[3], 1.0, False))
    office.decide(persons[2], persons[3], SAME)
    records, checked = _run("mx", _written("mx", TODAY, TODAY), [])
    assert sorted(records.probability) == pytest.approx([2 / 3, PUT_TOGETHER])
    assert list(checked.is_same) == [True]
    assert records.probability[checked.pair[0]] == pytest.approx(2 / 3)


def test_an_erased_record_goes_on_counting_in_the_time_in_which_it_was_written(office: Office):
    from vereda.people.door import matching_estimate
    from vereda.people.models import ExpectedOfErased
    from vereda.people.rules.links import kept_of

    persons = [office.person(given) for given in ("Xóchitl", "Xochil", "Ana")]
    office.hold((persons[0], persons[1], 3.0, False), also=(persons[2],))
    office.decide(persons[0], persons[1])
    alone = matching_estimate("mx", TODAY, TODAY)
    assert isinstance(alone, Estimate)
    ExpectedOfErased.objects.create(subject=kept_of(persons[2]), country="mx", nationality="HN", expected=0.0)
    with_it = matching_estimate("mx", TODAY, TODAY)
    assert isinstance(with_it, Estimate)
    assert with_it.met == alone.met + 1
    assert with_it.individuals == pytest.approx(alone.individuals + 1, abs=0.3)


def test_a_day_is_that_of_the_post(office: Office):
    """An entry of the evening is of the next day by the clock of Greenwich."""
    from vereda.logbook.door import Plain, record
    from vereda.logbook.schema import FieldClass
    from vereda.people.door import PersonMet
    from vereda.people.lookups.estimated import _written
    from vereda.people.models import MatchedRecord

    late = datetime(2026, 11, 12, 22, 30, tzinfo=ZoneInfo("America/Matamoros"))
    told = PersonMet(nationality="HN", purpose="legal")
    boxes = [Plain(cls=FieldClass.IDENTITY, fields={"given": "Ana", "families": ["Luna"]})]
    person = record(told, by=office.by("ines"), at=late, boxes=boxes).subject
    MatchedRecord.objects.create(person=person, country="mx", nationality="HN", expected=0.0)
    assert list(_written("mx", late.date(), late.date())) == [person]
    assert not _written("mx", late.date() + timedelta(days=1), late.date() + timedelta(days=1))
