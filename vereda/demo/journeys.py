"""Where a party goes and where it is met again: along the ways between groups, so that sizes of groups come out as assumed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from vereda.demo.draws import Draw
from vereda.demo.figures import Figures
from vereda.demo.people import Crowd, Party
from vereda.demo.seasons import day_weight

STAYS = 0.24
"""Chance that a party is met again by the same group, a few days later."""
LEAVES = 0.07
"""Chance that one of a party has gone another way before the next meeting."""
REWEIGH_EVERY = 200  # meetings of a party after which the weights of the groups are set anew


class Visit(NamedTuple):
    """That the first `size` people of a party are at a group on a day [number of the day in the period]."""

    party: Party
    size: int
    group: str
    day: int


class Ways:
    """Draws journeys over a period."""

    def __init__(
        self, figures: Figures, own: str, days: Sequence[date], shares: Mapping[str, float], lift: Sequence[float]
    ) -> None:
        """Prepare the draws.

        own     nationality of the country itself
        shares  weight of each group in the attentions
        lift    factor by day, as long as `days`
        """
        self.figures, self.own, self.last = figures, own, len(days) - 1
        self.crowd = Crowd(figures.people)
        self.shares = dict(shares)
        self.seen: Counter[str] = Counter()
        self.count = 0
        self.groups = Draw(self.shares)
        self.nations = {name: Draw(profile.nationalities) for name, profile in figures.profiles.items()}
        self.days = {
            name: Draw({n: day_weight(day, profile.months) * lift[n] for n, day in enumerate(days)})
            for name, profile in figures.profiles.items()
        }
        self.times = Draw({n + 1: weight for n, weight in enumerate(figures.people.meetings)})
        self.onward = {group: self._onward(group) for group in figures.groups}

    def journey(self, rng: random.Random) -> list[Visit]:
        """Return the meetings of one new party, in order of time; those after the period are left out."""
        group = self._first(rng)
        profile = self.figures.groups[group].profile
        nation = self.nations[profile](rng)
        party = self.crowd.party(nation, self.nations[profile], rng)
        party.is_national = nation == self.own
        return self._visits(party, group, self.days[profile](rng), self.times(rng), rng)

    def caravan(self, size: int, rng: random.Random) -> list[Visit]:
        """Return the meetings of one caravan, which begins where most people enter and walks from group to group."""
        group = max(self.figures.groups, key=lambda code: self.shares[code])
        profile = self.figures.groups[group].profile
        day = min(self.days[profile](rng), max(0, self.last - 20))
        party, visits = self.crowd.many(size, self.nations[profile], rng), []
        for _ in range(rng.randint(3, 5)):
            visits.append(Visit(party, size, group, day))
            self._remember(group, size)
            size = max(10, 10 * round(size * rng.uniform(0.08, 0.1)))  # counted at a glance, in tens
            group, day = self._next(group, party, rng), day + rng.randint(2, 5)
            if day > self.last or group == visits[-1].group:
                break
        return visits

    def _visits(self, party: Party, group: str, day: int, times: int, rng: random.Random) -> list[Visit]:
        size, visits = len(party.people), []
        for _ in range(times):
            visits.append(Visit(party, size, group, day))
            self._remember(group, size)
            if rng.random() < STAYS:
                day += rng.randint(1, 4)
            else:
                there = self._next(group, party, rng)
                far = self.figures.groups[there].profile != self.figures.groups[group].profile
                day, group = day + rng.randint(3, 12 if far else 7), there
            if day > self.last:
                break
            size -= size > 2 and rng.random() < LEAVES
        return visits

    def _first(self, rng: random.Random) -> str:
        self.count += 1
        if self.count % REWEIGH_EVERY == 0:
            self.groups = Draw({group: self._weight(group) for group in self.shares})
        return self.groups(rng)

    def _next(self, group: str, party: Party, rng: random.Random) -> str:
        """Return where a party is met next: one or two steps on, groups that lag behind their share first."""
        there = self.onward[group]
        if party.is_national:
            there = [code for code in there if self.figures.profile_of(code).nationalities.get(self.own)]
        return Draw({code: self._weight(code) for code in there})(rng) if there else group

    def _weight(self, group: str) -> float:
        """Return the share of a group, raised while it lags behind, lowered while it is ahead."""
        total = sum(self.seen.values())
        if total < 500:
            return self.shares[group]
        lag = self.shares[group] / sum(self.shares.values()) / max(self.seen[group] / total, 1e-6)
        return self.shares[group] * min(4.0, max(0.05, lag**3))

    def _remember(self, group: str, size: int) -> None:
        self.seen[group] += size

    def _onward(self, group: str) -> list[str]:
        one = self.figures.groups[group].next
        two = [code for step in one for code in self.figures.groups[step].next]
        return [code for code in dict.fromkeys([*one, *two]) if code != group]
