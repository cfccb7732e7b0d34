"""What is left of the batches of an item, and what became of a donor's: begun where it is needed, not ten years ago."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet, Sum

from vereda.supplies.lookups.stock import may_be_left, of_group
from vereda.supplies.models.stock import Movement
from vereda.supplies.rules.lots import SHELF, Lot, Move, Standing, lots_since
from vereda.supplies.words import Moved

LOOKED_BACK = timedelta(days=90)
GRANT_SHOWN = timedelta(days=2 * 365)
CHUNK = 500
COLUMNS = (
    "moved_at", "entry", "line", "what", "quantity", "holder_kind", "holder_id", "batch", "expires_on", "donor", "grant",
)  # fmt: skip


class Became(NamedTuple):
    """What became of a donor's goods, batch by batch: (item, batch). earlier: before when there is more, None: that is all."""

    lots: list[tuple[str, Lot]]
    earlier: datetime | None


def lots_left(group: str, country: str, item: str, now: datetime) -> list[Lot]:
    """Return the batches of an item of which something is on the shelf or with a holder."""
    since = now - LOOKED_BACK
    rows = _there(group, country)
    stood = standing(group, country, [item], since)[item]
    found = lots_since(stood, _moves(rows.filter(item=item, moved_at__gte=since)))
    return [lot for lot in found if lot.at(SHELF) + lot.held]


def of_grant(group: str, country: str, donor: str, grant: str, before: datetime | None = None) -> Became:
    """Return what became of what came from a donor under a grant, of two years up to the last that came before an instant.

    before  None: up to the last that came
    """
    rows = _there(group, country)
    all_came = rows.filter(what=Moved.RECEIVED, donor=donor, grant=grant).order_by("-moved_at")
    shown = all_came.filter(moved_at__lt=before) if before else all_came
    last = shown.values_list("moved_at", flat=True).first()
    if last is None:
        return Became([], None)
    shown = shown.filter(moved_at__gte=last - GRANT_SHOWN)
    wanted: dict[str, list[str]] = defaultdict(list)
    first = last
    for item, at, entry, line in shown.values_list("item", "moved_at", "entry", "line"):
        wanted[item].append(_lot(entry, line))
        first = min(first, at)
    found = []
    for item, stood in sorted(standing(group, country, sorted(wanted), first).items()):
        moves = _moves(rows.filter(item=item, moved_at__gte=first))
        own = set(wanted[item])
        found += [(item, lot) for lot in lots_since(stood, moves, own) if lot.came.lot in own]
    return Became(found, first if all_came.filter(moved_at__lt=first).exists() else None)


def standing(group: str, country: str, items: Sequence[str], since: datetime) -> dict[str, Standing]:
    """Return what stood of some items at an instant, without going through what was before."""
    # What was withdrawn adds nothing to shelf and holders: asked without that column, sums are told by an index alone.
    book = of_group(group, country).filter(item__in=list(items), moved_at__lt=since).order_by("item")
    shelf = dict(book.values_list("item").annotate(Sum("shelf")))
    held: dict[str, dict[str, int]] = defaultdict(dict)
    sums = book.filter(holder_kind__gt="").values_list("holder_kind", "holder_id", "item").annotate(total=Sum("held"))
    for kind, id_, item, total in sums.exclude(total=0):
        held[item][f"{kind}:{id_}"] = total
    there = {item: shelf.get(item, 0) + sum(held[item].values()) for item in items}
    left = may_be_left(_there(group, country).filter(moved_at__lt=since), there)
    return {item: Standing(*left[item], shelf.get(item, 0), held[item]) for item in items}


def _there(group: str, country: str) -> QuerySet[Movement]:
    return of_group(group, country).filter(is_withdrawn=False)


def _moves(rows: QuerySet[Movement]) -> Iterator[Move]:
    """Yield movements in their order, as they are asked for."""
    ordered = rows.order_by("moved_at", "entry", "line").values_list(*COLUMNS)
    yield from (_move(told) for told in ordered.iterator(CHUNK))


def _move(told: Sequence[Any]) -> Move:  # Any: values of COLUMNS
    at, entry, line, what, quantity, kind, holder, *rest = told
    return Move(at, _lot(entry, line), Moved(what), quantity, f"{kind}:{holder}" if holder else "", *rest)


def _lot(entry: object, line: int) -> str:
    return f"{entry}:{line:03}"
