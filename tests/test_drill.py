"""The drill of phones, post and headquarters, short: what holds must hold, and a fault that is planted must be found.

REL-002, REL-003, REL-005, REL-006, REL-008, REL-011, REL-012, REL-014 of docs/requirements.csv all at once; `make drill-sync` is
the long form, docs/engineer/drills.md tells how to read it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.drill.plants import PLANTS
from tests.house import REPOSITORY

SERVER = os.environ.get("VEREDA_TEST_DATABASE_URL", "")
DATABASE = "postgresql" if SERVER else "sqlite"
PATIENCE_S = 280  # the machine may be busy with other tests
pytestmark = pytest.mark.timeout(2 * PATIENCE_S)


def drill(**settings: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "DATABASE": DATABASE, **({"VEREDA_TEST_POSTGRES": SERVER} if SERVER else {}), **settings}
    command = [sys.executable, "-m", "tests.drill"]
    return subprocess.run(command, env=environ, cwd=REPOSITORY, capture_output=True, text=True, timeout=PATIENCE_S, check=False)


@pytest.mark.storage
def test_whatever_happens_to_lines_and_servers_nothing_is_lost_doubled_or_overwritten():
    """As many schedules as fit into a short time; each prints its seed when it fails."""
    done = drill(SCHEDULES="400", SEED="1", SECONDS="15")
    assert done.returncode == 0, done.stdout + done.stderr
    told = re.search(rf"([\d,]+) schedules on {DATABASE}, ([\d,]+) entries, ([\d,]+) faults", done.stdout)
    assert told, done.stdout
    schedules, entries, faults = (int(number.replace(",", "")) for number in told.groups())
    assert schedules >= 5
    assert entries > 8 * schedules
    assert faults > 3 * schedules


@pytest.mark.parametrize("plant", ["ack-before-write", "lww-no-conflict"])
def test_a_fault_that_is_planted_on_purpose_is_found_and_its_seed_finds_it_again(plant: str):
    assert plant in PLANTS
    done = drill(SCHEDULES="500", SEED="1", PLANT=plant, UNTIL="broken", DATABASE="sqlite")
    assert done.returncode == 1, done.stdout + done.stderr
    seed = re.search(r"SEED=(\d+) SCHEDULES=1", done.stdout)
    assert seed, done.stdout
    if plant != "ack-before-write":
        return  # that a seed finds it again is shown of one
    again = drill(SCHEDULES="1", SEED=seed[1], PLANT=plant, DATABASE="sqlite")
    assert again.returncode == 1
    assert events(again.stdout, seed[1]) == events(done.stdout, seed[1])
    healthy = drill(SCHEDULES="1", SEED=seed[1], DATABASE="sqlite")
    assert healthy.returncode == 0, healthy.stdout


def events(told: str, seed: str) -> list[str]:
    """Return what is told to have happened in the schedule of a seed."""
    lines = told.partition(f"SEED={seed} SCHEDULES=1 reproduces:\n")[2].splitlines()
    return [line for line in lines[: next((i for i, line in enumerate(lines) if "BROKEN" in line), 0)] if line]
