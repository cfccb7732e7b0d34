"""The contact card: half of the people carry one and show it at seven of ten meetings. Drawn apart from all else."""

from __future__ import annotations

from random import Random

from bench.records.folk import Person
from bench.records.lists import words as code_words

CARRIED, FAMILY, SHOWN, MISREAD, LOST = 0.5, 0.2, 0.7, 0.015, 0.02


class Cards:
    """Who carries which card. A party has one for all in a fifth of the cases; a lost one is replaced by another."""

    def __init__(self, seed: int, *, used: bool) -> None:
        self.luck, self.used = Random(f"cards {seed}"), used
        self.held: dict[int, str] = {}

    def given(self, people: list[Person]) -> None:
        """Forget the cards of the party before, and give this one its own."""
        self.held = {}
        if not self.used:
            return
        if len(people) > 1 and self.luck.random() < FAMILY:
            code = self._code()
            if self.luck.random() < CARRIED:
                self.held = {one.number: code for one in people}
            return
        self.held = {one.number: self._code() for one in people if self.luck.random() < CARRIED}

    def shown(self, one: Person) -> str:
        """Return the code that is written for a person at a meeting, '' when she has none or does not show it."""
        code = self.held.get(one.number)
        if code is None or self.luck.random() >= SHOWN:
            return ""
        if self.luck.random() < LOST:
            self.held[one.number] = self._code()
        return self._misread(code) if self.luck.random() < MISREAD else code

    def _code(self) -> str:
        return " ".join(self.luck.choice(code_words()) for _ in range(5))

    def _misread(self, code: str) -> str:
        words = code.split(" ")
        words[self.luck.randrange(len(words))] = self.luck.choice(code_words())
        return " ".join(words)
