"""Cartel: a sheet with the name of who seeks, who agreed to it, until a day. Nobody who is sought is named or pictured."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vereda.access.door import Reader, RecordClass, log_read
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import missing as missing_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import attempt
from vereda.desk.web.missing import DECIDES, act
from vereda.people.door import ConsentFor as Purpose
from vereda.people.door import consents
from vereda.tracing import door as tracing


@DECIDES
@room
@require_http_methods(["GET", "POST"])
def poster(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the poster while it may hang, and the text that is read before; or note that it may, until a day."""
    row = missing_room.row_of(subject, missing_room.sees(reader), reader)
    if request.method == "POST":
        typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
        until = typed.day("until")
        if until is None:
            messages.warning(request, typed.error("until") or _("Diga hasta qué día se deja el cartel."))
        else:
            done = partial(tracing.make_poster, file=subject, until=until, by=author(reader), at=now())
            attempt(request, reader, done, _("Anotado. Imprima el cartel y apunte dónde lo pone, para quitarlo después."))
        return to("missing_poster", subject=subject)
    today = timezone.localdate()
    report = tracing.poster_of(row, today)
    seeker = tracing.sealed.seeker(report) if report else None
    log_read(reader, RecordClass.K6, subject=row.report)
    context = {
        "row": row,
        "hangs": report,
        "comes_down": report is None and tracing.has_poster(row),
        "name": seeker.name if seeker else "",
        "text": consents.texts("spa").get(Purpose.PUBLISH),
        "until": today + timedelta(days=tracing.POSTER_MOST_DAYS),
        "most": tracing.POSTER_MOST_DAYS,
    }
    return page(request, "desk/missing_poster.html", context, here="post")


@act(DECIDES)
def end(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that the posters come down."""
    missing_room.row_of(subject, missing_room.sees(reader), reader)
    done = partial(tracing.end_poster, file=subject, by=author(reader), at=now())
    attempt(request, reader, done, _("Anotado. Quite hoy los carteles que puso."))
    return to("missing", subject=subject)
