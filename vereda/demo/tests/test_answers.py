"""Invented people answer when a group last helped them: only those whom the program chose, and mostly the truth."""

from __future__ import annotations

from collections import Counter

from vereda.demo.tests.conftest import NOW
from vereda.demo.writing import Scribe
from vereda.encounters.door import LastHelpAnswered, Recorded, is_chosen
from vereda.encounters.tests.asked import ask_one_in
from vereda.people.schema import LastHelp

EVERY = 3


def test_who_is_due_answers_and_nothing_else_of_the_year_changes(year, monkeypatch):
    plan = year(1000, 1)
    without = list(Scribe(plan, NOW).drafts())
    assert not any(isinstance(draft.payload, LastHelpAnswered) for draft in without)
    ask_one_in(EVERY, monkeypatch, since="2011-01")
    drafts = list(Scribe(plan, NOW).drafts())
    told = [draft for draft in drafts if isinstance(draft.payload, LastHelpAnswered)]
    assert {draft.id for draft in drafts} - {draft.id for draft in told} == {draft.id for draft in without}

    met = {draft.subject: draft.payload for draft in drafts if isinstance(draft.payload, Recorded)}
    assert told
    assert 0.15 < len(told) / len(met) < 0.4
    assert all(is_chosen(draft.subject, draft.by.group, EVERY) for draft in told)
    for draft in told:
        payload = draft.payload
        assert payload.every == EVERY
        assert met[draft.subject].mission is None
        assert not met[draft.subject].unaccompanied_minors
        assert draft.seen, "an answer knows the meeting that it is of"


def test_most_are_met_for_the_first_time_and_many_again_within_weeks(year, monkeypatch):
    ask_one_in(1, monkeypatch, since="2011-01")
    drafts = [draft.payload for draft in Scribe(year(5000), NOW).drafts() if isinstance(draft.payload, LastHelpAnswered)]
    said: Counter[LastHelp] = Counter()
    for payload in drafts:
        for one in payload.answers:
            said[one.answer] += one.people
    answered = said.total() - said[LastHelp.NONE]
    assert 0.4 < said[LastHelp.NEVER] / answered < 0.7  # a person is met about 1.9 times
    assert 0.2 < (said[LastHelp.WEEK] + said[LastHelp.MONTH]) / answered < 0.55
    assert 0.05 < said[LastHelp.NONE] / said.total() < 0.15
