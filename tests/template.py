"""Tests that commit get the database back as it was, from a copy.

Django would empty every table instead; entries refuse that by triggers, on both databases, in tests as in life.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection, connections

DATABASE = "vereda.sqlite3"  # in a home


class Template:
    """A copy of the test database as migrations left it. Made once in a run."""

    def __init__(self) -> None:
        self.database = str(connection.settings_dict["NAME"])
        self.copy = f"{self.database}_template"
        if connection.vendor == "sqlite":
            self._copy_file(self.database, self.copy)
        else:
            self._statements(f'CREATE DATABASE "{self.copy}" TEMPLATE "{self.database}"')

    def restore(self) -> None:
        """Bring the test database back to the copy."""
        if connection.vendor == "sqlite":
            connections.close_all()
            # Page by page, not by replacing the file: a thread of a served test may have it open.
            self._copy_file(self.copy, self.database)
        else:
            self._statements(
                f'DROP DATABASE "{self.database}" WITH (FORCE)', f'CREATE DATABASE "{self.database}" TEMPLATE "{self.copy}"'
            )

    def furnish(self, home: Path) -> None:
        """Put the tables into a new home as its first start would, for which that is a third of its work. SQLite alone."""
        if connection.vendor == "sqlite" and not (home / DATABASE).exists():
            home.mkdir(parents=True, exist_ok=True)
            shutil.copy(self.copy, home / DATABASE)

    def drop(self) -> None:
        """Remove the copy."""
        if connection.vendor == "sqlite":
            Path(self.copy).unlink(missing_ok=True)
        else:
            self._statements(f'DROP DATABASE "{self.copy}" WITH (FORCE)')

    @staticmethod
    def _copy_file(source: str, target: str) -> None:
        with closing(sqlite3.connect(source)) as whole, closing(sqlite3.connect(target, timeout=20)) as other:
            other.execute("PRAGMA synchronous=OFF")  # no test of a power cut has its database from here
            whole.backup(other)

    @staticmethod
    def _statements(*statements: str) -> None:
        connections.close_all()
        with connection._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
