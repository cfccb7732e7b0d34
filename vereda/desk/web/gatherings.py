"""Distributions and receptions: listed, opened, looked at, printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from vereda.access.door import Action, NotForYou, Purpose, Reader, RecordClass, log_read, may, relation_to, serves
from vereda.countries.door import pack
from vereda.desk.frame import LOOKING, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels, by_name, label
from vereda.desk.rooms import choices, gathering_forms
from vereda.desk.rooms import gatherings as gatherings_room
from vereda.desk.rooms import history as history_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import POST_WORK
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.desk.words.gatherings import ANNOUNCERS, ARRIVING, LOST, METHODS, MOVES
from vereda.gatherings import door as gatherings
from vereda.gatherings.door import Gathering, What
from vereda.logbook import door as logbook
from vereda.logbook.door import Receipt

SHOWN = timedelta(days=7)
PAGES = {What.DISTRIBUTION: "distribution", What.RECEPTION: "reception"}
LISTS = {What.DISTRIBUTION: "distributions", What.RECEPTION: "receptions"}


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def distributions(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the distributions that are open, and those of the last days."""
    return _list(request, reader, What.DISTRIBUTION)


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def receptions(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what is expected, what is here, and what was received in the last days."""
    return _list(request, reader, What.RECEPTION)


def _list(request: HttpRequest, reader: Reader, what: What) -> HttpResponse:
    group, labels = own_group(reader), Labels(reader.country)
    rows = gatherings.gatherings_since(group, reader.country, now() - SHOWN, what)
    log_read(reader, RecordClass.K1, subjects=[row.subject for row in rows])
    context = {"rows": gatherings_room.listed(rows, now(), labels), "what": what, "page": PAGES[what]}
    return page(request, "desk/gatherings.html", context, here="post")


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def open_distribution(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form of a new distribution, or open it."""
    return _open(request, reader, What.DISTRIBUTION)


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def announce_reception(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form of an announced bus or flight, or note it."""
    return _open(request, reader, What.RECEPTION)


def _open(request: HttpRequest, reader: Reader, what: What) -> HttpResponse:
    group, ground, labels = reader.group, choices.post_ground(reader), Labels(reader.country)
    items = gatherings_room.items_to_offer(what, group, reader.country, timezone.localdate())
    members = choices.staff(group, reader.country)
    if request.method == "POST":
        typed = Typed(request.POST, labels, zone_of(reader))
        point = gathering_forms.read_point(typed, ground, items, members)
        told = gathering_forms.read_announcement(typed) if what == What.RECEPTION else None
        at, entry = now(), entry_for(typed, reader)

        def act() -> Receipt:
            if told is None:
                return gatherings.open_distribution(point, by=author(reader), at=at, entry=entry)
            return gatherings.announce_reception(point, told, by=author(reader), at=at, entry=entry)

        made = kept(typed, entry, act, gathering_forms.FIELDS)
        if made is not None:
            return to(PAGES[what], subject=made)
    else:
        usual = {"at_post": "on", "state": ground.state, "municipality": ground.municipality, "method": "lanes", "vehicle": "bus"}
        staff = {f"staff:{reader.account}": "on"} if reader.account in members else {}
        typed = Typed({**usual, **staff}, labels, zone_of(reader))
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "what": what,
        "items": items,
        "members": members.items(),
        "methods": list(METHODS.items()),
        "ground": ground,
        "back": LISTS[what],
        "label": label,
        **_where_options(typed, reader),
    }
    return page(request, "desk/gathering_open.html", context, here="post", status=422 if typed.errors else 200)


def _where_options(typed: Typed, reader: Reader) -> dict[str, Any]:  # Any: what the page draws
    chosen = pack(reader.country)
    neighbours = dict.fromkeys(row.country for row in chosen.institutions.values())
    abroad = [chosen.nationalities[code] for code in neighbours if code in chosen.nationalities and code != chosen.country.iso]
    states = sorted(((row.code, row.name) for row in chosen.admin1.values()), key=by_name)
    return {
        "states": states,
        "municipalities": choices.municipalities(chosen, typed.get("state")),
        "origins": [*((row.code, label(row)) for row in abroad), *states],
        "vehicles": list(ARRIVING.items()),
        "announcers": list(ANNOUNCERS.items()),
    }


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def gathering(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show one distribution or reception: what was counted by whom, what the stock says, what is odd."""
    return shown(request, reader, row_of(reader, subject), {})


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def sheet(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the sheet that two of the staff sign: counts and goods, and nobody's name but theirs."""
    row = row_of(reader, subject)
    log_read(reader, RecordClass.K1, subject=subject)
    told = gatherings_room.page_of(row, labels := Labels(reader.country), may_note=False)
    context = {"it": told, "row": row, "place": labels.place(row.state, row.municipality), "what": row.what}
    return page(request, "desk/gathering_sheet.html", context, here="post")


def row_of(reader: Reader, subject: UUID) -> Gathering:
    """Return a count of the reader's group; what belongs to others is not there."""
    row = gatherings.gathering(subject, own_group(reader), reader.country)
    if row is None:
        raise NotForYou
    return row


def shown(request: HttpRequest, reader: Reader, row: Gathering, forms: Mapping[str, Typed]) -> HttpResponse:
    """Return the page of a count; a form that was refused comes back as it was typed, status 422."""
    labels = Labels(reader.country)
    log_read(reader, RecordClass.K1, subject=row.subject)
    may_note = may(reader, RecordClass.K2, Action.READ, relation_to(reader, country=row.country, groups=[row.group]))
    told = gatherings_room.page_of(row, labels, may_note=may_note)
    if told.note or told.explanation:
        log_read(reader, RecordClass.K2, subject=row.subject)
    history = list(logbook.history(row.subject))
    steps, others = history_room.steps([one for one in history if one.kind != gatherings.Counted.kind], row.group, labels)
    empty = Typed({"counter": reader.account}, labels, zone_of(reader))
    refused = next((form for form in forms.values() if form.errors), None)
    context = {
        "it": told,
        "row": row,
        "forms": {name: forms.get(name, empty) for name in ("count", "lane", "goods", "words", "close")},
        "refused": refused,
        "token": fresh_token(),
        "tiles": [(f"{sex}:{band}", labels.tapped(sex, band)) for sex, band in gathering_forms.TILES],
        "offered": [
            (one["item"], gatherings_room.item_said(one["item"], row.what, labels), one.get("each", 1)) for one in row.items
        ],
        "goods": _goods(row, reader, labels),
        "own_goods": len(row.items),
        "members": sorted(choices.staff(row.group, row.country).items(), key=by_name),
        "moves": list(MOVES.items()),
        "reasons": list(LOST.items()),
        "bundles": gatherings_room.bundles(history, row, labels),
        "steps": steps,
        "others": others,
        "list": LISTS[What(row.what)],
    }
    return page(request, "desk/gathering.html", context, here="post", status=422 if refused else 200)


def _goods(row: Gathering, reader: Reader, labels: Labels) -> list[tuple[str, str]]:
    """Return the items whose goods may be moved: those of the distribution first, then the rest of the stock."""
    own = [one["item"] for one in row.items]
    known = gatherings_room.items_to_offer(What.DISTRIBUTION, row.group, reader.country, row.opened_on)
    codes = dict.fromkeys([*own, *(one.code for one in known)])
    return [(code, gatherings_room.item_said(code, row.what, labels)) for code in codes]


def done(request: HttpRequest, row: Gathering, said: str) -> HttpResponse:
    """Say what was done, on the page of the count."""
    messages.success(request, said)
    return to(PAGES[What(row.what)], subject=row.subject)


def again(row: Gathering) -> HttpResponse:
    """Return to the page of a count; what was said stands above it."""
    return to(PAGES[What(row.what)], subject=row.subject)
