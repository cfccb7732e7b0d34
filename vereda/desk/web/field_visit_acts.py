"""Writing field visits: the plan, who comes along, the morning's go or no-go, what was seen, everybody back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Reader, log_read
from vereda.desk.frame import author, now, room, to
from vereda.desk.rooms import visit_forms as forms
from vereda.desk.rooms.programme_asks import language
from vereda.desk.rooms.typed import Typed
from vereda.desk.rooms.workshop_forms import Form
from vereda.desk.web.acting import attempt
from vereda.desk.web.once import entry_for, kept
from vereda.desk.web.workshop_acts import WRITES, drawn, typed_of
from vereda.desk.web.workshops import K10, looked_at, visited, within
from vereda.errors import FieldError
from vereda.logbook.door import Author
from vereda.workshops import door as workshops
from vereda.workshops import schema as of
from vereda.workshops.schema import NotYet, Visit, phrase


@WRITES
@room
@require_http_methods(["GET", "POST"])
def new_visit(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Plan a visit of a workshop; it begins with the last day."""
    within(reader, Action.WRITE)
    seen = looked_at(reader, subject, Action.WRITE)
    typed, form = typed_of(request, reader), forms.planning(reader.country)
    if request.method == "POST":
        read, entry = form.read(None, typed), entry_for(typed, reader)
        if read is not None:
            told = read.model_copy(update={"workshop": subject})
            act = partial(workshops.plan_visit, told, by=author(reader), at=now(), entry=entry)
            if made := kept(typed, entry, act, form.fields):
                _tie(subject, made, reader)
                return to("field_visit", subject=made)
    elif seen.scheduled:
        typed.values.setdefault("on", seen.scheduled.until_on.isoformat())
    return drawn(request, typed, form.title, form.hint, form.asks(None, typed), reverse("desk:workshop", args=[subject]))


def _tie(subject: UUID, visit: UUID, reader: Reader) -> None:
    """Name the visit in the session of the agenda that is one and names none yet."""
    sessions = workshops.workshop(subject, reader.country).sessions.values()
    session = next((one for one in sessions if one.what is of.Session.VISIT and one.visit is None), None)
    if session:
        workshops.set_session(subject, session.model_copy(update={"visit": visit}), by=author(reader), at=now())


@WRITES
@room
@require_http_methods(["GET", "POST"])
def visit_plan(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Change the plan of a visit."""
    seen = visited(reader, subject, Action.WRITE)
    typed, form = typed_of(request, reader), forms.planning(reader.country)
    if request.method == "POST":
        read = form.read(seen, typed)
        if read is not None:
            # A group that hosts a visit does not give it to another one, nor to another workshop.
            told = read.model_copy(update={"workshop": seen.planned.workshop})
            if _may_host(reader, told.host, typed) and _acted(
                typed, partial(workshops.plan_visit, told, by=author(reader), at=now(), subject=subject), form.fields
            ):
                return to("field_visit", subject=subject)
    else:
        for name, value in forms.plan_usual(seen).items():
            typed.values.setdefault(name, value)
    back = reverse("desk:field_visit", args=[subject])
    return drawn(request, typed, form.title, form.hint, form.asks(seen, typed), back)


def _may_host(reader: Reader, host: str, typed: Typed) -> bool:
    if reader.group and host != reader.group:
        typed.wrong("host", _("La visita la recibe su grupo. Para cambiarlo, hable con la central."))
    return not typed.errors


ACTS: dict[str, Callable[[UUID, Any, Author, datetime], object]] = {  # Any: what the form read
    "lugar": lambda subject, read, by, at: workshops.note_place(subject, read, by=by, at=at),
    "punto": lambda subject, read, by, at: workshops.report_point(subject, read, by=by, at=at),
    "hecho": lambda subject, read, by, at: workshops.follow_up(subject, read, by=by, at=at),
    "vuelta": lambda subject, read, by, at: workshops.end_visit(subject, read, by=by, at=at),
    "manana": lambda subject, read, by, at: workshops.check_morning(
        subject, of.MorningChecked(on=timezone.localdate(), **read), says=_reason, by=by, at=at
    ),
}


def _reason(one: NotYet) -> str:
    return phrase(language(), f"not_yet.{one.value}")


@WRITES
@room
@require_http_methods(["GET", "POST"])
def visit_note(request: HttpRequest, reader: Reader, subject: UUID, what: str) -> HttpResponse:
    """Ask for one thing of a visit, or record it."""
    form: Form[Visit] | None = forms.forms(reader.country).get(what)
    if form is None:
        raise NotForYou
    seen, typed = visited(reader, subject, Action.WRITE), typed_of(request, reader)
    if request.method == "POST":
        read = form.read(seen, typed)
        if read is not None and _acted(typed, partial(ACTS[what], subject, read, author(reader), now()), form.fields):
            messages.success(request, _("Anotado."))
            return to("field_visit", subject=subject)
    else:
        typed.values.setdefault("on", timezone.localdate().isoformat())
    back = reverse("desk:field_visit", args=[subject])
    return drawn(request, typed, form.title, form.hint, form.asks(seen, typed), back)


def _acted(typed: Typed, act: Callable[[], object], fields: Any) -> bool:  # Any: code of an error -> its field
    """Do it; where it is refused, say so beside its field."""
    try:
        act()
    except FieldError as error:
        typed.refuse(error, fields)
        return False
    return True


@WRITES
@room
@require_POST
def visit_guest(request: HttpRequest, reader: Reader, subject: UUID, guest: UUID) -> HttpResponse:
    """Have a guest come along or not, or note that the briefing was read. Nobody of an enforcement post is taken."""
    visited(reader, subject, Action.WRITE)
    log_read(reader, K10, Action.WRITE, subjects=[guest])
    act = request.POST.get("act")
    if act == "leyo":
        done = partial(workshops.note_briefing, subject, guest, on=timezone.localdate(), by=author(reader), at=now())
    elif act in ("va", "no-va"):
        done = partial(workshops.set_visitor, subject, guest, comes=act == "va", by=author(reader), at=now())
    else:
        raise NotForYou
    attempt(request, reader, done, _("Anotado."))
    return to("field_visit", subject=subject)
