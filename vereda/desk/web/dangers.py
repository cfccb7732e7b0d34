"""An officer in danger at the post: taken by radio, read by name, answered step by step, ended."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import NotForYou, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import LOOKING, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import choices
from vereda.desk.rooms import dangers as dangers_room
from vereda.desk.rooms import missions as missions_room
from vereda.desk.rooms import ringing as ringing_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import POST_WORK, attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, once
from vereda.desk.words import safety as words
from vereda.logbook.schema import Channel
from vereda.safety import door as safety
from vereda.safety.door import Danger, DangerOutcome, DangerStep

SEES = serves(RecordClass.K1, purposes=(Purpose.RESCUE, *LOOKING), usual=Purpose.RESCUE)
BAND = serves(RecordClass.K1, purposes=(*LOOKING,), usual=Purpose.ASSIST, background=True)
CAME_BY = {"radio": Channel.RADIO, "telephone": Channel.TELEPHONE, "desk": Channel.DESK}
NOTE_MOST = 2000


@BAND
@room
@require_GET
def band(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the band of open alarms that every page asks for by itself; empty while nobody is in danger."""
    group = own_group(reader)
    found, rung = dangers_room.loud(group, reader.country, now()), ringing_room.at_post(group, reader.country, now())
    late = missions_room.overdue(group, reader.country, now())
    if shown := [
        *(one.row.subject for one in found),
        *(one.row.subject for one in rung),
        *(one.team.row.subject for one in late),
    ]:
        log_read(reader, RecordClass.K1, subjects=shown)
    context = {"dangers": found, "ringing": rung, "overdue": late, "way": "desk:danger"}
    return page(request, "desk/danger_band.html", context)


@SEES
@room
@require_GET
def dangers(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the alarms that are open, those of the last 30 days, and the sound of this screen."""
    group = own_group(reader)
    loud = dangers_room.loud(group, reader.country, now())
    ended = dangers_room.described(safety.dangers_ended(reader.country, group, now()), now())
    log_read(reader, RecordClass.K1, subjects=[one.row.subject for one in (*loud, *ended)])
    return page(request, "desk/dangers.html", {"dangers": loud, "ended": ended, "outcomes": words.OUTCOMES}, here="post")


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def new_danger(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the two questions of an alarm that came by radio, or raise it. It can be raised with none of them answered."""
    own_group(reader)
    members = choices.staff(reader.group, reader.country)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    if request.method == "POST":
        who = typed.get("who")
        at = typed.instant("at") or now()
        if at > now():
            typed.wrong("at", _("La hora está en el futuro. Revísela."))
        if not typed.errors:
            way = CAME_BY.get(typed.get("came_by"), Channel.RADIO)
            return to("danger", subject=_raised(typed, reader, who if who in members else "", at, way))
    signs = {row.account: row.sign for row in safety.call_signs(reader.group, reader.country) if row.account}
    people = sorted(
        ((account, f"{signs[account]} · {name}" if account in signs else name) for account, name in members.items()), key=_said
    )
    context = {"form": typed, "token": typed.get("form") or fresh_token(), "people": people}
    return page(request, "desk/danger_form.html", context, here="post", status=422 if typed.errors else 200)


def _said(one: tuple[str, str]) -> str:
    return one[1]


def _raised(typed: Typed, reader: Reader, who: str, at: datetime, way: Channel) -> UUID:
    entry = entry_for(typed, reader)
    return once(entry, partial(safety.raise_danger, by=author(reader), at=at, who=who, channel=way, entry=entry))


@SEES
@room
@require_GET
def danger(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show one alarm: who, where while it is open, who read it, what was done."""
    row = _row(subject, reader)
    log_read(reader, RecordClass.K1, subject=subject)
    return page(request, "desk/danger.html", shown(row, reader), here="post")


def shown(row: Danger, reader: Reader, acts: str = "desk:") -> dict[str, object]:
    """Return what the page of an alarm shows. acts: beginning of the names of the routes that act on it."""
    return {
        "row": row,
        "told": dangers_room.described([row], now())[0],
        "spot": dangers_room.spot(row, reader),
        "team": dangers_room.team_of(row),
        "done": dangers_room.history(row, reader),
        "has_read": any(account == reader.account for _at, account, _group in row.seen),
        "steps": list(words.STEPS.items()),
        "outcomes": list(words.OUTCOMES.items()),
        "outcome": words.said(words.OUTCOMES, row.outcome) if row.outcome else "",
        "acts": acts,
    }


@POST_WORK
@room
@require_POST
def see_danger(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that the reader read it: 'enterado'."""
    _row(subject, reader)
    see(request, reader, subject)
    return to("danger", subject=subject)


@POST_WORK
@room
@require_POST
def take_step(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note what was done about it."""
    _row(subject, reader)
    note_step(request, reader, subject)
    return to("danger", subject=subject)


@POST_WORK
@room
@require_POST
def resolve_danger(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """End it, with what it was."""
    _row(subject, reader)
    end(request, reader, subject)
    return to("danger", subject=subject)


@POST_WORK
@room
@require_POST
def reopen_danger(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Have it go on."""
    _row(subject, reader)
    begin_again(request, reader, subject)
    return to("danger", subject=subject)


# What post and headquarters do alike -----------------------------------------------------------------------------------------


def see(request: HttpRequest, reader: Reader, subject: UUID, *, everywhere: bool = False) -> None:
    act = partial(safety.see_danger, danger=subject, by=author(reader), at=now(), everywhere=everywhere)
    attempt(request, reader, act, _("Anotado: usted lo leyó. Diga abajo lo que se va haciendo."))


def note_step(request: HttpRequest, reader: Reader, subject: UUID, *, everywhere: bool = False) -> None:
    given, note = request.POST.get("step", ""), request.POST.get("note", "")[:NOTE_MOST].replace("\0", "")
    step = DangerStep(given) if given in words.STEPS else DangerStep.OTHER
    if step is DangerStep.OTHER and not note.strip():
        messages.warning(request, _("Diga qué se hizo: elija un paso o escríbalo."))
        return
    act = partial(safety.take_step, danger=subject, step=step, note=note, by=author(reader), at=now(), everywhere=everywhere)
    attempt(request, reader, act, _("Paso anotado."))


def end(request: HttpRequest, reader: Reader, subject: UUID, *, everywhere: bool = False) -> None:
    given = request.POST.get("outcome", "")
    outcome = DangerOutcome(given) if given in words.OUTCOMES else DangerOutcome.UNKNOWN
    act = partial(safety.resolve_danger, danger=subject, outcome=outcome, by=author(reader), at=now(), everywhere=everywhere)
    attempt(request, reader, act, _("Alarma cerrada."))


def begin_again(request: HttpRequest, reader: Reader, subject: UUID, *, everywhere: bool = False) -> None:
    act = partial(safety.reopen_danger, danger=subject, by=author(reader), at=now(), everywhere=everywhere)
    attempt(request, reader, act, _("La alarma sigue abierta."))


def _row(subject: UUID, reader: Reader) -> Danger:
    found = safety.danger(subject, reader.country, own_group(reader))
    if found is None:
        raise NotForYou
    return found
