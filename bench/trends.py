"""Do forecasts beat the same month of the year before? Ten invented years, and months of real records.

    python -m bench.trends [--quick] [--seeds 1] [--from-seed 1] [--world jumps|wanders|IOM ...]

At every half year of the last years of a series the whole procedure is run on what was known then, the choice of a way included,
and its next six months are held against what came, beside seasonal naive.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bench.figures import Figure
from bench.foreseen import COUNTRY, WORLDS, demonstration, real
from vereda.countries.door import celebrated
from vereda.statistics.trends import AHEAD, Series, Way, foreseen, month_after, why_not

STEP, KNOWN = 6, 48
"""Months from one forecast to the next; months that are known at the first one, at least."""
MOST = 12


@dataclass(frozen=True)
class Row:
    """One series. error, naive: mean absolute error of the procedure and of seasonal naive; held: inside the interval [%]."""

    name: str
    forecasts: int
    error: float
    naive: float
    held: float
    chosen: str

    @property
    def ratio(self) -> float:
        return self.error / self.naive


def row(name: str, one: Series, *, most: int = MOST) -> Row | None:
    """Return how the procedure did on a series; None where it says that nothing may be foreseen."""
    if why_not(one):
        return None
    known = one.known
    feasts = celebrated(COUNTRY, one.first.year, month_after(one.first, len(known) + AHEAD).year)
    ends = list(range(len(known) - AHEAD, KNOWN - 1, -STEP))[:most]
    errors, naive, held, chosen = list[float](), list[float](), list[bool](), Counter[Way]()
    for end in reversed(ends):
        came = known[end : end + AHEAD]
        found = foreseen(Series(one.first, tuple(known[:end])), feasts)
        if found.tried is None:
            continue
        chosen[found.tried.chosen] += 1
        errors += [abs(month.middle - value) for month, value in zip(found.months, came, strict=True)]
        naive += [abs(known[end - 12 + at] - value) for at, value in enumerate(came)]
        held += [month.low <= value <= month.high for month, value in zip(found.months, came, strict=True)]
    if not errors:
        return None
    ways = ", ".join(f"{way} {count}" for way, count in chosen.most_common())
    return Row(name, chosen.total(), float(np.mean(errors)), float(np.mean(naive)), 100 * float(np.mean(held)), ways)


def rows(seeds: Sequence[int], worlds: Sequence[str] = (*WORLDS, "IOM"), *, most: int = MOST) -> Iterator[Row | str]:
    """Yield a row a series, or the name of one of which nothing may be foreseen."""
    for name, one in _series(seeds, worlds):
        yield row(name, one, most=most) or name


def _series(seeds: Sequence[int], worlds: Sequence[str]) -> Iterator[tuple[str, Series]]:
    for seed in seeds:
        for world in (one for one in WORLDS if one in worlds):
            yield from ((f"demonstration, {world} {seed}: {name}", one) for name, one in demonstration(world, seed).items())
    if "IOM" in worlds:
        yield from real()


def measure(*, quick: bool = False) -> list[Figure]:
    """Return a figure a series: the error of the procedure as a part of that of seasonal naive."""
    found = [one for one in rows([1], most=2 if quick else MOST) if isinstance(one, Row)]
    figures = [
        Figure(name=one.name, value=one.ratio, unit="of seasonal naive", budget=1, note=f"inside {one.held:.0f} %; {one.chosen}")
        for one in found
    ]  # fmt: skip
    return [*figures, *_together(found)]


def _together(found: Sequence[Row]) -> Iterator[Figure]:
    for name in (*(f"demonstration, {world}" for world in WORLDS), "IOM"):
        if not (ratios := [one.ratio for one in found if one.name.startswith(name)]):
            continue
        mean = float(np.exp(np.mean(np.log(ratios))))
        note = f"geometric mean of {len(ratios)} series; {sum(ratio < 1 for ratio in ratios)} beat it"
        yield Figure(name=f"forecasts, {name}: error", value=mean, unit="of seasonal naive", budget=1, note=note)


def markdown(found: Sequence[Row | str]) -> str:
    """Return the table of docs/engineer/trends.md."""
    told = [one for one in found if isinstance(one, Row)]
    head = ["| series | forecasts | error | seasonal naive | ratio | inside [%] | chosen |", "|---|---|---|---|---|---|---|"]
    lines = [
        f"| {one.name} | {one.forecasts} | {one.error:.1f} | {one.naive:.1f} | {one.ratio:.2f} | {one.held:.0f} | {one.chosen} |"
        for one in told
    ]
    lines += [f"| {name} | | | | | | not foreseen: too small |" for name in found if isinstance(name, str)]
    return "\n".join([*head, *lines, "", *(f"{one.name} {one.value:.2f}: {one.note}" for one in _together(told))])


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m bench.trends")
    words.add_argument("--quick", action="store_true")
    words.add_argument("--seeds", type=int, default=1)
    words.add_argument("--from-seed", type=int, default=1)
    words.add_argument("--world", choices=[*WORLDS, "IOM"], nargs="+", default=[*WORLDS, "IOM"])
    asked = words.parse_args()
    seeds = range(asked.from_seed, asked.from_seed + asked.seeds)
    found = []
    for one in rows(seeds, asked.world, most=2 if asked.quick else MOST):
        found.append(one)
        print(one, flush=True)
    print(markdown(found))


if __name__ == "__main__":
    main()
