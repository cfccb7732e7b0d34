"""Records of cases to estimate individuals from: invented people, some written down twice, and what a reviewer said of pairs."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from vereda.demo.today import FAMILIES, GIVEN
from vereda.logbook.door import Author
from vereda.people.door import LinkSays, decide_link

PARTIES = (("HN", 57), ("GT", 50), ("SV", 43), ("HN", 36), ("GT", 29), ("HN", 22), ("GT", 15), ("HN", 8))
"""Nationality of a party of men of one case, and how many days ago: some in each of the last two months."""
IN_A_PARTY = 4
AGAIN = ((0, 3), (1, 4), (3, 5), (4, 6), (5, 7), (2, 2))
"""Parties of which somebody came twice: in the first as he is, in the other as somebody else heard it."""
LOOK_ALIKE = ((0, 5), (1, 6), (3, 7), (4, 1), (5, 3))
"""Parties with two who share a name and nothing else."""
A_LOOK = timedelta(seconds=25)
"""So long the reviewer looks at a pair."""


class Alike(NamedTuple):
    """Two records, the weight that the matching gave them, and what the reviewer said."""

    left: UUID
    right: UUID
    weight: float
    says: LinkSays


type Told = dict[str, Any]  # Any: fields of an Identity
type Write = Callable[[int, int, str, Sequence[Told]], list[UUID]]


def compared(write: Write) -> tuple[list[UUID], list[Alike]]:
    """Have the parties written down, and return their records with the pairs that were looked at.

    write  records what some people told: party, days ago, nationality, names
    """
    rng = random.Random("compared")  # noqa: S311  the same again, not secret
    parties = [[_told(rng) for _ in range(IN_A_PARTY)] for _ in PARTIES]
    for first, second in AGAIN:
        parties[second][-1] = _heard(parties[first][0])
    for first, second in LOOK_ALIKE:
        parties[second][1] = {
            **parties[second][1],
            "given": parties[first][2]["given"],
            "families": parties[first][2]["families"][:1],
        }
    records = [write(at, days, nation, parties[at]) for at, (nation, days) in enumerate(PARTIES)]
    pairs = [
        Alike(records[first][0], records[second][-1], 8.5 - at / 3, LinkSays.SAME)
        for at, (first, second) in enumerate(AGAIN)
    ] + [
        Alike(records[first][2], records[second][1], 1.5 - at / 2, LinkSays.DIFFERENT)
        for at, (first, second) in enumerate(LOOK_ALIKE)
    ]  # fmt: skip
    return [one for party in records for one in party], pairs


def say(pairs: Sequence[Alike], *, by: Author, at: datetime) -> None:
    """Record what the reviewer said."""
    for number, one in enumerate(pairs):
        because = ["given:same" if one.says is LinkSays.SAME else "birth:differs"]
        decide_link(one.left, one.right, one.says, because=because, known=(), by=by, at=at + number * A_LOOK)


def _told(rng: random.Random) -> Told:
    born = rng.randint(1968, 2005)
    return {"given": rng.choice(GIVEN["M"]), "families": rng.sample(FAMILIES, 2), "birth_year_from": born, "birth_year_to": born}


def _heard(told: Told) -> Told:
    """Return the same person with one family name less and a year of birth that is a guess."""
    return {**told, "families": told["families"][:1], "birth_year_from": told["birth_year_from"] - 1}
