"""What is assumed of memory: every figure has an owner, and a known confusion is undone."""

from __future__ import annotations

import numpy as np
import pytest

from vereda.people.rules.recall import TABLE, meant_of_said, perfect, recall, tilted
from vereda.people.words import LastHelp
from vereda.ruled import rows_of


def test_every_assumption_has_an_owner_a_reason_and_says_whose_proposal_it_is():
    rows = list(rows_of(TABLE))
    assert rows
    for row in rows:
        assert row["owner"]
        assert row["why"]
        assert "own proposal" in row["source"]
        assert row["status"] == "proposed"
        assert 0 <= float(row["low"]) < float(row["high"]) <= 0.25
        assert LastHelp(row["meant"]) != LastHelp(row["said"])


def test_shares_of_what_is_said_sum_to_one_in_the_middle_and_at_both_ends():
    known = recall()
    for shares in (known.taken(), known.fewest(), known.most()):
        assert shares.sum(axis=1) == pytest.approx(1)
        assert (shares >= 0).all()
        assert (np.diagonal(shares) > 0.5).all()


def test_the_estimate_takes_the_least_and_does_not_lean_to_others_help_or_to_forgetting():
    never, week, month, year, _ = range(5)
    taken = recall().taken()
    assert taken[never, never] == 1
    assert taken[[week, month, year], never] == pytest.approx(0)
    assert recall().high[month, year] > 0


def test_one_end_takes_answers_for_too_far_and_the_other_for_too_near():
    known = recall()
    never, week, month, year, longer = range(5)
    assert known.fewest()[year, never] == known.high[year, never] == known.most()[year, never] + known.high[year, never]
    assert known.most()[never, week] == known.high[never, week]
    assert known.fewest()[never, week] == 0
    assert known.most()[year, month] > known.fewest()[year, month] == known.low[year, month]
    assert known.high[month, longer] == 0


def test_a_known_confusion_is_undone():
    confused = recall().most()
    meant = np.array([0.4, 0.25, 0.2, 0.1, 0.05])
    said = meant @ confused
    assert said @ meant_of_said(said, confused) == pytest.approx(meant, abs=0.01)


def test_without_errors_what_is_said_is_meant_also_by_nobody():
    said = np.array([0.5, 0.5, 0, 0, 0])
    assert meant_of_said(said, perfect().taken()) == pytest.approx(np.eye(5))


def test_who_is_silent_was_helped_lately_so_many_times_as_often():
    said = np.array([[0.5, 0.5, 0, 0, 0]])
    half_silent = tilted(said, np.array([0.5]), np.array([3.0]))
    assert half_silent == pytest.approx(np.array([[0.5 * 0.5 + 0.5 * 0.25, 0.5 * 0.5 + 0.5 * 0.75, 0, 0, 0]]))
    assert tilted(said, np.array([0.0]), np.array([3.0])) == pytest.approx(said)
