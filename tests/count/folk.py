"""Invented people who are met in one, two, three or four countries, and how each country writes them. Nobody bears such a name.

Names are made of syllables, long enough that none stands in a program or a dictionary by chance: a name that is found is a leak.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import accumulate

from vereda.people.matching.names import key

COUNTRIES = ("gt", "hn", "mx", "sv")
SYLLABLES = [one + two for one in "bdfgklmnprstv" for two in ("a", "e", "i", "o", "u", "an", "or", "il", "un", "er")]
CODAS = ("bro", "dri", "gul", "pim", "tas", "von", "rek", "lum", "fod", "zet")
MET_IN = ((1, 0.52), (2, 0.28), (3, 0.13), (4, 0.07))
"""In how many countries somebody is met."""
YES = 0.9
"""Who allows the linking, asked anew in each country."""


@dataclass(frozen=True)
class Person:
    number: int
    given: tuple[str, ...]
    families: tuple[str, str]
    sex: str
    nationality: str
    born: int
    met_in: tuple[str, ...]


@dataclass
class Folk:
    """people: how many; each is met in at least one country."""

    people: int
    seed: int
    nationalities: tuple[str, ...] = ("HN", "GT")
    givens: int = 30
    surnames: int = 40
    everybody: list[Person] = field(default_factory=list)
    written: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    counted: dict[str, set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        used: set[str] = set()
        self.pools = {
            (nation, kind): self._pool(size, used)
            for nation in self.nationalities
            for kind, size in (("F", self.givens), ("M", self.givens), ("family", self.surnames))
        }
        self.everybody = [self._person(number) for number in range(self.people)]
        self.written = {country: [] for country in COUNTRIES}
        for one in self.everybody:
            for country in one.met_in:
                row = self._row(one)
                if row["allows"]:
                    self.counted.setdefault(one.nationality, set()).add(one.number)
                self.written[country].append(row)

    @property
    def truth(self) -> dict[str, int]:
        """Return how many different people allowed the linking in some country, by nationality; '' of all."""
        each = {name: len(people) for name, people in self.counted.items()}
        return {"": sum(each.values()), **each}

    def needles(self) -> set[str]:
        """Return every word of a name as it stands, in small letters and as it sounds; also of rows with slips."""
        words = {word for rows in self.written.values() for row in rows for word in self._words(row)}
        return {form for word in words for form in (word.lower(), key(word.lower())) if len(form) > 5}

    @staticmethod
    def _words(row: dict[str, object]) -> list[str]:
        return [*str(row["given"]).split(), *str(row["families"]).split()]

    def _pool(self, size: int, used: set[str]) -> tuple[list[str], list[float]]:
        names: list[str] = []
        while len(names) < size:
            parts = self.chance.choices(SYLLABLES, k=3)
            name = ("".join(parts) + self.chance.choice(CODAS)).capitalize()
            sounds = key(name.lower())
            if len(sounds) > 5 and sounds not in used:
                used.add(sounds)
                names.append(name)
        return names, list(accumulate(1 / (at + 4) for at in range(size)))

    def _draw(self, nation: str, kind: str) -> str:
        names, weights = self.pools[nation, kind]
        return self.chance.choices(names, cum_weights=weights)[0]

    def _person(self, number: int) -> Person:
        nation = self.chance.choice(self.nationalities)
        sex = self.chance.choice("FM")
        given = [self._draw(nation, sex)]
        if self.chance.random() < 0.7:
            second = self._draw(nation, sex)
            given += [second] if second != given[0] else []
        count = self.chance.choices([one for one, _ in MET_IN], [share for _, share in MET_IN])[0]
        return Person(
            number,
            tuple(given),
            (self._draw(nation, "family"), self._draw(nation, "family")),
            sex,
            nation,
            self.chance.randint(1970, 2006),
            tuple(sorted(self.chance.sample(COUNTRIES, count))),
        )

    def _row(self, one: Person) -> dict[str, object]:
        """Return how a country writes somebody: a slip, a name left out, a year too many."""
        luck = self.chance.random
        given = one.given[:1] if luck() < 0.25 else one.given
        families = one.families[:1] if luck() < 0.2 else one.families
        born = one.born + (self.chance.choice((-1, 1)) if luck() < 0.15 else 0)
        return {
            "given": " ".join(self._slipped(word) for word in given),
            "families": " ".join(self._slipped(word) for word in families),
            "sex": one.sex,
            "nationality": one.nationality,
            "born": born,
            "allows": luck() < YES,
        }

    def _slipped(self, word: str) -> str:
        if self.chance.random() >= 0.04:
            return word
        at = self.chance.randrange(2, len(word) - 1)
        return word[:at] + word[at + 1 :]
