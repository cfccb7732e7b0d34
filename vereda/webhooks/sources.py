"""What stands in public: faces that draw public pages say so here at the start of the program.

offer(published_editions)      # country, now -> what stands
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from vereda.webhooks.errors import NotACode
from vereda.webhooks.rules.message import Public, checked
from vereda.webhooks.words import Family

log = logging.getLogger("vereda.webhooks")

type Source = Callable[[str, datetime], Iterable[Public]]
"""Country and instant to all that stands. An error is no answer: what could not be read is not told to be gone."""

_sources: dict[Family, Source] = {}


def offer(family: Family, source: Source) -> None:
    """Take a source in; a second one of the same family stands in its place."""
    _sources[family] = source


def families() -> tuple[Family, ...]:
    """Return the families that something is known of."""
    return tuple(_sources)


def public(country: str, family: Family, now: datetime) -> list[Public]:
    """Return what stands of a family; what is no code stays at home."""
    return list(_checked(_sources[family](country, now)))


def _checked(rows: Iterable[Public]) -> Iterator[Public]:
    for one in rows:
        try:
            yield checked(one)
        except NotACode as why:
            log.warning("something public of %s is told to nobody: %s", one.family, why.details["part"])
