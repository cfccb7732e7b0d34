"""Keyed tokens of a field: what is compared instead of a name. Pure.

A token is the first 64 bits of an HMAC-SHA256 under the key of one run, separated by field and, where records leave the house, by
nationality, so that the commonest name of one country does not give away that of another. Who holds the key reads them at once:
their safety is that the key never travels with them and neither outlives the run (docs/decisions/matching.md).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

KEY_BYTES = 32
BITS = 64
RARE = 3
"""A value that fewer than so many records of a country hold does not leave it: what is rare tells who somebody is."""


def run_key() -> bytes:
    """Return a new key for one run; it is kept nowhere."""
    return secrets.token_bytes(KEY_BYTES)


@dataclass
class Tokens:
    """Makes tokens under one key and remembers those it made, for as long as it lives.

    within   what separates them beside the field; a nationality for exchange, '' in the house
    workers  so many processes may make those of many records; what they made is not remembered here
    """

    key: bytes
    within: str = ""
    workers: int = 1
    _made: dict[tuple[str, str], int] = field(default_factory=dict, repr=False)
    _words: dict[tuple[str, str], list[int]] = field(default_factory=dict, repr=False)

    def of(self, name: str, value: str) -> int:
        """Return the token of a value of a field, a signed whole number of 64 bits."""
        held = self._made.get((name, value))
        if held is None:
            message = f"{name}\x1f{self.within}\x1f{value}".encode()
            held = int.from_bytes(hmac.digest(self.key, message, "sha256")[: BITS // 8], "big", signed=True)
            self._made[name, value] = held
        return held

    def all_of(self, name: str, values: Iterable[str]) -> list[int]:
        """Return the tokens of several values of one field, sorted, each once."""
        return sorted({self.of(name, value) for value in values})

    def of_word(self, name: str, word: str, become: Callable[[str], Iterable[str]]) -> list[int]:
        """Return the tokens of all that a word may become, made once a word; one way of becoming has one name."""
        held = self._words.get((name, word))
        if held is None:
            held = self._words[name, word] = self.all_of(name, become(word))
        return held

    def meant(self) -> dict[int, tuple[str, str]]:
        """Return field and value of each token made so far: whoever has the key can tell them anyway."""
        return {token: said for said, token in self._made.items()}
