"""El número del grupo: the number that a migrant may ring; kept by one, rung by another, tried each day."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, RecordClass, holds, log_read, serves
from vereda.desk.frame import LOOKING, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import call_number as rooms
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import POST_WORK, attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.groups import door as groups

SEES = serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
CHANGES = serves(RecordClass.K10, action=Action.WRITE, part=Part.GROUP_USERS)
FIELDS = {"groups.call_number_wrong": "number"}
TESTED = {"groups.call_not_today": "at"}


@SEES
@room
@require_GET
def call_number(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the number, who rang it, whether the page of SOS shows it now, and why not."""
    return _page(request, reader, Typed({}, Labels(reader.country), zone_of(reader)), own_group(reader))


def _page(request: HttpRequest, reader: Reader, typed: Typed, group: str, read_as: RecordClass = RecordClass.K1) -> HttpResponse:
    row = groups.call_number(group, reader.country)
    if row:
        log_read(reader, read_as, subject=row.subject)
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "told": rooms.told(row, now()) if row else None,
        "may_keep": holds(reader.role, RecordClass.K10, Action.WRITE, Part.GROUP_USERS),
        "is_own": row is not None and row.kept_by == reader.account,
    }
    return page(request, "desk/call_number.html", context, here="post", status=422 if typed.errors else 200)


@CHANGES
@room
@require_POST
def keep(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Keep the number, in place of the one before."""
    if not reader.group:
        raise NotForYou
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    entry = entry_for(typed, reader)
    act = partial(groups.keep_call_number, number=typed.text("number", 30), by=author(reader), at=now(), entry=entry)
    if kept(typed, entry, act, FIELDS) is None:
        return _page(request, reader, typed, reader.group, RecordClass.K10)
    return to("call_number")


@CHANGES
@room
@require_POST
def withdraw(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take the number off."""
    act = partial(groups.withdraw_call_number, subject=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Número quitado: ya no se muestra."))
    return to("call_number")


@POST_WORK
@room
@require_POST
def verify(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that the reader rang the number and the group answered."""
    number = _number(reader, subject, request)
    act = partial(groups.verify_call_number, subject=subject, number=number, by=author(reader), at=now())
    attempt(request, reader, act, _("Verificado por usted. Vale 90 días."))
    return to("call_number")


@POST_WORK
@room
@require_POST
def tested(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note the day's test call with its hour."""
    number = _number(reader, subject, request)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    at = typed.instant("at") or now()
    act = partial(groups.note_test_call, subject=subject, number=number, by=author(reader), at=at, now=now())
    if kept(typed, None, act, TESTED) is None:
        return _page(request, reader, typed, own_group(reader))
    return to("board") if request.POST.get("next") == "board" else to("call_number")


def _number(reader: Reader, subject: UUID, request: HttpRequest) -> str:
    """Return the number that the reader saw; of another group there is none. What changed meanwhile is refused by the act."""
    row = groups.call_number(own_group(reader), reader.country)
    if row is None or row.subject != subject:
        raise NotForYou
    return request.POST.get("number", "")[:20]
