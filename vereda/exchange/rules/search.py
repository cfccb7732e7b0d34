"""Finding a practice by words, in whichever language they stand; accents and capitals do not matter. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from vereda.exchange.entries import Said
from vereda.exchange.words import PARTS

WORDS_MOST = 12


def plain(text: str) -> str:
    """Return a text in small letters without accents; ñ stays apart from n."""
    kept = text.casefold().replace("ñ", "\0")
    return "".join(one for one in unicodedata.normalize("NFD", kept) if not unicodedata.combining(one)).replace("\0", "ñ")


def asked(written: str) -> list[str]:
    """Return the words that were asked for, at most twelve."""
    return plain(written).split()[:WORDS_MOST]


def weight(words: Sequence[str], texts: Iterable[Said]) -> int:
    """Return how well a practice answers: 0 where a word stands in none of its texts; a word in a title counts threefold."""
    titles, bodies = [], []
    for said in texts:
        titles.append(plain(said.title))
        bodies.append(plain(" ".join(getattr(said, name) for name in PARTS)))
    title, body = " ".join(titles), " ".join(bodies)
    found = [3 * (word in title) + (word in body) for word in words]
    return sum(found) if all(found) else 0
