"""`make test`: every test on SQLite, and at the same time those marked `storage` on PostgreSQL. Ends with one summed line.

Arguments go to both runs of pytest: python -m tests.suite -k import
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.postgres import databases

NOTHING_COLLECTED = 5  # pytest's exit code


class Tally(NamedTuple):
    """What one run of pytest counted."""

    passed: int
    failed: int
    skipped: int

    def plus(self, other: Tally) -> Tally:
        return Tally(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)


def main(arguments: list[str]) -> int:
    """Run both; return 0 when at least one test passed and none failed."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="vereda-suite-") as made:
        folder = Path(made)
        with databases() as addresses:
            second = {"VEREDA_TEST_DATABASE_URL": addresses.data, "VEREDA_TEST_KEYSTORE_URL": addresses.keys}
            with (folder / "postgresql.log").open("wb") as log:
                stored = start(folder / "postgresql.xml", [*arguments, "-m", "storage"], second, log.fileno())
                print("== every test, on SQLite", flush=True)
                first_code = start(folder / "sqlite.xml", arguments, {}, None).wait()
                second_code = stored.wait()
        print("== tests of storage again, on PostgreSQL", flush=True)
        print((folder / "postgresql.log").read_text(errors="replace"), flush=True)
        total = tally(folder / "sqlite.xml", first_code).plus(tally(folder / "postgresql.xml", second_code))
    print(f"{total.skipped} skipped, {time.monotonic() - began:.0f} s")
    print(f"{total.passed} passed, {total.failed} failed", flush=True)
    return 0 if total.passed and not total.failed else 1


def start(report: Path, arguments: list[str], more: Mapping[str, str], output: int | None) -> subprocess.Popen[bytes]:
    """Start one run of pytest that writes its counts to `report`."""
    command = [sys.executable, "-m", "pytest", f"--junit-xml={report}", "-o", "junit_family=xunit1", *arguments]
    # Left in, pytest-django would read Django's settings before conftest.py has set the home of the tests.
    environ = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return subprocess.Popen(command, env={**environ, **more}, stdout=output, stderr=subprocess.STDOUT if output else None)


def tally(report: Path, exit_code: int) -> Tally:
    """Return the counts of a run; a run that broke off counts as one failure more, never as nothing."""
    if exit_code == NOTHING_COLLECTED:
        return Tally(0, 0, 0)
    passed = failed = skipped = 0
    if report.exists():
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            failed, skipped = failed + bad, skipped + int(suite.get("skipped", 0))
            passed += int(suite.get("tests", 0)) - bad - int(suite.get("skipped", 0))
    return Tally(passed, failed or int(exit_code != 0), skipped)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
