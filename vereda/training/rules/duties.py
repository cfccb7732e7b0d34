"""Who may do what: a duty asks for topics, and a certificate in date over each of them. It warns; it stops no rescue. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from vereda.training.rules.counting import Held
from vereda.training.words import Duty

SOON = timedelta(days=60)
"""Before the end of a certificate, so that a session can still be planned."""


@dataclass(frozen=True)
class May:
    """Whether somebody may do something. missing: topics without a certificate in date; until_on: the first end, None: none."""

    duty: Duty
    missing: tuple[str, ...]
    until_on: date | None

    @property
    def is_able(self) -> bool:
        return not self.missing

    def ends_soon(self, today: date) -> bool:
        return self.is_able and self.until_on is not None and self.until_on - today <= SOON


def may(who: str, asked: Mapping[Duty, tuple[str, ...]], certificates: Iterable[Held], today: date) -> list[May]:
    """Return each duty for one person. Of two certificates over a topic the longer one counts."""
    own = [one for one in certificates if one.who == who and one.holds(today)]
    return [_one(duty, topics, own) for duty, topics in asked.items()]


def _one(duty: Duty, topics: tuple[str, ...], own: list[Held]) -> May:
    ends = {topic: [one.until_on or date.max for one in own if topic in one.topics] for topic in topics}
    missing = tuple(topic for topic in topics if not ends[topic])
    first = min((max(days) for days in ends.values() if days), default=date.max)
    return May(duty, missing, None if missing or first == date.max else first)
