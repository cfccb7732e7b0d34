"""Whether a period adds up: issued = given + returned + written off + still out, and the shelf before and after. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vereda.supplies.words import Moved


@dataclass(frozen=True, slots=True)
class Sums:
    """What one item did in a period, in pieces.

    before, out_before  on the shelf, and out with somebody, when it began
    moved               by what happened and whether a holder is named: sums of quantities
    """

    item: str
    before: int
    out_before: int
    moved: Mapping[tuple[Moved, bool], int]

    def of(self, what: Moved, *, is_held: bool = False) -> int:
        return self.moved.get((what, is_held), 0)

    @property
    def came(self) -> int:
        """Return what was received or came from another post."""
        return self.of(Moved.RECEIVED) + self.of(Moved.ARRIVED)

    @property
    def issued(self) -> int:
        return self.of(Moved.ISSUED, is_held=True)

    @property
    def returned(self) -> int:
        return self.of(Moved.RETURNED, is_held=True)

    @property
    def given_out(self) -> int:
        """Return what holders gave."""
        return self.of(Moved.GIVEN, is_held=True)

    @property
    def given_here(self) -> int:
        """Return what was given from the shelf."""
        return self.of(Moved.GIVEN)

    @property
    def lost_out(self) -> int:
        return self.of(Moved.WRITTEN_OFF, is_held=True)

    @property
    def lost_here(self) -> int:
        return self.of(Moved.WRITTEN_OFF)

    @property
    def sent(self) -> int:
        return self.of(Moved.SENT)

    @property
    def adjusted(self) -> int:
        return self.of(Moved.ADJUSTED)

    @property
    def after(self) -> int:
        """Return what the shelf must hold at the end; below zero where more went out than anybody noted to have come."""
        gone = self.issued + self.given_here + self.lost_here + self.sent
        return self.before + self.came + self.returned + self.adjusted - gone

    @property
    def out_after(self) -> int:
        """Return what must still be out: issued - given - returned - written off."""
        return self.out_before + self.issued - self.returned - self.given_out - self.lost_out


def is_explained(sums: Sums, out_now: int) -> bool:
    """Return whether the equation holds with what holders have, counted apart from it.

    out_now  pieces that holders have, each counted from zero up: one that answers for more than it took hides nobody else's
    """
    return sums.out_after == out_now
