"""`make drill-relay`: the whole story, with more of everything; one closing line, exit code 0 when all held."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.relay.story import Story


def main() -> int:
    asked = argparse.ArgumentParser(prog="drill-relay", description=__doc__)
    asked.add_argument("--meetings", type=int, default=40, help="meetings of each phone in each chapter")
    asked.add_argument("--seed", type=int, default=1, help="where answers are cut")
    told = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="drill-relay-") as folder:
        try:
            print(Story(Path(folder), meetings=told.meetings, seed=told.seed).tell())
        except AssertionError as why:
            print(f"drill-relay: FAILED (seed {told.seed}): {why}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
