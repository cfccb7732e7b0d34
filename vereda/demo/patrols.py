"""Teams that go out: when, for how long, on which route, with what. Counted for themselves, never in the total."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vereda.demo.draws import Draw, rounded
from vereda.demo.grounds import Ground
from vereda.demo.seasons import instant

VEHICLES = {"river": ("truck", "boat"), "coast": ("truck", "boat"), "reservoir": ("truck", "boat"), "desert": ("truck", "quad")}
WITHDRAWN = 0.002


@dataclass(slots=True)
class Patrol:
    """One outing. out: aware; lasts_min: until it is back; team: numbers of agents of the group."""

    group: str
    out: datetime
    lasts_min: int
    expected_min: int
    route: str
    team: tuple[int, ...]
    vehicles: tuple[str, ...]
    kilometres: int
    heard_min: int | None
    is_withdrawn: bool = False

    def moment(self, rng: random.Random) -> datetime:
        """Return an instant while the team is out."""
        return self.out + timedelta(minutes=rng.randint(15, max(16, self.lasts_min - 10)))


type Outings = dict[tuple[str, int], list[Patrol]]


def patrols(
    total: float,
    *,
    grounds: Mapping[str, Ground],
    staff: Mapping[str, int],
    shares: Mapping[str, float],
    days: Sequence[date],
    rng: random.Random,
) -> Outings:
    """Return about `total` patrols by (group, number of the day).

    A small group goes out more often for each person it meets than a large one: half by share, half the same for all.
    """
    made: Outings = {}
    everybody = sum(shares.values())
    for group, share in shares.items():
        a_day = total * (0.5 * share / everybody + 0.5 / len(shares)) / len(days)
        for number, day in enumerate(days):
            for _ in range(rounded(a_day * rng.uniform(0.7, 1.3), rng)):
                made.setdefault((group, number), []).append(_patrol(group, day, grounds[group], staff[group], rng))
    return made


def _patrol(group: str, day: date, ground: Ground, staff: int, rng: random.Random) -> Patrol:
    lasts = rng.choice((150, 180, 210, 240, 240, 270, 300, 360, 420, 480))
    terrain = Draw(dict.fromkeys(ground.terrains, 1.0))(rng)
    return Patrol(
        group=group,
        out=instant(day, "departure", ground.zone, rng),
        lasts_min=lasts + rng.randint(-40, 40),
        expected_min=lasts,
        route=rng.choice(ground.routes[terrain]),
        team=tuple(sorted(rng.sample(range(staff), rng.choice((2, 2, 3, 3, 4))))),
        vehicles=VEHICLES.get(terrain, ("truck",)) if rng.random() < 0.6 else ("truck",),
        kilometres=lasts // 4 + rng.randint(4, 60),
        heard_min=rng.randint(40, 120) if rng.random() < 0.4 else None,
        is_withdrawn=rng.random() < WITHDRAWN,
    )
