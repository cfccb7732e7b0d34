"""The facts of stock. Each is a delta that is added, or a statement of what was counted; none sets a balance.

One subject a post and month (`rules.stock.subject_of`). Donor and grant name organisations and programmes, never a person.
"""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.logbook.schema import Code, Day, OfThePost, Strict
from vereda.supplies.words import AdjustedFor, CameFrom, HolderKind, WrittenOffFor

MOST = 1_000_000
Quantity = Annotated[int, Field(ge=1, le=MOST)]
Name = Annotated[str, StringConstraints(max_length=80)]
Batch = Annotated[str, StringConstraints(max_length=40)]


class Line(Strict):
    """So many pieces of an item. `batch`: what is printed on the box, where somebody looked."""

    item: Code
    quantity: Quantity
    batch: Batch = ""


class ReceivedLine(Line):
    """What came, and until when it may be given."""

    expires_on: Day | None = None


class FoundLine(Strict):
    """So many pieces were on the shelf."""

    item: Code
    found: Annotated[int, Field(ge=0, le=MOST)]


class Holder(Strict):
    """Who has what left the shelf: a patrol, a vehicle, a distribution (their subject), an agent (account), or a word."""

    kind: HolderKind
    id: Code


Lines = Annotated[list[Line], Field(min_length=1, max_length=60)]


class Stock(OfThePost):
    """A fact of the stock of a post. Written at the desk: the phone's forms hold no list of numbers."""

    kind: ClassVar[str]
    subject_kind: ClassVar[str] = "stock"


class StockReceived(Stock):
    """Goods came. `document`: number of the delivery note or receipt."""

    kind: ClassVar[str] = "supplies.stock_received"
    lines: Annotated[list[ReceivedLine], Field(min_length=1, max_length=60)]
    came_from: CameFrom
    donor: Name = ""
    grant: Name = ""
    document: Name = ""


class StockIssued(Stock):
    """Goods left the shelf with somebody who answers for them."""

    kind: ClassVar[str] = "supplies.stock_issued"
    lines: Lines
    holder: Holder


class StockReturned(Stock):
    """Goods came back to the shelf from whom they were issued to."""

    kind: ClassVar[str] = "supplies.stock_returned"
    lines: Lines
    holder: Holder


class StockGiven(Stock):
    """Goods were given to people: by a holder out of what was issued, or from the shelf. It may name for which record."""

    kind: ClassVar[str] = "supplies.stock_given"
    lines: Lines
    holder: Holder | None = None
    encounter: UUID | None = None
    distribution: UUID | None = None


class StockWrittenOff(Stock):
    """Goods are gone without having been given: from the shelf, or from what a holder had."""

    kind: ClassVar[str] = "supplies.stock_written_off"
    lines: Lines
    reason: WrittenOffFor
    holder: Holder | None = None


class StockCounted(Stock):
    """Somebody counted the shelf. What was found; the book is not changed by it."""

    kind: ClassVar[str] = "supplies.stock_counted"
    lines: Annotated[list[FoundLine], Field(min_length=1, max_length=200)]


class StockAdjusted(Stock):
    """What explains the difference between a count and the book. It happened by the time of the count (`occurred_at`)."""

    kind: ClassVar[str] = "supplies.stock_adjusted"
    item: Code
    delta: Annotated[int, Field(ge=-MOST, le=MOST)]
    reason: AdjustedFor
    count: UUID


class StockSent(Stock):
    """Goods left for another post. `transfer` is written on the paper that travels with them."""

    kind: ClassVar[str] = "supplies.stock_sent"
    lines: Annotated[list[ReceivedLine], Field(min_length=1, max_length=60)]
    to_group: Code
    transfer: UUID


class StockArrived(Stock):
    """Goods came from another post. `transfer` is empty where the paper was lost."""

    kind: ClassVar[str] = "supplies.stock_arrived"
    lines: Annotated[list[ReceivedLine], Field(min_length=1, max_length=60)]
    from_group: Code
    transfer: UUID | None = None


class TransferHeard(Stock):
    """The other post said that what was sent is there. Only its word: what it received stands in its own stock."""

    kind: ClassVar[str] = "supplies.transfer_heard"
    transfer: UUID


class StockWithdrawn(Stock):
    """An entry of the same month was a mistake; it moves nothing."""

    kind: ClassVar[str] = "supplies.stock_withdrawn"
    entry: UUID


class LowMarkSet(OfThePost):
    """From so many of an item on this post wants to be warned; 0: never."""

    kind: ClassVar[str] = "supplies.low_mark_set"
    subject_kind: ClassVar[str] = "stock_marks"
    item: Code
    mark: Annotated[int, Field(ge=0, le=MOST)]


KINDS = (
    StockReceived,
    StockIssued,
    StockReturned,
    StockGiven,
    StockWrittenOff,
    StockCounted,
    StockAdjusted,
    StockSent,
    StockArrived,
    TransferHeard,
    StockWithdrawn,
)
MARK_KINDS = (LowMarkSet,)
