"""The posts that write, from south to north, and their officers: what they ask, by what ear, how carefully.

They are drawn anew for each seed, so that no figure hangs on one lucky set of officers.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

POSTS, OFFICERS = 28, 5
STEPS = (0.618, 0.414, 0.732, 0.236, 0.646, 0.303, 0.317)  # no two alike: what is asked together is by chance


@dataclass(frozen=True, slots=True)
class Post:
    """One post.

    on_paper       rows are copied from sheets in the evening
    second_asked   part of the people whose second surname is asked for [0 to 1]
    birth_asked    part of the people whose date of birth is asked for
    both_given     part of the people with two given names of whom both are written
    care           one for each officer: errors of the officer to those of the usual one [> 0]
    """

    on_paper: bool
    capitals: bool
    accents: float
    second_asked: float
    birth_asked: float
    both_given: float
    phone_asked: float
    origin_asked: float
    town_asked: float
    care: tuple[float, ...]


def posts(seed: int) -> list[Post]:
    luck = Random(f"posts {seed}")
    # What a post asks is spread evenly, in the south as in the north: with 28 posts the means must not hang on luck.
    asks = ("second", "birth", "given", "phone", "origin", "town", "accents")
    spread = {name: _spread(luck, step) for name, step in zip(asks, STEPS, strict=True)}
    return [
        Post(
            on_paper=i % 3 == 0,
            capitals=luck.random() < 0.3,
            accents=spread["accents"][i] ** 2,
            second_asked=0.55 + 0.42 * spread["second"][i],
            birth_asked=0.715 * spread["birth"][i] ** 1.2,
            both_given=0.35 + 0.5 * spread["given"][i],
            phone_asked=0.10 + 0.385 * spread["phone"][i],
            origin_asked=0.55 + 0.42 * spread["origin"][i],
            town_asked=0.25 + 0.6 * spread["town"][i],
            care=tuple(luck.lognormvariate(-0.1, 0.45) for _ in range(OFFICERS)),
        )
        for i in range(POSTS)
    ]


def _spread(luck: Random, step: float) -> list[float]:
    first = luck.random()
    return [(first + i * step) % 1 for i in range(POSTS)]
