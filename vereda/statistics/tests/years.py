"""Three invented years of a small network, published as it would be: months, revisions, years; and with a weakness planted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from random import Random

from vereda.statistics.disclosure import (
    RULES,
    Cell,
    DisclosureRules,
    Drawn,
    Place,
    Protected,
    drawn_again,
    protect_together,
    revised_together,
)
from vereda.statistics.words import TOTAL

DIMS = {
    "group": ("nogales", "tapachula", "piedras-negras"),
    "nationality": ("HN", "GT", "SV", "CU", "ER"),
    "category": ("RESCUE", "SOCIAL", "ORIENT"),
}
TABLES = (("group", "nationality"), ("nationality", "category"), ("group", "category"), ("group", "nationality", "category"))
LATE = 4  # months of a year that are revised

type Base = dict[tuple[str, ...], tuple[int, int]]  # codes in the order of DIMS -> count, sum of keys


@dataclass
class Edition:
    """What one edition prints, and what is true; the attacker sees the truth of nothing but the marks of his success."""

    printed: dict[Place, Protected] = field(default_factory=dict)
    true: dict[Place, Cell] = field(default_factory=dict)
    lines: dict[tuple[Place, str], list[Place]] = field(default_factory=dict)


@dataclass
class Years:
    """Three years; the same seed is the same world. years_alone: planted, a year drawn as if its months had not been printed."""

    seed: int
    rules: DisclosureRules = RULES
    months_a_year: int = 12
    years_alone: bool = False

    def editions(self, redraw: bool = False) -> Iterator[list[Edition]]:
        """Yield, for each year, its editions: months, revisions of some, the year.

        redraw  the planted weakness: every edition has keys of its own
        """
        dice = Random(self.seed)
        for year in (2009, 2010, 2011):
            yield self._year(str(year), dice, redraw)

    def _year(self, year: str, dice: Random, redraw: bool) -> list[Edition]:
        made, bases = [], {}
        last = Edition()
        months = [f"{year}-{number:02d}" for number in range(1, self.months_a_year + 1)]
        late = set(dice.sample(months, min(LATE, len(months))))
        for month in months:
            base = _month(dice)
            tables = self._tables(base, (("year", year), ("month", month)), dice if redraw else None)
            outs = protect_together(tables, rules=self.rules)
            made.append(_edition(tables, outs))
            if month in late:
                base = _with_late(base, dice)
                then = self._tables(base, (("year", year), ("month", month)), dice if redraw else None)
                outs = (
                    revised_together(tables, outs, then, self.rules) if not redraw else protect_together(then, rules=self.rules)
                )
                made.append(_edition(then, outs))
                if not redraw:
                    _as_last_drawn(made[-1], made[-2], self.rules)
            bases[month] = base
            last.printed.update(made[-1].printed)
            last.true.update(made[-1].true)
        made.append(self._whole_year(year, bases, last, dice if redraw else None))
        return made

    def _whole_year(self, year: str, bases: Mapping[str, Base], last: Edition, dice: Random | None) -> Edition:
        """A year's tables: by month too, so that what the months told is reckoned with; the months stand as they were printed."""
        joined: Base = {(month, *codes): one for month, base in bases.items() for codes, one in base.items()}
        tables = [_table(joined, ("month", *dims), ("month", *DIMS), (("year", year),), dice) for dims in TABLES]
        made = _edition(
            tables, protect_together(tables, rules=self.rules, standing=None if dice or self.years_alone else last.printed)
        )
        if not dice:
            made.true.update(last.true)
        return made

    def _tables(self, base: Base, within: tuple[tuple[str, str], ...], dice: Random | None) -> list[Drawn]:
        again = dice and {codes: (count, dice.randrange(256)) for codes, (count, _) in base.items()}
        return [_table(again or base, dims, tuple(DIMS), within, None) for dims in TABLES]


def _as_last_drawn(revision: Edition, before: Edition, rules: DisclosureRules) -> None:
    """What a held cell prints tells of the number that was last drawn: that is the secret, not what it became since."""
    for place, cell in before.true.items():
        if not drawn_again(cell, revision.true[place], rules):
            revision.true[place] = cell


def _month(dice: Random) -> Base:
    """Most cells hold few, some hold many: as in the field, where 97 of 100 cells of a full table are under ten."""
    base = {}
    for codes in product(*DIMS.values()):
        count = min(200, int(dice.paretovariate(0.5)) - 1) if dice.random() < 0.7 else 0
        base[codes] = (count, dice.randrange(256) if count else 0)
    return base


def _with_late(base: Base, dice: Random) -> Base:
    """Some cells with late encounters, and some with one or two taken away."""
    made = dict(base)
    for codes in dice.sample(sorted(base), 8):
        count, key = base[codes]
        more = max(dice.choice((-2, -1, 1, 1, 2, 4, 6)), -count)
        made[codes] = (count + more, (key + dice.randrange(256)) % 256)
    return made


def _table(
    base: Base, dims: Sequence[str], names: Sequence[str], within: tuple[tuple[str, str], ...], dice: Random | None
) -> Drawn:
    at = [names.index(dim) for dim in dims]
    sums: dict[tuple[str, ...], tuple[int, int]] = {}
    for codes, (count, key) in base.items():
        for kept in (kept for number in range(len(dims) + 1) for kept in combinations(at, number)):
            place = tuple(codes[one] if one in kept else TOTAL for one in at)
            before = sums.get(place, (0, 0))
            sums[place] = before[0] + count, before[1] + key
    keys = {place: dice.randrange(256) if dice else key % 256 for place, (_, key) in sums.items()}
    return Drawn(tuple(dims), [Cell(place, count, keys[place]) for place, (count, _) in sums.items()], within)


def _edition(tables: Sequence[Drawn], outs: Sequence[Sequence[Protected]]) -> Edition:
    made = Edition()
    for table, out in zip(tables, outs, strict=True):
        for cell, one in zip(table.cells, out, strict=True):
            place = table.place(cell.codes)
            made.printed[place], made.true[place] = one, cell
    for table in tables:
        for cell, (at, dim) in product(table.cells, enumerate(table.dims)):
            total = table.place((*cell.codes[:at], TOTAL, *cell.codes[at + 1 :]))
            if cell.codes[at] != TOTAL:
                made.lines.setdefault((total, dim), [])
                if table.place(cell.codes) not in made.lines[total, dim]:
                    made.lines[total, dim].append(table.place(cell.codes))
    return made
