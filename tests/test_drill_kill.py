"""The real server, killed under the load of phones. REL-018 of docs/requirements.csv; `make drill-kill` kills it 200 times."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.house import REPOSITORY

SERVER = os.environ.get("VEREDA_TEST_DATABASE_URL", "")
DATABASE = "postgresql" if SERVER else "sqlite"
PATIENCE_S = 280  # the machine may be busy with other tests
pytestmark = pytest.mark.timeout(2 * PATIENCE_S)


@pytest.mark.storage
def test_rel_018_a_server_killed_under_load_keeps_all_that_it_acknowledged():
    """REL-018: kill -9 of `vereda serve` and its workers; the database opens, and nothing is there by halves."""
    environ = {**os.environ, **({"VEREDA_TEST_POSTGRES": SERVER} if SERVER else {})}
    command = [sys.executable, "-m", "tests.drill.killing", "2", "18", DATABASE]
    done = subprocess.run(command, env=environ, cwd=REPOSITORY, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 kills" in done.stdout
    assert "nothing acknowledged is lost" in done.stdout
