"""Do the intervals of individuals hold the truth? Invented years, an estimate each a seed, and how often the truth was inside.

    python -m bench.individuals [--world first|second|demo|others|forgot] [--seeds 100] [--from-seed 2000] [--size N]
        [--question-only] [--json FILE]

What a world holds, and what it does that no estimate assumes, stands at the head of each (`bench/counted/`). Estimated are the
year 2024, its second quarter and its May, from the question (all, and each nationality), beside it from cards and from records.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.counted.cases import cases
from bench.counted.world import Known
from vereda.people.rules.estimates import OTHERS, Estimate, NotEstimated
from vereda.people.rules.individuals import by_question
from vereda.people.rules.matched import by_matching
from vereda.people.rules.shown_again import by_card

PERIODS = {
    "year": (date(2024, 1, 1), date(2024, 12, 31)),
    "quarter": (date(2024, 4, 1), date(2024, 6, 30)),
    "month": (date(2024, 5, 1), date(2024, 5, 31)),
}
WORLDS = ("first", "second", "demo", "others", "forgot")
FIRST_SEED = 2000  # the method was set on seeds below 1000 of all worlds; those from 1000 on showed what the first version missed
BY_NATIONALITY = "by nationality"


class Outcome(NamedTuple):
    """One estimate beside the truth [individuals]."""

    period: str
    what: str
    truth: float
    estimate: float
    low: float
    high: float

    @property
    def is_inside(self) -> bool:
        return self.low <= self.truth <= self.high


def outcomes(known: Known, seed: int, *, draws: int = 300, beside: bool = True) -> Iterator[Outcome]:
    """Yield the estimates of one invented world; beside: from cards and records as well."""
    for period, (from_on, to_on) in PERIODS.items():
        truth = known.truth(from_on, to_on)
        found = by_question(known.met, known.asked, known.outside, from_on=from_on, to_on=to_on, draws=draws)
        assert isinstance(found, Estimate), found.why
        yield _outcome(period, "all", truth["all"], found)
        for code, one in found.by_nationality.items():
            pooled = found.pooled if code == OTHERS else (code,)
            yield _outcome(period, code, sum(truth[each] for each in pooled), one)
        if beside:
            yield _outcome(
                period, "cards", truth["all"], by_card(known.shown, known.met, from_on=from_on, to_on=to_on, draws=draws)
            )
            records, checked, people = cases(known, from_on, to_on, seed)
            yield _outcome(period, "records", people, by_matching(records, checked, from_on=from_on, to_on=to_on))


def _outcome(period: str, what: str, truth: float, found: Estimate | NotEstimated) -> Outcome:
    assert isinstance(found, Estimate), found.why
    return Outcome(period, what, truth, found.individuals, found.low, found.high)


class Row(NamedTuple):
    """One line of the table; shares of the truth [0 to 1]."""

    period: str
    what: str
    seeds: int
    truth: float
    inside: float
    bias: float
    spread: float
    half_width: float


def rows(found: Sequence[Outcome]) -> list[Row]:
    """Return how often the truth was inside, by period and by what was estimated."""
    parts: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for one in found:
        parts[one.period, one.what].append(one)
        if one.what not in ("all", "cards", "records"):
            parts[one.period, BY_NATIONALITY].append(one)
    return [_row(*key, some) for key, some in parts.items()]


def _row(period: str, what: str, some: Sequence[Outcome]) -> Row:
    off = np.array([one.estimate / one.truth - 1 for one in some])
    wide = np.array([(one.high - one.low) / 2 / one.truth for one in some])
    inside = np.mean([one.is_inside for one in some])
    truth = float(np.mean([one.truth for one in some]))
    return Row(period, what, len(some), truth, float(inside), float(off.mean()), float(off.std()), float(wide.mean()))


def table(some: Sequence[Row]) -> str:
    head = f"{'period':8} {'what':15} {'estimates':>9} {'truth':>7} {'inside':>7} {'off by':>7} {'spread':>7} {'half width':>10}"
    lines = [
        f"{one.period:8} {one.what:15} {one.seeds:9} {one.truth:7.0f} {one.inside:7.1%} {one.bias:+7.1%} {one.spread:7.1%} "
        f"{one.half_width:10.1%}"
        for one in some
    ]
    return "\n".join([head, *lines])


def main() -> int:
    """Print the table; return 1 where the question's interval held the truth in fewer than 90 of 100."""
    words = argparse.ArgumentParser(prog="python -m bench.individuals")
    words.add_argument("--world", choices=WORLDS, default="first")
    words.add_argument("--seeds", type=int, default=100)
    words.add_argument("--from-seed", type=int, default=FIRST_SEED)
    words.add_argument("--size", type=int, help="how many people the world begins with, as it counts them")
    words.add_argument("--question-only", action="store_true", help="leave out cards and records: half the time")
    words.add_argument("--json", type=Path)
    asked = words.parse_args()
    world = importlib.import_module(f"bench.counted.{asked.world}")
    sized = {"parties": asked.size} if asked.size else {}
    began, found = time.process_time(), list[Outcome]()
    for seed in range(asked.from_seed, asked.from_seed + asked.seeds):
        found += outcomes(world.known(seed, **sized), seed, beside=not asked.question_only)
        print(f"\r{seed - asked.from_seed + 1} of {asked.seeds}", end="", file=sys.stderr, flush=True)
    result = rows(found)
    print(f"\r{asked.world} world, seeds {asked.from_seed} to {seed}; {time.process_time() - began:.0f} s of processor time")
    print(table(result))
    if asked.json:
        asked.json.write_text(json.dumps([one._asdict() for one in result], indent=1) + "\n")
    short = [one for one in result if one.what in ("all", BY_NATIONALITY) and one.inside < 0.9]
    print("\n".join(f"SHORT: {one.period}, {one.what}: {one.inside:.1%}" for one in short) or "all hold")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
