"""Caravans: listed, opened, joined by key, looked at. No map, and no way out of here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vereda.access.door import Action, NotForYou, Purpose, Reader, RecordClass, log_read, may, relation_to, serves
from vereda.countries.door import pack
from vereda.desk.frame import LOOKING, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels, by_name
from vereda.desk.rooms import caravans as caravans_room
from vereda.desk.rooms import choices
from vereda.desk.rooms import history as history_room
from vereda.desk.rooms.gathering_forms import FIELDS, TILES
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import DECIDES, POST_WORK
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.desk.words.gatherings import HEAD_METHODS
from vereda.gatherings import door as gatherings
from vereda.gatherings.door import CaravanPart, Municipality
from vereda.logbook import door as logbook


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def caravans(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the caravans of which the group has a part."""
    group = own_group(reader)
    rows = gatherings.caravans(group, reader.country)
    log_read(reader, RecordClass.K1, subjects=[row.subject for row in rows])
    return page(request, "desk/caravans.html", {"rows": rows}, here="post")


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def open_caravan(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form of a caravan that came to the group, or note it."""
    typed = _typed(request, reader)
    if request.method == "POST":
        entry = entry_for(typed, reader)
        act = partial(
            gatherings.open_caravan,
            name=typed.text("name", 60), place=read_place(typed), by=author(reader), at=now(), entry=entry,
        )  # fmt: skip
        made = kept(typed, entry, act, FIELDS)
        if made is not None:
            messages.success(request, _("Anotada. Diga la clave por radio a los grupos que siguen en el camino."))
            return to("caravan", subject=made)
    return _form(request, reader, typed, is_joining=False)


@DECIDES
@room
@require_http_methods(["GET", "POST"])
def join_caravan(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form by which a group joins a caravan that another one opened, or join it: a coordinator decides that."""
    own_group(reader, Action.APPROVE)
    typed = _typed(request, reader)
    if request.method == "POST":
        act = partial(
            gatherings.join_caravan,
            key=typed.text("key", 20), name=typed.text("name", 60), place=read_place(typed), by=author(reader), at=now(),
        )  # fmt: skip
        made = kept(typed, None, act, FIELDS)
        if made is not None:
            messages.success(request, _("Su grupo está en la caravana."))
            return to("caravan", subject=made)
    return _form(request, reader, typed, is_joining=True)


def _form(request: HttpRequest, reader: Reader, typed: Typed, *, is_joining: bool) -> HttpResponse:
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "is_joining": is_joining,
        "municipalities": choices.municipalities(pack(reader.country), typed.get("state")),
    }
    return page(request, "desk/caravan_open.html", context, here="post", status=422 if typed.errors else 200)


def _typed(request: HttpRequest, reader: Reader) -> Typed:
    """Return what was typed, or a form that is filled with the municipality of the post."""
    here = pack(reader.country).groups[reader.group]
    first = {"state": here.state, "municipality": here.municipality}
    return Typed(request.POST if request.method == "POST" else first, Labels(reader.country), zone_of(reader))


def read_place(typed: Typed) -> Municipality:
    """Return the municipality that was chosen, and its state; nothing finer is asked."""
    found = typed.labels.pack.admin2.get(typed.get("municipality"))
    return Municipality(state=found.state, municipality=typed.get("municipality")) if found else Municipality()


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def caravan(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the group's part of a caravan, and the numbers of the groups that hold the same key."""
    return shown(request, reader, row_of(reader, subject), {})


def row_of(reader: Reader, subject: UUID) -> CaravanPart:
    """Return the part of the reader's group; what belongs to others is not there."""
    row = gatherings.caravan(subject, own_group(reader), reader.country)
    if row is None:
        raise NotForYou
    return row


def shown(request: HttpRequest, reader: Reader, row: CaravanPart, forms: Mapping[str, Typed]) -> HttpResponse:
    """Return the page of a caravan; a form that was refused comes back as it was typed, status 422."""
    labels, here = Labels(reader.country), pack(reader.country).groups[row.group]
    may_note = may(reader, RecordClass.K2, Action.READ, relation_to(reader, country=row.country, groups=[row.group]))
    told = caravans_room.page_of(row, labels, may_note=may_note)
    log_read(reader, RecordClass.K1, subjects=told.subjects)
    if may_note:
        log_read(reader, RecordClass.K2, subject=row.subject)
    steps, others = history_room.steps(logbook.history(row.subject), row.group, labels)
    empty = Typed({"municipality": row.municipality or here.municipality}, labels, zone_of(reader))
    refused = next((form for form in forms.values() if form.errors), None)
    context = {
        "it": told,
        "row": row,
        "forms": {name: forms.get(name, empty) for name in ("head", "point", "child")},
        "refused": refused,
        "token": fresh_token(),
        "methods": list(HEAD_METHODS.items()),
        "municipalities": choices.municipalities(labels.pack, row.state or here.state),
        "members": sorted(choices.staff(row.group, row.country).items(), key=by_name),
        "tiles": [(f"{sex}:{band}", labels.tapped(sex, band)) for sex, band in TILES if band == "0-17"],
        "steps": steps,
        "others": others,
    }
    return page(request, "desk/caravan.html", context, here="post", status=422 if refused else 200)
