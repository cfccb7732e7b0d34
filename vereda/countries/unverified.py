"""Which rows of a pack nobody has verified: what a country still has to look up, ask and read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .pack import TABLES, Pack
from .rows import Row
from .texts import TopicText
from .words import Status


class Unverified(NamedTuple):
    """A row that is not verified: file, what names the row in it, and how far it may be trusted."""

    file: str
    name: str
    status: Status


def unverified(pack: Pack) -> Iterator[Unverified]:
    """Yield every row and text of a pack that is not verified, file by file in the order of the schema."""
    for table in TABLES:
        kept: Mapping[str, Row] | Iterable[Row] = getattr(pack, table)
        for row in kept.values() if isinstance(kept, Mapping) else kept:
            if not row.is_verified:
                yield Unverified(f"{table}.csv", _name_of(row), row.status)
    for language, told in sorted(pack.texts.items()):
        weak: Iterable[tuple[str, TopicText]] = ((code, text) for code, text in told.items() if not text.is_verified)
        yield from (Unverified(f"texts/{language}.toml", code, text.status) for code, text in weak)


def counted(rows: Iterable[Unverified]) -> list[tuple[str, Status, int]]:
    """Return how many rows of each file have each status, in the order in which they came."""
    return [(file, status, count) for (file, status), count in Counter((row.file, row.status) for row in rows).items()]


def _name_of(row: Row) -> str:
    """Return the code of a row; of one that has none, what it is told apart by."""
    told = row.model_dump(mode="json")
    names = ("code", *row.key, "right_code", "instrument", "article", "group", "service", "category", "valid_from")
    return " ".join(str(told[name]) for name in dict.fromkeys(names) if told.get(name))
