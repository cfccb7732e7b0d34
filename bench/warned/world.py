"""What the worlds have in common: one post's year of daily counts, and what was planted in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Planted:
    """A caravan at a post. from_on: the first day on which any of it was counted; to_on: the last; people: all it brought."""

    from_on: date
    to_on: date
    people: int


@dataclass(frozen=True)
class Post:
    """people: met on each local day from `first_on` on, caravans among them; zero where nobody was met or the post was shut."""

    name: str
    first_on: date
    people: tuple[int, ...]
    planted: tuple[Planted, ...]
