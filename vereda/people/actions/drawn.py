"""Which of the pairs of a run are kept for a person, those that were drawn by chance among them, and in which order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import zip_longest
from uuid import UUID

from vereda.people.lookups.links import PUT_TOGETHER
from vereda.people.models import PairToReview


def held_rows(
    pairs: Sequence[PairToReview], nationality: Mapping[UUID, str], joined: Collection[UUID], a_stratum: int
) -> tuple[list[PairToReview], list[PairToReview]]:
    """Return the pairs that wait for their own sake, and those that are there only because they were drawn.

    pairs  all that were scored;  joined: put together by the program
    Of both in turn one is shown, so that nobody can tell them apart: the surest first of those that wait, and by lot of those
    drawn, so that who answers a part of them answers a part by chance. Where all pairs of a cell are drawn they keep their place.
    """
    _draw(pairs, nationality, joined, a_stratum)
    waiting = [row for row in pairs if not row.is_below and row.link not in joined]
    sampled = [row for row in pairs if (row.is_below or row.link in joined) and row.chance is not None]
    by_lot = [row for row in waiting if row.chance is not None and row.chance < 1] + sampled
    mixed = {row.link for row in by_lot}
    by_weight = sorted((row for row in waiting if row.link not in mixed), key=lambda row: (-row.weight, row.link))
    order = zip_longest(by_weight, _by_lot(by_lot))
    for turn, row in enumerate(row for both in order for row in both if row is not None):
        row.turn = turn
    return waiting, sampled


def _draw(pairs: Sequence[PairToReview], nationality: Mapping[UUID, str], joined: Collection[UUID], a_stratum: int) -> None:
    """Note with which chance each pair was drawn."""
    import numpy as np

    from vereda.people.rules.sample import Pool, chances, number_of, year_of  # numbers of a science: not at every start

    pool = Pool(
        np.array([nationality[row.left] for row in pairs], dtype="U2"),
        np.array([year_of(row.link) for row in pairs], dtype=np.int64),
        np.array([PUT_TOGETHER if row.link in joined else row.probability for row in pairs], dtype=float),
        np.array([row.is_below and row.link not in joined for row in pairs], dtype=bool),
        np.array([number_of(row.link) for row in pairs], dtype=float),
    )
    for row, chance in zip(pairs, chances(pool, a_stratum=a_stratum).tolist(), strict=True):
        row.is_below = row.is_below and row.link not in joined
        row.chance = chance or None


def _by_lot(rows: Sequence[PairToReview]) -> list[PairToReview]:
    from vereda.people.rules.sample import number_of

    return sorted(rows, key=lambda row: (number_of(row.link), row.link))
