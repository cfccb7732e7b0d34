"""An alert that nobody at the post read, for headquarters: where and how many; caller and words only if no post has it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Action, NotForYou, Part, Reader, RecordClass, log_read
from vereda.desk.frame import author, now, page, room, to
from vereda.desk.labels import Labels
from vereda.desk.rooms import alerts as alerts_room
from vereda.desk.rooms import encounter as told_room
from vereda.desk.rooms import ringing as ringing_room
from vereda.desk.rooms.ringing import Rung
from vereda.desk.web.acting import attempt
from vereda.desk.web.central import ACTS, SEES, demand_country
from vereda.logbook import door as logbook
from vereda.rescue import door as rescue


@SEES
@room
@require_GET
def alert(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show what is known in codes, and the point, of an alert that rang at headquarters and is open."""
    rung, found = _rung(subject, reader), logbook.subject(subject)
    if found is None:
        raise NotForYou
    log_read(reader, RecordClass.K1, subject=subject)
    context = {
        "rung": rung,
        "row": rung.row,
        "told": alerts_room.described([rung.row], now(), Labels(reader.country))[0],
        "spot": told_room.spot(reader, subject),
        "sealed": alerts_room.sealed(reader, found, rung.row),
    }
    return page(request, "desk/central_alert.html", context, here="central")


@ACTS
@room
@require_POST
def read_alert(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that the duty of headquarters saw it: it stops ringing, there and at the post."""
    demand_country(reader, Action.WRITE, Part.ALARM)
    _rung(subject, reader)
    act = partial(rescue.read_at_headquarters, alert=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Anotado: usted la vio. Deja de sonar; el puesto lo ve."))
    return to("central_alert", subject=subject)


def _rung(subject: UUID, reader: Reader) -> Rung:
    demand_country(reader)
    found = next((one for one in ringing_room.at_headquarters(reader.country, now()) if one.row.subject == subject), None)
    if found is None:
        raise NotForYou
    return found
