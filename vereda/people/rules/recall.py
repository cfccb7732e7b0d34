"""How far answers are trusted: which share of people say another answer than what was, as a table with owner and source. Pure.

The shares are ranges that nobody has measured for this question. They do not make the estimate right: it takes people at their
word, and its interval reaches from one end of the ranges to the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vereda.people.words import LastHelp
from vereda.ruled import rows_of

type Floats = NDArray[np.float64]

TABLE = Path(__file__).parent / "tables" / "recall.csv"
ANSWERS = (LastHelp.NEVER, LastHelp.WEEK, LastHelp.MONTH, LastHelp.YEAR, LastHelp.LONGER)
"""The order of answers in every array."""
FARTHER = (LastHelp.WEEK, LastHelp.MONTH, LastHelp.YEAR, LastHelp.LONGER, LastHelp.NEVER)
"""Answers from the nearest to the farthest: whoever says one that is too near is taken for somebody who was met before."""
ROUNDS = 60
SILENT = (0.67, 1.5)
"""How many times as often people helped in the last 30 days are among those who did not answer. Own proposal."""


@dataclass(frozen=True, eq=False)
class Recall:
    """What is assumed of memory.

    low, high  share of those who mean one answer [row] and say another [column], both in the order of ANSWERS; 0 on the diagonal
    silent     SILENT, or what is assumed in its place
    """

    version: str
    low: Floats
    high: Floats
    silent: tuple[float, float]

    def taken(self) -> Floats:
        """Return the shares that the estimate itself takes, the least that may be: said [column] of meant [row]."""
        return _whole(self.low)

    def fewest(self) -> Floats:
        """Return the end of the ranges with fewest individuals: help is told as farther away than it was, or forgotten."""
        return _whole(np.where(_is_nearer(), self.low, self.high))

    def most(self) -> Floats:
        """Return the other end: help is told as nearer than it was, and that of others as ours."""
        return _whole(np.where(_is_nearer(), self.high, self.low))


@cache
def recall() -> Recall:
    """Return the newest version of the table."""
    rows = list(rows_of(TABLE))
    newest = max(rows, key=lambda row: int(row["version"]))["version"]
    low, high = np.zeros((5, 5)), np.zeros((5, 5))
    for row in rows:
        if row["version"] == newest:
            at = ANSWERS.index(LastHelp(row["meant"])), ANSWERS.index(LastHelp(row["said"]))
            low[at], high[at] = float(row["low"]), float(row["high"])
    return Recall(newest, low, high, SILENT)


def perfect() -> Recall:
    """Return the assumption that everybody remembers, and whoever is silent is like the others."""
    return Recall("0", np.zeros((5, 5)), np.zeros((5, 5)), (1.0, 1.0))


def meant_of_said(said: Floats, confused: Floats) -> Floats:
    """Return of those who said an answer [row] the share that meant each [column].

    said      share of each answer [..., 5], as it was said
    confused  shares said [column] of meant [row], the same for all

    The shares meant are the likeliest that no share is negative of (expectation and maximisation).
    """
    meant = np.full(said.shape, 0.2)
    for _ in range(ROUNDS):
        expected = meant @ confused
        meant = meant * (np.divide(said, expected, out=np.zeros_like(expected), where=expected > 0) @ confused.T)
    joint = np.swapaxes(meant[..., :, None] * confused, -1, -2)
    whole = joint.sum(axis=-1, keepdims=True)
    return np.where(whole > 0, np.divide(joint, whole, out=np.zeros_like(joint), where=whole > 0), np.eye(5))


def tilted(said: Floats, silent: Floats, more: Floats) -> Floats:
    """Return the shares of all people due, when those who did not answer were helped lately `more` times as often.

    said    shares among those who answered [draw, answer]; silent: share of people who did not [draw]
    """
    lately = np.array([one in (LastHelp.WEEK, LastHelp.MONTH) for one in ANSWERS])
    others = said * np.where(lately, more[..., None], 1.0)
    whole = others.sum(axis=-1, keepdims=True)
    others = np.divide(others, whole, out=np.zeros_like(others), where=whole > 0)
    return said * (1 - silent[..., None]) + others * silent[..., None]


def _is_nearer() -> NDArray[np.bool_]:
    """Tell where what is said [column] is nearer than what is meant [row]."""
    distance = np.array([FARTHER.index(one) for one in ANSWERS])
    return distance[None, :] < distance[:, None]


def _whole(off: Floats) -> Floats:
    return off + np.eye(5) * (1 - off.sum(axis=-1))[..., None, :]
