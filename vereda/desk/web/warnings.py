"""Avisos de autoridades: what is warned of, a CAP file brought by the coordination, taken out where it was a mistake."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import NotForYou, Reader, RecordClass, log_read, serves
from vereda.desk.frame import LOOKING, Purpose, author, now, own_group, page, room, to
from vereda.desk.labels import Labels
from vereda.desk.rooms import warnings as warnings_room
from vereda.desk.told import told as told_error
from vereda.desk.web.acting import DECIDES, attempt
from vereda.errors import FieldError
from vereda.safety.door import CAP_MOST_BYTES, CapFileMissing, WarningTold, read_cap, warning_actions
from vereda.safety.door import warning_lookups as lookups

SEES = serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)


@SEES
@room
@require_GET
def warnings(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what holds around the post, what is far, what is only practised, what ended, and what the post gave out."""
    return _page(request, reader)


def _page(request: HttpRequest, reader: Reader, wrong: str = "") -> HttpResponse:
    group, country, at = own_group(reader), reader.country, now()
    found = warnings_room.shown(warnings_room.known(group, country, at))
    given = lookups.given_warnings(group, country, at)
    ended = warnings_room.ended(group, country, at)
    told = [*(one.row.subject for one in found), *(one.row.subject for one, _why in ended)]
    log_read(reader, RecordClass.K1, subjects=[*told, *(row.subject for row in given)])
    context = {
        "near": [one for one in found if not one.status and one.is_near],
        "far": [one for one in found if not one.status and not one.is_near],
        "practised": [one for one in found if one.status],
        "ended": ended,
        "given": [(row, warnings_room.given_said(row), row.is_cancelled or row.expires_at <= at) for row in given],
        "wrong": wrong,
    }
    return page(request, "desk/warnings.html", context, here="post", status=422 if wrong else 200)


@SEES
@room
@require_GET
def warning(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show one warning whole."""
    row = lookups.warning(subject, own_group(reader), reader.country)
    if row is None:
        raise NotForYou
    log_read(reader, RecordClass.K1, subject=subject)
    return page(request, "desk/warning.html", {"one": warnings_room.one(row), "is_central": False}, here="post")


@DECIDES
@room
@require_POST
def bring(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Take a CAP file in for the own group; what is wrong with it is said on the page, and nothing is kept of it then."""
    own_group(reader)
    try:
        told = file_told(request)
        made = warning_actions.bring_in(told, by=[author(reader)], at=now())
    except FieldError as error:
        return _page(request, reader, told_error(error, Labels(reader.country)))
    messages.success(request, _("Aviso guardado.") if made.new else _("Ese aviso ya estaba."))
    return to("warning", subject=made.subject)


def file_told(request: HttpRequest) -> WarningTold:
    """Return the warning that a form brought. Raises a CapUnreadable."""
    file = request.FILES.get("file")
    if file is None:
        raise CapFileMissing
    return read_cap(file.read(CAP_MOST_BYTES + 1))


@DECIDES
@room
@require_POST
def take_out(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take a warning out that was brought by mistake."""
    own_group(reader)
    act = partial(warning_actions.take_out, warning=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Aviso quitado."))
    return to("warnings")
