"""How soon is a planted caravan told to the post that meets it, and how often is a rise told that is none?

    python -m bench.warning [--world first|second|third] [--seeds 10] [--from-seed 101]

Seeds 1 to 10 of the first two worlds set the parameters of `vereda/statistics/trends/watch.py`; those from 101 on judge them, and
the third world does, which set nothing.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bench.figures import Figure, table
from bench.warned.world import Planted, Post
from vereda.statistics.trends.supplies import AHEAD, supply
from vereda.statistics.trends.watch import GUARD, NEEDED, Rise, Watch

WORLDS = ("first", "second", "third")
FIRST_SEED, SEEDS = 101, 10
IN_TIME = 3
"""Days within which a caravan is to be told, the day of its first people counted as the first."""
LARGE = 300
"""People at one post: what the sentence of the page speaks of."""
AFTER = 3
"""Days after the last people of a caravan on which a rise is still that caravan."""


@dataclass(frozen=True)
class Told:
    """What came of one planted caravan at one post. days: until it was told, 1 on the first day; None: never."""

    planted: Planted
    days: int | None


@dataclass
class Year:
    """All posts of one seed. early: planted before there was a history, which nobody can compare with.

    held  for each evening of a rise, whether the people of the next days were inside what was foreseen
    """

    told: list[Told]
    false: list[Rise]
    early: int
    posts: int
    days: int
    held: list[bool] = field(default_factory=list)

    @property
    def false_a_quarter(self) -> float:
        """Return false alarms in 91 days of all posts together."""
        return len(self.false) * 91 / self.days


def year(posts: Sequence[Post]) -> Year:
    """Watch a year of every post, day by day."""
    found = Year([], [], 0, len(posts), len(posts[0].people))
    for post in posts:
        from_on = post.first_on + timedelta(days=NEEDED + GUARD)
        known = _watched(post, found.held)
        found.early += sum(one.from_on < from_on for one in post.planted)
        found.told += [Told(one, _days(one, known)) for one in post.planted if one.from_on >= from_on]
        found.false += [rise for rise in known if not any(_is_of(rise, one) for one in post.planted)]
    return found


def _watched(post: Post, held: list[bool]) -> list[Rise]:
    watch = Watch(post.first_on)
    for number, count in enumerate(post.people, start=1):
        watch.add(count)
        if watch.now and number + AHEAD <= len(post.people) and (foreseen := supply(watch)):
            held.append(foreseen.low <= sum(post.people[number : number + AHEAD]) <= foreseen.high)
    return watch.found


def _days(planted: Planted, known: Sequence[Rise]) -> int | None:
    of_it = [rise.told_on for rise in known if _is_of(rise, planted)]
    return max(1, (min(of_it) - planted.from_on).days + 1) if of_it else None


def _is_of(rise: Rise, planted: Planted) -> bool:
    """Tell whether a rise is this caravan: told while it was there or just after, and lasting until it came."""
    return rise.until_on >= planted.from_on and rise.told_on <= planted.to_on + timedelta(days=AFTER)


def measure(*, quick: bool = False) -> list[Figure]:
    """Return the figures of all worlds."""
    seeds = range(FIRST_SEED, FIRST_SEED + (2 if quick else SEEDS))
    return [figure for world in WORLDS for figure in _figures(world, list(_years(world, seeds)))]


def _years(world: str, seeds: Sequence[int]) -> Iterator[Year]:
    posts = importlib.import_module(f"bench.warned.{world}").posts
    return (year(posts(seed)) for seed in seeds)


def _figures(world: str, years: Sequence[Year]) -> list[Figure]:
    told = [one for each in years for one in each.told]
    in_time, large = _in_time(told), [one for one in told if one.planted.people >= LARGE]
    worst = max(each.false_a_quarter for each in years)
    mean = sum(each.false_a_quarter for each in years) / len(years)
    posts, held = years[0].posts, [one for each in years for one in each.held]
    early = sum(each.early for each in years)
    name = f"early warning, {world} world, {len(years)} years"
    note = f"{in_time} of {len(told)} caravans at a post, {_in_time(large)} of {len(large)} of {LARGE} people or more; "
    note += f"{early} more in the first {NEEDED + GUARD} days, without a history"
    return [
        Figure(name=f"{name}: told within {IN_TIME} days", value=100 * in_time / len(told), unit="%", budget=100, at_least=True,
               note=note),
        Figure(name=f"{name}: false a quarter, all {posts} posts together", value=mean, unit="", budget=1,
               note=f"worst year {worst:.2f}; a post {mean / posts:.3f}"),
        Figure(name=f"{name}: people of the next {AHEAD} days inside what was foreseen", value=100 * sum(held) / len(held),
               unit="%", note=f"{len(held)} evenings of rises; 80 are aimed at"),
    ]  # fmt: skip


def _in_time(told: Sequence[Told]) -> int:
    return sum(one.days is not None and one.days <= IN_TIME for one in told)


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m bench.warning")
    words.add_argument("--world", choices=WORLDS, nargs="+", default=WORLDS)
    words.add_argument("--seeds", type=int, default=SEEDS)
    words.add_argument("--from-seed", type=int, default=FIRST_SEED)
    words.add_argument(
        "--missed", action="store_true", help="show each caravan that was told late or never, and each false alarm"
    )
    asked = words.parse_args()
    for world in asked.world:
        years = list(_years(world, range(asked.from_seed, asked.from_seed + asked.seeds)))
        print(table(_figures(world, years)), flush=True)
        for each in years if asked.missed else ():
            late = [one for one in each.told if one.days is None or one.days > IN_TIME]
            print(*late, *each.false, sep="\n  ")


if __name__ == "__main__":
    main()
