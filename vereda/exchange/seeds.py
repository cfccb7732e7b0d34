"""Practices that others wrote of, as files: each with its references and how sure they are. Read, never written. Pure.

They stand in the list as drafts of the files until somebody reviews and publishes them, in each language by itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vereda.countries.door import PRACTICES
from vereda.exchange.entries import Card, Said


@dataclass(frozen=True)
class Seed:
    """A practice of the files. code: its name, which stays; language: in which it was written first."""

    code: str
    language: str
    card: Card
    texts: Mapping[str, Said]


@cache
def seeds(path: Path = PRACTICES) -> tuple[Seed, ...]:
    """Return the practices of the files in their order."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["practice"]
    return tuple(
        Seed(
            row["code"],
            row["language"],
            Card.model_validate(row["card"]),
            {language: Said.model_validate(said) for language, said in row["text"].items()},
        )
        for row in rows
    )
