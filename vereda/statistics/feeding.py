"""What of this installation other programs take: exact fact rows inside, and the public tables of what was published.

Public is only what `published.kept` gives: the sheets of an edition, their hashes checked. Each revision is written once as a
long table in VEREDA_HOME/published, named by the SHA-256 of its manifest; disposable, like facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from uuid import uuid4

from vereda.settings.environment import env
from vereda.settings.secrets import folder_of_own
from vereda.statistics import lookups, published, rules
from vereda.statistics.columns import EXPORTED
from vereda.statistics.editions import LAG_DAYS
from vereda.statistics.errors import EditionUnknown, RowsTooYoung
from vereda.statistics.feeds import asking, dhis2, errors, odata
from vereda.statistics.feeds.download import CsvDownload, Download, FileDownload, Source, asked_part, within
from vereda.statistics.feeds.long import COLUMNS, parquet_bytes, rows_of, write_together
from vereda.statistics.models import Edition
from vereda.statistics.public_tables import public_tables
from vereda.statistics.sheets import INTERNAL_NAME
from vereda.statistics.words import Origin

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

__all__ = [
    "COLUMNS", "CsvDownload", "Download", "Feed", "FileDownload", "Published", "all_csv", "all_parquet", "asked_part",
    "asking", "dhis2", "edition_parquet", "errors", "fact_rows", "facts_name", "feed", "kept_of", "odata", "rows_until",
    "value_set", "within",
]  # fmt: skip


def rows_until(today: date) -> date:
    """Return the last day of which rows are taken out of the house as a file."""
    return today - timedelta(days=LAG_DAYS)


def fact_rows(asked: rules.Question, groups: Iterable[str] | None = None, *, today: date) -> CsvDownload:
    """Return the exact fact rows of a period as a CSV, from months that are written anew where they changed. Raises RowsTooYoung.

    Internal: who may have them is decided before, and written to the read log. groups: pack codes; None: the whole country
    """
    if asked.to_on > (until := rows_until(today)):
        raise RowsTooYoung(until=until.isoformat())
    import pyarrow as pa
    import pyarrow.compute as pc

    months = rules.months(asked.from_on, asked.to_on)
    lookups.refresh(asked.country, months=months)
    day = pc.field("local_on")
    where = (day >= pa.scalar(asked.from_on)) & (day <= pa.scalar(asked.to_on))
    told = f"{asked.from_on}/{asked.to_on}"
    if groups is not None:
        within_reach = sorted(groups)
        where &= pc.field("group").isin(within_reach)
        told += f"/{','.join(within_reach)}"
    sources = [Source.of(path) for path in lookups.here().paths(asked.country, months)]
    return CsvDownload(sources, EXPORTED, where, told)


def facts_name(asked: rules.Question) -> str:
    """Return the name of a file of fact rows, which says what may be done with it."""
    return f"hechos-{asked.country}-{asked.from_on}-{asked.to_on}-{INTERNAL_NAME}.csv"


# What was published -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Published:
    """One revision of our own. content: SHA-256 of its manifest."""

    row: Edition
    revision: int

    @property
    def content(self) -> str:
        content: str = self.row.revisions[self.revision - 1]["content"]
        return content


def kept_of(country: str, *, every: bool = False) -> list[Published]:
    """Return our own editions that stand, the earliest first: the last revision of each, or every one.

    What others printed is not ours to hand on as data, and went through no protection of ours.
    """
    rows = [row for row in published.editions_of(country) if row.origin == Origin.OWN and row.revisions]
    rows.sort(key=lambda row: row.period)
    return [
        Published(row, number) for row in rows for number in (range(1, len(row.revisions) + 1) if every else [len(row.revisions)])
    ]


def edition_parquet(row: Edition, revision: int | None = None) -> FileDownload:
    """Return a revision of an edition as one long table. Raises EditionUnknown, EditionFilesWrong."""
    number = revision or len(row.revisions)
    if not 1 <= number <= len(row.revisions) or row.origin != Origin.OWN:
        raise EditionUnknown(edition=f"{row.period} r{number}")
    one = Published(row, number)
    return FileDownload(_long(one), one.content[:32])


def all_csv(country: str, *, every: bool = False) -> CsvDownload:
    """Return all public tables of all editions as one CSV. every: of every revision"""
    return CsvDownload([Source.of(_long(one)) for one in kept_of(country, every=every)], COLUMNS)


def all_parquet(country: str, *, every: bool = False) -> FileDownload:
    """Return all public tables of all editions as one Parquet file; it lies on the disk as long as it is the last one."""
    found = kept_of(country, every=every)
    state, kind = _state(found), "every" if every else "last"
    path = _folder(country) / f"all-{kind}-{state}.parquet"
    if not path.exists():
        paths = [_long(one) for one in found]
        _put(path, lambda file: write_together(paths, file))
        for old in path.parent.glob(f"all-{kind}-*.parquet"):
            if old != path:
                old.unlink(missing_ok=True)
    return FileDownload(path, state)


def value_set(row: Edition, revision: int | None = None, codes: dhis2.Codes | None = None) -> dict[str, Any]:  # Any: JSON
    """Return a revision as a dataValueSet of DHIS2, with what earlier ones printed and it does not. Raises EditionUnknown."""
    number = revision or len(row.revisions)
    one = published.kept(row, number)
    earlier = [published.kept(row, before).sheets for before in range(1, number)]
    return dhis2.value_set(one.sheets, one.manifest, earlier, codes)


@dataclass(frozen=True)
class Feed:
    """The public tables of a country as an OData feed. state: of what was published; a page of another one is not continued."""

    country: str
    state: str

    def rows(self, of: odata.EntitySet) -> ibis.Table:
        """Return the rows of a set."""
        if of.kind == "Cell":
            return odata.cells_in([_long(one) for one in kept_of(self.country, every=of.name == "CellsOfAllRevisions")])
        import ibis

        table: ibis.Table = ibis.memtable(_described(of, self.country))
        return table


def feed(country: str) -> Feed:
    """Return the feed of a country as it is now."""
    return Feed(country, _state(kept_of(country, every=True))[:16])


def _described(of: odata.EntitySet, country: str) -> pa.Table:
    import pyarrow as pa

    make = {"Edition": _editions, "Table": _tables, "Code": _codes}[of.kind]
    return pa.Table.from_pylist(list(make(country)), schema=of.schema)


def _editions(country: str) -> Iterable[dict[str, object]]:
    for one in kept_of(country, every=True):
        said = one.row.revisions[one.revision - 1]
        yield {
            "edition": one.row.period, "revision": one.revision, "published_on": date.fromisoformat(said["at"][:10]),
            "cells": said["cells"], "withheld": said["withheld"], "why": said["why"] or None, "sha256": said["content"],
        }  # fmt: skip


def _tables(country: str) -> Iterable[dict[str, object]]:
    for one in public_tables():
        words = {f"{name}_{lang}": one.said(name, lang) for name in odata.SAID if name != "unit" for lang in ("es", "en")}
        yield {"table": one.code, "unit_es": one.unit("es"), "unit_en": one.unit("en"), **words}


def _codes(country: str) -> Iterable[dict[str, object]]:
    found: dict[tuple[str, str], dict[str, str]] = {}
    for one in kept_of(country):
        labels = published.kept(one.row, one.revision).manifest["labels"]
        found |= {(name, code): words for name, codes in labels.items() for code, words in codes.items()}
    for (name, code), words in sorted(found.items()):
        yield {"dimension": name, "code": code, "label_es": words["es"], "label_en": words["en"]}


# Files --------------------------------------------------------------------------------------------------------------


def _state(found: Iterable[Published]) -> str:
    return sha256("\n".join(f"{one.row.period} {one.revision} {one.content}" for one in found).encode()).hexdigest()[:32]


def _folder(country: str) -> Path:
    return folder_of_own(env().home / "published" / country)


def _long(one: Published) -> Path:
    """Return the long table of a revision, made of its own files when it is asked for first."""
    path = _folder(one.row.country) / f"{one.row.period}-r{one.revision}-{one.content[:32]}.parquet"
    if not path.exists():
        kept = published.kept(one.row, one.revision)
        content = parquet_bytes(rows_of(kept.sheets, kept.manifest))
        _put(path, lambda file: file.write(content))
    return path


def _put(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write a file whole or not at all."""
    temporary = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        with temporary.open("xb") as file:
            write(file)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
