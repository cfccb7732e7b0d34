"""Write invented records and who they are.

python -m bench.records --people 10000 --seed 7 --out DIR [--cards]
python -m bench.records --records 20000 --seed 7 --out DIR
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from bench.records.files import write


def main() -> int:
    words = argparse.ArgumentParser(prog="python -m bench.records")
    size = words.add_mutually_exclusive_group(required=True)
    size.add_argument("--people", type=int, default=0, help="so many people")
    size.add_argument("--records", type=int, default=0, help="at least so many rows; the last meeting is whole")
    words.add_argument("--seed", type=int, default=7)
    words.add_argument("--out", type=Path, required=True, help="folder for records.csv and truth.csv")
    words.add_argument("--cards", action="store_true", help="half of the people carry a contact card")
    asked = words.parse_args()
    began = time.perf_counter()
    made = write(asked.out, seed=asked.seed, people=asked.people, at_least=asked.records, cards=asked.cards)
    print(f"{made.rows:,} records of {made.people:,} people in {time.perf_counter() - began:.1f} s: {made.records}, {made.truth}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
