"""Simulacro: begin to practise, come into a practice that is on, end it for everybody, and go back to real work."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access import door as access
from vereda.access.door import Purpose, Reader, RecordClass, for_signed_in, serves
from vereda.desk.frame import LOOKING, now, own_group, page, room, to
from vereda.desk.rooms import practice as practice_room
from vereda.desk.web.acting import POST_WORK, attempt


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def practice(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show whether the group practises, and how one begins."""
    at = now()
    context = {
        "on": practice_room.practice_on(reader.country, own_group(reader), at),
        "lengths": practice_room.lengths(at),
        "usual": practice_room.USUAL,
    }
    return page(request, "desk/practice.html", context, here="practice")


@POST_WORK
@room
@require_POST
def begin(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Begin a practice, or come into the one that is on, and have this session practise."""
    at = now()
    until = practice_room.end_of(request.POST.get("hours", ""), at)
    if until is None:
        messages.warning(request, _("Elija hasta qué hora dura el simulacro."))
        return to("practice")
    if not attempt(request, reader, lambda: access.begin_practice(until=until, by=reader, at=at), ""):
        return to("practice")
    return _enter(request, reader)


@POST_WORK
@room
@require_POST
def come_in(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Have this session take part in the practice that is on."""
    return _enter(request, reader)


@POST_WORK
@room
@require_POST
def end(request: HttpRequest, reader: Reader) -> HttpResponse:
    """End the practice for everybody, and have this session work for real."""
    attempt(request, reader, lambda: access.end_practices(by=reader, at=now()), _("Simulacro terminado para todos."))
    access.leave_practice(request)
    return to("practice")


@for_signed_in(reason="back to real work, at any time and whatever the role")
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Have this session work for real."""
    access.leave_practice(request)
    messages.success(request, _("Está de vuelta en el trabajo de verdad."))
    return to("home")


def _enter(request: HttpRequest, reader: Reader) -> HttpResponse:
    on = access.practices_of(reader.country, reader.group, now())
    if not on:
        messages.warning(request, _("Ese simulacro ya terminó. Empiece otro si lo necesita."))
        return to("practice")
    access.enter_practice(request, on[0])
    return to("board")
