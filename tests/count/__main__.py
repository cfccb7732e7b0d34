"""`make drill-count`: four countries and a unit, with more people; one closing line, exit code 0 when all held."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.count.story import Story


def main() -> int:
    asked = argparse.ArgumentParser(prog="drill-count", description=__doc__)
    asked.add_argument("--people", type=int, default=3000, help="different people, met in one to four countries")
    asked.add_argument("--seed", type=int, default=1, help="who they are, and how they are written")
    asked.add_argument("--looks", type=int, default=4, help="how often the unit's memory is searched")
    told = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="drill-count-") as folder:
        try:
            print(Story(Path(folder), people=told.people, seed=told.seed, looks=told.looks).tell())
        except AssertionError as why:
            print(f"drill-count: FAILED (seed {told.seed}): {why}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
