"""Stock in words: what is there, who has what, what waits to be explained; and from a form to lines of goods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vereda.countries.door import SupplyItem
from vereda.desk.dates import clock, shortday
from vereda.desk.labels import Labels, folio, label
from vereda.desk.rooms import choices
from vereda.desk.rooms.history import is_id, names_of, who_is
from vereda.desk.rooms.typed import FORM, Typed
from vereda.desk.words.supplies import HOLDERS, MOVED, WRITTEN_OFF
from vereda.groups import door as groups
from vereda.supplies import door as supplies
from vereda.supplies.door import Balance, Difference, Held, Holder, HolderKind, Line, Lot, Movement, ReceivedLine
from vereda.supplies.door import stock_lookups as lookups
from vereda.supplies.door import vehicle_lookups as vehicles

COUNTS_SHOWN = timedelta(days=14)
SENT_SHOWN = timedelta(days=60)
QUANTITY, BATCH, EXPIRES, BACK, GONE = "q:", "b:", "e:", "r:", "w:"
"""Beginnings of the names of fields; an item's code follows."""


@dataclass(frozen=True)
class Item:
    """An item as pages show it. low: from how many on the post is warned; is_kept: some of it ever moved here."""

    code: str
    said: str
    unit: str
    symbol: str
    expires: bool
    shelf: int = 0
    out: int = 0
    low: int = 0
    is_kept: bool = False

    @property
    def is_low(self) -> bool:
        return self.is_kept and 0 <= self.shelf <= self.low and self.low > 0

    @property
    def is_negative(self) -> bool:
        return self.shelf < 0


def items(group: str, country: str, today: date) -> list[Item]:
    """Return the items of the pack, those that the post has first; each with its book."""
    book, low = supplies.balance(group, country), lookups.marks_of(group, country)
    found = [_item(row, book.get(row.code), low.get(row.code, 0)) for row in supplies.items_of(country, today)]
    return sorted(found, key=lambda one: not (one.shelf or one.out))


def _item(row: SupplyItem, book: Balance | None, low: int) -> Item:
    shelf, out = (book.shelf, book.out) if book else (0, 0)
    return Item(row.code, label(row), unit(row), row.symbol, row.expires, shelf, out, low, book is not None)


def unit(row: SupplyItem) -> str:
    """Return what one piece is called, in the reader's language."""
    return row.unit_en if (get_language() or "").startswith("en") else row.unit_es


def said_of(code: str, labels: Labels) -> str:
    """Return the name of an item."""
    row = labels.pack.supply_items.get(code)
    return label(row) if row else code


def counted(pieces: int, code: str, labels: Labels) -> str:
    """Return so many pieces in words: 'Agua, botella de 1 L: 20'."""
    return f"{said_of(code, labels)}: {pieces}"


@dataclass(frozen=True)
class Having:
    """Who has goods of the post. is_back: the team is back and has not told what is left; is_over: it answers for too much."""

    kind: str
    id: str
    who: str
    since: datetime
    lines: Sequence[tuple[Item, int]] = field(default_factory=tuple)
    is_back: bool = False

    @property
    def is_over(self) -> bool:
        return any(pieces < 0 for _item, pieces in self.lines)

    @property
    def value(self) -> str:
        return f"{self.kind}:{self.id}"

    @property
    def url(self) -> str:
        """Return where it is said what is left: a distribution has a page of its own."""
        if self.kind == HolderKind.DISTRIBUTION and is_id(self.id):
            return reverse("desk:distribution", args=[self.id])
        return reverse("desk:stock_back", args=[self.kind, self.id])


def having(group: str, country: str, labels: Labels, found: Iterable[Held] | None = None) -> list[Having]:
    """Return who has what, the one who has it longest first."""
    rows = list(supplies.held_by(group, country) if found is None else found)
    named = holders({(row.kind, row.id) for row in rows}, group, country, labels)
    made: dict[tuple[str, str], list[Held]] = {}
    for row in rows:
        made.setdefault((row.kind, row.id), []).append(row)
    shown = [_having(key, lines, named[key], labels) for key, lines in made.items()]
    return sorted(shown, key=lambda one: (one.since, one.id))


def _having(key: tuple[str, str], rows: Sequence[Held], named: Named, labels: Labels) -> Having:
    lines = [(_known(row.item, labels), row.pieces) for row in rows]
    return Having(*key, named.said, max(row.since for row in rows), lines, named.is_back)


def _known(code: str, labels: Labels) -> Item:
    row = labels.pack.supply_items.get(code)
    return _item(row, None, 0) if row else Item(code, code, "", "unspecified", False)


@dataclass(frozen=True)
class Named:
    """A holder in words. is_back: a team that came back, or a trip that ended."""

    said: str
    is_back: bool = False


def holders(keys: Iterable[tuple[str, str]], group: str, country: str, labels: Labels) -> dict[tuple[str, str], Named]:
    """Return holders in words, by (kind, id)."""
    keys = list(keys)
    named = {(kind, id_): Named(f"{HOLDERS.get(kind, kind)} {folio(id_)}") for kind, id_ in keys}
    ids = {
        kind: [UUID(id_) for one, id_ in keys if one == kind and is_id(id_)] for kind in (HolderKind.PATROL, HolderKind.VEHICLE)
    }
    names = names_of({id_ for kind, id_ in keys if kind == HolderKind.AGENT})
    named |= {(kind, id_): Named(who_is(id_, names)) for kind, id_ in keys if kind == HolderKind.AGENT}
    if ids[HolderKind.PATROL]:
        for row in groups.patrols_named(ids[HolderKind.PATROL], group, country).values():
            said = f"{row.route} ({shortday(row.departed_at)} {clock(row.departed_at)})"
            named[HolderKind.PATROL, str(row.subject)] = Named(said, bool(row.returned_at))
    if ids[HolderKind.VEHICLE]:
        for car in vehicles.vehicles_named(ids[HolderKind.VEHICLE], group, country).values():
            named[HolderKind.VEHICLE, str(car.subject)] = Named(f"{labels.vehicle(car.kind)} {car.number}")
    return named


def holder_options(group: str, country: str, labels: Labels) -> list[tuple[str, str]]:
    """Return with whom goods or equipment can leave: the teams that are out first, then vehicles, then the staff."""
    out = [(f"{HolderKind.PATROL}:{row.subject}", f"{row.route} ({clock(row.departed_at)})") for row in _out(group, country)]
    fleet = vehicles.vehicles(group, country)
    cars = [(f"{HolderKind.VEHICLE}:{row.subject}", f"{labels.vehicle(row.kind)} {row.number}") for row in fleet]
    staff = sorted(choices.staff(group, country).items(), key=lambda one: one[1])
    return [*out, *cars, *((f"{HolderKind.AGENT}:{account}", name) for account, name in staff)]


def _out(group: str, country: str) -> list[groups.Patrol]:
    return sorted(groups.patrols_out(group, country), key=lambda row: row.departed_at, reverse=True)


def holder_in(value: str, options: Iterable[tuple[str, str]]) -> Holder | None:
    """Return the holder that was chosen, None where it is none of those offered."""
    if value not in {one for one, _said in options}:
        return None
    kind, _colon, id_ = value.partition(":")
    return Holder(kind=HolderKind(kind), id=id_)


def lines(typed: Typed, prefix: str, known: Iterable[str]) -> list[Line]:
    """Return the goods that were typed, item by item; a code that no form of ours offers is left out."""
    codes = set(known)
    counts = [(rest, typed.number(name)) for rest, name in typed.named(prefix) if rest in codes]
    return [Line(item=code, quantity=count, batch=_batch(typed, code)) for code, count in counts if count]


def _batch(typed: Typed, code: str) -> str:
    """Return what was typed of a batch; '' where it is too long, which is said beside it."""
    written = typed.text(BATCH + code, 40)
    return "" if typed.error(BATCH + code) else written


def received_lines(typed: Typed, known: Iterable[str]) -> list[ReceivedLine]:
    """Return the goods that came, with batch and date of expiry where they were typed."""
    found = lines(typed, QUANTITY, known)
    return [ReceivedLine(**line.model_dump(), expires_on=typed.day(EXPIRES + line.item)) for line in found]


@dataclass(frozen=True)
class Unexplained:
    """A count that the book does not agree with. left: pieces found more (+) or less (-)."""

    row: Difference
    item: Item
    who: str
    disagrees: bool = False


def unexplained(
    group: str, country: str, now: datetime, labels: Labels, book: Mapping[str, Balance] | None = None
) -> list[Unexplained]:
    """Return the counts of the last 14 days that nobody explained, newest first; of two that disagree both."""
    found = [row for row in lookups.differences(group, country, now - COUNTS_SHOWN, book=book) if row.left]
    names = names_of({row.by for row in found})
    several = [row.item for row in found]
    return [
        Unexplained(row, _known(row.item, labels), who_is(row.by, names), disagrees=_disagrees(row, found, several))
        for row in found
    ]


def _disagrees(row: Difference, found: Sequence[Difference], items: Sequence[str]) -> bool:
    """Return whether another count of the same item lacks another number: then one of the two counted wrong."""
    if items.count(row.item) < 2:
        return False
    return any(other.item == row.item and other.left != row.left for other in found)


def moved(rows: Sequence[Movement], group: str, country: str, labels: Labels) -> list[dict[str, Any]]:  # Any: what the page draws
    """Return movements in words, lines of one entry together."""
    names = names_of({row.by for row in rows})
    keys = {(row.holder_kind, row.holder_id) for row in rows if row.holder_id}
    named = holders(keys, group, country, labels)
    made: dict[UUID, dict[str, Any]] = {}  # Any: as above
    for row in rows:
        one = made.setdefault(
            row.entry, {"row": row, "lines": [], "who": who_is(row.by, names), "said": _way(row, named, labels)}
        )
        one["lines"].append((_known(row.item, labels), row.quantity, row.batch))
    return list(made.values())


def _way(row: Movement, named: Mapping[tuple[str, str], Named], labels: Labels) -> str:
    holder = named.get((row.holder_kind, row.holder_id))
    parts = [str(MOVED[row.what])]
    if row.what == "written_off":
        parts.append(str(WRITTEN_OFF.get(row.reason, row.reason)))
    if holder:
        parts.append(holder.said)
    if row.other_group:
        parts.append(labels.group(row.other_group))
    parts += [said for said in (row.donor, row.grant, row.document) if said]
    return " · ".join(parts)


def of_lot(lot: Lot) -> dict[str, int]:
    """Return where the pieces of a batch are, by what a page calls it.

    What left the post before it was noted that it came was given, as nearly everything is.
    """
    places = {name: lot.at(name) for name in ("shelf", "given", "written_off", "sent", "adjusted")}
    return places | {"given": lot.at("given") + lot.at("before"), "held": lot.held}


def when(typed: Typed, now: datetime) -> datetime:
    """Return when it was: what was typed, else now."""
    at = typed.instant("at") or now
    if at > now:
        typed.wrong("at", _("La hora está en el futuro. Revísela."))
    return at


FIELDS = {
    "supplies.nothing_moved": FORM,
    "supplies.unknown_item": FORM,
    "supplies.in_the_future": "at",
    "supplies.own_post": "group",
    "supplies.unknown_kind": "group",
}
