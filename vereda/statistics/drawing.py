"""Drawing the public tables of a month: exact cells from the facts, protected by disclosure.py, in the order of the catalogue.

Nothing here decides what is held back: that is disclosure.py, and a table that did not go through it is no public table. Those of
one unit are protected together, since one could tell what another holds back.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from vereda.countries.door import pack, worded
from vereda.statistics import disclosure, lookups, mapping
from vereda.statistics.catalogue import Catalogue
from vereda.statistics.disclosure import RULES, Cell, Drawn, Protected
from vereda.statistics.editions import Row, Sheet, is_year, last_day, written
from vereda.statistics.public_tables import DIMENSIONS, WAYS, WORDS, public_table, public_tables, put_together
from vereda.statistics.rules import Question
from vereda.statistics.table import label
from vereda.statistics.words import LANGUAGES, TOTAL, By

if TYPE_CHECKING:
    from vereda.statistics.cells import Margins

ALL_GIVEN = (("whole", "given"),)
HEAD = ("table", "cell", "sensitive", "count", "key", "drawn_count", "drawn_key", "value", "why")


class Kept(NamedTuple):
    """A cell as an edition keeps it. last: as it was when what is shown of it was drawn, which may be some revisions ago."""

    cell: Cell
    last: Cell
    shown: Protected


type Tables = Mapping[str, Sequence[Kept]]
type Beside = Mapping[str, Tables]
"""Period -> its tables, as its edition keeps them: of a year its months; of a month its year, and the other months of that."""


@dataclass(frozen=True)
class Month:
    """The public tables of a month, and all that their manifest says of how they were made.

    exact   the cells that they were drawn from: internal, kept so that the same comes out again, and a revision can be drawn
    labels  dimension -> code -> words in both languages, as they were on that day
    dimensions, categories  what each dimension is, and what each official category counted in that month
    counted cells of each table with its margins, empty ones too: so many rows it would have if nothing were left out
    """

    sheets: list[Sheet]
    exact: bytes
    catalogue: Catalogue
    as_of_block: int
    as_of_on: date | None
    rules: dict[str, Any]  # Any: JSON
    noise_table: str
    labels: dict[str, dict[str, dict[str, str]]]
    dimensions: dict[str, dict[str, str]]
    categories: dict[str, dict[str, Any]]  # Any: JSON
    counted: dict[str, int]
    is_something: bool


def draw(country: str, month: date, before: bytes | None = None, beside: Mapping[str, bytes] | None = None) -> Month:
    """Return the protected tables of a month, from facts that are written anew where they changed.

    before  the exact cells of the edition that stands: a cell whose members did not change, or too few, is shown as it was
    beside  period -> exact cells of the editions that stand of its year, where there is one, and of the other months
    """
    return _drawn(country, [month], f"{month:%Y-%m}", before, beside)


def draw_year(country: str, months: Sequence[date], before: bytes | None, beside: Mapping[str, bytes]) -> Month:
    """Return the protected tables of a year, beside those of its months, which stay as their editions printed them.

    months  first days, January to December
    beside  period -> exact cells of the edition of each month: what the year prints must leave room in these, too
    """
    return _drawn(country, months, f"{months[0]:%Y}", before, beside)


def _drawn(country: str, months: Sequence[date], period: str, before: bytes | None, beside: Mapping[str, bytes] | None) -> Month:
    from vereda.statistics.cells import cells  # Ibis takes half a second to import: not at every start
    from vereda.statistics.reading import facts_in

    block, on = lookups.refresh(country, months=months)
    catalogue, facts = lookups.catalogue(country), facts_in(lookups.here().paths(country, months))
    row_of = put_together(catalogue, {one.state for one in pack(country).groups.values()})
    exact: dict[str, list[Cell]] = {}
    known: Margins = {}
    for table in public_tables():
        if table.holds_in(months[0]):
            asked = Question(country, months[0], last_day(months[-1]), table.by, table.count)
            exact[table.code] = together(cells(asked, facts, catalogue, sensitive=table.marked, known=known), table.by, row_of)
    categories = mapping.in_month(catalogue, months[0], last_day(months[-1]))
    kept = protected(exact, read_exact(before) if before else None, mapping.alone(categories), period, _read(beside))
    sheets = [_sorted(sheet(code, cells), catalogue) for code, cells in kept.items()]
    return Month(
        sheets=sheets,
        exact=exact_bytes(kept),
        catalogue=catalogue,
        as_of_block=block,
        as_of_on=on,
        rules=asdict(RULES),
        noise_table=lookups.noise_table_hash(),
        counted={code: len(table) for code, table in kept.items()},
        is_something=any(one.cell.count for table in kept.values() for one in table),
        labels=_labels(sheets, catalogue),
        dimensions={name: _both(DIMENSIONS[By(name)]) for name in sorted({n for s in sheets for n in s.columns})},
        categories=categories,
    )


def drawn_again(
    sheets: Sequence[Sheet],
    exact: bytes,
    before: bytes | None,
    categories: mapping.Told | None = None,
    period: str = "",
    beside: Mapping[str, bytes] | None = None,
) -> dict[str, Sheet]:
    """Return the tables of an edition as they come out of its own copy, with rows in the order in which they stand there.

    categories       what its manifest says of them
    period, beside   as `protected` takes them
    """
    cells = {code: [one.cell for one in table] for code, table in read_exact(exact).items()}
    alone = mapping.alone(categories or {})
    found = protected(cells, read_exact(before) if before else None, alone, period, _read(beside))
    return {one.code: _as_there(one, sheet(one.code, found.get(one.code, ()))) for one in sheets}


def _read(beside: Mapping[str, bytes] | None) -> Beside:
    return {period: read_exact(exact) for period, exact in (beside or {}).items()}


def _as_there(there: Sheet, made: Sheet) -> Sheet:
    rows = {row.codes: row for row in made.rows}
    known = [rows.pop(row.codes) for row in there.rows if row.codes in rows]
    return replace(made, rows=(*known, *rows.values()))


# Protecting ---------------------------------------------------------------------------------------------------------


def together(cells: Iterable[Cell], by: Sequence[str], row_of: Callable[[str, str], str]) -> list[Cell]:
    """Return cells with the codes put together that share a row of public tables.

    row_of  gives, for a dimension and a code, the row in which it stands

    Of one dimension everybody has one code, so counts and keys are added, and nothing counts twice.
    """
    found: dict[tuple[str, ...], Cell] = {}
    for cell in cells:
        codes = tuple(row_of(name, code) for name, code in zip(by, cell.codes, strict=True))
        there = found.get(codes, Cell(codes, 0, 0))
        key = (there.key + cell.key) % disclosure.KEYS
        found[codes] = Cell(codes, there.count + cell.count, key, there.is_sensitive or cell.is_sensitive)
    return list(found.values())


def protected(
    exact: Mapping[str, Sequence[Cell]],
    before: Tables | None,
    only: Mapping[str, str],
    period: str = "",
    beside: Beside | None = None,
) -> dict[str, list[Kept]]:
    """Return cells with what may be shown of them, the tables of one unit together; what stood before as revisions say.

    only    service -> the category that counts nothing else, so that both are one number
    beside  what stands of the same year: its months and it are lines like parts and their margin, so that neither tells what
            another withholds. period: whose the cells are
    """
    units: dict[str, list[str]] = defaultdict(list)
    for code in exact:
        units[public_table(code).count].append(code)
    found: dict[str, list[Kept]] = {}
    for codes in units.values():
        after = [_in_its_year(code, exact[code], period, beside) for code in codes]
        alike, stands = _twins(after, only), _standing(codes, beside)
        stood = {code: before[code] for code in codes if code in before} if before else {}
        if stood:
            last = [_in_its_year(code, [one.last for one in table], period, beside) for code, table in stood.items()]
            told = [[*(one.shown for one in table), *_of_others(code, beside, _shown)] for code, table in stood.items()]
            out = disclosure.revised_together(last, told, after, RULES, standing=stands, twins=alike)
        else:
            out = disclosure.protect_together(after, rules=RULES, standing=stands, twins=alike)
        for code, shown in zip(codes, out, strict=True):
            own = [Protected(cell.codes, one.value, one.why) for cell, one in zip(exact[code], shown, strict=False)]
            found[code] = list(_kept(exact[code], own, {one.last.codes: one.last for one in stood.get(code, ())}))
    return {code: found[code] for code in exact}


def _twins(tables: Iterable[Drawn], only: Mapping[str, str]) -> dict[disclosure.Place, disclosure.Place]:
    """Return the cells of each service that is alone in its category by those of the category, and the other way round."""
    places = {table.place(cell.codes) for table in tables for cell in table.cells}
    found: dict[disclosure.Place, disclosure.Place] = {}
    for place in places:
        for service, category in only.items():
            if (By.SERVICE, service) in place:
                twin = place - {(By.SERVICE, service), *ALL_GIVEN} | {(By.CATEGORY, category)}
                if twin in places:
                    found |= {place: twin, twin: place}
    return found


def _in_its_year(code: str, cells: Sequence[Cell], period: str, beside: Beside | None) -> Drawn:
    """Return a table to be protected, with the same tables of what stands beside it: the month is one more dimension."""
    if not beside:
        return Drawn(public_table(code).by, cells, _universe(code))
    own = [replace(cell, codes=(*cell.codes, _month(period))) for cell in cells]
    return _by_month(code, [*own, *_of_others(code, beside, _last)])


def _by_month(code: str, cells: Sequence[Cell]) -> Drawn:
    return Drawn((*public_table(code).by, By.MONTH), cells, _universe(code))


def _universe(code: str) -> tuple[tuple[str, str], ...]:
    """Return what sets tables by service apart from others: they count all that was given."""
    return ALL_GIVEN if By.SERVICE in public_table(code).by else ()


def _month(period: str) -> str:
    """Return the code of a period in the dimension of months: a year is their margin."""
    return TOTAL if is_year(period) else period


def _of_others[T](code: str, beside: Beside | None, take: Callable[[str, Kept], T]) -> list[T]:
    return [take(_month(period), one) for period, tables in (beside or {}).items() for one in tables.get(code, ())]


def _last(month: str, one: Kept) -> Cell:
    return replace(one.last, codes=(*one.last.codes, month))


def _shown(month: str, one: Kept) -> Protected:
    return replace(one.shown, codes=(*one.shown.codes, month))


def _standing(codes: Sequence[str], beside: Beside | None) -> dict[disclosure.Place, Protected]:
    """Return what stands beside, each by the place of its cell."""
    found: dict[disclosure.Place, Protected] = {}
    for code in codes:
        table = _by_month(code, ())
        found |= {table.place(one.codes): one for one in _of_others(code, beside, _shown)}
    return found


def _kept(cells: Iterable[Cell], shown: Iterable[Protected], stood: Mapping[tuple[str, ...], Cell]) -> Iterator[Kept]:
    for cell, one in zip(cells, shown, strict=True):
        last = stood.get(cell.codes)
        yield Kept(cell, cell if last is None or disclosure.drawn_again(last, cell, RULES) else last, one)


def sheet(code: str, cells: Sequence[Kept]) -> Sheet:
    """Return the public table of cells.

    Under a code that is held back by itself no row is listed: of these nobody can tell one that is empty.
    """
    by = public_table(code).by
    shown = {one.cell.codes: one.shown for one in cells}
    rows = (Row(codes, one.value, one.why or "") for codes, one in shown.items() if _is_listed(codes, shown))
    return Sheet(code, by, tuple(rows))


def _is_listed(codes: tuple[str, ...], shown: Mapping[tuple[str, ...], Protected]) -> bool:
    """Tell whether each code of a row is shown by itself, added up over the other columns; a row of one code always is."""
    told = [place for place, code in enumerate(codes) if code != TOTAL]
    alone = (shown.get(tuple(code if at == place else TOTAL for at, code in enumerate(codes))) for place in told)
    return len(told) < WAYS[0] or all(margin is None or margin.value is not None for margin in alone)


def _sorted(made: Sheet, catalogue: Catalogue) -> Sheet:
    def place(row: Row) -> list[tuple[bool, tuple[int, int, str]]]:
        return [(code == TOTAL, catalogue.rank(name, code)) for name, code in zip(made.columns, row.codes, strict=True)]

    return replace(made, rows=tuple(sorted(made.rows, key=place)))


def _labels(sheets: Iterable[Sheet], catalogue: Catalogue) -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = {}
    for one in sheets:
        for place, name in enumerate(one.columns):
            codes = {row.codes[place] for row in one.rows} - {TOTAL}
            words = {code: _words(catalogue, name, code) for code in codes}
            found.setdefault(By(name).value, {}).update(words)
    return found


def _words(catalogue: Catalogue, name: str, code: str) -> dict[str, str]:
    own = WORDS.get((By(name), code))
    return _both(own) if own else {lang: label(catalogue, name, code, lang) for lang in LANGUAGES}


def _both(said: tuple[str, str]) -> dict[str, str]:
    """Return what is said by language, as the country says it."""
    return {lang: worded(said[0], lang, usual) for lang, usual in zip(LANGUAGES, said, strict=True)}


# The exact copy -----------------------------------------------------------------------------------------------------


def exact_bytes(tables: Tables) -> bytes:
    """Return the exact cells of an edition as they are kept: the same cells are the same bytes."""
    rows = [[code, *_row(one)] for code, table in tables.items() for one in table]
    return gzip.compress(written([HEAD, *rows]).encode(), mtime=0)


def _row(one: Kept) -> list[object]:
    cell, last, shown = one
    value = "" if shown.value is None else shown.value
    return [";".join(cell.codes), int(cell.is_sensitive), cell.count, cell.key, last.count, last.key, value, shown.why or ""]


def read_exact(content: bytes) -> dict[str, list[Kept]]:
    """Return the exact cells of an edition."""
    found: dict[str, list[Kept]] = {}
    for row in csv.DictReader(io.StringIO(gzip.decompress(content).decode())):
        codes, is_sensitive = tuple(row["cell"].split(";")), row["sensitive"] == "1"
        cell = Cell(codes, int(row["count"]), int(row["key"]), is_sensitive)
        last = Cell(codes, int(row["drawn_count"]), int(row["drawn_key"]), is_sensitive)
        shown = Protected(codes, int(row["value"]) if row["value"] else None, row["why"] or None)
        found.setdefault(row["table"], []).append(Kept(cell, last, shown))
    return found
