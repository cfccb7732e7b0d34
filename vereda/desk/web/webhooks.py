"""Avisos a programas: who is told by a program, the queue, secrets; and the keys of programs of every family."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import Action, Holding, NotForYou, Part, Reader, RecordClass, holds, log_read, serves
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import webhooks as room_
from vereda.desk.rooms.typed import Typed, word_of
from vereda.desk.web.acting import attempt
from vereda.desk.words import webhooks as words
from vereda.errors import FieldError
from vereda.settings.environment import env
from vereda.surveys import door as surveys
from vereda.webhooks import door as webhooks
from vereda.webhooks.door import Asked, MessageUnknown, ReadingKey, Receiver, ReceiverUnknown
from vereda.webhooks.schema import BY_MACHINE, USES, Kind, OffFor, Use

K10 = RecordClass.K10
LOOKS = serves(K10, part=Part.EXCHANGE)
REGISTERS = serves(K10, action=Action.WRITE, part=Part.EXCHANGE)
APPROVES = serves(K10, action=Action.APPROVE, part=Part.EXCHANGE)
ENDS = serves(K10, part=Part.EXCHANGE, on_post=Action.READ)
"""The mark of switching off: either of the two who decided may."""
KEYS = serves(K10, on_post=Action.WRITE)
ENDS_KEYS = serves(K10, action=Action.WRITE)
HERE = "webhooks"
FIELDS = {
    "webhooks.held_by_enforcement": "institution",
    "webhooks.address_wrong": "address",
    "webhooks.address_of_enforcement": "address",
    "webhooks.receiver_known": "address",
    "webhooks.kinds_outside_use": "use",
    "webhooks.days_wrong": "days",
}
DAYS = (30, 90, 180, 365)


def _may(reader: Reader, action: Action) -> bool:
    return holds(reader.role, K10, action, Part.EXCHANGE)


def _receiver(reader: Reader, subject: UUID) -> Receiver:
    try:
        return webhooks.receiver(subject, reader.country)
    except ReceiverUnknown:
        raise NotForYou from None


def _typed(request: HttpRequest, reader: Reader) -> Typed:
    return Typed(request.POST, Labels(reader.country), zone_of(reader))


def _asked(typed: Typed) -> Asked:
    """Return what a form asks for; without any kind ticked, all of the use."""
    use = word_of(Use, typed.get("use")) or Use.FIGURES
    kinds = [Kind(one) for one, _name in typed.named("kind:") if one in set(Kind)]
    return Asked(typed.get("institution"), use, kinds or USES[use], [one for one, _name in typed.named("language:")])


def _choices(reader: Reader, holding: Holding) -> dict[str, object]:
    """Return what forms of receivers and keys offer."""
    labels = Labels(reader.country)
    codes = sorted(labels.pack.languages, key=labels.language)
    return {
        "bodies": [(one.code, one.name) for one in webhooks.bodies(reader.country, holding, now())],
        "uses": list(words.USES.items()),
        "kinds": [(use, words.USES[use], [(one, words.KINDS[one]) for one in kinds]) for use, kinds in USES.items()],
        "tongues": [(code, labels.language(code)) for code in codes],
    }


# Receivers ------------------------------------------------------------------------------------------------------------


@LOOKS
@room
@require_GET
def programs(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show who is told, and the queue."""
    return _programs(request, reader, _typed(request, reader))


def _programs(request: HttpRequest, reader: Reader, typed: Typed) -> HttpResponse:
    log_read(reader, K10, subjects=["webhooks"])
    labels, rows, counts = Labels(reader.country), webhooks.receivers(reader.country), webhooks.counts(reader.country)
    context = {
        "rows": [(room_.shown(row, labels), counts.get(row.subject)) for row in rows],
        "queue": room_.queued(webhooks.deliveries(reader.country), rows, labels),
        "is_here": webhooks.is_headquarters(),
        "is_open": env().webhooks_here,
        "has_address": bool(env().public_address),
        "may_write": _may(reader, Action.WRITE),
        "form": typed,
        **(_choices(reader, Holding.WEBHOOK) if _may(reader, Action.WRITE) else {}),
    }
    return page(request, "desk/webhooks.html", context, here=HERE, status=422 if typed.errors else 200)


@REGISTERS
@room
@require_POST
def program_register(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Register a program; a second person approves it."""
    typed = _typed(request, reader)
    try:
        made = webhooks.register(_asked(typed), address=typed.text("address", 300), by=author(reader), at=now())
    except FieldError as error:
        typed.refuse(error, FIELDS)
        return _programs(request, reader, typed)
    messages.success(request, _("Registrado. Falta que otra persona lo apruebe; mientras, no se le avisa nada."))
    return to("program", subject=made.subject)


@LOOKS
@room
@require_GET
def program(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show a receiver, its queue, and what can be done."""
    return _program(request, reader, _receiver(reader, subject))


def _program(request: HttpRequest, reader: Reader, row: Receiver, secret: str = "") -> HttpResponse:
    log_read(reader, K10, subjects=[f"webhooks/{row.subject}"])
    labels, line = Labels(reader.country), webhooks.line(row.subject)
    context = {
        "one": room_.shown(row, labels),
        "line": line,
        "warnings": list(room_.warnings(row, line, now())),
        "two": line is not None and len(webhooks.secrets(line, now())) > 1,
        "queue": room_.queued(webhooks.deliveries(reader.country, row.subject), [row], labels),
        "secret": secret,
        "is_own": row.registered_by == reader.account,
        "may_write": _may(reader, Action.WRITE) and webhooks.is_headquarters(),
        "may_approve": _may(reader, Action.APPROVE) and webhooks.is_headquarters(),
        "reasons": room_.reasons(),
        "old_days": webhooks.OLD_DAYS,
    }
    answer = page(request, "desk/webhook.html", context, here=HERE)
    answer["Cache-Control"] = "no-store"
    return answer


@APPROVES
@room
@require_POST
def program_approve(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Approve what somebody else registered."""
    _receiver(reader, subject)
    act = partial(webhooks.approve, subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Aprobado. Desde ahora se le avisa de lo que salga."))
    return to("program", subject=subject)


@ENDS
@room
@require_POST
def program_off(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Switch a receiver off, for ever."""
    _receiver(reader, subject)
    reason = word_of(OffFor, request.POST.get("reason", ""))
    if reason is None or reason in BY_MACHINE:
        messages.warning(request, _("Diga por qué se apaga."))
        return to("program", subject=subject)
    act = partial(webhooks.switch_off, subject, reason=reason, by=author(reader), at=now())
    attempt(request, reader, act, _("Apagado: no se le avisa nada más."))
    return to("program", subject=subject)


@REGISTERS
@room
@require_POST
def program_secret(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Give a secret, and show it this once."""
    row, made = _receiver(reader, subject), list[str]()
    log_read(reader, K10, Action.WRITE, subject=subject)
    if not attempt(request, reader, lambda: made.append(webhooks.give_secret(subject, by=author(reader), at=now())), ""):
        return to("program", subject=subject)
    return _program(request, reader, row, made[0])


@REGISTERS
@room
@require_POST
def program_old_secret(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Sign with the new secret alone from now on."""
    _receiver(reader, subject)
    log_read(reader, K10, Action.WRITE, subject=subject)
    attempt(request, reader, partial(webhooks.drop_old_secret, subject, by=author(reader)), _("El secreto anterior ya no firma."))
    return to("program", subject=subject)


@REGISTERS
@room
@require_POST
def program_test(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Queue a test."""
    _receiver(reader, subject)
    act = partial(webhooks.send_test, subject, by=author(reader), at=now())
    attempt(request, reader, act, _("La prueba está en la cola: en unos segundos se ve aquí qué contestó."))
    return to("program", subject=subject)


@REGISTERS
@room
@require_POST
def program_again(request: HttpRequest, reader: Reader, delivery: int) -> HttpResponse:
    """Queue a message once more."""
    try:
        row = webhooks.delivery(delivery, reader.country)
    except MessageUnknown:
        raise NotForYou from None
    act = partial(webhooks.send_again, delivery, by=author(reader), at=now())
    attempt(request, reader, act, _("Está otra vez en la cola, con el mismo número de aviso."))
    return to("program", subject=row.receiver)


# Keys -----------------------------------------------------------------------------------------------------------------


@KEYS
@room
@require_http_methods(["GET", "POST"])
def program_keys(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the keys of all programs, or give one that fetches messages and show it this once."""
    if reader.group:
        raise NotForYou
    typed = _typed(request, reader)
    made = _given(typed, reader) if request.method == "POST" else None
    rows = room_.keys(reader.country, Labels(reader.country), now())
    log_read(reader, K10, subjects=[one.id for one in rows])
    context = {
        "form": typed,
        "rows": rows,
        "made": made,
        "address": request.build_absolute_uri("/api/v1/events"),
        "days": [(str(one), _("{n} días").format(n=one)) for one in DAYS],
        "may_write": holds(reader.role, K10, Action.WRITE),
        **_choices(reader, Holding.TOKEN),
    }
    answer = page(request, "desk/program_keys.html", context, here=HERE, status=422 if typed.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def _given(typed: Typed, reader: Reader) -> tuple[ReadingKey, str] | None:
    try:
        return webhooks.give_key(_asked(typed), days=typed.number("days", 10_000), by=reader, at=now())
    except FieldError as error:
        typed.refuse(error, FIELDS)
        return None


@ENDS_KEYS
@room
@require_POST
def reading_key_end(request: HttpRequest, reader: Reader, key: UUID) -> HttpResponse:
    """Take away a key that fetches messages."""
    if not webhooks.end_key(key, by=reader, at=now()):
        raise NotForYou
    messages.success(request, _("Esa clave ya no sirve."))
    return to("program_keys")


@ENDS_KEYS
@room
@require_POST
def sending_key_end(request: HttpRequest, reader: Reader, key: UUID) -> HttpResponse:
    """Take away a key that sends answers to forms, of any group."""
    if not surveys.end_key(key=key, by=reader, at=now()):
        raise NotForYou
    messages.success(request, _("Esa clave ya no sirve."))
    return to("program_keys")
