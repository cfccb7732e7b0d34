"""`make test`: every test on SQLite, and at the same time those marked `storage` on PostgreSQL. Ends with one summed line.

Seven runs of pytest stand beside each other: the phone in Chromium; other pages and the phone's first aid there; the tests of the
whole house; those of the phone, of encounters and of the logbook; those of the desk; those of the other modules; and storage on
PostgreSQL. In fewer runs the longest would go on alone when the others have ended.
Arguments go to each: python -m tests.suite -k import
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
# Patterns of paths, so that the runs end together: change them when the sums of their reports are apart.
PHONE = "vereda/client/(?!tests/test_care)"
HOUSE, FIELD, DESK = "tests/", "vereda/(client|encounters|logbook)/", "vereda/desk/"
IN_BROWSER = ("phone", "pages")
LEFT_OUT = {
    "DJANGO_SETTINGS_MODULE",  # pytest-django would read the settings before conftest.py has set the home of the tests
    "PYTHONDONTWRITEBYTECODE",  # each of some hundred processes would compile the house anew, and each run its tests
}


class Tally(NamedTuple):
    """What one run of pytest counted."""

    passed: int
    failed: int
    skipped: int

    def plus(self, other: Tally) -> Tally:
        return Tally(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)


def main(arguments: list[str]) -> int:
    """Run all; return 0 when at least one test passed and none failed."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="vereda-suite-") as made, databases() as addresses:
        folder = Path(made)
        on_postgresql = {"VEREDA_TEST_DATABASE_URL": addresses.data, "VEREDA_TEST_KEYSTORE_URL": addresses.keys}
        print("== tests of the other modules that need no page, on SQLite", flush=True)
        without_page, in_browser = [*arguments, "-m", "not browser"], [*arguments, "-m", "browser"]
        first = Run(folder, "modules", without_page, {"VEREDA_TEST_SHARE": f"-({HOUSE}|{FIELD}|{DESK})"}, is_shown=True)
        later = {
            "tests of the whole house that need no page, on SQLite": Run(
                folder, "house", without_page, {"VEREDA_TEST_SHARE": HOUSE}
            ),
            "tests of the desk that need no page, on SQLite": Run(folder, "desk", without_page, {"VEREDA_TEST_SHARE": DESK}),
            "tests of phone, encounters and logbook that need no page, on SQLite": Run(
                folder, "field", without_page, {"VEREDA_TEST_SHARE": FIELD}
            ),
            "most of the phone in Chromium, on SQLite": Run(folder, "phone", in_browser, {"VEREDA_TEST_SHARE": PHONE}),
            "other pages in Chromium, on SQLite": Run(folder, "pages", in_browser, {"VEREDA_TEST_SHARE": f"-{PHONE}"}),
            "tests of storage again, on PostgreSQL": Run(folder, "postgresql", [*arguments, "-m", "storage"], on_postgresql),
        }
        total = first.tally()
        for title, run in later.items():
            counted = run.tally()
            print(f"== {title}", run.log.read_text(errors="replace"), sep="\n", flush=True)
            total = total.plus(counted)
    print(f"{total.skipped} skipped, {time.monotonic() - began:.0f} s")
    print(f"{total.passed} passed, {total.failed} failed", flush=True)
    return 0 if total.passed and not total.failed else 1


class Run:
    """One run of pytest, started; its words go to the screen or wait in `log`."""

    def __init__(self, folder: Path, name: str, arguments: list[str], more: Mapping[str, str], *, is_shown: bool = False) -> None:
        self.report = folder / f"{name}.xml"
        self.log = folder / f"{name}.log"
        command = [sys.executable, "-m", "pytest", f"--junit-xml={self.report}", "-o", "junit_family=xunit1", *arguments]
        if not name.startswith(IN_BROWSER):
            command = ["nice", "-n", "5", *command]  # who waits for a browser goes first, and the others fill the gaps
        environ = {key: value for key, value in os.environ.items() if key not in LEFT_OUT}
        with self.log.open("wb") as log:
            output = None if is_shown else log
            self.process = subprocess.Popen(command, env={**environ, **more}, stdout=output, stderr=output and subprocess.STDOUT)

    def tally(self) -> Tally:
        """Wait for its end, and count."""
        return tally(self.report, self.process.wait())


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
