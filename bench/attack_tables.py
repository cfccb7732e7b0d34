"""The attacker before the tables of the catalogue: the same help by category and by service, in persons and in encounters.

A small invented month, counted person by person and protected as an edition is. Called by bench/attack.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from random import Random

from vereda.statistics.disclosure import KEYS, Cell, Place
from vereda.statistics.public_tables import public_table
from vereda.statistics.tests.attacker import Attacker
from vereda.statistics.tests.years import Edition
from vereda.statistics.words import TOTAL, By, Count

TABLES = ("category-state", "category-nationality", "category-sex", "service-state", "service-nationality", "service-sex")
MET = ("encounters-category-state", "encounters-service-state")
CATEGORY_OF = {"LIFT": "RESCUE", "FIND": "LOCATED", "WATER": "SOCIAL", "FOOD": "SOCIAL", "RIGHTS": "ORIENT", "DANGERS": "ORIENT"}
ALONE = {"LIFT": "RESCUE", "FIND": "LOCATED"}
CODES = {
    "category": ("RESCUE", "LOCATED", "SOCIAL", "ORIENT"),
    "service": tuple(CATEGORY_OF),
    "state": ("A", "B", "C", "D", "E"),
    "nationality": ("HN", "GT", "SV", "CU", "OTHER"),
    "sex": ("F", "M", "U"),
}

type Counted = dict[tuple[str, ...], list[int]]  # codes -> count, sum of keys


@dataclass
class Met:
    """One encounter: its people as (nationality, sex, key), and what each of them got."""

    state: str
    key: int
    people: list[tuple[str, str, int]]
    services: Sequence[str]


def month(dice: Random, *, alone: bool) -> list[Met]:
    """Return the encounters of a month: most cells hold few. alone: everybody travels alone."""
    weights = {one: [dice.paretovariate(0.7) for _ in CODES[one]] for one in ("state", "nationality", "service")}
    found = []
    for _ in range(dice.choice((60, 120, 240))):
        people = 1 if alone else min(12, int(dice.paretovariate(1.2)))
        found.append(
            Met(
                state=dice.choices(CODES["state"], weights["state"])[0],
                key=dice.randrange(KEYS),
                people=[
                    (dice.choices(CODES["nationality"], weights["nationality"])[0], dice.choice("FMMU"), dice.randrange(KEYS))
                    for _ in range(people)
                ],
                services=sorted(set(dice.choices(CODES["service"], weights["service"], k=dice.choice((1, 1, 2))))),
            )
        )
    return found


def cells(code: str, met: Sequence[Met]) -> list[Cell]:
    """Return a table of the catalogue with its margins and empty cells, counted one by one."""
    table = public_table(code)
    counted: Counted = defaultdict(lambda: [0, 0])
    for one in met:
        for codes, key in _of_encounter(one, table.by) if table.count == Count.ENCOUNTERS else _of_people(one, table.by):
            counted[codes][0] += 1
            counted[codes][1] += key
    every = product(*((*CODES[dim], TOTAL) for dim in table.by))
    return [Cell(codes, counted[codes][0], counted[codes][1] % KEYS) for codes in every]


def _of_people(met: Met, by: Sequence[str]) -> Iterator[tuple[tuple[str, ...], int]]:
    for nationality, sex, key in met.people:
        known = {"state": met.state, "nationality": nationality, "sex": sex}
        for label in _labels(met, by):
            for codes in _with_margins([label if dim in (By.CATEGORY, By.SERVICE) else known[dim] for dim in by]):
                yield codes, key


def _of_encounter(met: Met, by: Sequence[str]) -> Iterator[tuple[tuple[str, ...], int]]:
    told = {
        codes
        for label in _labels(met, by)
        for codes in _with_margins([label if dim in (By.CATEGORY, By.SERVICE) else met.state for dim in by])
    }
    yield from ((codes, met.key) for codes in told)


def _labels(met: Met, by: Sequence[str]) -> list[str]:
    return sorted(set(met.services)) if By.SERVICE in by else sorted({CATEGORY_OF[one] for one in met.services})


def _with_margins(codes: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for kept in (kept for number in range(len(codes) + 1) for kept in combinations(range(len(codes)), number)):
        yield tuple(code if at in kept else TOTAL for at, code in enumerate(codes))


def edition(codes: Sequence[str], met: Sequence[Met], only: Mapping[str, str]) -> Edition:
    """Return what the tables print together, as an attacker reads them who knows what counts the same.

    only  what the method is told of it: nothing is the planted weakness
    """
    from vereda.statistics.drawing import protected

    exact = {code: cells(code, met) for code in codes}
    made = Edition()
    for code, kept in protected(exact, None, only).items():
        by = public_table(code).by
        for one in kept:
            place = _place(by, one.cell.codes)
            made.true[place] = one.cell
            if place not in made.printed or made.printed[place].value is None:
                made.printed[place] = one.shown
            for at, dim in enumerate(by):
                overlaps = code.startswith("encounters") and dim in (By.CATEGORY, By.SERVICE)
                if one.cell.codes[at] != TOTAL and not overlaps:
                    total = _place(by, (*one.cell.codes[:at], TOTAL, *one.cell.codes[at + 1 :]))
                    parts = made.lines.setdefault((total, dim), [])
                    if place not in parts:
                        parts.append(place)
    return made


def _place(by: Sequence[str], codes: Sequence[str]) -> Place:
    """Return the cell's place; a service that is alone in its category is the category."""
    told = {(dim, code) for dim, code in zip(by, codes, strict=True) if code != TOTAL}
    for service, category in ALONE.items():
        if (By.SERVICE, service) in told:
            return frozenset(told - {(By.SERVICE, service)} | {(By.CATEGORY, category)})
    return frozenset(told | ({("whole", "given")} if By.SERVICE in by else set()))


def attacked(months: int, *, knows_small: bool) -> dict[str, tuple[float, float]]:
    """Return the best chance that the true number of a withheld cell got and that any got, by attack, over some months.

    knows_small  he knows from elsewhere which of the withheld cells are small: in tables with so few rows not promised
    """
    services = [f"services-{one}" for one in TABLES]
    best: dict[str, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    for seed in range(months):
        met, lone = month(Random(seed), alone=False), month(Random(seed), alone=True)
        tries = {
            "by category and by service": edition(services, met, ALONE),
            "encounters by category and by service": edition(MET, met, ALONE),
            "planted: category and service each by itself": edition(services, met, {}),
            "not promised: all are known to travel alone; persons and encounters": _both(lone, services),
        }
        for name, one in tries.items():
            truth, any_number = _best(one, knows_small=knows_small)
            best[name] = max(best[name][0], truth), max(best[name][1], any_number)
    return best


def _best(edition: Edition, *, knows_small: bool) -> tuple[float, float]:
    told = {place: one.value for place, one in edition.printed.items() if one.value is not None}
    attacker = Attacker(
        lines=[(total, parts) for (total, _), parts in edition.lines.items()],
        printed={place: ((value, 0),) for place, value in told.items()},
        small={place for place, cell in edition.true.items() if cell.count < 10},
        knows_small=knows_small,
        most=max(told.values(), default=0) + 10,
    )
    found = attacker.of_small()
    held = {place: edition.true[place].count for place in found}
    truth = max((float(found[place][count]) for place, count in held.items() if count), default=0.0)
    return truth, max((float(chances[1:10].max()) for chances in found.values()), default=0.0)


def _both(met: Sequence[Met], services: Sequence[str]) -> Edition:
    """Return attentions and encounters as sights of the same cells: those by category and state are the same number."""
    made, other = edition(services, met, ALONE), edition(MET, met, ALONE)
    for place, one in other.printed.items():
        names = {dim for dim, _ in place}
        if (names == {"category", "state"} or names == {"category"}) and made.printed[place].value is None:
            made.printed[place] = one
    return made
