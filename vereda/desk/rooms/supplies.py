"""What the board and the hand-over must know of stock, vehicles and equipment. Nothing of it stops anybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.desk.dates import shortday
from vereda.desk.labels import folio
from vereda.desk.rooms import equipment as equipment_room
from vereda.desk.rooms import stock as stock_room
from vereda.desk.rooms import supply_forecast
from vereda.desk.rooms import vehicles as vehicles_room
from vereda.desk.rooms.noticed import Asked, Level, Notice, Part
from vereda.desk.words.supplies import OUT_FOR
from vereda.supplies.door import Balance, stock_lookups, vehicle_lookups

LATELY = timedelta(hours=24)
NOT_ARRIVED = timedelta(days=1)
FEW = 4


def notices(asked: Asked) -> Iterator[Notice]:
    """Yield what must be seen: what contradicts itself first, then what runs low or is due."""
    yield from supply_forecast.notices(asked)
    yield from _stock(asked)
    yield from _vehicles(asked)
    yield from _equipment(asked)


def _stock(asked: Asked) -> Iterator[Notice]:
    group, country, labels = asked.group, asked.country, asked.labels
    book = stock_lookups.balance(group, country)
    for one in book.values():
        if one.is_negative:
            said = _("{item}: el libro está bajo cero ({n})").format(item=stock_room.said_of(one.item, labels), n=one.shelf)
            yield Notice(Level.WARN, said, reverse("desk:stock_item", args=[one.item]))
    for count in stock_room.unexplained(group, country, asked.now, labels, book):
        said = _("{item}: se contaron {found} y el libro dice {book}; falta explicarlo")
        numbers = {"found": count.row.found, "book": count.row.book + count.row.adjusted}
        yield Notice(Level.WARN, said.format(item=count.item.said, **numbers), reverse("desk:stock_count"))
    yield from _holders(asked)
    low = [stock_room.counted(one.shelf, one.item, labels) for one in book.values() if one.is_low and not one.is_negative]
    if low:
        yield Notice(Level.NOTE, _("Queda poco: {items}").format(items=_few(low)), reverse("desk:stock"))
    yield from _batches(asked, book)
    yield from _transfers(asked)


def _holders(asked: Asked) -> Iterator[Notice]:
    """Who answers for too much, and who is back and has not told what is left: the last few each, the others as a number."""
    waiting = []
    for holder in stock_room.having(asked.group, asked.country, asked.labels):
        back = reverse("desk:stock_back", args=[holder.kind, holder.id])
        if holder.is_over:
            yield Notice(Level.WARN, _("{who} responde por más de lo que sacó").format(who=holder.who), back)
        elif holder.is_back:
            said = _("{who}: ya regresó y falta decir qué quedó de lo que llevaba").format(who=holder.who)
            waiting.append(Notice(Level.WARN, said, back))
    yield from waiting[-FEW:]
    if rest := len(waiting[:-FEW]):
        said = ngettext(
            "%(n)d equipo más, de antes, regresó y no ha dicho qué quedó de lo que llevaba",
            "%(n)d equipos más, de antes, regresaron y no han dicho qué quedó de lo que llevaban",
            rest,
        )
        yield Notice(Level.WARN, said % {"n": rest}, reverse("desk:stock"))


def _few(said: list[str]) -> str:
    """Return the first of a list in words, and how many more there are."""
    rest = len(said) - FEW
    shown = " · ".join(said[:FEW])
    return ngettext("%(shown)s y %(n)d más", "%(shown)s y %(n)d más", rest) % {"shown": shown, "n": rest} if rest > 0 else shown


def _batches(asked: Asked, book: Mapping[str, Balance]) -> Iterator[Notice]:
    """One line for what expired of an item, one for what will soon, however many batches it is."""
    today = asked.now.date()
    found: dict[tuple[str, bool], list[tuple[date, int]]] = {}
    for item, lot in stock_lookups.expiring(asked.group, asked.country, today, book):
        until = lot.came.expires_on or today
        found.setdefault((item, until < today), []).append((until, lot.at("shelf") + lot.held))
    for (item, is_over), lots in found.items():
        parts = {"item": stock_room.said_of(item, asked.labels), "n": sum(n for _day, n in lots), "day": shortday(lots[0][0])}
        if len(lots) == 1:
            said = _("{item}: {n} caducaron el {day}") if is_over else _("{item}: {n} caducan el {day}")
        else:
            said = _("{item}: {n} ya caducaron, lo primero el {day}") if is_over else _("{item}: {n} caducan a partir del {day}")
        yield Notice(Level.WARN if is_over else Level.NOTE, said.format(**parts), reverse("desk:stock_item", args=[item]))


def _transfers(asked: Asked) -> Iterator[Notice]:
    since = asked.now - stock_room.SENT_SHOWN
    for one in stock_lookups.sent(asked.group, asked.country, since):
        parts = {"number": folio(one.transfer), "group": asked.labels.group(one.other), "day": shortday(one.sent_at)}
        if one.is_there and one.arrived and one.missing:
            yield Notice(Level.WARN, _("El envío {number} llegó a {group} con diferencia").format(**parts), reverse("desk:stock"))
        elif not one.is_there and asked.now - one.sent_at > NOT_ARRIVED:
            said = _("El envío {number} a {group}, del {day}, no se sabe que haya llegado")
            yield Notice(Level.NOTE, said.format(**parts), reverse("desk:stock"))
    for one in stock_lookups.coming(asked.group, asked.country, since):
        said = _("Viene un envío de {group}, del {day}").format(group=asked.labels.group(one.group), day=shortday(one.sent_at))
        yield Notice(Level.NOTE, said, reverse("desk:stock"))


def _vehicles(asked: Asked) -> Iterator[Notice]:
    group, country, labels = asked.group, asked.country, asked.labels
    found = vehicle_lookups.oddities(group, country, asked.now - LATELY, asked.now)
    for one in vehicles_room.strange(found, group, country, labels):
        url = reverse("desk:vehicle", args=[one.vehicle]) if one.vehicle else reverse("desk:vehicles")
        yield Notice(Level.WARN, one.said, url)
    yield from _unnoted(asked)
    for shown in vehicles_room.fleet(group, country, asked.now.date(), labels):
        url = reverse("desk:vehicle", args=[shown.row.subject])
        broken = [vehicles_room.fault_name(fault.fault, labels) for fault in shown.faults if fault.is_grave]
        if broken and not shown.row.out_for:
            said = _("{vehicle}: falla grave abierta ({faults})").format(vehicle=shown.name, faults=", ".join(broken))
            yield Notice(Level.NOTE, said, url)
        for due in shown.due:
            yield Notice(Level.NOTE, f"{shown.name} · {due}", url)


def _unnoted(asked: Asked) -> Iterator[Notice]:
    uses = vehicle_lookups.unnoted(asked.group, asked.country, asked.now)
    fleet = vehicle_lookups.vehicles_named([UUID(use.vehicle) for use in uses], asked.group, asked.country) if uses else {}
    for use in uses:
        row = fleet.get(UUID(use.vehicle))
        if row is not None:
            name = vehicles_room.name_of(row, asked.labels)
            said = _("{vehicle} salió con un recorrido sin que se anotara su revisión ni cuánto marcaba").format(vehicle=name)
            yield Notice(Level.NOTE, said, reverse("desk:vehicle", args=[use.vehicle]))


def _equipment(asked: Asked) -> Iterator[Notice]:
    url, due = reverse("desk:equipment"), []
    for piece in equipment_room.pieces(asked.group, asked.country, asked.now, asked.labels):
        if piece.row.is_missing:
            yield Notice(Level.WARN, _("{piece}: no se encuentra").format(piece=piece.name), url)
        elif piece.is_back:
            said = _("{piece}: lo traía {who}, que ya regresó").format(piece=piece.name, who=piece.holder)
            yield Notice(Level.WARN, said, url)
        if piece.dues:
            due.append(f"{piece.name} ({', '.join(piece.said_dues)})")
    if due:
        yield Notice(Level.NOTE, _("Equipo por atender: {pieces}").format(pieces=_few(due)), url)


def parts(asked: Asked) -> Iterator[Part]:
    """Yield what the hand-over says of stock, vehicles and equipment: who has them, what is broken, what runs low."""
    yield Part(str(_("Existencias")), list(_stock_lines(asked)))
    yield Part(str(_("Vehículos")), list(_vehicle_lines(asked)))
    yield Part(str(_("Equipo fuera o por atender")), list(_equipment_lines(asked)))


def _stock_lines(asked: Asked) -> Iterator[str]:
    labels = asked.labels
    for one in stock_lookups.balance(asked.group, asked.country).values():
        if one.is_negative:
            yield _("Bajo cero: {item}").format(item=stock_room.counted(one.shelf, one.item, labels))
        elif one.is_low:
            yield _("Queda poco: {items}").format(items=stock_room.counted(one.shelf, one.item, labels))
    for count in stock_room.unexplained(asked.group, asked.country, asked.now, labels):
        yield _("Conteo por explicar: {item} ({n})").format(item=count.item.said, n=f"{count.row.left:+d}")
    for holder in stock_room.having(asked.group, asked.country, labels):
        goods = " · ".join(f"{item.said}: {pieces}" for item, pieces in holder.lines)
        yield _("Lo trae {who}: {goods}").format(who=holder.who, goods=goods)


def _vehicle_lines(asked: Asked) -> Iterator[str]:
    for one in vehicles_room.fleet(asked.group, asked.country, asked.now.date(), asked.labels):
        said = []
        if one.out:
            said.append(_("fuera: {where}").format(where=one.where))
        if one.row.out_for:
            said.append(_("fuera de servicio: {why}").format(why=OUT_FOR.get(one.row.out_for, one.row.out_for)))
        said += [_("falla: {fault}").format(fault=vehicles_room.fault_name(fault.fault, asked.labels)) for fault in one.faults]
        yield f"{one.name} · {' · '.join([*said, *one.due]) or _('en el puesto')}"


def _equipment_lines(asked: Asked) -> Iterator[str]:
    for piece in equipment_room.pieces(asked.group, asked.country, asked.now, asked.labels):
        said = [piece.holder] if piece.holder else []
        said += [_("no se encuentra")] if piece.row.is_missing else []
        said += [_("dañado")] if piece.row.is_damaged else []
        if said or piece.dues:
            yield f"{piece.name} · {' · '.join([*said, *piece.said_dues])}"
