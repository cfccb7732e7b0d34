"""Exact cells with the keys of whom they count, and all margins: what disclosure.py takes, and nobody outside the house sees.

By the arithmetic of a bulletin, so that what is published and what is asked inside are one number before protection.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import combinations, product

from vereda.statistics.bulletin import Facts, exact, sums
from vereda.statistics.catalogue import Catalogue
from vereda.statistics.disclosure import KEYS, Cell
from vereda.statistics.rules import Answer, Key, Question, Sum, add_up, months
from vereda.statistics.words import AGE_BANDS, ATTRIBUTES, NOT_TOGETHER, SEXES, TOTAL, UNKNOWN_NATIONALITY, By, Count

type Counted = dict[Key, tuple[int, int]]  # count, sum of keys
type Margins = dict[tuple[str, Key, Key], Counted]  # by unit, dimensions kept, and labels that were added up


def cells(
    asked: Question, facts: Facts, catalogue: Catalogue, *, sensitive: Collection[str] = (), known: Margins | None = None
) -> list[Cell]:
    """Return every cell of a table and of its margins, empty ones too: codes in the order of `asked.by`, 'TOTAL' where added up.

    asked      services, people or encounters by up to three dimensions; what stands outside the total is no part of it
    sensitive  codes whose cells have the higher threshold
    known      margins that other tables of the same facts and days counted already; those of this one are added

    A margin is counted, not summed, wherever what it adds up overlaps: people by category, encounters by nationality. People or
    encounters of one nationality with help of any category are not known as such (T and E rows tell no attribute): there is no
    such margin. Codes are those of the catalogue and those seen; bands, sexes and months all of them.
    """
    within = facts.filter(facts.local_on.between(asked.from_on, asked.to_on))
    asked = replace(asked, outside=False)
    found = dict(_margins(asked, within, catalogue, {} if known is None else known))
    seen: dict[str, set[str]] = defaultdict(set)
    for kept, counted in found.items():
        for codes_kept in counted:
            for dim, code in zip(kept, codes_kept, strict=True):
                seen[dim].add(code)
    codes = {dim: _codes(dim, seen[dim], asked, catalogue) for dim in asked.by}
    made = []
    for kept, counted in found.items():
        for full in product(*(codes[dim] if dim in kept else [TOTAL] for dim in asked.by)):
            count, keys = counted.get(tuple(c for dim, c in zip(asked.by, full, strict=True) if dim in kept), (0, 0))
            is_sensitive = not set(sensitive).isdisjoint(full)
            made.append(Cell(full, count, keys % KEYS, is_sensitive) if count > 0 else Cell(full, 0, 0, is_sensitive))
    return made


def _codes(dim: str, seen: set[str], asked: Question, catalogue: Catalogue) -> list[str]:
    """Return the codes of a dimension in catalogue order: not only those seen, which would tell what is empty."""
    known = {one.code for one in catalogue.named(dim)}
    if dim == By.CATEGORY:
        known &= catalogue.in_total
    elif dim == By.SEX:
        known = set(SEXES)
    elif dim == By.AGE_BAND:
        known = set(AGE_BANDS)
    elif dim == By.MONTH:
        known = {f"{first:%Y-%m}" for first in months(asked.from_on, asked.to_on)}
    elif dim == By.NATIONALITY:
        known |= {UNKNOWN_NATIONALITY, NOT_TOGETHER}
    return sorted(known | seen, key=lambda code: catalogue.rank(dim, code))


def _margins(asked: Question, within: Facts, catalogue: Catalogue, known: Margins) -> Iterator[tuple[Key, Counted]]:
    """Yield, by the dimensions that are kept, the cells of the table and of each margin that is known."""
    labels = [dim for dim in asked.by if dim in (By.CATEGORY, By.SERVICE)]
    for number in range(len(asked.by), -1, -1):
        for kept in combinations(asked.by, number):
            dropped = [dim for dim in labels if dim not in kept]
            name = asked.count, kept, tuple(dropped)
            if name in known:
                yield kept, known[name]
                continue
            if not dropped:
                counted = _whole(exact(replace(asked, by=kept), within, catalogue))
            elif asked.count == Count.SERVICES and len(labels) == 1:
                counted = _summed(asked, kept, labels[0], within, catalogue)
            elif len(dropped) == len(labels) and not set(kept) & set(ATTRIBUTES):
                counted = _once(asked, kept, labels, within, catalogue)
            else:
                continue
            known[name] = counted
            yield kept, counted


def _whole(answer: Answer) -> Counted:
    return {key: (count, answer.keys[key]) for key, count in answer.cells.items()}


def _summed(asked: Question, kept: Key, label: str, within: Facts, catalogue: Catalogue) -> Counted:
    """Add up over a label: each service given counts by itself, so nothing overlaps."""
    answer = exact(replace(asked, by=(*kept, label)), within, catalogue)
    counts: Counter[Key] = Counter()
    keys: Counter[Key] = Counter()
    for key, count in answer.cells.items():
        counts[key[:-1]] += count
        keys[key[:-1]] += answer.keys[key]
    return {key: (count, keys[key]) for key, count in counts.items()}


def _once(asked: Question, kept: Key, labels: list[str], within: Facts, catalogue: Catalogue) -> Counted:
    """Count once who or what got anything of the labels, by the dimensions that are kept."""
    split = replace(asked, by=(*labels, *kept))
    apart: dict[Key, list[Sum]] = defaultdict(list)
    for one in sums(split, within, catalogue, keyed=True):
        apart[one.dims].append(one)
    answers = {dims: add_up(some, split, catalogue) for dims, some in apart.items()}
    return {dims: (answer.total, answer.total_key) for dims, answer in answers.items()}
