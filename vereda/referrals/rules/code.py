"""The six words that open a referral: made, read as people type them, known here by a keyed digest. Pure; randomness comes in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from hashlib import sha256
from hmac import new
from pathlib import Path
from uuid import UUID

WORDS, BEGINS = 6, 4
LIST = Path(__file__).parents[1] / "words_es.txt"
READ_MOST = 400
PART = re.compile(r"[a-z]+")


@cache
def words() -> tuple[str, ...]:
    """Return the list: nearly two thousand Spanish words, no two with the same four letters at the beginning."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def _by_beginning() -> dict[str, str]:
    return {word[:BEGINS]: word for word in words()}


def fresh(choice: Callable[[Sequence[str]], str]) -> str:
    """Return six words. choice: `secrets.choice`, or what stands for it in a test."""
    return " ".join(choice(words()) for _word in range(WORDS))


def typed(text: str) -> str:
    """Return the six words that somebody typed, '' where they are none.

    Accents, capitals and what stands between do not matter; of each word its first four letters count.
    """
    plain = unicodedata.normalize("NFKD", text[:READ_MOST].casefold())
    parts = PART.findall("".join(one for one in plain if not unicodedata.combining(one)))
    found = [_by_beginning().get(part[:BEGINS], "") for part in parts]
    return " ".join(found) if len(found) == WORDS and all(found) else ""


def mark_of(key: bytes, referral: UUID, institution: str) -> str:
    """Return by what an institution finds a referral to it [hexadecimal]. key: as below; of another referral another mark."""
    return new(key, f"{referral}|{institution}".encode(), sha256).hexdigest()


def digest_of(key: bytes, code: str) -> str:
    """Return how words are known here [hexadecimal]. key: of this machine, in no backup of data."""
    return new(key, code.encode(), sha256).hexdigest()
