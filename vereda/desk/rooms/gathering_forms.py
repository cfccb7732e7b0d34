"""From what somebody typed to a distribution, a reception, a count, goods moved."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from vereda.desk.rooms.meeting_form import PAD, PAD_REST, Ground, read_where
from vereda.desk.rooms.typed import FORM, Typed
from vereda.desk.words.gatherings import ANNOUNCERS, ARRIVING
from vereda.encounters.door import AgeBand, Sex
from vereda.gatherings.door import Announcement, Arriving, Item, ItemCounted, Method, Offered, PeopleCounted, Point
from vereda.supplies.door import Line

FIELDS = {
    "gatherings.nothing_offered": "items",
    "gatherings.unknown_item": "items",
    "gatherings.arrives_in_the_past": "due",
    "gatherings.nothing_counted": FORM,
    "gatherings.tokens_backwards": "to_token",
    "gatherings.lane_missing": "own_lane",
    "gatherings.name_missing": "name",
    "gatherings.key_wrong": "key",
    "gatherings.already_joined": "key",
    "gatherings.people_missing": "people",
    "gatherings.words_missing": "words",
}
"""Beside which field an action's refusal is shown."""

TILES = (*PAD, *PAD_REST)
GOODS = "g:"
"""Beginning of the names of fields for goods; an item's code follows."""


def read_point(typed: Typed, ground: Ground, items: Collection[Item], members: Collection[str]) -> Point:
    """Return a count as it is to be opened; what is wrong stands in `typed.errors`."""
    known = {one.code for one in items}
    offered = [
        Offered(item=code, each=1 if (each := typed.number_or_none(f"each:{code}", 50)) is None else each)
        for code, _name in typed.named("i:")
        if code in known
    ]
    method = typed.get("method")
    return Point(
        where=read_where(typed, ground),
        items=offered,
        staff=[account for account, _name in typed.named("staff:") if account in members],
        method=Method(method) if method in set(Method) else Method.LANES,
        note=typed.text("note", 4000),
    )


def read_announcement(typed: Typed) -> Announcement:
    """Return what was said of a group that is to come."""
    vehicle, by, from_ = typed.get("vehicle"), typed.get("announced_by"), typed.get("origin")
    if from_ and from_ not in typed.labels.pack.admin1 and from_ not in typed.labels.pack.nationalities:
        typed.wrong("origin", _("Elija de la lista."))
    return Announcement(
        people=typed.number_or_none("people") or None,
        due_at=typed.instant("due"),
        vehicle=Arriving(vehicle) if vehicle in ARRIVING else Arriving.OTHER,
        origin=from_,
        announced_by=by if by in ANNOUNCERS else "unknown",
    )


def read_counted(typed: Typed, offered: Collection[str]) -> tuple[list[PeopleCounted], list[ItemCounted]]:
    """Return what a hand counted: people by tile, items by code."""
    people = [
        PeopleCounted(sex=Sex(sex), age_band=AgeBand(band), count=count)
        for sex, band in TILES
        if (count := typed.number(f"p:{sex}:{band}", 100_000))
    ]
    items = [ItemCounted(item=code, count=count) for code in offered if (count := typed.number(f"n:{code}", 100_000))]
    return people, items


def read_goods(typed: Typed) -> list[Line]:
    """Return the goods that were moved, of as many items as were typed."""
    counts = [(code, typed.number(name, 1_000_000)) for code, name in typed.named(GOODS)]
    return [Line(item=code, quantity=pieces) for code, pieces in counts if pieces and code in typed.labels.pack.supply_items]


def read_tokens(typed: Typed) -> tuple[int, int] | None:
    """Return the range of tokens, None where none was given; half a range is refused."""
    first, last = typed.number_or_none("from_token", 9_999_999), typed.number_or_none("to_token", 9_999_999)
    if first is None and last is None:
        return None
    if first is None or last is None:
        typed.wrong("from_token" if first is None else "to_token", _("Falta un número: las fichas van de una a otra."))
        return None
    return first, last
