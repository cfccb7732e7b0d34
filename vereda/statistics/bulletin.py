"""Bulletins: a question asked of the facts through Ibis, so that DuckDB in the process and Spark answer alike.

The query only filters, groups and adds; what a row counts as is decided in rules.py, on what is left. Nothing here
knows of files, Django or the clock: `ask` takes any Ibis table with the columns of columns.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import ibis
import pyarrow as pa
from ibis import _

from vereda.statistics.catalogue import Catalogue, Mapped
from vereda.statistics.columns import SEPARATOR, taken_apart
from vereda.statistics.rules import ROWS, Answer, Key, Met, Question, Sum, add_encounters, add_up
from vereda.statistics.table import Table, made
from vereda.statistics.words import ATTRIBUTES, NOT_TOGETHER, By, Count

type Facts = ibis.Table  # columns as in columns.SCHEMA
PAIRS = pa.schema([("service", pa.string()), ("category", pa.string()), ("valid_from", pa.date32()), ("valid_to", pa.date32())])
type Record = dict[str, Any]  # Any: one row of a result


def ask(
    asked: Question,
    facts: Facts,
    catalogue: Catalogue,
    *,
    as_of_block: int = 0,
    as_of_on: date | None = None,
    lang: str = "es",
) -> Table:
    """Return the table that answers a question.

    facts        rows of the country for at least the days asked
    as_of_block  last block whose entries are in `facts`; it stands in the heading
    """
    within = facts.filter(facts.local_on.between(asked.from_on, asked.to_on))
    if asked.count == Count.ENCOUNTERS and any(d in ATTRIBUTES for d in asked.by):
        answer = _met_by_attribute(asked, within, catalogue)
    else:
        answer = add_up(sums(asked, within, catalogue), asked, catalogue)
    return made(answer, asked, catalogue, as_of_block=as_of_block, as_of_on=as_of_on, lang=lang)


# sums ------------------------------------------------------------------------------------------------------------


def exact(asked: Question, within: Facts, catalogue: Catalogue) -> Answer:
    """Return the answer with the keys of whom its cells count; nothing outside the total, and no total by attribute."""
    if asked.count == Count.ENCOUNTERS and any(d in ATTRIBUTES for d in asked.by):
        return add_encounters(_met(asked, within.filter(~_["aggregate"]), catalogue, keyed=True), asked, catalogue)
    return add_up(sums(asked, within, catalogue, keyed=True), asked, catalogue)


def sums(asked: Question, within: Facts, catalogue: Catalogue, *, keyed: bool = False) -> Iterator[Sum]:
    """Yield the rows that matter, added up by all that the question and the arithmetic look at.

    keyed  with the sums of their keys, which a bulletin needs not
    """
    cuts = catalogue.cuts(asked.from_on, asked.to_on) if asked.labelled_by == "both" else []
    rows = _usable_margins(within.filter(_.row.isin(sorted(kinds_of(asked)))), asked)
    if not categories_tell(asked):
        rows = rows.mutate(categories=ibis.ifelse(_.row == "R", _.categories, ""))
    added = {"people": _.people.sum(), **({"key": _.key.sum()} if keyed else {})}
    summed = rows.group_by(keys_of(asked), span=_span(cuts)).agg(**added)
    days = [asked.from_on, *cuts]
    for one in _records(summed):
        yield as_sum(one, asked, days[one["span"]])


def kinds_of(asked: Question) -> set[str]:
    """Return the kinds of rows that a question looks at."""
    kinds = set(ROWS[asked.count][asked.labelled_by]) | {"R"}
    if asked.count == Count.PEOPLE and asked.labelled_by:
        kinds.add("T")
    if asked.outside:
        kinds |= {*ROWS[asked.count]["category"], "B", "P"}
    return kinds


def keys_of(asked: Question) -> list[str]:
    """Return the columns by which rows are added up."""
    return ["row", "tells", "categories", *(["services"] if asked.labelled_by in ("service", "both") else []), *asked.dims]


def categories_tell(asked: Question) -> bool:
    """Say whether the arithmetic looks at the categories of other rows than reported totals; else these are fewer to add up."""
    return asked.outside or bool(asked.labelled_by) or asked.count == Count.SERVICES


def as_sum(one: Record, asked: Question, on: date) -> Sum:
    """Return rows added up as the arithmetic takes them."""
    return Sum(
        row=one["row"],
        line=one["tells"],
        people=one["people"],
        categories=taken_apart(one["categories"]),
        services=taken_apart(one.get("services", "")),
        dims=_dims(one, asked),
        on=on,
        key=int(one.get("key", 0)),
    )


def _usable_margins(rows: Facts, asked: Question) -> Facts:
    """Keep the margins of the attribute asked for, when it is the only one; all others say nothing here."""
    if asked.apart is None:
        return rows.filter(_.row != "M")
    return rows.filter((_.row != "M") | (rows[asked.apart] != NOT_TOGETHER))


def _span(cuts: list[date]) -> Any:  # Any: an Ibis value
    """Return the number of the span of days in which the mapping of services does not change."""
    if not cuts:
        return ibis.literal(0)
    first, *later = [(_.local_on < cut, number) for number, cut in enumerate(cuts)]
    return ibis.cases(first, *later, else_=len(cuts))


# encounters by an attribute of the people met --------------------------------------------------------------------


def _met_by_attribute(asked: Question, within: Facts, catalogue: Catalogue) -> Answer:
    """Count encounters that met somebody of each value: the only question for which records are told apart.

    Encounters are numbered in their month's file; so they are counted by month and the months added.
    """
    alone = within.filter(~_["aggregate"])
    answer = add_encounters(_met(asked, alone, catalogue), asked, catalogue)
    unsplit = replace(asked, by=tuple(d for d in asked.by if d not in ATTRIBUTES), outside=False)
    answer.total = add_up(sums(unsplit, within, catalogue), unsplit, catalogue).total
    if asked.outside:  # bodies and patrols, by their number in every unit
        by_number = replace(asked, count=Count.PEOPLE)
        rows = within.filter(_.row.isin(["B", "P"]))
        answer.outside.update(add_up(sums(by_number, rows, catalogue), by_number, catalogue).outside)
    return answer


def _met(asked: Question, alone: Facts, catalogue: Catalogue, *, keyed: bool = False) -> Iterator[Met]:
    """Yield encounters by what they have in common. A row given as a sum is no encounter."""
    parts = list(_sides(asked, alone, asked.labelled_by, catalogue, inside=True))
    if asked.outside:
        parts += _sides(asked, alone, "category", catalogue, inside=False)
    encounters = alone.filter(_.row == "E").select("record_no", "month", "key") if keyed else None
    for side, labelled, keys in parts:
        for one in _records(_counted(labelled, keys, encounters)):
            label = one.get("category", ""), one.get("service", "")
            yield Met(side, one["encounters"], label, _dims(one, asked), int(one.get("key", 0)))


type _Side = tuple[str, Facts, list[str]]
"""Known, line or margin; rows with their labels; the columns that tell cells apart."""


def _counted(labelled: Facts, keys: list[str], encounters: Facts | None) -> Facts:
    """Return how many encounters each cell has, and the sum of their keys where their E rows are given."""
    if encounters is None:
        return labelled.group_by(keys).agg(encounters=_.record_no.nunique())
    each = labelled.select(*keys, "record_no").distinct()
    return each.join(encounters, ["record_no", "month"]).group_by(keys).agg(encounters=_.record_no.count(), key=_.key.sum())


def _sides(asked: Question, alone: Facts, labelled_by: str, catalogue: Catalogue, *, inside: bool) -> Iterator[_Side]:
    """Yield by value what is known, and apart what stands as '*' on a line although a margin may tell it."""
    rows = alone.filter(_.row.isin(_rows_met(labelled_by, "LB")))
    known = rows if asked.apart is None else alone.filter(_.row.isin([*_rows_met(labelled_by, "LB"), "M"]))
    for attribute in [d for d in asked.dims if d in ATTRIBUTES]:
        starred = known[attribute] == NOT_TOGETHER
        known = known.filter(~starred if asked.apart else ~(starred & (known.row == "B")))
    yield "known", *_split(known, asked.dims, labelled_by, catalogue, asked, inside)
    if asked.apart is not None:
        lines = rows.filter((_.row != "B") & (rows[asked.apart] == NOT_TOGETHER))
        yield "line", *_split(lines, asked.dims, labelled_by, catalogue, asked, inside)
        margins = alone.filter((_.row == "M") & (alone[asked.apart] != NOT_TOGETHER))
        starred_margins = margins.mutate(**{asked.apart: ibis.literal(NOT_TOGETHER)})
        yield "margin", *_split(starred_margins, asked.dims, labelled_by, catalogue, asked, inside)


def _rows_met(labelled_by: str, unlabelled: str) -> list[str]:
    return list({"": unlabelled, "category": "LC", "service": "LS", "both": "LS"}[labelled_by])


def _split(
    rows: Facts, dims: tuple[str, ...], labelled_by: str, catalogue: Catalogue, asked: Question, inside: bool
) -> tuple[Facts, list[str]]:
    labels = {"": [], "both": ["category", "service"]}.get(labelled_by, [labelled_by])
    labelled = _labelled(rows, dims, labelled_by, catalogue, asked, inside) if labelled_by else rows
    keys = list(dict.fromkeys(["month", *dims, *labels]))
    return labelled, keys


def _labelled(rows: Facts, dims: tuple[str, ...], labelled_by: str, catalogue: Catalogue, asked: Question, inside: bool) -> Facts:
    """Return one row for each encounter and label: distinct first, since taking lists apart costs by the row."""
    keys = list(dict.fromkeys(["record_no", "month", *dims]))
    if labelled_by == "both":
        return _with_pairs(rows.select(*keys, "local_on", "services").distinct(), catalogue, asked)
    plural = {"category": "categories", "service": "services"}[labelled_by]
    if not inside:
        rows = rows.filter(_.categories.isin(_with_outside(rows, catalogue)))
    distinct = rows.filter(rows[plural] != "").select(*keys, plural).distinct()
    labelled = distinct.mutate(**{labelled_by: distinct[plural].split(SEPARATOR).unnest()}).drop(plural)
    if labelled_by == "category":
        known = sorted(catalogue.in_total)
        labelled = labelled.filter(_.category.isin(known) if inside else ~_.category.isin(known))
    return labelled


def _with_outside(rows: Facts, catalogue: Catalogue) -> list[str]:
    """Return the stored lists that hold a category outside the total: few, so most rows need not be taken apart."""
    stored = (one["categories"] for one in _records(rows.select("categories").distinct()))
    return sorted(joined for joined in stored if set(taken_apart(joined)) - catalogue.in_total)


def _with_pairs(rows: Facts, catalogue: Catalogue, asked: Question) -> Facts:
    """Join services with their official category of the day, where it is in the total."""
    pairs = pa.table(
        [
            [m.service for m in _inside(catalogue)],
            [m.category for m in _inside(catalogue)],
            [max(m.valid_from or date.min, asked.from_on) for m in _inside(catalogue)],
            [min(m.valid_to or date.max, asked.to_on) for m in _inside(catalogue)],
        ],
        schema=PAIRS,
    )
    services = rows.filter(_.services != "").mutate(service=_.services.split(SEPARATOR).unnest()).drop("services")
    joined = services.join(ibis.memtable(pairs), "service")
    return joined.filter(_.local_on.between(_.valid_from, _.valid_to))


def _inside(catalogue: Catalogue) -> list[Mapped]:
    return [m for m in catalogue.mapping if m.category in catalogue.in_total]


# results ---------------------------------------------------------------------------------------------------------


def _records(counted: Facts) -> Iterable[Record]:
    records: list[Record] = counted.to_pyarrow().to_pylist()
    return records


def _dims(one: Record, asked: Question) -> Key:
    return tuple(f"{one[d] // 100}-{one[d] % 100:02d}" if d == By.MONTH else one[d] for d in asked.dims)


__all__ = ["Answer", "Catalogue", "Facts", "Question", "Table", "ask", "exact", "sums"]
