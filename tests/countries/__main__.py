"""`make drill-countries`: four countries and an office; seconds by chapter, one closing line, exit code 0 when all held."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.countries.story import Story


def main() -> int:
    asked = argparse.ArgumentParser(prog="drill-countries", description=__doc__)
    asked.add_argument("--seed", type=int, default=1, help="how many people are met on the day and in the month, and their names")
    asked.add_argument("--meetings", type=int, default=120, help="encounters of the month in each country")
    told, began = asked.parse_args(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="drill-countries-") as folder:
        try:
            said = Story(Path(folder), seed=told.seed, meetings=told.meetings).tell()
        except AssertionError as why:
            print(f"drill-countries: FAILED (seed {told.seed}): {why}")
            return 1
    print(f"{time.monotonic() - began:7.1f} s  in all\n{said}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
