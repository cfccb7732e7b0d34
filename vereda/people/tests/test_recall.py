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


def test_shares_of_what_is_said_sum_to_one_in_the_middle_and_in_every_draw():
    known = recall()
    drawn = known.drawn(np.random.default_rng(1), 50)
    assert known.middle().sum(axis=1) == pytest.approx(1)
    assert np.allclose(drawn.sum(axis=2), 1)
    assert (drawn >= 0).all()
    assert (np.diagonal(drawn, axis1=1, axis2=2) > 0.5).all()


def test_errors_of_one_kind_go_together():
    drawn = recall().drawn(np.random.default_rng(1), 400)
    never, week, month, year, longer = range(5)
    alike = np.corrcoef(drawn[:, week, never], drawn[:, year, never])[0, 1]
    apart = np.corrcoef(drawn[:, week, never], drawn[:, never, week])[0, 1]
    assert alike == pytest.approx(1)
    assert abs(apart) < 0.2
    assert recall().high[month, longer] == 0


def test_a_known_confusion_is_undone():
    confused = recall().middle()
    meant = np.array([0.4, 0.25, 0.2, 0.1, 0.05])
    said = meant @ confused
    assert said @ meant_of_said(said, confused) == pytest.approx(meant, abs=0.01)


def test_without_errors_what_is_said_is_meant_also_by_nobody():
    said = np.array([0.5, 0.5, 0, 0, 0])
    assert meant_of_said(said, perfect().middle()) == pytest.approx(np.eye(5))


def test_who_is_silent_was_helped_lately_so_many_times_as_often():
    said = np.array([[0.5, 0.5, 0, 0, 0]])
    half_silent = tilted(said, np.array([0.5]), np.array([3.0]))
    assert half_silent == pytest.approx(np.array([[0.5 * 0.5 + 0.5 * 0.25, 0.5 * 0.5 + 0.5 * 0.75, 0, 0, 0]]))
    assert tilted(said, np.array([0.0]), np.array([3.0])) == pytest.approx(said)
