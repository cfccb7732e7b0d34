"""Goods of a distribution: what the stock says left for it, came back or was lost, beside what was tapped as given.

The stock is the one book of goods. A distribution is a holder in it, and what was tapped leaves it when the count is closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Sum

from vereda.countries.door import pack
from vereda.gatherings import door as gatherings
from vereda.gatherings.door import Balance, Gathering, Goods, What
from vereda.logbook.door import Author, Draft
from vereda.supplies import door as supplies
from vereda.supplies.door import Holder, HolderKind, Line, Moved, Movement, WrittenOffFor

MOVES = (Moved.ISSUED, Moved.RETURNED, Moved.WRITTEN_OFF)
SHOWN = 40

type OfItems = Mapping[str, Goods]


def holder_of(row: Gathering) -> Holder:
    """Return a distribution as the stock names it."""
    return Holder(kind=HolderKind.DISTRIBUTION, id=str(row.subject))


def goods_of(rows: Iterable[Gathering]) -> dict[UUID, OfItems]:
    """Return what the stock says of distributions, by item; of all of them at once."""
    wanted = [row for row in rows if row.what == What.DISTRIBUTION]
    if not wanted:
        return {}
    sums: dict[UUID, dict[str, dict[str, int]]] = {}
    held = supplies.stock_lookups.of_group(wanted[0].group, wanted[0].country).filter(
        holder_kind=HolderKind.DISTRIBUTION,
        holder_id__in=[str(row.subject) for row in wanted],
        what__in=MOVES,
        is_withdrawn=False,
    )
    for holder, item, what, pieces in held.values_list("holder_id", "item", "what").annotate(Sum("quantity")).order_by("item"):
        sums.setdefault(UUID(holder), {}).setdefault(item, {})[what] = pieces
    return {
        holder: {item: Goods(*(told.get(move, 0) for move in MOVES)) for item, told in items.items()}
        for holder, items in sums.items()
    }


def balances(row: Gathering, goods: OfItems) -> list[Balance]:
    """Return each item of a distribution: issued, given, returned, lost; none of a reception."""
    if row.what != What.DISTRIBUTION:
        return []
    return gatherings.balances([one["item"] for one in row.items], row.given, goods)


def differs(row: Gathering, goods: OfItems) -> bool:
    """Tell whether what left the stock is not what was given, returned and lost."""
    return any(one.difference for one in balances(row, goods))


def movements(row: Gathering) -> list[Movement]:
    """Return the last movements of stock that name a distribution and can be taken back, the newest first."""
    rows = supplies.stock_lookups.of_group(row.group, row.country).filter(
        holder_kind=HolderKind.DISTRIBUTION, holder_id=str(row.subject), what__in=MOVES, is_withdrawn=False
    )
    return list(rows.order_by("-moved_at", "-entry", "line")[:SHOWN])


def move(
    row: Gathering,
    what: Moved,
    lines: Sequence[Line],
    *,
    reason: WrittenOffFor,
    by: Author,
    at: datetime,
    entry: UUID | None,
) -> None:
    """Record in the stock that goods left for a distribution, came back, or were lost there."""
    holder = holder_of(row)
    if what == Moved.ISSUED:
        supplies.issue(lines, holder=holder, by=by, at=at, entry=entry)
    elif what == Moved.RETURNED:
        supplies.goods_come_back(holder, returned=lines, by=by, at=at, entry=entry)
    else:
        supplies.goods_come_back(holder, written_off=lines, reason=reason, by=by, at=at, entry=entry)


def given_drafts(row: Gathering, given: Mapping[str, int], encounter: UUID | None, *, by: Author, at: datetime) -> list[Draft]:
    """Return that what was tapped left the stock, for the block in which the count is closed; nothing of a reception."""
    known = pack(by.country).supply_items
    lines = [Line(item=code, quantity=pieces) for code, pieces in sorted(given.items()) if code in known and pieces > 0]
    if row.what != What.DISTRIBUTION or not lines:
        return []
    return [supplies.give_draft(lines, by=by, at=at, holder=holder_of(row), encounter=encounter, distribution=row.subject)]


def take_given_back(row: Gathering, *, by: Author, at: datetime) -> None:
    """Record that what the closing took out of the stock is out again with the distribution: the count goes on."""
    given = supplies.stock_lookups.of_group(row.group, row.country).filter(
        distribution=row.subject, what=Moved.GIVEN, is_withdrawn=False
    )
    for entry in dict.fromkeys(given.order_by("moved_at", "entry").values_list("entry", flat=True)):
        supplies.stock_actions.withdraw(entry, by=by, at=at)
