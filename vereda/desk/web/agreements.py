"""Convenios: what is lent to the post, until when, renewed and ended; and the volunteers, who have no account."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import LOOKING, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import agreements as agreements_room
from vereda.desk.rooms import duty as duty_room
from vereda.desk.rooms import history as history_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import DECIDES, attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, once
from vereda.desk.words.duty import COUNTERPARTS, LENT_KINDS, LENT_UNITS
from vereda.errors import FieldError
from vereda.groups import door as groups
from vereda.logbook import door as logbook

OF_VOLUNTEERS = serves(RecordClass.K1, action=Action.APPROVE, purposes=(Purpose.ASSIST, Purpose.RESCUE), usual=Purpose.ASSIST)
"""The mark of what the coordinator alone does, for purposes for which names may be opened."""


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def agreements(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what is lent to the post, what ends soon first."""
    rows = groups.agreements(own_group(reader), reader.country, timezone.localdate())
    log_read(reader, RecordClass.K1, subjects=[row.subject for row, _phase in rows])
    context = {"rows": [agreements_room.agreed(row, phase) for row, phase in rows]}
    return page(request, "desk/duty_agreements.html", context, here="post")


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def agreement(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show one agreement, who is lent under it, and its history."""
    return _agreement(request, reader, subject, Typed({}, Labels(reader.country), zone_of(reader)), status=200)


def _agreement(request: HttpRequest, reader: Reader, subject: UUID, typed: Typed, *, status: int) -> HttpResponse:
    group = own_group(reader)
    row = groups.agreement(subject, group, reader.country)
    if row is None:
        raise NotForYou
    log_read(reader, RecordClass.K1, subject=subject)
    steps, others = history_room.steps(logbook.history(subject), group, typed.labels)
    lent = [str(one.subject) for one in groups.lent_staff(group, reader.country) if one.agreement == subject]
    said = duty_room.lent_said(group, reader.country, typed.labels)
    context = {
        "form": typed,
        "one": agreements_room.agreed(row, groups.phase_of(row, timezone.localdate())),
        "people": [f"{name} ({said[id_]})" for id_, name in groups.lent_names(lent).items()],
        "steps": steps,
        "others": others,
    }
    return page(request, "desk/duty_agreement.html", context, here="post", status=status)


@DECIDES
@room
@require_http_methods(["GET", "POST"])
def new_agreement(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form of an agreement, or save it."""
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and (made := _write(typed, reader, None)):
        messages.success(request, _("Convenio guardado. Se avisa 30 días antes de que termine."))
        return to("agreement", subject=made)
    return _form(request, typed, None)


@DECIDES
@room
@require_http_methods(["GET", "POST"])
def correct_agreement(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Correct what was written of an agreement."""
    row = groups.agreement(subject, own_group(reader), reader.country)
    if row is None:
        raise NotForYou
    values = request.POST if request.method == "POST" else agreements_room.filled(row)
    typed = Typed(values, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and _write(typed, reader, subject):
        messages.success(request, _("Convenio corregido."))
        return to("agreement", subject=subject)
    return _form(request, typed, row)


def _write(typed: Typed, reader: Reader, subject: UUID | None) -> UUID | None:
    terms, entry = agreements_room.terms(typed), entry_for(typed, reader)
    if terms is None:
        return None
    try:
        return once(entry, partial(groups.write_agreement, terms, by=author(reader), at=now(), agreement=subject, entry=entry))
    except FieldError as error:
        typed.refuse(error, agreements_room.FIELDS)
    return None


def _form(request: HttpRequest, typed: Typed, row: Any) -> HttpResponse:  # Any: the read model, None: a new one
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "row": row,
        "kinds": list(COUNTERPARTS.items()),
        "lent_kinds": list(LENT_KINDS.items()),
        "units": list(LENT_UNITS.items()),
        "places": range(agreements_room.LENT_ROWS),
    }
    return page(request, "desk/duty_agreement_form.html", context, here="post", status=422 if typed.errors else 200)


@DECIDES
@room
@require_POST
def renew_agreement(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note until when an agreement holds now."""
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    until, source = typed.day("renewed_until"), typed.text("renewal_source", 200)
    if until is None:
        typed.wrong("renewed_until", _("Diga hasta qué día vale ahora."))
    if not typed.errors and until is not None:
        try:
            groups.renew_agreement(agreement=subject, until_on=until, source=source, by=author(reader), at=now())
        except FieldError as error:
            typed.refuse(error, agreements_room.RENEWAL_FIELDS)
        else:
            messages.success(request, _("Convenio renovado."))
            return to("agreement", subject=subject)
    return _agreement(request, reader, subject, typed, status=422)


@DECIDES
@room
@require_POST
def end_agreement(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that an agreement ended before its last day."""
    act = partial(groups.end_agreement, agreement=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Anotado: el convenio terminó hoy."))
    return to("agreement", subject=subject) if groups.agreement(subject, reader.group, reader.country) else to("agreements")


@OF_VOLUNTEERS
@room
@require_GET
def volunteers(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the volunteers of the post to its coordinator."""
    rows = groups.volunteers(own_group(reader, Action.APPROVE), reader.country)
    log_read(reader, RecordClass.K1, subjects=[row.subject for row in rows])
    context = {"rows": agreements_room.helping(reader, rows, timezone.localdate())}
    return page(request, "desk/duty_volunteers.html", context, here="post")


@OF_VOLUNTEERS
@room
@require_http_methods(["GET", "POST"])
def new_volunteer(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form of a volunteer, or save it."""
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and _write_volunteer(typed, reader, None):
        messages.success(request, _("Anotado. Sin cuenta y sin teléfono del grupo."))
        return to("volunteers")
    return _volunteer_form(request, typed, None)


@OF_VOLUNTEERS
@room
@require_http_methods(["GET", "POST"])
def volunteer(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show what is written of a volunteer, or change it."""
    row = groups.volunteer(subject, own_group(reader, Action.APPROVE), reader.country)
    if row is None:
        raise NotForYou
    one = agreements_room.helping(reader, [row], timezone.localdate())[0]
    values = request.POST if request.method == "POST" else agreements_room.filled_helper(one)
    typed = Typed(values, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and _write_volunteer(typed, reader, subject):
        messages.success(request, _("Guardado."))
        return to("volunteers")
    return _volunteer_form(request, typed, one)


def _write_volunteer(typed: Typed, reader: Reader, subject: UUID | None) -> bool:
    helper, entry = agreements_room.helper(typed), entry_for(typed, reader)
    if helper is None:
        return False
    try:
        once(entry, partial(groups.write_volunteer, helper, by=author(reader), at=now(), volunteer=subject, entry=entry))
    except FieldError as error:
        typed.refuse(error, agreements_room.HELPER_FIELDS)
    return not typed.errors


def _volunteer_form(request: HttpRequest, typed: Typed, one: Any) -> HttpResponse:  # Any: a volunteer in words, None: a new one
    context = {"form": typed, "token": typed.get("form") or fresh_token(), "one": one}
    return page(request, "desk/duty_volunteer_form.html", context, here="post", status=422 if typed.errors else 200)


@OF_VOLUNTEERS
@room
@require_POST
def let_go(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that a volunteer left."""
    act = partial(groups.let_go, volunteer=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Anotado: ya no colabora."))
    return to("volunteers")


@OF_VOLUNTEERS
@room
@require_POST
def strike_volunteer(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Erase a volunteer."""
    act = partial(groups.strike_volunteer, volunteer=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Borrado aquí; de cada copia, en siete días."))
    return to("volunteers")
