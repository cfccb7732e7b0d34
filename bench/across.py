"""Does the count across countries hold the truth? Invented records of four countries, linked and counted as the unit does.

    python -m bench.across [--world first|second] [--seeds 101 102 103] [--records 10500] [--json FILE]

Each record is met in one of four countries by lot, each country sends a person once, rare names are left out; tokens, model and
count are those of the product. Nothing is sealed here: that the papers hold is `make drill-count`.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.matching import first
from bench.records import files
from vereda.people.exchange import counting, stored
from vereda.people.exchange.tokens import Own, made
from vereda.people.exchange.unit import scored

COUNTRIES = ("gt", "hn", "mx", "sv")
WORLDS = ("first", "second")
LEAST = 300  # people of a nationality: of fewer no cell is judged
KEY = b"k" * 32


@dataclass(frozen=True, kw_only=True)
class Held:
    """One cell of one seed. truth, individuals, low, high [individuals]; found: share of its true pairs that were seen."""

    seed: int
    cell: str
    truth: int
    individuals: float
    low: float
    high: float
    found: float
    speak: float

    @property
    def is_inside(self) -> bool:
        return self.low <= self.truth <= self.high


class _Still:
    """Stands where chance would put records in an order: here who somebody is must be told from the place."""

    def permutation(self, of: Any) -> Any:  # Any: a number, or an array
        return np.arange(of) if isinstance(of, int) else of

    def integers(self, _most: int, *, size: int) -> NDArray[np.int64]:
        return np.arange(size)


def counted(world: str, seed: int, records: int) -> list[Held]:
    """Return the whole, and each nationality of which there are enough."""
    with tempfile.TemporaryDirectory(prefix="vereda-bench-") as folder:
        if world == "first":
            paths = first.write(Path(folder), records, seed)
        else:
            written = files.write(Path(folder), seed=seed, at_least=records)
            paths = written.records, written.truth
        own, who = _spread(*paths, seed)
    tables = {country: made(own[country], KEY, random=_Still()).table for country in COUNTRIES}  # type: ignore[arg-type]  # _Still
    person = np.unique([one for country in COUNTRIES for one in _sorted(own[country], who[country])], return_inverse=True)[1]
    heard = scored(tables, ("nationality",), stored(), threads=1)
    total, each = counting.counted(heard, seed=seed)
    some = [one for one in each.values() if len(np.unique(person[heard.cell == one.cell])) >= LEAST]
    return [_held(seed, one, heard, person) for one in (total, *some)]


def _spread(records: Path, truth: Path, seed: int) -> tuple[dict[str, list[Own]], dict[str, list[str]]]:
    """Return by country its records and whose they are: a person once."""
    luck = random.Random(seed)
    own, who = defaultdict[str, list[Own]](list), defaultdict[str, list[str]](list)
    with records.open(encoding="utf-8") as table, truth.open(encoding="utf-8") as known:
        whose = {row["record_id"]: row["cluster_id"] for row in csv.DictReader(known)}
        for row in csv.DictReader(table):
            country, person = luck.choice(COUNTRIES), whose[row["record_id"]]
            if person not in who[country]:
                who[country].append(person)
                own[country].append(_own(row))
    return own, who


def _own(row: dict[str, str]) -> Own:
    on = date.fromisoformat(row["date"])
    born = on.year - int(row["age"]) if row["age"] else None
    return Own(
        given=row["given_names"],
        surnames=row["surnames"],
        sex=row["sex"] or "U",
        nationality=row["nationality"] or "XX",
        age_band="U",
        born=(born - 1, born) if born else None,
        seen_on=on,
    )


def _sorted(own: Sequence[Own], who: Sequence[str]) -> list[str]:
    """Return whose the rows of a table of tokens are: by nationality, and in the order of the records."""
    kept = [(one.nationality, person) for one, person in zip(own, who, strict=True) if one.given.strip() or one.surnames.strip()]
    return [person for _, person in sorted(kept, key=lambda one: one[0])]


def _held(seed: int, one: counting.Cell, heard: counting.Scored, person: NDArray[np.int64]) -> Held:
    inside = heard.cell == one.cell if one.cell else np.ones(len(person), bool)
    speaks = inside & (heard.reach >= counting.REACH)
    both = speaks[heard.left] & speaks[heard.right] & (heard.country[heard.left] != heard.country[heard.right])
    heavy = both & (heard.weight >= counting.LEAST_WEIGHT)
    found = int((person[heard.left[heavy]] == person[heard.right[heavy]]).sum())
    sizes = np.bincount(person[inside], minlength=int(person.max()) + 1)
    within_reach = ((sizes[person] - 1) * heard.reach)[speaks].sum() / 2
    return Held(
        seed=seed,
        cell=one.cell or "all",
        truth=len(np.unique(person[inside])),
        individuals=round(one.individuals, 1),
        low=round(one.low, 1),
        high=round(one.high, 1),
        found=round(found / max(1.0, within_reach), 3),
        speak=round(float(speaks.sum() / inside.sum()), 3),
    )


def said(every: Sequence[Held]) -> str:
    """Return by cell how often the truth was inside, and by how much it was missed."""
    cells = defaultdict[str, list[Held]](list)
    for one in every:
        cells[one.cell].append(one)
    lines = [f"{'cell':6} {'inside':>9} {'off %':>7} {'from':>7} {'to':>7} {'half %':>7} {'found':>6} {'speak':>6}"]
    for cell, some in sorted(cells.items(), key=lambda one: (one[0] != "all", one[0])):
        off = [100 * (one.individuals / one.truth - 1) for one in some]
        half = np.mean([50 * (one.high - one.low) / one.individuals for one in some])
        found, speak = np.mean([one.found for one in some]), np.mean([one.speak for one in some])
        inside = f"{sum(one.is_inside for one in some)}/{len(some)}"
        lines.append(
            f"{cell:6} {inside:>9} {np.mean(off):7.1f} {min(off):7.1f} {max(off):7.1f} {half:7.1f} {found:6.2f} {speak:6.2f}"
        )
    return "\n".join(lines)


def main() -> int:
    words = argparse.ArgumentParser(prog="python -m bench.across", description=__doc__)
    words.add_argument("--world", choices=WORLDS, default="second")
    words.add_argument("--seeds", type=int, nargs="+", default=[101, 102, 103])
    words.add_argument("--records", type=int, default=10_500, help="written in all; a person travels once a country")
    words.add_argument("--json", type=Path)
    asked = words.parse_args()
    began, every = time.perf_counter(), list[Held]()
    for seed in asked.seeds:
        every += counted(asked.world, seed, asked.records)
        if asked.json:
            asked.json.write_text(json.dumps([asdict(one) for one in every], indent=1) + "\n")
    print(said(every))
    print(f"{asked.world}, {len(asked.seeds)} seeds, {time.perf_counter() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
