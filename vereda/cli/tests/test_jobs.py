"""Jobs run by the clock; one that fails is logged and tried again."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from types import ModuleType

import pytest

from vereda.cli import jobs
from vereda.settings import environment


@pytest.fixture
def acts(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """Give a module with two acts, and the instants at which the good one ran."""
    ran: list[datetime] = []
    module = ModuleType("acts")
    module.good = lambda now: ran.append(now)  # type: ignore[attr-defined]  # made for this test
    module.bad = lambda now: 1 / 0  # type: ignore[attr-defined]  # made for this test
    monkeypatch.setitem(sys.modules, "acts", module)
    return ran


def test_a_job_is_told_the_time(acts):
    assert jobs.run(jobs.Job("good", 1, "acts:good"))
    assert acts[0].tzinfo is UTC


def test_a_job_that_fails_is_logged_and_ends_nothing(acts, caplog):
    with caplog.at_level(logging.ERROR):
        assert not jobs.run(jobs.Job("bad", 1, "acts:bad"))
    assert "job bad failed" in caplog.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("job", jobs.JOBS, ids=lambda job: job.name)
def test_every_job_runs_on_an_empty_installation(job):
    assert jobs.run(job)


def test_no_job_of_a_regional_office_brings_a_person_in(home, monkeypatch):
    assert jobs.due() == jobs.JOBS
    monkeypatch.setenv("VEREDA_REGIONAL", "Oficina regional")
    environment.env.cache_clear()
    assert {job.name for job in jobs.due()} == jobs.AT_THE_REGION, "each name is one of a job"
    assert "texts in" not in jobs.AT_THE_REGION
