"""Injerencias at headquarters: all of the country, what is due, the table of quarters; read by name and given out."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, RecordClass, log_read, reach_of, serves
from vereda.desk.frame import now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import interference as interference_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web import interference as at_post
from vereda.safety.door import Interference
from vereda.safety.door import interference_lookups as lookups

PURPOSES = (Purpose.QUALITY_AUDIT,)
SEES = serves(RecordClass.K7, part=Part.INTERFERENCE, purposes=PURPOSES, usual=Purpose.QUALITY_AUDIT)
ACTS = serves(RecordClass.K7, action=Action.WRITE, part=Part.INTERFERENCE, purposes=PURPOSES, usual=Purpose.QUALITY_AUDIT)
HERE, OWN_ROUTES = "central", "desk:central_"


def _demand_country(reader: Reader, action: Action = Action.READ) -> None:
    if reach_of(reader, RecordClass.K7, action, Part.INTERFERENCE).kind != "country":
        raise NotForYou


@SEES
@room
@require_GET
def interferences(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the records of the country, those that are due first, from where to move, and the table of quarters."""
    _demand_country(reader)
    labels = Labels(reader.country)
    rows = lookups.interferences(reader.country)
    log_read(reader, RecordClass.K7, subjects=[row.subject for row in rows])
    context = {
        "rows": interference_room.described(rows, now(), labels),
        "to_move": interference_room.to_move(reader.country, None, now().date(), labels),
        "is_central": True,
        "quarters": interference_room.by_quarter(reader.country, labels),
        "may_tell": False,
        "way": "desk:central_interference",
    }
    return page(request, "desk/interferences.html", context, here=HERE)


@SEES
@room
@require_GET
def interference(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show one record: its codes, and its account to who said to read it."""
    return _shown(request, reader, _row(subject, reader), Typed({}, Labels(reader.country), zone_of(reader)))


def _row(subject: UUID, reader: Reader, action: Action = Action.READ) -> Interference:
    _demand_country(reader, action)
    row = lookups.interference(subject, reader.country)
    if row is None:
        raise NotForYou
    return row


def _shown(request: HttpRequest, reader: Reader, row: Interference, typed: Typed) -> HttpResponse:
    return at_post.shown(request, reader, row, typed, OWN_ROUTES, HERE)


@ACTS
@room
@require_POST
def read_interference(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note by name that headquarters reads the account."""
    _row(subject, reader, Action.WRITE)
    at_post.read(request, reader, subject, everywhere=True)
    return to("central_interference", subject=subject)


@ACTS
@room
@require_POST
def deliver_interference(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that headquarters gave it to the outside body."""
    row, typed = _row(subject, reader, Action.WRITE), Typed(request.POST, Labels(reader.country), zone_of(reader))
    if at_post.deliver(request, reader, subject, typed, everywhere=True):
        return to("central_interference", subject=subject)
    return _shown(request, reader, row, typed)


@SEES
@room
@require_GET
def interference_letter(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Return the letter to the outside body as PDF, for who read the record."""
    return at_post.letter(request, reader, _row(subject, reader))
