"""What a meeting gives, and what that counts for in the official categories."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from vereda.demo.figures import Gift

SMALL = 6
"""In a meeting of so many people at most, it is known who got what only some got; above, only how many."""


@dataclass(slots=True)
class Help:
    """everybody: services that all got; own: those of single people, by their number; parts: service -> how many got it."""

    everybody: list[str] = field(default_factory=list)
    own: dict[int, list[str]] = field(default_factory=dict)
    parts: dict[str, int] = field(default_factory=dict)

    def has(self, service: str) -> bool:
        return service in self.everybody or service in self.parts or any(service in codes for codes in self.own.values())

    def set_apart(self) -> None:
        """Forget which person got what, and keep how many: the meeting is written as counts known apart."""
        for services in self.own.values():
            for code in services:
                self.parts[code] = self.parts.get(code, 0) + 1
        self.own = {}


def helped(gifts: Sequence[Gift], people: int, rng: random.Random) -> Help:
    """Return what a meeting of `people` gives."""
    given = Help()
    for gift in gifts:
        if rng.random() >= gift.chance:
            continue
        services = [code for code, chance in gift.services.items() if rng.random() < chance] or [next(iter(gift.services))]
        _hand_out(given, [code for code in services if not given.has(code)], gift.to, people, rng)
    return given


def _hand_out(given: Help, services: list[str], to: str, people: int, rng: random.Random) -> None:
    if to == "everybody" or people == 1:
        given.everybody += services
    elif people <= SMALL:
        given.own.setdefault(rng.randrange(people), []).extend(services)
    else:
        count = 1 if to == "one" else rng.randint(2, max(2, people // 6))
        given.parts.update(dict.fromkeys(services, count))


type CategoryOf = Callable[[str], str | None]


def attentions(given: Help, people: int, category_of: CategoryOf) -> Counter[str]:
    """Return how many people got something of each category.

    Several services of one category count once a person; where several went to parts of the people, the largest part
    counts, as in the bulletin.
    """
    everybody = _categories(given.everybody, category_of)
    counts = Counter(dict.fromkeys(everybody, people))
    for services in given.own.values():
        counts.update(_categories(services, category_of) - everybody)
    largest: Counter[str] = Counter()
    for service, count in given.parts.items():
        category = category_of(service)
        if category:
            largest[category] = max(largest[category], count)
    for category, count in largest.items():
        counts[category] = max(counts[category], count)
    return counts


def _categories(services: Iterable[str], category_of: CategoryOf) -> set[str]:
    return {category for category in map(category_of, services) if category}
