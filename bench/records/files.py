"""Records as the two files that `vereda people link` takes: what was written, and who it was. In little memory."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TextIO

from bench.records.journeys import Record, records

COLUMNS = (
    "record_id", "given_names", "surnames", "sex", "age", "date", "date_of_birth", "nationality", "origin", "phone",
    "household_id", "card_code",
)  # fmt: skip
TRUTH = ("record_id", "cluster_id")


class Written(NamedTuple):
    records: Path
    truth: Path
    rows: int
    people: int


def write(out: Path, *, seed: int, people: int = 0, at_least: int = 0, cards: bool = False) -> Written:
    """Write records.csv and truth.csv of the first so many people, or of so many rows; in order of days."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out) as spool:
        _spooled(Path(spool), seed=seed, people=people, at_least=at_least, cards=cards)
        return _merged(out, sorted(Path(spool).iterdir()))


def _spooled(folder: Path, *, seed: int, people: int, at_least: int, cards: bool) -> None:
    """Put each row into the file of its month."""
    months: dict[int, TextIO] = {}
    try:
        for row in _enough(seed, people=people, at_least=at_least, cards=cards):
            if row.on.month not in months:
                months[row.on.month] = (folder / f"{row.on.month:02d}").open("w", encoding="utf-8", newline="")
            told = row.told
            cells = (*told[:4], row.on.isoformat(), *told[4:], row.household, row.card_code, f"P{row.person:07d}")
            csv.writer(months[row.on.month]).writerow((row.on.isoformat(), f"{row.mixed:010d}", *cells))
    finally:
        for file in months.values():
            file.close()


def _enough(seed: int, *, people: int, at_least: int, cards: bool) -> Iterator[Record]:
    """Yield rows until there are enough, the last meeting whole."""
    household = ""
    for count, row in enumerate(records(seed, cards=cards)):
        if people and row.person > people:
            return
        if at_least and count >= at_least and row.household != household:
            return
        household = row.household
        yield row


def _merged(out: Path, months: list[Path]) -> Written:
    rows, whose = 0, set[str]()
    made = Written(out / "records.csv", out / "truth.csv", 0, 0)
    with (
        made.records.open("w", encoding="utf-8", newline="") as table,
        made.truth.open("w", encoding="utf-8", newline="") as truth,
    ):
        said, known = csv.writer(table, lineterminator="\n"), csv.writer(truth, lineterminator="\n")
        said.writerow(COLUMNS)
        known.writerow(TRUTH)
        for cells in chain.from_iterable(_sorted(month) for month in months):
            rows += 1
            number = f"R{rows:07d}"
            said.writerow((number, *cells[2:-1]))
            known.writerow((number, cells[-1]))
            whose.add(cells[-1])
    return made._replace(rows=rows, people=len(whose))


def _sorted(month: Path) -> list[list[str]]:
    with month.open(encoding="utf-8", newline="") as file:
        return sorted(csv.reader(file))
