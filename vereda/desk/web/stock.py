"""Existencias: what there is and who has it; one form for each way in which goods move."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import NotForYou, Purpose, Reader, RecordClass, serves
from vereda.countries.door import pack
from vereda.desk.frame import LOOKING, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import stock as stock_room
from vereda.desk.rooms import supply_forecast as forecast_room
from vereda.desk.rooms.typed import FORM, Typed
from vereda.desk.web.acting import POST_WORK, attempt
from vereda.desk.web.new_encounter import entry_of, fresh_token
from vereda.desk.words.supplies import CAME_FROM, WRITTEN_OFF
from vereda.errors import FieldError
from vereda.logbook.door import block_of
from vereda.supplies.door import CameFrom, Line, WrittenOffFor
from vereda.supplies.door import stock_actions as actions
from vereda.supplies.door import stock_lookups as lookups

type Save = Callable[[Typed, Reader, list[Line], datetime, UUID | None], object]

LAST = 12
ALREADY = "supplies.already_noted"


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def stock(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the book: what is on the shelf, what is low or below zero, who has what, what is on its way, what moved last."""
    group, country, labels = own_group(reader), reader.country, Labels(reader.country)
    since, ahead = now() - stock_room.SENT_SHOWN, forecast_room.foreseen(group, country, now().date())
    context = {
        "items": [one for one in stock_room.items(group, country, now().date()) if one.is_kept],
        "having": stock_room.having(group, country, labels),
        "unexplained": stock_room.unexplained(group, country, now(), labels),
        "expiring": _expiring(group, country, labels),
        "sent": [one for one in lookups.sent(group, country, since) if not one.is_there or one.missing],
        "coming": lookups.coming(group, country, since),
        "moved": stock_room.moved(lookups.movements(group, country, most=LAST * 3), group, country, labels)[:LAST],
        "said_of": partial(stock_room.said_of, labels=labels),
        "folio": folio,
        "today": now().date(),
        "ahead": forecast_room.said(ahead) if ahead else "",
    }
    return page(request, "desk/stock.html", context, here="post")


def _expiring(group: str, country: str, labels: Labels) -> list[dict[str, Any]]:  # Any: what the page draws
    today = now().date()
    return [
        {"said": stock_room.said_of(item, labels), "lot": lot, "is_over": (lot.came.expires_on or today) < today}
        for item, lot in lookups.expiring(group, country, today)
    ]


# Moving goods -------------------------------------------------------------------------------------------------------------


def _receive(typed: Typed, reader: Reader, lines: list[Line], at: datetime, entry: UUID | None) -> object:
    came_from = typed.get("came_from")
    donor, grant, document = typed.text("donor", 80), typed.text("grant", 80), typed.text("document", 80)
    if typed.errors:
        return None
    return actions.receive(
        stock_room.received_lines(typed, pack(reader.country).supply_items),
        came_from=CameFrom(came_from) if came_from in set(CameFrom) else CameFrom.OTHER,
        donor=donor,
        grant=grant,
        document=document,
        by=author(reader),
        at=at,
        entry=entry,
    )


def _issue(typed: Typed, reader: Reader, lines: list[Line], at: datetime, entry: UUID | None) -> object:
    holder = stock_room.holder_in(typed.get("holder"), _options(reader))
    if holder is None:
        typed.wrong("holder", _("Diga con quién o en qué sale."))
        return None
    return actions.issue(lines, holder=holder, by=author(reader), at=at, entry=entry)


def _give(typed: Typed, reader: Reader, lines: list[Line], at: datetime, entry: UUID | None) -> object:
    return actions.give(lines, by=author(reader), at=at, entry=entry)


def _write_off(typed: Typed, reader: Reader, lines: list[Line], at: datetime, entry: UUID | None) -> object:
    reason = typed.get("reason")
    if reason not in set(WrittenOffFor):
        typed.wrong("reason", _("Diga por qué se da de baja."))
        return None
    return actions.write_off(lines, reason=WrittenOffFor(reason), by=author(reader), at=at, entry=entry)


def _send(typed: Typed, reader: Reader, lines: list[Line], at: datetime, entry: UUID | None) -> object:
    goods = stock_room.received_lines(typed, pack(reader.country).supply_items)
    return actions.send(goods, to_group=typed.get("group"), by=author(reader), at=at, entry=entry)


def _arrive(typed: Typed, reader: Reader, lines: list[Line], at: datetime, entry: UUID | None) -> object:
    goods = stock_room.received_lines(typed, pack(reader.country).supply_items)
    way = _transfer(typed.get("transfer"), reader)
    from_group = way.group if way else typed.get("group")
    transfer = way.transfer if way else None
    return actions.arrive(goods, from_group=from_group, transfer=transfer, by=author(reader), at=at, entry=entry)


WAYS: dict[str, tuple[str | Promise, str, str | Promise, Save]] = {
    "entra": (lazy("Entra al puesto"), "plus", lazy("Anotado: entró."), _receive),
    "sale": (lazy("Sale con un equipo"), "patrol", lazy("Anotado: salió. Al regresar, diga qué quedó."), _issue),
    "entrega": (lazy("Se entrega en el puesto"), "hand", lazy("Anotado: se entregó."), _give),
    "baja": (lazy("Dar de baja existencias"), "minus", lazy("Anotado: se dio de baja."), _write_off),
    "envia": (lazy("Enviar a otro puesto"), "to-other", lazy("Anotado: va en camino."), _send),
    "llega": (lazy("Llegó de otro puesto"), "check", lazy("Anotado: llegó."), _arrive),
}
"""Ways in which goods move: the last part of the address, its words, symbol, what is said after, what saves it."""


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, reader: Reader, way: str) -> HttpResponse:
    """Show the form of one way of moving goods, or record it."""
    if way not in WAYS:
        raise NotForYou
    title, icon, after, save = WAYS[way]
    typed = Typed(
        request.POST if request.method == "POST" else _first_values(request, reader), Labels(reader.country), zone_of(reader)
    )
    if request.method == "POST" and _saved(request, reader, typed, save, str(after)):
        return to("stock")
    typed.values.setdefault("token", fresh_token())
    context = {
        "form": typed,
        "way": way,
        "title": title,
        "icon_name": icon,
        "items": stock_room.items(reader.group, reader.country, now().date()),
        "holders": _options(reader) if way == "sale" else [],
        "came_from": list(CAME_FROM.items()),
        "reasons": list(WRITTEN_OFF.items()),
        "groups": _other_groups(reader),
        "coming": _transfer(typed.get("transfer"), reader),
    }
    return page(request, "desk/stock_move.html", context, here="post", status=422 if typed.errors else 200)


def _saved(request: HttpRequest, reader: Reader, typed: Typed, save: Save, after: str) -> bool:
    """Record what was typed; a form that was sent before is said to be there already, and counts once."""
    at, known = stock_room.when(typed, now()), pack(reader.country).supply_items
    lines = stock_room.lines(typed, stock_room.QUANTITY, known)
    stock_room.received_lines(typed, known)  # a date that cannot be read is said now, with all the rest
    if not lines and not typed.errors:
        typed.wrong("form", _("Anote al menos un artículo y cuántas piezas."))
    if typed.errors:
        return False
    try:
        save(typed, reader, lines, at, entry_of(typed.get("token"), reader))
    except FieldError as error:
        if error.code == ALREADY:
            messages.warning(request, _("Eso ya estaba anotado; no se sumó dos veces."))
            return True
        typed.refuse(error, stock_room.FIELDS)
    if not typed.errors:
        messages.success(request, after)
    return not typed.errors


def _first_values(request: HttpRequest, reader: Reader) -> dict[str, str]:
    values = {"token": fresh_token(), "holder": request.GET.get("quien", ""), "transfer": request.GET.get("envio", "")}
    way = _transfer(values["transfer"], reader)
    for line in way.lines if way else ():
        values[stock_room.QUANTITY + line.item] = str(line.quantity)
        values[stock_room.BATCH + line.item] = line.batch
        values[stock_room.EXPIRES + line.item] = line.expires_on.isoformat() if line.expires_on else ""
    return values


def _options(reader: Reader) -> list[tuple[str, str]]:
    return stock_room.holder_options(reader.group, reader.country, Labels(reader.country))


def _other_groups(reader: Reader) -> list[tuple[str, str]]:
    return sorted(
        ((row.code, row.name) for row in pack(reader.country).groups.values() if row.code != reader.group), key=lambda one: one[1]
    )


def _transfer(number: str, reader: Reader) -> lookups.OnTheWay | None:
    coming = lookups.coming(reader.group, reader.country, now() - stock_room.SENT_SHOWN) if number else []
    return next((one for one in coming if str(one.transfer) == number), None)


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def come_back(request: HttpRequest, reader: Reader, kind: str, holder: str) -> HttpResponse:
    """Ask what a holder has left of what it took, or record it: back, gone; the rest was given or is still out."""
    labels = Labels(reader.country)
    found = [one for one in stock_room.having(reader.group, reader.country, labels) if (one.kind, one.id) == (kind, holder)]
    if not found:
        if request.method == "POST":  # a second tap, or another screen: the first one told everything
            messages.warning(request, _("Ya estaba dicho qué pasó con esas existencias; no se anotó otra vez."))
            return to("stock")
        raise NotForYou
    values = request.POST if request.method == "POST" else {"token": fresh_token(), "rest": "given"}
    typed = Typed(values, labels, zone_of(reader))
    if request.method == "POST" and _told_back(request, reader, typed, found[0]):
        return to("stock")
    context = {"form": typed, "one": found[0], "reasons": list(WRITTEN_OFF.items()), "shown": _shown(found[0])}
    return page(request, "desk/stock_back.html", context, here="post", status=422 if typed.errors else 200)


def _shown(one: stock_room.Having) -> str:
    """Return what a page says that somebody has, as one word: 'serum:20 water_1l:48'."""
    return " ".join(sorted(f"{item.code}:{pieces}" for item, pieces in one.lines))


def _told_back(request: HttpRequest, reader: Reader, typed: Typed, one: stock_room.Having) -> bool:
    had = {item.code: pieces for item, pieces in one.lines if pieces > 0}
    at = stock_room.when(typed, now())
    back, gone = (stock_room.lines(typed, prefix, had) for prefix in (stock_room.BACK, stock_room.GONE))
    reason = typed.get("reason")
    if gone and reason not in set(WrittenOffFor):
        typed.wrong("reason", _("Diga por qué falta lo que no regresó ni se entregó."))
    left = dict(had)
    for line in (*back, *gone):
        left[line.item] -= line.quantity
    given = [Line(item=code, quantity=count) for code, count in left.items() if count > 0 and typed.get("rest") == "given"]
    entry = entry_of(typed.get("token"), reader)
    is_told = entry is not None and block_of(entry) is not None
    if given and not is_told and typed.get("shown") not in ("", _shown(one)):  # 'the rest was given' means the rest that was seen
        typed.wrong(FORM, _("Mientras llenaba la hoja salió o regresó algo más. Revise lo que trae ahora y anote otra vez."))
    if typed.errors:
        return False
    try:
        actions.come_back(
            stock_room.holder_in(one.value, [(one.value, "")]),  # type: ignore[arg-type]  # it is offered
            returned=back,
            given=given,
            written_off=gone,
            reason=WrittenOffFor(reason) if gone else WrittenOffFor.OTHER,
            by=author(reader),
            at=at,
            entry=entry,
        )
    except FieldError as error:
        if error.code == ALREADY:
            messages.warning(request, _("Eso ya estaba anotado; no se sumó dos veces."))
            return True
        typed.refuse(error, stock_room.FIELDS)
        return False
    over = [code for code, count in left.items() if count < 0]
    if over:
        messages.warning(request, _("Regresó más de lo que sacó. Quedó anotado así, y se muestra para revisar."))
    messages.success(request, _("Anotado: lo que quedó y lo que se entregó."))
    return True


@POST_WORK
@room
@require_POST
def withdraw(request: HttpRequest, reader: Reader, entry: UUID) -> HttpResponse:
    """Take back a movement that was noted by mistake."""
    act = partial(actions.withdraw, entry, by=author(reader), at=now())
    attempt(request, reader, act, _("Retirado: ya no mueve nada. Queda en la lista."))
    return to("stock")


@POST_WORK
@room
@require_POST
def hear_of(request: HttpRequest, reader: Reader, transfer: UUID) -> HttpResponse:
    """Note that the other post said that what was sent is there."""
    act = partial(actions.hear_of, transfer, by=author(reader), at=now())
    attempt(request, reader, act, _("Anotado: allá dicen que llegó."))
    return to("stock")
