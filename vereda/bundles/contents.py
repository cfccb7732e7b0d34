"""Kinds of public material that travel between countries. A module offers its own at the start of the program:

    register(Content(kind="practice", version=1, title=lazy("Buena práctica"), give=practices_of, check=checked, take=as_drafts))

give   all that may leave today, of a country: plain JSON, nothing of a person, no figure that is not from a published edition
check  raises ValueError for an item of ours or of another that is not as the kind says; what it returns is what is kept
take   what the module does with what came, in its own entries; without it the material lies here to be read, and nowhere else

A kind says `version`: a higher one than is known here is left where it is, and said. What is here of a sender is what its latest
bundle had: an item that is no longer in it is gone here too.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from vereda.bundles.rules.bundle import Body
from vereda.bundles.rules.bundle import Content as Sent
from vereda.bundles.rules.card import Card
from vereda.logbook.door import Author

log = logging.getLogger("vereda.bundles")

type Json = dict[str, Any]  # Any: JSON
type Give = Callable[[str], Sequence[Json]]
type Check = Callable[[Json], Json]
type Take = Callable[[Card, Sequence[Json], Author, datetime], object]
"""Sender, items that were checked, author, now."""


@dataclass(frozen=True, kw_only=True)
class Content:
    """A kind. title: how the screens call it."""

    kind: str
    version: int
    title: str | Promise
    give: Give
    check: Check
    take: Take | None = None


@dataclass(frozen=True)
class Understood:
    """What of a bundle's material can be taken: items by kind; and how many items of which kind cannot."""

    items: Mapping[str, Sequence[Json]]
    left: Mapping[str, int]


_kinds: dict[str, Content] = {}


def register(content: Content) -> None:
    """Take in a kind; a second one of the same name stands in its place."""
    _kinds[content.kind] = content


def kinds() -> Mapping[str, Content]:
    """Return the kinds that this program knows, in the order in which they were offered."""
    return _kinds


def given(country: str) -> dict[str, Sent]:
    """Return all that may leave today, each item checked as the receiver will check it; a wrong one of ours stays at home."""
    return {one.kind: Sent(version=one.version, items=list(_good(one, one.give(country)))) for one in _kinds.values()}


def _good(kind: Content, items: Iterable[Json]) -> Iterator[Json]:
    for item in items:
        try:
            yield kind.check(item)
        except (ValueError, KeyError, TypeError):
            log.warning("an item of %s does not leave: it is not as its kind says", kind.kind)


def understood(body: Body) -> Understood:
    """Return what of a bundle's material this program understands. One wrong item leaves its kind as it is here."""
    items: dict[str, Sequence[Json]] = {}
    left: dict[str, int] = {}
    for name, sent in body.content.items():
        kind = _kinds.get(name)
        try:
            if kind is None or sent.version > kind.version:
                raise ValueError
            items[name] = [kind.check(item) for item in sent.items]
        except Exception:  # what others wrote makes a reader raise anything; the page of the sender says how many stayed away
            left[name] = len(sent.items)
    return Understood(items, left)
