"""What became of each batch that came: still on the shelf, out with somebody, given, gone. Pure.

Where nobody noted a batch, the one that expires first is taken first, of equal ones the one that came first: so a post is told
to work, and a donor can be answered although agents type no batch at night.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from vereda.supplies.words import Moved

SHELF, GIVEN, WRITTEN_OFF, SENT, ADJUSTED = "shelf", "given", "written_off", "sent", "adjusted"
HELD = "held:"
UNKNOWN = ""
"""The lot of goods of which nobody noted that they came."""

_ENDS = {Moved.GIVEN: GIVEN, Moved.WRITTEN_OFF: WRITTEN_OFF, Moved.SENT: SENT}


@dataclass(frozen=True, slots=True)
class Move:
    """A movement of one item.

    lot       named by the entry and its line
    quantity  pieces; of an adjustment signed
    holder    '' where none is named
    """

    at: datetime
    lot: str
    what: Moved
    quantity: int
    holder: str = ""
    batch: str = ""
    expires_on: date | None = None
    donor: str = ""
    grant: str = ""


@dataclass(slots=True)
class Lot:
    """A batch that came, and where its pieces are: `places` add up to `quantity`."""

    came: Move
    quantity: int
    places: dict[str, int] = field(default_factory=dict)

    def at(self, place: str) -> int:
        return self.places.get(place, 0)

    @property
    def held(self) -> int:
        """Return how many are out with somebody."""
        return sum(count for place, count in self.places.items() if place.startswith(HELD))


def lots_of(moves: Iterable[Move]) -> list[Lot]:
    """Return the batches of one item with where their pieces are, in the order in which they are to be used.

    moves  all movements of the item at one post, in any order
    """
    piles = _Piles()
    for move in sorted(moves, key=lambda one: (one.at, one.lot)):
        piles.take(move)
    piles.settle()
    return sorted(piles.told(), key=lambda lot: piles.turn(lot.came.lot, ""))


def left_of(came: Iterable[Move], named: Mapping[str, int], there: int) -> list[Lot]:
    """Return what is left of each batch of one item, from sums alone: the board cannot go through ten years of movements.

    came   what was received or arrived, in any order
    named  pieces that left for good from a batch that was named, by batch
    there  pieces that the book has, on the shelf and with holders
    What left and named no batch is of what expires first, of equal ones of what came first.
    """
    gone = dict(named)
    lots = sorted(came, key=lambda one: (one.expires_on or date.max, one.at, one.lot))
    left = []
    for lot in lots:
        some = min(gone.get(lot.batch, 0), lot.quantity) if lot.batch else 0
        gone[lot.batch] = gone.get(lot.batch, 0) - some
        left.append(lot.quantity - some)
    unnamed = max(sum(left) - max(there, 0), 0)
    made = []
    for lot, count in zip(lots, left, strict=True):
        some = min(unnamed, count)
        unnamed -= some
        made.append(Lot(lot, lot.quantity, {SHELF: count - some} if count > some else {}))
    return made


class _Piles:
    """Pieces by place and lot while movements are gone through."""

    def __init__(self) -> None:
        self.came: dict[str, Move] = {}
        self.at: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))

    def take(self, move: Move) -> None:
        """Move the pieces of one movement."""
        if move.what in (Moved.RECEIVED, Moved.ARRIVED):
            self.came[move.lot] = move
            self._add(SHELF, move.lot, move.quantity)
        elif move.what == Moved.ADJUSTED and move.quantity > 0:
            self._add(SHELF, UNKNOWN, move.quantity)
        else:
            self._carry(abs(move.quantity), *self._way(move), move.batch)

    @staticmethod
    def _way(move: Move) -> tuple[str, str]:
        holder = HELD + move.holder if move.holder else SHELF
        if move.what == Moved.ISSUED:
            return SHELF, holder
        if move.what == Moved.RETURNED:
            return holder, SHELF
        return holder, _ENDS.get(move.what, ADJUSTED)

    def _carry(self, quantity: int, source: str, target: str, batch: str) -> None:
        """Carry pieces from one place to another, lot by lot; what the source does not have is of the unknown lot."""
        for lot, there in self._in_turn(source, batch):
            some = min(quantity, there)
            if some:
                self._shift(lot, some, source, target)
                quantity -= some
        if quantity:
            self._shift(UNKNOWN, quantity, source, target)

    def _shift(self, lot: str, quantity: int, source: str, target: str) -> None:
        self._add(source, lot, -quantity)
        self._add(target, lot, quantity)

    def _add(self, place: str, lot: str, quantity: int) -> None:
        """Add to a pile, and drop what is empty: in ten years a post has tens of thousands of teams and batches."""
        pile = self.at[place]
        pile[lot] += quantity
        if not pile[lot]:
            del pile[lot]
            if not pile:
                del self.at[place]

    def turn(self, lot: str, batch: str) -> tuple[bool, bool, date, datetime | float, str]:
        """Return by what lots take turns: the batch that was named, then what expires first, then what came first."""
        move = self.came.get(lot)
        if move is None:
            return True, True, date.max, float("inf"), lot
        return bool(batch) and move.batch != batch, False, move.expires_on or date.max, move.at.timestamp(), lot

    def _in_turn(self, place: str, batch: str = "") -> list[tuple[str, int]]:
        """Return the lots of a place that have something, in the order in which they are taken: (lot, pieces)."""
        there = [(lot, count) for lot, count in self.at.get(place, {}).items() if count > 0]
        return sorted(there, key=lambda one: self.turn(one[0], batch))

    def _unknown(self, place: str) -> int:
        return self.at.get(place, {}).get(UNKNOWN, 0)

    def settle(self) -> None:
        """Take what went out before it was noted that it came from the lots that are noted now."""
        owing = [place for place in [SHELF, *sorted(self.at)] if place == SHELF or place.startswith(HELD)]
        for place in [one for one in dict.fromkeys(owing) if self._unknown(one) < 0]:
            for lot, count in self._in_turn(place):
                owed = -self._unknown(place)
                if owed > 0:
                    self._swap(lot, min(owed, count), place)

    def _swap(self, lot: str, quantity: int, place: str) -> None:
        for other in [one for one in sorted(self.at) if one != place and self._unknown(one) > 0]:
            some = min(quantity, self._unknown(other))
            if some > 0:
                self._shift(lot, some, place, other)
                self._shift(UNKNOWN, some, other, place)
                quantity -= some

    def told(self) -> Iterator[Lot]:
        places: dict[str, dict[str, int]] = defaultdict(dict)
        for place, pile in sorted(self.at.items()):
            for lot, count in pile.items():
                places[lot][place] = count
        yield from (Lot(came, came.quantity, places[lot]) for lot, came in self.came.items())
