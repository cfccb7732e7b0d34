"""What of a table may leave the house: noise by the keys of who is counted, rounding to five, small cells withheld. Pure.

The method is the cell-key perturbation of the Office for National Statistics of the United Kingdom, by its library
`cell-key-perturbation`, applied to counts and sums of keys that the query layer gives, since rows of persons never exist.
Two things are stricter than the library: its sample of a p-table rounds without chance, ours rounds by the key; and what a
total less its published parts would tell is held to the threshold too. Why, and what an attacker reaches:
docs/engineer/disclosure.md and docs/decisions/disclosure.md.
"""

from __future__ import annotations

import hmac
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import product

from vereda.statistics.words import TOTAL

KEYS = 256
BASE = 5
PRINTED_ROWS = 750  # counts above go round the last 250 rows of the p-table, as in the library
REPEATED_ROWS = 250
SMALL, SENSITIVE = "small", "sensitive"

type NoiseTable = tuple[tuple[int, ...], ...]
"""noise[count][key] is what is added to a count, count up to 750, key 0 to 255."""
type Place = frozenset[tuple[str, str]]
"""Which people, services or encounters a cell counts: (dimension, code) of each dimension that is not added up."""
type Twins = Mapping[Place, Place]
"""Cells that count the same help in two universes, each by the other (the only service of a category, and the category): each
is drawn by itself, and where one is withheld the other is."""


@dataclass(frozen=True, slots=True)
class Cell:
    """An exact cell, and the sum of the keys of its members mod 256. codes: 'TOTAL' where a dimension is added up."""

    codes: tuple[str, ...]
    count: int
    key: int
    is_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Protected:
    """A cell as it may leave: a multiple of five, or None and why (small, sensitive). Nothing else of it is kept."""

    codes: tuple[str, ...]
    value: int | None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class DisclosureRules:
    """What is small, and how much must stay open.

    threshold, sensitive_threshold  the least count that is printed
    changed_least                   members that must have changed for a cell to be drawn again
    room                            other values that every withheld cell must be able to have for who knows all sums exactly
    """

    threshold: int = 10
    sensitive_threshold: int = 20
    changed_least: int = 3
    room: int = 7

    def least(self, cell: Cell) -> int:
        return self.sensitive_threshold if cell.is_sensitive else self.threshold


RULES = DisclosureRules()


# noise -----------------------------------------------------------------------------------------------------------


@cache
def noise_table() -> NoiseTable:
    """Return the p-table: the library's 10-5 rule, with the way of rounding drawn by the key.

    The library rounds 11 and 12 down and 13 and 14 up, whatever the key. Here a count goes up to the next multiple of five for
    as many of the 256 keys as it is far above the last: so no rounded number tells on which side it lies, and the mean is right.
    """
    from cell_key_perturbation.utils.generate_test_ptable import generate_ptable_10_5_rule

    frame = generate_ptable_10_5_rule()
    nearest: dict[int, int] = dict(zip(frame["pcv"].tolist(), frame["pvalue"].tolist(), strict=True))
    rows = [(0,) * KEYS]
    for count in range(1, PRINTED_ROWS + 1):
        down, ups = -(count % BASE), round(KEYS * (count % BASE) / BASE)
        small = count + nearest[count] == 0  # under ten: nothing is left, for every key
        rows.append((nearest[count],) * KEYS if small else tuple(down + BASE * (key < ups) for key in range(KEYS)))
    return tuple(rows)


def noise_table_hash(secret: bytes) -> str:
    """Return what an edition's manifest says of the noise: p-table and secret of the record keys, neither of them told [hex].

    Two editions with the same hash draw the same noise for the same members.
    """
    said = ";".join(",".join(map(str, row)) for row in noise_table())
    return hmac.digest(secret, b"noise table" + sha256(said.encode()).digest(), "sha256").hex()


def perturbed(count: int, key: int, noise: NoiseTable | None = None) -> int:
    """Return a count with its noise, before anything is withheld. As `create_perturbed_table` of the library does."""
    row = count if count <= PRINTED_ROWS else (count - 1) % REPEATED_ROWS + PRINTED_ROWS - REPEATED_ROWS + 1
    return count + (noise or noise_table())[row][key % KEYS]


# tables ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table of exact cells with all its margins. `dims` in the order of the codes; `within`: what all its cells share."""

    dims: tuple[str, ...]
    cells: Sequence[Cell]
    within: tuple[tuple[str, str], ...] = ()

    def place(self, codes: tuple[str, ...]) -> Place:
        named = zip(self.dims, codes, strict=True)
        return frozenset((*self.within, *((dim, code) for dim, code in named if code != TOTAL)))


@dataclass(frozen=True, slots=True)
class _Line:
    """A margin and the cells that it adds up."""

    total: Place
    parts: tuple[Place, ...]


def protect(cells: Sequence[Cell], *, rules: DisclosureRules = RULES) -> list[Protected]:
    """Return one table as it may leave, in the same order. A margin is drawn by its own key, and is no sum of what is printed."""
    if not cells:
        return []
    dims = tuple(map(str, range(len(cells[0].codes))))
    return protect_together([Drawn(dims, cells)], rules=rules)[0]


def protect_together(
    tables: Sequence[Drawn],
    *,
    rules: DisclosureRules = RULES,
    standing: Mapping[Place, Protected] | None = None,
    twins: Twins | None = None,
) -> list[list[Protected]]:
    """Return tables of one unit as they may leave, together: what one withholds no other one tells.

    standing  what earlier editions printed or withheld and stays so: none of it is changed, all of it is reckoned with
    twins     where tables are of two universes, each marked by what it is `within`: their cells that count the same

    Withheld is what is under its threshold, and then, in every line of a margin and its parts, the least printed part until each
    of those withheld has room. The tables must hold their empty cells: a cell that is not there tells that it is empty.
    """
    exact = {table.place(cell.codes): cell for table in tables for cell in table.cells}
    out = dict(standing or {})
    fixed = set(out)
    for place, cell in exact.items():
        if place not in fixed:
            out[place] = _by_itself(cell, rules)
    alike = {one: other for one, other in (twins or {}).items() if one in exact and other in exact}
    for place, twin in alike.items():
        if out[place].value is None and twin not in fixed:
            out[twin] = Protected(exact[twin].codes, None, _why(exact[twin]))
    _withhold_more(out, fixed, exact, _lines(tables, exact), rules, alike)
    return [[_told(out[table.place(cell.codes)], cell.codes) for cell in table.cells] for table in tables]


def _told(one: Protected, codes: tuple[str, ...]) -> Protected:
    return Protected(codes, one.value, one.why)


def _by_itself(cell: Cell, rules: DisclosureRules) -> Protected:
    value, least = perturbed(cell.count, cell.key), rules.least(cell)
    if cell.count < least or value < least:
        return Protected(cell.codes, None, _why(cell))
    return Protected(cell.codes, value)


def _why(cell: Cell) -> str:
    return SENSITIVE if cell.is_sensitive else SMALL


def _lines(tables: Iterable[Drawn], exact: Mapping[Place, Cell]) -> list[_Line]:
    found: dict[tuple[Place, str], dict[Place, None]] = defaultdict(dict)
    for table in tables:
        for cell, (at, dim) in product(table.cells, enumerate(table.dims)):
            total = table.place((*cell.codes[:at], TOTAL, *cell.codes[at + 1 :]))
            if cell.codes[at] != TOTAL and total in exact:
                found[total, dim][table.place(cell.codes)] = None
    return [_Line(total, tuple(parts)) for (total, _), parts in found.items()]


def _withhold_more(
    out: dict[Place, Protected],
    fixed: set[Place],
    exact: Mapping[Place, Cell],
    lines: list[_Line],
    rules: DisclosureRules,
    twins: Twins,
) -> None:
    through: dict[Place, list[_Line]] = defaultdict(list)
    for line in lines:
        for place in (line.total, *line.parts):
            through[place].append(line)
    waiting = list(lines)
    while waiting:
        line = waiting.pop()
        chosen = _one_more(line, out, fixed, exact, rules)
        if chosen is None:
            continue
        twin = twins.get(chosen, chosen)
        for place in (chosen, *((twin,) if twin != chosen and twin not in fixed else ())):
            out[place] = Protected(exact[place].codes, None, _why(exact[place]))
            waiting += through[place]


def _one_more(
    line: _Line, out: Mapping[Place, Protected], fixed: set[Place], exact: Mapping[Place, Cell], rules: DisclosureRules
) -> Place | None:
    """Return what must be withheld beside what is withheld in a line; None when that is enough."""
    withheld = [part for part in line.parts if out[part].value is None]
    if not withheld or exact[line.total].count < rules.least(exact[line.total]):
        return None
    printed = [part for part in line.parts if out[part].value is not None]
    most = min((out[part].value or 0 for part in printed), default=exact[line.total].count)
    if _least_room([exact[part] for part in withheld], most, rules) >= rules.room:
        return None
    free = [part for part in printed if part not in fixed]
    if free:
        return min(free, key=lambda part: (out[part].value or 0, exact[part].codes))
    return line.total if out[line.total].value is not None and line.total not in fixed else None


def _least_room(withheld: Sequence[Cell], most: int, rules: DisclosureRules) -> int:
    """Return how many other values the best known of some withheld cells could have, if their sum and which are small were known.

    most  no withheld cell that is not small can be above it [count]
    """
    downs, ups = [], []
    for cell in withheld:
        least = rules.least(cell)
        is_small = cell.count < least
        downs.append(cell.count if is_small else cell.count - least)
        ups.append(least - 1 - cell.count if is_small else max(most - cell.count, 0))
    down, up = sum(downs), sum(ups)
    return min(min(lower, up - higher) + min(higher, down - lower) for lower, higher in zip(downs, ups, strict=True))


# revisions -------------------------------------------------------------------------------------------------------


def held(before: Cell, after: Cell, rules: DisclosureRules = RULES) -> bool:
    """Say whether a cell that changed keeps what was last drawn for it: fewer than three of its members can be seen to differ.

    before  the cell as it was when it was last drawn, not as it was in the last edition: small changes add up, and are drawn once
            they are three

    Seen are a number and a sum of keys. So many out and as many in looks like none, and is held, however many: too careful. One
    out and one in with the same key (one in 256) looks like no change at all, and the noise is the same then.
    """
    return abs(after.count - before.count) < rules.changed_least


def revised(
    before: Sequence[Cell], before_out: Sequence[Protected], after: Sequence[Cell], rules: DisclosureRules = RULES
) -> list[Protected]:
    """Return a table again, in the order of `after`: a cell whose members are the same, or is held, stays as it was printed.

    before      the cells as they were when each was last drawn (`drawn_again` says which to keep)
    before_out  what was printed of them
    """
    if not after:
        return []
    dims = tuple(map(str, range(len(after[0].codes))))
    return revised_together([Drawn(dims, before)], [before_out], [Drawn(dims, after)], rules)[0]


def revised_together(
    before: Sequence[Drawn],
    before_out: Sequence[Sequence[Protected]],
    after: Sequence[Drawn],
    rules: DisclosureRules = RULES,
    *,
    standing: Mapping[Place, Protected] | None = None,
    twins: Twins | None = None,
) -> list[list[Protected]]:
    """Return tables again that were protected together. A held cell is not marked: that it changed a little would be told.

    standing  what other editions printed or withheld and stays so, as in `protect_together`
    """
    last = {table.place(cell.codes): cell for table in before for cell in table.cells}
    printed = {
        table.place(cell.codes): one
        for table, out in zip(before, before_out, strict=True)
        for cell, one in zip(table.cells, out, strict=True)
    }
    now = {table.place(cell.codes): cell for table in after for cell in table.cells}
    stays = {place: printed[place] for place, cell in now.items() if place in last and not drawn_again(last[place], cell, rules)}
    return protect_together(after, rules=rules, standing={**stays, **(standing or {})}, twins=twins)


def drawn_again(before: Cell, after: Cell, rules: DisclosureRules = RULES) -> bool:
    """Say whether a cell is drawn again: its members changed, and enough of them."""
    return (before.count, before.key) != (after.count, after.key) and not held(before, after, rules)
