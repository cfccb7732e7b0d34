"""Mensajes de texto: numbers of ours that are warned, a test, what went out, and what came in."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import HEADQUARTERS, Action, NotForYou, Part, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import choices, team_words
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import POST_WORK, attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.desk.words import safety as words
from vereda.logbook.schema import Channel
from vereda.messages import door as texts
from vereda.messages.door import Warned
from vereda.rescue import door as rescue
from vereda.settings.environment import env

SEES = serves(RecordClass.K10, part=Part.GROUP_USERS)
CHANGES = serves(RecordClass.K10, action=Action.WRITE, part=Part.GROUP_USERS)
READS_WORDS = serves(RecordClass.K2, purposes=(Purpose.ASSIST, Purpose.RESCUE), usual=Purpose.RESCUE)
FIELDS = {"messages.number_wrong": "number", "messages.number_needs_somebody": "account"}


@SEES
@room
@require_GET
def text_messages(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show whether messages can be sent, whose numbers are warned, and what went out in the last week."""
    return _page(request, reader, Typed({}, Labels(reader.country), zone_of(reader)))


def _page(request: HttpRequest, reader: Reader, typed: Typed) -> HttpResponse:
    group = reader.group or HEADQUARTERS
    numbers = texts.numbers(group, reader.country)
    names = names_of({one.row.account for one in numbers})
    log_read(reader, RecordClass.K10, subjects=[one.row.subject for one in numbers])
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "is_set": texts.is_set(),
        "own_number": env().sms_number,
        "numbers": [(one, who_is(one.row.account, names) or one.name) for one in numbers],
        "sent": texts.sent_lately(group, reader.country, now()),
        "people": sorted(choices.staff(group, reader.country).items(), key=lambda one: one[1]) if reader.group else [],
        "warned": list(words.WARNED.items()),
        "states": words.SENT,
        "troubles": words.TROUBLES,
        "said": words.said,
    }
    return page(request, "desk/text_messages.html", context, here="post", status=422 if typed.errors else 200)


@CHANGES
@room
@require_POST
def keep_number(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Keep a number of ours."""
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    account, name, number = typed.get("account"), typed.text("name", 80), typed.text("number", 30)
    members = choices.staff(reader.group, reader.country) if reader.group else {}
    entry = entry_for(typed, reader)
    act = partial(
        texts.keep_number,
        number=number,
        account=account if account in members else "",
        name=name,
        warned=[Warned(rest) for rest, _name in typed.named("warned:") if rest in words.WARNED],
        by=author(reader),
        at=now(),
        entry=entry,
    )
    return to("text_messages") if kept(typed, entry, act, FIELDS) else _page(request, reader, typed)


@CHANGES
@room
@require_POST
def withdraw_number(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take a number off."""
    attempt(request, reader, partial(texts.withdraw_number, number=subject, by=author(reader), at=now()), _("Número quitado."))
    return to("text_messages")


@CHANGES
@room
@require_POST
def send_test(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Send a test message to a number."""
    said = _("VEREDA: mensaje de prueba. Si lo lee, los avisos llegan a este numero.")
    act = partial(texts.queue_test, number=subject, text=said, by=author(reader), now=now())
    attempt(request, reader, act, _("La prueba está en camino. Abajo verá si la pasarela la tomó."))
    return to("text_messages")


@READS_WORDS
@room
@require_GET
def received_text(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show number and words of a text that came."""
    row = texts.received_text(subject, own_group(reader), reader.country)
    if row is None:
        raise NotForYou
    log_read(reader, RecordClass.K2, subject=subject)
    number, said = texts.words_of(row)
    names = names_of({row.account, row.handled_by})
    context = {
        "row": row,
        "number": number,
        "words": said,
        "who": who_is(row.account, names),
        "handled": who_is(row.handled_by, names),
        "teams": [] if row.handled_at else team_words.meant(row, said, own_group(reader)),
    }
    return page(request, "desk/received_text.html", context, here="post")


@POST_WORK
@room
@require_POST
def text_of_team(request: HttpRequest, reader: Reader, subject: UUID, mission: UUID, team: UUID, what: str) -> HttpResponse:
    """Note what a text says of a team, as the duty officer reads it: it was heard, or it is back; and the text is done."""
    row = texts.received_text(subject, own_group(reader), reader.country)
    if row is None or what not in ("mensaje", "regresa"):
        raise NotForYou
    by, came_at = author(reader), row.came_at.astimezone(zone_of(reader))
    back = partial(rescue.bring_team_back, mission=mission, team=team, by=by, at=now())
    heard = partial(rescue.hear_team, mission=mission, team=team, by=by, at=came_at, channel=Channel.SMS, reported_by=row.account)
    act, said = (back, _("Anotado: el equipo regresó.")) if what == "regresa" else (heard, _("Anotado: el equipo se reportó."))
    if attempt(request, reader, act, said) and not row.handled_at:
        texts.handle_text(text=subject, by=author(reader), at=now())
    return to("received_text", subject=subject)


@POST_WORK
@room
@require_POST
def handle_text(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that a text was dealt with."""
    if texts.received_text(subject, own_group(reader), reader.country) is None:
        raise NotForYou
    attempt(request, reader, partial(texts.handle_text, text=subject, by=author(reader), at=now()), _("Mensaje atendido."))
    return to("received_text", subject=subject)
