"""What pages ask of stock: what is there, who has what, what a count and the book disagree about, what became of a batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Max, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from vereda.countries.door import SupplyItem, pack
from vereda.supplies.models.stock import LowMark, Movement, StockCount
from vereda.supplies.rules.lots import SHELF, Lot, Move, enough_of, left_of
from vereda.supplies.rules.period import Sums
from vereda.supplies.words import Moved

COUNTS_SHOWN = timedelta(days=45)
EXPIRES_SOON = timedelta(days=30)
EXPIRED_SHOWN = timedelta(days=400)
FEW = 20  # batches read at a time


class Balance(NamedTuple):
    """So many pieces of an item: on the shelf by the book, out with somebody, and from how many on the post is warned."""

    item: str
    shelf: int
    out: int
    low: int

    @property
    def is_low(self) -> bool:
        return self.shelf <= self.low and self.low > 0

    @property
    def is_negative(self) -> bool:
        return self.shelf < 0


class Held(NamedTuple):
    """So many pieces of an item with one holder; below zero: it answers for more than it took. since: last movement."""

    kind: str
    id: str
    item: str
    pieces: int
    since: datetime


class Difference(NamedTuple):
    """A count beside the book. left: what nothing explains yet [pieces found more (+) or less (-)]."""

    entry: UUID
    item: str
    counted_at: datetime
    by: str
    found: int
    book: int
    adjusted: int

    @property
    def left(self) -> int:
        return self.found - self.book - self.adjusted


def of_group(group: str, country: str) -> QuerySet[Movement]:
    """Return the movements of a post, those that were withdrawn as well."""
    return Movement.objects.filter(country=country, group=group)


def items_of(country: str, on: date) -> list[SupplyItem]:
    """Return the items of the pack that hold on a day, in its order."""
    return sorted((row for row in pack(country).supply_items.values() if row.holds_on(on)), key=lambda row: row.order)


def marks_of(group: str, country: str) -> dict[str, int]:
    """Return from how many on the post is warned, by item: its own mark, else that of the pack."""
    usual = {row.code: row.low for row in pack(country).supply_items.values()}
    return usual | dict(LowMark.objects.filter(country=country, group=group).values_list("item", "mark"))


def balance(group: str, country: str) -> dict[str, Balance]:
    """Return the book of a post by item: of every item that ever moved there."""
    low = marks_of(group, country)
    sums = of_group(group, country).values_list("item").annotate(Sum("shelf"), Sum("held")).order_by("item")
    return {item: Balance(item, shelf, out, low.get(item, 0)) for item, shelf, out in sums}


def held_by(group: str, country: str, *, kind: str = "", id: str = "") -> list[Held]:  # noqa: A002  as a holder has it
    """Return who has what, of one holder or of all: also who answers for more than it took."""
    rows = of_group(group, country).filter(holder_kind__gt="")
    rows = rows.filter(holder_kind=kind, holder_id=id) if id else rows
    # Left out by the database: in ten years there are thousands of teams that brought everything back.
    sums = rows.values_list("holder_kind", "holder_id", "item").annotate(total=Sum("held"), last=Max("moved_at"))
    return [Held(*row) for row in sums.exclude(total=0).order_by("holder_kind", "holder_id", "item")]


def movements(group: str, country: str, *, item: str = "", most: int = 60) -> list[Movement]:
    """Return the last movements of a post, the newest first."""
    rows = of_group(group, country)
    return list((rows.filter(item=item) if item else rows).order_by("-moved_at", "-entry", "line")[:most])


def movement(entry: UUID, group: str, country: str) -> Movement | None:
    """Return the first line of an entry that moved goods of the post."""
    return of_group(group, country).filter(entry=entry).order_by("line").first()


def differences(
    group: str, country: str, since: datetime | None, *, entry: UUID | None = None, book: Mapping[str, Balance] | None = None
) -> list[Difference]:
    """Return the counts since then beside what the book said at that instant, as far as it is known today; newest first.

    since  None: whenever they were made; entry: one count alone; book: the balance of the post, where it was read already

    What explains a count happened by the time of it; what explains an earlier one is part of the book.
    """
    counts = StockCount.objects.filter(country=country, group=group, is_withdrawn=False)
    counts = counts.filter(counted_at__gte=since) if since else counts
    same = Movement.objects.filter(country=country, group=group, item=OuterRef("item"), moved_at__gt=OuterRef("counted_at"))
    # Little moved since a count, and ten years before it: the book of that instant is today's less what came after.
    rows = (counts.filter(entry=entry) if entry else counts).annotate(after=Coalesce(Subquery(_sum(same, "shelf")), 0))
    found = list(rows.order_by("-counted_at", "item"))
    there = balance(group, country) if book is None and found else book or {}
    adjusted, explained = _explained([row.entry for row in found])
    return [
        Difference(
            row.entry,
            row.item,
            row.counted_at,
            row.by,
            row.found,
            (there[row.item].shelf if row.item in there else 0) - row.after - explained(row),
            adjusted.get((row.entry, row.item), 0),
        )
        for row in found
    ]


def _explained(entries: Sequence[UUID]) -> tuple[dict[tuple[UUID | None, str], int], Callable[[StockCount], int]]:
    """Return what explains counts, by count and item; and of one count what of it happened by its time, and is in the book."""
    moves = Movement.objects.filter(count__in=entries).values_list("count", "item", "moved_at", "shelf") if entries else []
    adjusted: dict[tuple[UUID | None, str], int] = defaultdict(int)
    told = list(moves)
    for count, item, _at, shelf in told:
        adjusted[count, item] += shelf

    def by_then(row: StockCount) -> int:
        return sum(shelf for count, item, at, shelf in told if (count, item) == (row.entry, row.item) and at <= row.counted_at)

    return adjusted, by_then


def _sum(rows: QuerySet[Movement], field: str) -> QuerySet[Movement, int]:
    # order_by(): an order would become part of the grouping
    return rows.order_by().values("item").annotate(total=Sum(field)).values_list("total", flat=True)


def period(group: str, country: str, start: datetime, end: datetime) -> list[Sums]:
    """Return what each item did from `start` (included) to `end` (not)."""
    rows = of_group(group, country)
    earlier = rows.filter(moved_at__lt=start).values_list("item").annotate(Sum("shelf"), Sum("held"))
    before = {item: (shelf, out) for item, shelf, out in earlier.order_by("item")}
    within = rows.filter(moved_at__gte=start, moved_at__lt=end, is_withdrawn=False)
    moved: dict[str, dict[tuple[Moved, bool], int]] = defaultdict(dict)
    for item, what, kind, total in within.values_list("item", "what", "holder_kind").annotate(Sum("quantity")).order_by("item"):
        key = (Moved(what), bool(kind))
        moved[item][key] = moved[item].get(key, 0) + total
    return [Sums(item, *before.get(item, (0, 0)), moved.get(item, {})) for item in sorted({*before, *moved})]


def given(group: str, country: str, start: datetime, end: datetime) -> list[tuple[str, int]]:
    """Return how many pieces of each item were given in a period, at the post and by holders; what stood before is not asked."""
    rows = of_group(group, country).filter(what=Moved.GIVEN, moved_at__gte=start, moved_at__lt=end, is_withdrawn=False)
    return list(rows.values_list("item").annotate(Sum("quantity")).order_by("item"))


def reasons(group: str, country: str, start: datetime, end: datetime) -> list[tuple[str, str, int]]:
    """Return why goods were written off in a period: (item, reason, pieces)."""
    rows = of_group(group, country).filter(moved_at__gte=start, moved_at__lt=end, is_withdrawn=False, what=Moved.WRITTEN_OFF)
    return list(rows.values_list("item", "reason").annotate(Sum("quantity")).order_by("item", "reason"))


def held_until(group: str, country: str, end: datetime) -> list[Held]:
    """Return who had what at an instant."""
    rows = of_group(group, country).filter(holder_kind__gt="", moved_at__lt=end)
    # Left out by the database: in ten years there are thousands of teams that brought everything back.
    sums = rows.values_list("holder_kind", "holder_id", "item").annotate(total=Sum("held"), last=Max("moved_at"))
    return [Held(*row) for row in sums.exclude(total=0).order_by("holder_kind", "holder_id", "item")]


def expiring(group: str, country: str, today: date, book: Mapping[str, Balance] | None = None) -> list[tuple[str, Lot]]:
    """Return the batches of which something is left and that expire within 30 days or have expired: (item, batch).

    book  the balance of the post, where it was read already
    """
    until = today + EXPIRES_SOON
    here = of_group(group, country).filter(is_withdrawn=False)
    came = here.filter(what__in=(Moved.RECEIVED, Moved.ARRIVED))
    soon = came.filter(expires_on__lte=until, expires_on__gte=today - EXPIRED_SHOWN)
    items = list(soon.values_list("item", flat=True).distinct().order_by("item"))
    if not items:
        return []
    book = balance(group, country) if book is None else book
    there = {item: book[item].shelf + book[item].out for item in items}
    found = [(item, lot) for item, told in may_be_left(here, there).items() for lot in left_of(*told, there[item])]
    left = [(item, lot) for item, lot in found if lot.at(SHELF) and (lot.came.expires_on or date.max) <= until]
    return sorted(left, key=lambda one: (one[1].came.expires_on or date.max, one[0]))


def may_be_left(rows: QuerySet[Movement], there: Mapping[str, int]) -> dict[str, tuple[list[Move], dict[str, int]]]:
    """Return by item the batches of which something may be left, and what left them by name (`rules.lots.enough_of`).

    rows   the movements that count; there: pieces that the book has of each item after them
    A post has had hundreds of batches of an item; read are those that hold what is there, and a few more.
    """
    named: dict[str, dict[str, int]] = defaultdict(dict)
    here = rows.filter(item__in=list(there))
    gone = here.filter(what__in=(Moved.GIVEN, Moved.WRITTEN_OFF, Moved.SENT), batch__gt="")
    for item, batch, total in gone.values_list("item", "batch").annotate(Sum("quantity")).order_by("item"):
        named[item][batch] = total
    came, sums = here.filter(what__in=(Moved.RECEIVED, Moved.ARRIVED)), defaultdict[str, dict[str, int]](dict)
    if named:
        known = came.filter(batch__in={batch for told in named.values() for batch in told})
        for item, batch, total in known.values_list("item", "batch").annotate(Sum("quantity")).order_by("item"):
            sums[item][batch] = total
    return {item: enough_of(_latest(came.filter(item=item)), named[item], sums[item], count) for item, count in there.items()}


def _latest(came: QuerySet[Movement]) -> Iterator[Move]:
    """Yield what came, beginning with what is taken last."""
    rows = came.order_by(F("expires_on").desc(nulls_first=True), "-moved_at", "-entry", "-line")
    columns = ("moved_at", "entry", "line", "what", "quantity", "batch", "expires_on", "donor", "grant")
    for at, entry, line, what, quantity, batch, expires, donor, grant in rows.values_list(*columns).iterator(FEW):
        yield Move(at, f"{entry}:{line:03}", Moved(what), quantity, "", batch, expires, donor, grant)


def grants(group: str, country: str) -> list[tuple[str, str]]:
    """Return the donors and grants of which goods came: (donor, grant), by name."""
    rows = of_group(group, country).filter(is_withdrawn=False, what=Moved.RECEIVED).exclude(donor="", grant="")
    return list(rows.values_list("donor", "grant").distinct().order_by("donor", "grant"))


class OnTheWay(NamedTuple):
    """What one post sent to another. arrived: pieces that the other noted by item; heard_at: when it said that it came."""

    transfer: UUID
    group: str
    other: str
    sent_at: datetime
    lines: list[Movement]
    arrived: dict[str, int]
    heard_at: datetime | None

    @property
    def is_there(self) -> bool:
        return bool(self.arrived) or self.heard_at is not None

    @property
    def missing(self) -> dict[str, int]:
        """Return what was sent and not noted as arrived, once something was."""
        sent: dict[str, int] = defaultdict(int)
        for line in self.lines:
            sent[line.item] += line.quantity
        return {item: count - self.arrived.get(item, 0) for item, count in sent.items() if count != self.arrived.get(item, 0)}


def sent(group: str, country: str, since: datetime) -> list[OnTheWay]:
    """Return what the post sent since then, the newest first."""
    return _on_the_way(of_group(group, country).filter(what=Moved.SENT, moved_at__gte=since, is_withdrawn=False))


def coming(group: str, country: str, since: datetime) -> list[OnTheWay]:
    """Return what others sent to the post since then and nobody noted here: known where both posts' stock is.

    What a group sends in a practice reaches nobody: its shadow is in no list of the pack.
    """
    rows = Movement.objects.filter(country=country, other_group=group, what=Moved.SENT, moved_at__gte=since, is_withdrawn=False)
    rows = rows.filter(group__in=list(pack(country).groups))
    return [one for one in _on_the_way(rows) if not one.arrived]


def _on_the_way(rows: QuerySet[Movement]) -> list[OnTheWay]:
    lines: dict[UUID, list[Movement]] = defaultdict(list)
    for row in rows.order_by("-moved_at", "entry", "line"):
        if row.transfer:
            lines[row.transfer].append(row)
    came: dict[UUID, dict[str, int]] = defaultdict(dict)
    arrived = Movement.objects.filter(transfer__in=list(lines), what=Moved.ARRIVED, is_withdrawn=False)
    for transfer, item, total in arrived.values_list("transfer", "item").annotate(Sum("quantity")).order_by("item"):
        if transfer:
            came[transfer][item] = total
    return [
        OnTheWay(one, found[0].group, found[0].other_group, found[0].moved_at, found, came.get(one, {}), found[0].heard_at)
        for one, found in lines.items()
    ]
