"""What became of each batch that came: still on the shelf, out with somebody, given, gone. Pure.

Where nobody noted a batch, the one that expires first is taken first, of equal ones the one that came first: so a post is told
to work, and a donor can be answered although agents type no batch at night.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from vereda.supplies.words import Moved

SHELF, GIVEN, WRITTEN_OFF, SENT, ADJUSTED = "shelf", "given", "written_off", "sent", "adjusted"
HELD = "held:"
UNKNOWN = ""
"""The lot of goods of which nobody noted that they came."""
BEFORE = "before"
"""Where pieces of a batch are of which is only known that they left before the instant at which a report begins."""

_COMES = (Moved.RECEIVED, Moved.ARRIVED)
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
    return sorted(piles.told(), key=lambda lot: piles.turns[lot.came.lot])


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


def enough_of(
    latest: Iterable[Move], named: Mapping[str, int], came: Mapping[str, int], there: int
) -> tuple[list[Move], dict[str, int]]:
    """Return the batches of which something may be left, and what left them by name: with these `left_of` says all it can say.

    latest  what was received or arrived, beginning with what is taken last; no more of it is read than holds what is there
    named   pieces that left for good from a batch that was named, by batch
    came    pieces that came of each batch that was named
    """
    found: list[Move] = []
    sure, seen = 0, defaultdict[str, int](int)
    for move in latest if there > 0 else ():
        found.append(move)
        seen[move.batch] += move.quantity
        sure += move.quantity - (min(move.quantity, named.get(move.batch, 0)) if move.batch else 0)
        if sure >= there:  # whatever is before it is gone
            break
    within = {batch: max(count - (came.get(batch, 0) - seen[batch]), 0) for batch, count in named.items()}
    return found, within


@dataclass(frozen=True)
class Standing:
    """What stood at an instant, from sums alone: the years before it need not be gone through.

    came   what was received or arrived before, in any order
    named  pieces that left for good before from a batch that was named, by batch
    shelf  pieces on the shelf by the book
    held   pieces by holder
    """

    came: Sequence[Move] = ()
    named: Mapping[str, int] = field(default_factory=dict)
    shelf: int = 0
    held: Mapping[str, int] = field(default_factory=dict)


def lots_since(standing: Standing, moves: Iterable[Move], wanted: Collection[str] = ()) -> list[Lot]:
    """Return the batches of one item as `lots_of` does, begun at an instant from what stood then as `left_of` says.

    moves   all movements from that instant on, in order of their instant and lot
    wanted  the lots that are asked for; once these are all gone for good, later movements are not looked at
    In the place `BEFORE` are the pieces that had left a batch by then, and those that pay for what left before it came.
    """
    piles, left = _Piles(), set(wanted)
    piles.stand(standing)
    for move in moves:
        piles.take(move)
        if wanted and move.what not in _COMES:
            left = {lot for lot in left if lot not in piles.came or piles.here[lot]}
            if not left:
                break
    piles.settle()
    return sorted(piles.told(), key=lambda lot: piles.turns[lot.came.lot])


type _Turn = tuple[bool, date, float, str]
"""By what lots take turns: what is known to have come, what expires first, what came first."""

_NO_TURN: _Turn = (True, date.max, float("inf"), UNKNOWN)


class _Piles:
    """Pieces by place and lot while movements are gone through.

    queues  the lots that have something, in the order in which they are taken, of the shelf and of each holder: where little is
            noted that leaves, a shelf has hundreds of them, and sorting them anew for each movement took seconds
    here    pieces of each lot on the shelf and with holders
    """

    def __init__(self) -> None:
        self.came: dict[str, Move] = {}
        self.turns: dict[str, _Turn] = {UNKNOWN: _NO_TURN}
        self.batches: dict[str, list[str]] = defaultdict(list)
        self.at: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.queues: dict[str, list[tuple[_Turn, str]]] = defaultdict(list)
        self.here: dict[str, int] = defaultdict(int)

    def stand(self, standing: Standing) -> None:
        """Put what stood at the beginning on the shelf, and from there to its holders."""
        held = sum(standing.held.values())
        for lot in left_of(standing.came, standing.named, standing.shelf + held):
            self._come(lot.came, lot.at(SHELF))
            if gone := lot.quantity - lot.at(SHELF):
                self._add(BEFORE, lot.came.lot, gone)
        for holder, count in sorted(standing.held.items()):
            if count > 0:
                self._carry(count, SHELF, HELD + holder, "")
            elif count < 0:
                self._owe(HELD + holder, -count)
        missing = standing.shelf - sum(self.at[SHELF].values())
        if missing < 0:
            self._owe(SHELF, -missing)
        elif missing:
            self._add(SHELF, UNKNOWN, missing)

    def _owe(self, place: str, count: int) -> None:
        """Note pieces that left a place before it was noted that they came: what comes later pays them."""
        self._shift(UNKNOWN, count, place, BEFORE)

    def take(self, move: Move) -> None:
        """Move the pieces of one movement."""
        if move.what in _COMES:
            self._come(move, move.quantity)
        elif move.what == Moved.ADJUSTED and move.quantity > 0:
            self._add(SHELF, UNKNOWN, move.quantity)
        else:
            self._carry(abs(move.quantity), *self._way(move), move.batch)

    def _come(self, move: Move, quantity: int) -> None:
        self.came[move.lot] = move
        self.turns[move.lot] = (False, move.expires_on or date.max, move.at.timestamp(), move.lot)
        if move.batch:
            insort(self.batches[move.batch], move.lot, key=self.turns.__getitem__)
        self._add(SHELF, move.lot, quantity)

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
        for lot, some in list(self._taken(quantity, source, batch)):
            self._shift(lot, some, source, target)
            quantity -= some
        if quantity:
            self._shift(UNKNOWN, quantity, source, target)

    def _taken(self, quantity: int, source: str, batch: str) -> Iterator[tuple[str, int]]:
        """Yield the lots that pieces are taken from, and how many of each."""
        for lot, there in self._in_turn(source, batch):
            if quantity <= 0:
                return
            some = min(quantity, there)
            yield lot, some
            quantity -= some

    def _shift(self, lot: str, quantity: int, source: str, target: str) -> None:
        self._add(source, lot, -quantity)
        self._add(target, lot, quantity)

    def _add(self, place: str, lot: str, quantity: int) -> None:
        """Add to a pile, and drop what is empty: in ten years a post has tens of thousands of teams and batches."""
        pile = self.at[place]
        before = pile[lot]
        pile[lot] += quantity
        if place == SHELF or place.startswith(HELD):
            self.here[lot] += quantity
            self._queue(place, lot, was=before > 0, now=pile[lot] > 0)
        if not pile[lot]:
            del pile[lot]
            if not pile:
                del self.at[place]

    def _queue(self, place: str, lot: str, *, was: bool, now: bool) -> None:
        if was == now:
            return
        turn, queue = (self.turns[lot], lot), self.queues[place]
        if now:
            insort(queue, turn)
            return
        del queue[bisect_left(queue, turn)]
        if not queue:
            del self.queues[place]

    def _in_turn(self, place: str, batch: str = "") -> Iterator[tuple[str, int]]:
        """Yield the lots of a place that have something, in the order in which they are taken: the batch that was named first."""
        pile = self.at.get(place, {})
        first = [lot for lot in self.batches.get(batch, ()) if pile.get(lot, 0) > 0] if batch else []
        yield from ((lot, pile[lot]) for lot in first)
        for _turn, lot in self.queues.get(place, ()):
            if lot not in first:
                yield lot, pile[lot]

    def _unknown(self, place: str) -> int:
        return self.at.get(place, {}).get(UNKNOWN, 0)

    def settle(self) -> None:
        """Take what went out before it was noted that it came from the lots that are noted now."""
        owing = [place for place in [SHELF, *sorted(self.at)] if place == SHELF or place.startswith(HELD)]
        for place in [one for one in dict.fromkeys(owing) if self._unknown(one) < 0]:
            for lot, count in list(self._in_turn(place)):
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
