"""The attacker of disclosure control, longer than in the tests: docs/engineer/disclosure.md. `make drill-attack`.

python -m bench.attack --seeds 5          three years of twelve months for each seed; the catalogue's tables, by category and by
                                          service, persons and encounters; every output of larger lines; tables of four
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from itertools import pairwise, product
from random import Random

from bench.attack_tables import attacked
from vereda.statistics.disclosure import Cell, Place, protect
from vereda.statistics.tests.attacker import Printed, best_of_every_output, bound
from vereda.statistics.tests.test_attacker import as_many, of_all, reached, seldom_many
from vereda.statistics.tests.years import Years
from vereda.statistics.words import TOTAL

TIMES = 30  # months of the catalogue for each seed: they are small
SEEN = 400  # outputs that came less often tell more of the dice than of the method
LARGEST = 34


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench.attack")
    options.add_argument("--seeds", type=int, default=5)
    options.add_argument("--tables", type=int, default=1_000_000)
    options.add_argument("--small", action="store_true", help="seconds, not minutes: does it run?")
    asked = options.parse_args()
    _set_up()
    months, most, tables = (3, 9, 2_000) if asked.small else (12, 19, asked.tables)
    worst = 0.0
    for seed in range(asked.seeds):
        best = years(seed, months)
        print(f"three years, seed {seed}: best chance of an exact number {best:.3f}", flush=True)
        worst = max(worst, best)
    for knows_small in (False, True):
        for name, (truth, any_number) in attacked(4 if asked.small else TIMES * asked.seeds, knows_small=knows_small).items():
            knows = f"knows which are small: {knows_small}"
            print(f"catalogue, {name}, {knows}: the true number {truth:.3f}, any number {any_number:.3f}", flush=True)
            worst = worst if ":" in name or knows_small else max(worst, truth)
    alone = max(year_alone(seed, months) for seed in range(1 if asked.small else asked.seeds))
    print(f"planted: a year drawn without its months: {alone:.3f}", flush=True)
    for parts, each in ((2, 2 * most), (3, most)):
        for chance, knows_small in product((as_many, seldom_many), (False, True)):
            best = best_of_every_output(parts, each, protect, chance, knows_small=knows_small)
            print(f"line of {parts}, {chance.__name__}, knows which are small: {knows_small}: {best:.3f}", flush=True)
            worst = max(worst, best)
    for knows_small in (False, True):
        best, outputs = fours(tables, knows_small=knows_small)
        print(f"tables of two by two, {outputs} outputs, knows which are small: {knows_small}: {best:.3f}", flush=True)
        worst = worst if knows_small else max(worst, best)  # not promised: docs/engineer/disclosure.md
    print(f"worst {worst:.3f}, bound {float(bound()):.3f}")
    return int(worst > bound())


def _set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vereda.settings.django")
    os.environ.setdefault("VEREDA_HOME", tempfile.mkdtemp(prefix="vereda-attack-"))
    django.setup()


def years(seed: int, months: int) -> float:
    """Return the best chance of any exact number over all editions of three years, one by one and together."""
    best = 0.0
    for year in Years(seed, months_a_year=months).editions():
        together, printed = of_all(year, knows_what_changed=True)
        best = max(best, reached(together, printed, knows_small=False)[0], *(reached(edition)[0] for edition in year))
    return best


def year_alone(seed: int, months: int) -> float:
    """Return the best chance where a year's tables are drawn as if its months had not been printed: year less eleven months."""
    best = 0.0
    for year in Years(seed, months_a_year=months, years_alone=True).editions():
        together, _ = of_all(year, knows_what_changed=True)
        sights = ((place, one.value, edition) for edition in year for place, one in edition.printed.items())
        printed: dict[Place, Printed] = {
            place: ((value, 0),)
            for place, value, edition in sights
            if value is not None and edition.true[place] == together.true[place]
        }
        best = max(best, reached(together, printed)[0])
    return best


def fours(tables: int, *, knows_small: bool) -> tuple[float, int]:
    """Play so many tables of two by two, and return the best chance that an output which came often gives any exact number."""
    dice = Random(1)
    came: Counter[tuple[object, ...]] = Counter()
    of_value: Counter[tuple[tuple[object, ...], int, int]] = Counter()
    for _ in range(tables):
        cells = _with_margins(_of_at_most(LARGEST, dice))
        out = tuple(one.value for one in protect(cells))
        seen = (out, tuple(cell.count < 10 for cell in cells) if knows_small else ())
        came[seen] += 1
        for at, cell in enumerate(cells):
            is_inside = max(one or 0 for one in out) + 5 <= LARGEST  # else it is known that nothing is larger
            if out[at] is None and 1 <= cell.count < 10 and TOTAL not in cell.codes and is_inside:
                of_value[seen, at, cell.count] += 1
    often = {seen for seen, number in came.items() if number >= SEEN}
    return max((number / came[seen] for (seen, _, _), number in of_value.items() if seen in often), default=0.0), len(often)


def _of_at_most(most: int, dice: Random) -> dict[tuple[str, str], tuple[int, int]]:
    """Return a table of two by two that holds so many at most, any with the same chance."""
    bars = [-1, *sorted(dice.sample(range(most + 4), 4))]
    counts = [after - before - 1 for before, after in pairwise(bars)]
    return {codes: (count, dice.randrange(256)) for codes, count in zip(product("ab", "xy"), counts, strict=True)}


def _with_margins(base: dict[tuple[str, str], tuple[int, int]]) -> list[Cell]:
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for (row, column), (count, key) in base.items():
        for codes in ((row, column), (row, TOTAL), (TOTAL, column), (TOTAL, TOTAL)):
            before = sums.get(codes, (0, 0))
            sums[codes] = before[0] + count, before[1] + key
    return [Cell(codes, count, key % 256) for codes, (count, key) in sums.items()]


if __name__ == "__main__":
    sys.exit(main())
