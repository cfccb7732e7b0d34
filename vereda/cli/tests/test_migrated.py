"""A start that could do harm does not happen: with lost keys, or by an older program on newer tables.

REL-026, REL-027, REL-051 of docs/requirements.csv.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from vereda.cli.migrated import SchemaNewer, bring_up_to_date
from vereda.cli.tests.test_main import vereda
from vereda.settings.environment import REPOSITORY


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an installation on SQLite with entries, as another process left it."""
    made = tmp_path_factory.mktemp("installation")
    environ = {"VEREDA_HOME": str(made), "DJANGO_SETTINGS_MODULE": "vereda.settings.django", "PYTHONPATH": str(REPOSITORY)}
    subprocess.run([sys.executable, "-m", "tests.killed", "power", "0", "1"], env=environ, check=True, stdout=subprocess.DEVNULL)
    return made


def start(home: Path) -> list[str]:
    """Return what a refused start says: one line, and exit code 2."""
    done = vereda("serve", VEREDA_HOME=str(home), DATABASE_URL="", KEYSTORE_URL="")
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()


def rows(home: Path) -> list[str]:
    with closing(sqlite3.connect(home / "vereda.sqlite3")) as opened:
        return list(opened.iterdump())


def test_a_lost_key_stops_the_start_and_is_named(home: Path, tmp_path: Path) -> None:
    """REL-027"""
    key = home / "keys" / "master"
    key.rename(tmp_path / "master")
    (said,) = start(home)
    assert said.startswith("logbook.key_store_missing: ")
    assert "keys/master" in said
    assert not key.exists(), "no new key hides the loss"
    (tmp_path / "master").rename(key)


def test_an_older_program_refuses_newer_tables_and_changes_nothing(home: Path) -> None:
    """REL-026"""
    with closing(sqlite3.connect(home / "vereda.sqlite3")) as opened, opened:
        opened.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('logbook', '9999_of_later', '2030-01-01')")
    before = rows(home)
    (said,) = start(home)
    assert said.startswith("cli.schema_newer: ")
    assert "logbook.9999_of_later" in said
    assert rows(home) == before


@pytest.mark.storage
@pytest.mark.django_db(transaction=True)
def test_tables_are_brought_up_to_date_again_and_again() -> None:
    bring_up_to_date()
    MigrationRecorder(connection).record_applied("a_module_that_is_gone", "0001_initial")
    bring_up_to_date()
    MigrationRecorder(connection).record_applied("encounters", "9999_of_later")
    with pytest.raises(SchemaNewer, match=r"encounters\.9999_of_later"):
        bring_up_to_date()


def test_any_command_may_be_the_first_in_a_new_home(tmp_path: Path) -> None:
    """The README begins with an import or a bulletin, before anything was served."""
    for words in (
        ["logbook", "verify"],
        ["bulletin", "--from", "2024-01-01", "--to", "2024-12-31", "--format", "csv"],
        ["backup", "create"],
    ):
        home = tmp_path / words[0]
        done = subprocess.run(
            [sys.executable, "-m", "vereda.cli", *words],
            env={**os.environ, "VEREDA_HOME": str(home), "DATABASE_URL": "", "KEYSTORE_URL": ""},
            capture_output=True,
            text=True,
            check=False,
            timeout=250,
        )
        assert (done.returncode, done.stderr) == (0, "")
