"""Counting the shelf, whether a period adds up, what became of a donor's goods, one item by itself."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import NotForYou, Purpose, Reader, RecordClass, serves
from vereda.desk.frame import LOOKING, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import stock as stock_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import POST_WORK, attempt
from vereda.desk.web.new_encounter import entry_of, fresh_token
from vereda.desk.words.supplies import ADJUSTED, WRITTEN_OFF
from vereda.errors import FieldError
from vereda.groups import door as groups
from vereda.supplies.door import AdjustedFor, FoundLine, Held, Sums, is_explained, lot_lookups
from vereda.supplies.door import stock_actions as actions
from vereda.supplies.door import stock_lookups as lookups

FOUND = "n:"
LONGEST = timedelta(days=400)
ITEM_MOVES = 60


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def count(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form of a count and what waits to be explained, or record what was found.

    The form does not say what the book has: who counts should not see the number that is expected.
    """
    labels = Labels(reader.country)
    typed = Typed(request.POST if request.method == "POST" else {}, labels, zone_of(reader))
    if request.method == "POST" and _counted(request, reader, typed):
        return to("stock_count")
    typed.values.setdefault("token", fresh_token())
    context = {
        "form": typed,
        "items": stock_room.items(reader.group, reader.country, now().date()),
        "unexplained": stock_room.unexplained(reader.group, reader.country, now(), labels),
        "reasons": list(ADJUSTED.items()),
    }
    return page(request, "desk/stock_count.html", context, here="post", status=422 if typed.errors else 200)


def _counted(request: HttpRequest, reader: Reader, typed: Typed) -> bool:
    known, at = typed.labels.pack.supply_items, stock_room.when(typed, now())
    # Zero is a number that was found; an empty field was not counted.
    read = [(rest, typed.number_or_none(name)) for rest, name in typed.named(FOUND) if rest in known]
    found = [FoundLine(item=code, found=number) for code, number in read if number is not None]
    if not found and not typed.errors:
        typed.wrong("form", _("Anote lo que contó de al menos un artículo."))
    if typed.errors:
        return False
    try:
        made = actions.count(found, by=author(reader), at=at, entry=entry_of(typed.get("token"), reader))
    except FieldError as error:
        if error.code != "supplies.already_noted":
            typed.refuse(error, stock_room.FIELDS)
            return False
        messages.warning(request, _("Ese conteo ya estaba anotado."))
        return True
    left = [one for one in lookups.differences(reader.group, reader.country, None, entry=made.entry) if one.left]
    if left:
        messages.warning(request, _("Conteo anotado. Hay diferencias con el libro: explíquelas aquí abajo."))
    else:
        messages.success(request, _("Conteo anotado: coincide con el libro."))
    return True


@POST_WORK
@room
@require_POST
def explain(request: HttpRequest, reader: Reader, entry: UUID) -> HttpResponse:
    """Explain what a count and the book differ in; the book follows the count from that instant on."""
    reason, item = request.POST.get("reason", ""), request.POST.get("item", "")
    if reason not in set(AdjustedFor):
        messages.warning(request, _("Elija qué explica la diferencia."))
        return to("stock_count")
    act = partial(actions.explain, counted=entry, item=item, reason=AdjustedFor(reason), by=author(reader))
    attempt(request, reader, act, _("Explicado: el libro queda como el conteo."))
    return to("stock_count")


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def period(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show whether what was issued in a period is given, returned, written off or still out, and name what does not add up."""
    group, country, labels = own_group(reader), reader.country, Labels(reader.country)
    spans = _spans(group, country)
    typed = Typed(request.GET, labels, zone_of(reader))
    usual = spans[0]
    start, end = typed.instant("desde") or usual[1], typed.instant("hasta") or usual[2]
    if end <= start or end - start > LONGEST:
        typed.wrong("hasta", _("El final va después del principio, y a lo más un año."))
        start, end = usual[1], usual[2]
    typed.values |= {
        "desde": f"{start.astimezone(zone_of(reader)):%Y-%m-%dT%H:%M}",
        "hasta": f"{end.astimezone(zone_of(reader)):%Y-%m-%dT%H:%M}",
    }
    held = lookups.held_until(group, country, end)
    sums = lookups.period(group, country, start, end)
    reasons = [
        (stock_room.said_of(item, labels), WRITTEN_OFF.get(reason, reason), pieces)
        for item, reason, pieces in lookups.reasons(group, country, start, end)
    ]
    shown = [_shown(one, held, labels) for one in sums if one.moved or one.out_before]
    context = {
        "form": typed,
        "spans": [(said, {"desde": f"{a:%Y-%m-%dT%H:%M}", "hasta": f"{b:%Y-%m-%dT%H:%M}"}) for said, a, b in spans],
        "sums": shown,
        "having": stock_room.having(group, country, labels, held),
        "reasons": reasons,
        "unexplained": [
            one for one in stock_room.unexplained(group, country, now(), labels) if start <= one.row.counted_at < end
        ],
        "adds_up": all(one["is_right"] for one in shown),
    }
    return page(request, "desk/stock_period.html", context, here="post", status=422 if typed.errors else 200)


def _shown(one: Sums, held: list[Held], labels: Labels) -> dict[str, Any]:  # Any: what the page draws
    """Return one item's period. Who answers for more than it took makes the equation wrong: it does not hide what others have."""
    out = sum(row.pieces for row in held if row.item == one.item and row.pieces > 0)
    return {
        "item": stock_room.said_of(one.item, labels),
        "sums": one,
        "out": out,
        "is_right": is_explained(one, out),
        "over": out - one.out_after,
    }


def _spans(group: str, country: str) -> list[tuple[str, datetime, datetime]]:
    """Return the periods that are asked for most: the open shift first, where there is one."""
    until, day = (
        now().replace(second=0, microsecond=0) + timedelta(minutes=1),
        datetime.combine(now().date(), time(), now().tzinfo),
    )
    seven = day + timedelta(hours=7) if until >= day + timedelta(hours=7) else day - timedelta(hours=17)
    spans = [
        (_("Desde las 07:00"), seven, until),
        (_("Ayer, de 07:00 a 07:00"), seven - timedelta(days=1), seven),
        (_("Este mes"), day.replace(day=1), until),
        (_("Últimos 30 días"), day - timedelta(days=30), until),
    ]
    shift = groups.open_shift(group, country)
    if shift is not None:
        spans.insert(0, (_("Este turno"), shift.started_at.astimezone(now().tzinfo).replace(second=0, microsecond=0), until))
    return spans


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def grants(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what became of the goods of each donor and programme, batch by batch."""
    group, country, labels = own_group(reader), reader.country, Labels(reader.country)
    known = lookups.grants(group, country)
    number = request.GET.get("cual", "")
    chosen = known[int(number)] if number.isascii() and number.isdigit() and int(number[:6]) < len(known) else None
    became = lot_lookups.of_grant(group, country, *chosen, before=_instant(request.GET.get("antes", ""))) if chosen else None
    context = {
        "known": [(str(place), " · ".join(said for said in one if said)) for place, one in enumerate(known)],
        "chosen": chosen,
        "number": number,
        "rows": [
            {"item": stock_room.said_of(item, labels), "lot": lot, **stock_room.of_lot(lot)}
            for item, lot in (became.lots if became else ())
        ],
        "earlier": became.earlier.isoformat() if became and became.earlier else "",
        "today": now(),
    }
    return page(request, "desk/stock_grants.html", context, here="post")


def _instant(written: str) -> datetime | None:
    """Return an instant that a link of this page wrote; None for anything else."""
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return None
    return at if at.tzinfo else None


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def item(request: HttpRequest, reader: Reader, code: str) -> HttpResponse:
    """Show one item: its book, its batches, what moved, and from how many on the post is warned."""
    group, country, labels = own_group(reader), reader.country, Labels(reader.country)
    found = [one for one in stock_room.items(group, country, now().date()) if one.code == code]
    if not found:
        raise NotForYou
    context = {
        "item": found[0],
        "form": Typed({"mark": str(found[0].low)}, labels, zone_of(reader)),
        "lots": [{"lot": lot, **stock_room.of_lot(lot)} for lot in lot_lookups.lots_left(group, country, code, now())],
        "moved": stock_room.moved(lookups.movements(group, country, item=code, most=ITEM_MOVES), group, country, labels),
        "today": now().date(),
    }
    return page(request, "desk/stock_item.html", context, here="post")


@POST_WORK
@room
@require_POST
def set_low(request: HttpRequest, reader: Reader, code: str) -> HttpResponse:
    """Set from how many pieces on the post is warned."""
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    mark = typed.number("mark")
    if typed.errors:
        messages.warning(request, typed.error("mark"))
    else:
        attempt(request, reader, partial(actions.set_low, code, mark, by=author(reader), at=now()), _("Aviso guardado."))
    if code not in typed.labels.pack.supply_items:
        return to("stock")
    return to("stock_item", code=code)
