"""A machine that dies in the middle of anything: what was acknowledged is there, nothing is there by halves.

REL-018, REL-020, REL-025 of docs/requirements.csv in short form, on SQLite; tests/killed.py does the killing.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson


def killed(what: str, rounds: int, home: Path) -> dict[str, Any]:  # Any: JSON
    environ = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "KEYSTORE_URL")}
    home.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.killed", what, str(rounds), "18"],
        env={**environ, "VEREDA_HOME": str(home)},
        capture_output=True,
        timeout=500,  # a busy machine takes its time
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    told: dict[str, Any] = orjson.loads(done.stdout)
    return told


def test_a_server_killed_while_it_writes_loses_nothing_that_it_acknowledged(tmp_path: Path):
    """REL-018"""
    told = killed("writes", 20, tmp_path / "home")
    assert told["killed"] == 20
    assert told["acknowledged"] >= 16  # a few are killed while they start
    assert (told["lost"], told["torn"]) == ([], [])
    assert (told["holds"], told["equal"], told["open"]) == (True, True, True)
    assert told["notes"] >= told["acknowledged"]


def test_a_power_cut_takes_only_what_was_not_acknowledged(tmp_path: Path):
    """REL-020"""
    told = killed("power", 60, tmp_path / "home")
    assert told["acknowledged"] == 25
    assert (told["lost"], told["torn"]) == ([], [])


def test_tables_half_brought_up_to_date_are_finished_by_the_next_start(tmp_path: Path):
    """REL-025"""
    told = killed("migrations", 5, tmp_path / "home")
    assert told["killed"] >= 3
    assert told["tables"] > 50
    assert told["wrong"] == []
