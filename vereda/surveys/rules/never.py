"""What no form may ask: names, labels and answers that are like identity, status or religion. Pure; the words are a file."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from vereda.surveys.words import Never

WORDS = Path(__file__).parent.parent / "data" / "never.csv"
SPLIT = re.compile(r"[^a-z0-9]+|(?<=[a-z])(?=[0-9])")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def asks_for(name: str, labels: Iterable[str]) -> Never | None:
    """Return what a question is like that may never be asked; None: nothing.

    name    of the question; a word of the file anywhere in it is enough
    labels  its words in every language; there the file's phrases must stand as they are
    """
    in_name = f" {_words(CAMEL.sub(' ', name))} "
    said = [f" {_words(one)} " for one in labels]
    for never, where, phrase in _phrases():
        looked = said if where == "label" else [in_name] if where == "name" else [in_name, *said]
        if any(f" {phrase} " in one for one in looked):
            return never
    return None


@lru_cache(maxsize=1)
def _phrases() -> list[tuple[Never, str, str]]:
    with WORDS.open(encoding="utf-8", newline="") as file:
        return [(Never(row["never"]), row["where"], _words(row["phrase"])) for row in csv.DictReader(file)]


def _words(text: str) -> str:
    signs = unicodedata.normalize("NFKD", text)
    bare = "".join(one for one in signs if not unicodedata.combining(one) and unicodedata.category(one) != "Cf")  # unseen signs
    return " ".join(part for part in SPLIT.split(bare.casefold()) if part)
