"""The tests of storage run on the database they say they run on, set as an installation sets it."""

from __future__ import annotations

import os

import psycopg
import pytest
from django.db import connection

pytestmark = [pytest.mark.storage, pytest.mark.django_db(transaction=True)]
SERVER = os.environ.get("VEREDA_TEST_DATABASE_URL")


def test_the_run_uses_the_database_it_was_given():
    assert connection.vendor == ("postgresql" if SERVER else "sqlite")


def test_what_is_acknowledged_survives_a_power_cut_and_a_writer_takes_its_lock_at_once():
    with connection.cursor() as cursor:
        if SERVER:
            cursor.execute("SELECT source FROM pg_settings WHERE name = 'synchronous_commit'")
            # Only the server of the tests was told to be quick; no connection of ours asks for it.
            assert cursor.fetchone() in {("command line",), ("default",), ("configuration file",)}
        else:
            assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
            assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_the_key_store_is_never_in_the_database_of_the_data():
    if SERVER:
        with psycopg.connect(os.environ["KEYSTORE_URL"]) as other:
            assert other.info.dbname != connection.settings_dict["NAME"]
    else:
        assert "KEYSTORE_URL" not in os.environ
