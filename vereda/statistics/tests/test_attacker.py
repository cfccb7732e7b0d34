"""The attacker of docs/engineer/disclosure.md: three years of editions, the code, the p-table, no key. And planted weaknesses.

Longer, with more seeds and larger tables: `make drill-attack`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

import pytest

from vereda.statistics.disclosure import Cell, DisclosureRules, Place, Protected, perturbed, protect
from vereda.statistics.tests.attacker import Attacker, Printed, best_of_every_output, bound
from vereda.statistics.tests.years import Edition, Years
from vereda.statistics.words import TOTAL

MONTHS = 6  # of each year; all twelve in the drill


def reached(edition: Edition, printed: dict[Place, Printed] | None = None, *, knows_small: bool = True) -> tuple[float, int]:
    """Return the best chance given to any number from 1 to 9, and for how many cells the truth itself has more than the bound."""
    told = {place: one.value for place, one in edition.printed.items() if one.value is not None}
    small = {place for place, cell in edition.true.items() if cell.count < 10}
    attacker = Attacker(
        lines=[(total, parts) for (total, _), parts in edition.lines.items()],
        printed=printed or {place: ((value, 0),) for place, value in told.items()},
        small=small,
        knows_small=knows_small,
        most=max(told.values()) + 10,
    )
    found = attacker.of_small()
    held = {place: edition.true[place].count for place in found if edition.true[place].count}
    assert held
    best = max(float(chances[1:10].max()) for chances in found.values())
    return best, sum(found[place][count] > bound() for place, count in held.items())


def of_all(editions: Sequence[Edition], *, knows_what_changed: bool) -> tuple[Edition, dict[Place, Printed]]:
    """Put the editions of a year together: each number that was drawn again is one more sight of the same cell.

    knows_what_changed  he also knows exactly by how many every cell differs between two editions: he wrote the late report
    """
    last = Edition()
    seen: dict[Place, list[tuple[int, int]]] = defaultdict(list)  # what was printed, and how many were counted then
    for edition in editions:
        last.printed.update(edition.printed)
        last.true.update(edition.true)
        last.lines.update(edition.lines)
        for place, one in edition.printed.items():
            sight = (one.value, edition.true[place].count)
            if one.value is not None and (not seen[place] or not knows_what_changed or seen[place][-1] != sight):
                seen[place].append(sight)  # an unchanged cell is not drawn again, and tells nothing new
    now = {place: last.true[place].count for place in seen}
    return last, {place: tuple((value, then - now[place]) for value, then in sights) for place, sights in seen.items() if sights}


def test_no_small_number_of_three_years_is_known_better_than_the_bound():
    for year in Years(0, months_a_year=MONTHS).editions():
        for edition in year:
            assert reached(edition)[0] <= bound()
        together, printed = of_all(year, knows_what_changed=True)
        assert reached(together, printed, knows_small=False)[0] <= bound()


def test_noise_drawn_anew_at_each_edition_is_found():
    years = (of_all(year, knows_what_changed=False) for year in Years(0, months_a_year=6).editions(redraw=True))
    assert any(reached(together, printed)[1] for together, printed in years)


def test_a_line_from_which_nothing_more_is_withheld_is_found():
    editions = (edition for year in Years(0, DisclosureRules(room=0), months_a_year=2).editions() for edition in year)
    assert any(reached(edition)[1] for edition in editions)


# the whole method, played with every table of a small world: what is withheld besides tells something too


def as_many(count: int) -> float:
    return 1.0


def seldom_many(count: int) -> float:
    return (count + 1) ** -1.5


def the_library_alone(cells: Sequence[Cell]) -> list[Protected]:
    return [Protected(cell.codes, None if cell.count < 10 else perturbed(cell.count, cell.key)) for cell in cells]


def sums_of_protected(cells: Sequence[Cell]) -> list[Protected]:
    """Totals that add up what is printed and what small cells would be rounded to."""
    parts = the_library_alone(cells[:-1])
    rounded = [one.value if one.value is not None else 5 * round(cell.count / 5) for one, cell in zip(parts, cells, strict=False)]
    return [*parts, Protected((TOTAL,), sum(rounded))]


def true_total(cells: Sequence[Cell]) -> list[Protected]:
    return [*protect(cells)[:-1], Protected((TOTAL,), cells[-1].count)]


@pytest.mark.parametrize("knows_small", [False, True])
@pytest.mark.parametrize("chance", [as_many, seldom_many])
@pytest.mark.parametrize(("parts", "most"), [(2, 30), (3, 11)])
def test_nothing_that_can_be_printed_of_a_line_tells_more_than_the_bound(
    parts: int, most: int, chance: Callable[[int], float], knows_small: bool
):
    assert bound() == Fraction(1, 3)
    assert 0.1 < best_of_every_output(parts, most, protect, chance, knows_small=knows_small) <= bound()


@pytest.mark.parametrize("weak", [the_library_alone, sums_of_protected, true_total])
def test_weaker_methods_are_found_by_the_same_attack(weak: Callable[[Sequence[Cell]], Iterable[Protected]]):
    assert best_of_every_output(2, 30, lambda cells: list(weak(cells)), as_many) > bound()
