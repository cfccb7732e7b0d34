"""Talleres: what countries work on together, who comes, what was promised and what came of it; field visits and who may not come.

Programme officers and trainers keep them for the country; a coordinator sees the visits that the own group hosts. Names of guests
and experts are sealed: each page that opens them is a row of the read log.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, RecordClass, holds, log_read, reach_of, serves
from vereda.desk.frame import page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import good_practice as practice_room
from vereda.desk.rooms import lessons as lessons_room
from vereda.desk.rooms import visit_forms, workshop_asks, workshop_chapters
from vereda.desk.rooms import visit_photos as photos_room
from vereda.desk.rooms import workshops as workshops_room
from vereda.desk.rooms.programme_asks import language
from vereda.desk.rooms.typed import Typed
from vereda.desk.told import told
from vereda.errors import FieldError
from vereda.workshops import door as workshops_door
from vereda.workshops.door import VisitUnknown, WorkshopUnknown
from vereda.workshops.schema import LANGUAGES, Report, Visit, Workshop, invitation

K10, OURS = RecordClass.K10, Part.WORKSHOPS
READS = serves(K10, part=OURS, purposes=(Purpose.TRAINING,), usual=Purpose.TRAINING)
EXPORTS = serves(K10, action=Action.EXPORT, part=OURS, purposes=(Purpose.TRAINING,), usual=Purpose.TRAINING)
HERE = "workshops"


def within(reader: Reader, action: Action = Action.READ) -> None:
    """Let in who keeps the workshops of the country. Raises NotForYou."""
    if reach_of(reader, K10, action, OURS).kind != "country":
        raise NotForYou


def looked_at(reader: Reader, subject: UUID, action: Action = Action.READ) -> Workshop:
    """Return a workshop that somebody looks at, and note the look. Raises NotForYou."""
    within(reader, action)
    try:
        found = workshops_door.workshop(subject, reader.country)
    except WorkshopUnknown:
        raise NotForYou from None
    log_read(reader, K10, action, subjects=[subject])
    return found


def visited(reader: Reader, subject: UUID, action: Action = Action.READ) -> Visit:
    """Return a visit that somebody looks at: who keeps workshops, or coordinates the group that hosts it. Raises NotForYou."""
    reach = reach_of(reader, K10, action, OURS)
    try:
        found = workshops_door.visit(subject, reader.country)
    except VisitUnknown:
        raise NotForYou from None
    if reach.kind != "country" and not (reach.kind == "own_group" and found.planned.host == reach.group):
        raise NotForYou
    guests = workshops_door.guests(found.planned.workshop, reader.country) if found.planned.workshop else ()
    log_read(reader, K10, action, subjects=[subject, *guests])
    return found


def may_write(reader: Reader) -> bool:
    """Return whether the reader writes workshops at all: for buttons."""
    return holds(reader.role, K10, Action.WRITE, OURS)


@READS
@room
@require_GET
def workshops(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the workshops of the country: what is late, what is to be asked, the visits."""
    if reach_of(reader, K10, Action.READ, OURS).kind == "own_group":
        return to("field_visits")
    within(reader)
    log_read(reader, K10, subjects=["workshops"])
    found = workshops_door.visits(reader.country)
    context = {
        **workshops_room.listed(reader.country, timezone.localdate()),
        "visits": workshops_room.visit_rows(found, reader.country),
        "may_write": may_write(reader),
    }
    return page(request, "desk/workshops.html", context, here=HERE)


@READS
@room
@require_GET
def workshop(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show one workshop as its report tells it, with what can be noted beside each part."""
    seen, today = looked_at(reader, subject), timezone.localdate()
    made = workshops_room.report(subject, reader.country, today, language())
    context = {
        "subject": subject,
        "seen": seen,
        "name": seen.proposed.name.of(language()),
        "heading": made.heading,
        "asks": made.block("asks"),
        "parts": workshops_room.parts(made),
        "invitations": workshops_room.invitations(seen),
        "materials": workshops_room.materials(seen),
        "editable": workshops_room.editable(seen),
        "visits": workshops_room.visit_rows(workshops_door.visits(reader.country, workshop=subject), reader.country),
        "acts": acts_said(),
        "to_read": workshop_chapters.to_read(seen, today),
        "lessons": lessons_room.of_workshop(seen) if practice_room.may_of(reader).write else {},
        "reads_numbers": holds(reader.role, RecordClass.K8, Action.READ),
        "may_write": may_write(reader),
    }
    return page(request, "desk/workshop.html", context, here=HERE)


def acts_said() -> dict[str, str]:
    """Return what can be noted, as buttons say it."""
    return {
        "delegacion": _("Delegación"), "persona": _("Persona que viene"), "respuesta": _("Qué contestaron"),
        "asistencia": _("Cuántas personas llegaron"), "interpretes": _("Interpretación"), "organiza": _("Quién organiza"),
        "sesion": _("Sesión"), "especialista": _("Pedir especialista"), "material": _("Material del taller"),
        "minuta": _("Minuta"),
        "evaluacion": _("Hojas de evaluación"), "opinion": _("Qué se dijo de quien enseñó"), "compromiso": _("Compromiso"),
        "seguimiento": _("Cómo va un compromiso"), "paga": _("Quién paga"), "renglon": _("Línea del presupuesto"),
    }  # fmt: skip


@READS
@room
@require_GET
def workshop_guests(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show who comes by name; each look is a row of the read log."""
    seen = looked_at(reader, subject)
    log_read(reader, K10, subjects=list(workshops_door.guests(subject, reader.country)))
    context = {
        "subject": subject,
        "name": seen.proposed.name.of(language()),
        "rows": workshops_room.guests(subject, reader.country),
        "may_write": may_write(reader),
    }
    return page(request, "desk/workshop_guests.html", context, here=HERE)


@READS
@room
@require_GET
def workshop_experts(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the roster: who teaches what, in which languages, when, where they taught and what was said."""
    within(reader)
    log_read(reader, K10, subjects=list(workshops_door.experts(reader.country)))
    topic, spoken = request.GET.get("tema", "").strip()[:64], request.GET.get("lengua", "").strip()[:3]
    context = {
        "rows": workshops_room.roster(reader.country, timezone.localdate(), topic=topic, spoken=spoken),
        "topic": topic,
        "spoken": spoken,
        "topics": workshop_asks.topics(),
        "languages": workshop_asks.languages(reader.country),
        "form": Typed(request.GET, Labels(reader.country), zone_of(reader)),
        "may_write": may_write(reader),
    }
    return page(request, "desk/workshop_experts.html", context, here=HERE)


@READS
@room
@require_GET
def field_visits(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the visits: all of the country, or those that the own group hosts."""
    reach = reach_of(reader, K10, Action.READ, OURS)
    if reach.kind not in ("country", "own_group"):
        raise NotForYou
    found = workshops_door.visits(reader.country, host=reach.group if reach.kind == "own_group" else "")
    log_read(reader, K10, subjects=[subject for subject, _one in found])
    context = {"rows": workshops_room.visit_rows(found, reader.country), "is_country": reach.kind == "country"}
    return page(request, "desk/field_visits.html", context, here=HERE)


@READS
@room
@require_GET
def field_visit(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show a visit: the plan, who comes and who may not, what keeps it from leaving, what was seen."""
    seen = visited(reader, subject)
    may_ask, may_not = visit_forms.rules()
    context = {
        **workshops_room.visit(subject, seen, reader.country, timezone.localdate()),
        **photos_room.of_visit(subject, reader),
        "looked_for": photos_room.looked_for(),
        "may_ask": may_ask,
        "may_not": may_not,
        "keeps": reach_of(reader, K10, Action.READ, OURS).kind == "country",
        "may_write": may_write(reader),
    }
    return page(request, "desk/field_visit.html", context, here=HERE)


@READS
@room
@require_GET
def workshop_point(request: HttpRequest, reader: Reader, point: str) -> HttpResponse:
    """Show what visits saw at a crossing or a service, the latest first."""
    within(reader)
    name = workshops_door.visitable(reader.country).get(point)
    rows = workshops_room.history(point, reader.country)
    if name is None and not rows:
        raise NotForYou
    log_read(reader, K10, subjects=[row["visit"] for row in rows])
    context = {"name": name or point, "rows": rows, "photos": photos_room.of_point(point, reader.country)}
    return page(request, "desk/workshop_point.html", context, here=HERE)


@EXPORTS
@room
@require_GET
def workshop_report(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Give the report as PDF, in the language of the address, else in the screen's."""
    seen = looked_at(reader, subject, Action.EXPORT)
    lang = request.GET.get("idioma", "")
    made: Report = workshops_room.report(subject, reader.country, timezone.localdate(), lang if lang in LANGUAGES else language())
    try:
        content = workshops_door.printing.pdf(made)
    except FieldError as error:
        messages.warning(request, told(error, Labels(reader.country)))
        return to("workshop", subject=subject)
    name = f"taller-{seen.code.lower()}-{made.lang}.pdf"
    return _file(content, "application/pdf", name)


@EXPORTS
@room
@require_GET
def workshop_invitation(request: HttpRequest, reader: Reader, subject: UUID, delegation: str) -> HttpResponse:
    """Give the invitation of a delegation as a calendar file, to be sent by mail. It names nobody."""
    seen = looked_at(reader, subject, Action.EXPORT)
    sent = seen.invited.get(delegation)
    if sent is None:
        raise NotForYou
    content = invitation(subject, seen, sent, lang=language())
    return _file(content, "text/calendar; charset=utf-8", f"invitacion-{delegation.lower()}.ics")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)
