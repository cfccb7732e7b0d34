"""A year of training by group: people once each, attendances, by theme; who is still in service and in date. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vereda.training.rules.fold import Session, There
from vereda.training.words import Mode, Moment, Theme

OTHERS = ""
"""Stands for people of other institutions, and staff of no group."""
MODULES: Mapping[Theme, str] = {Theme.TRAFFICKING: "TRAFF", Theme.RIGHTS: "RIGHTS"}
"""Which module of the catalogue a theme is."""


@dataclass(frozen=True)
class Held:
    """A certificate as it counts. topics: of its course."""

    who: str
    topics: frozenset[str]
    issued_on: date
    until_on: date | None
    is_revoked: bool

    def holds(self, today: date) -> bool:
        """Tell whether it is in date: its last day still counts."""
        return not self.is_revoked and self.issued_on <= today and (self.until_on is None or today <= self.until_on)


@dataclass(frozen=True)
class Count:
    """How many, in one year and group. in_date: of those people, who is still in service and holds a certificate today."""

    people: int
    attendances: int
    in_service: int
    in_date: int


def has_theme(topics: Iterable[str], theme: Theme) -> bool:
    """Tell whether any of the topics is of a theme."""
    return any(topic.partition("-")[0] == MODULES[theme] for topic in topics)


def trained(session: Session) -> tuple[There, ...]:
    """Return who of a session counts as trained: whoever was there; of a course at the own pace, who came to its end."""
    if session.plan.mode is not Mode.OWN_PACE:
        return session.there
    return tuple(one for one in session.there if one.after or Moment.AFTER in one.unmarked)


def year(
    sessions: Iterable[Session],
    certificates: Iterable[Held],
    in_service: Collection[str],
    *,
    of: int,
    today: date,
    theme: Theme | None = None,
) -> dict[str, Count]:
    """Return by group how many were trained in a year, on a theme where one is asked for.

    A session counts in the year in which it begins, held or going on, never cancelled; a course at the own pace once its second
    test was taken, passed or not. A person counts once a group, however often they came: who changed groups stands in both, and
    `TOTAL` holds each once. Somebody of another institution is nobody's staff.
    """
    held = [one for one in certificates if one.holds(today) and (theme is None or has_theme(one.topics, theme))]
    certified = {one.who for one in held}
    people: dict[str, set[str]] = {}
    times: dict[str, int] = {}
    for session in sessions:
        if session.cancelled_on or session.plan.begins_on.year != of or session.plan.begins_on > today:
            continue
        if theme is not None and not has_theme(session.plan.topics, theme):
            continue
        for one in trained(session):
            group = OTHERS if one.guest else one.group
            people.setdefault(group, set()).add(one.who)
            times[group] = times.get(group, 0) + 1
    found = {group: _count(who, times[group], in_service, certified) for group, who in sorted(people.items())}
    everybody = set().union(*people.values())
    return {**found, TOTAL: _count(everybody, sum(times.values()), in_service, certified)} if found else {}


def between(sessions: Iterable[Session], after: date, until: date) -> tuple[int, int]:
    """Return how many people were trained in sessions that began after a day and until another, each once, and attendances."""
    there = [
        (one.guest, one.who)
        for session in sessions
        if not session.cancelled_on and after < session.plan.begins_on <= until
        for one in trained(session)
    ]
    return len(set(there)), len(there)


TOTAL = "*"


def _count(who: set[str], times: int, in_service: Collection[str], certified: Collection[str]) -> Count:
    there = {one for one in who if one in in_service}
    return Count(len(who), times, len(there), len(there & set(certified)))
