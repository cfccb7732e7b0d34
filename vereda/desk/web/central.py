"""La central: who of ours is in danger and which teams are late, in the whole country; no person who was met, no encounter."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import (
    HEADQUARTERS,
    Action,
    NotForYou,
    Part,
    Purpose,
    Reader,
    RecordClass,
    log_read,
    reach_of,
    serves,
    unreviewed,
)
from vereda.countries.door import pack
from vereda.desk.frame import author, now, page, room, to
from vereda.desk.labels import Labels
from vereda.desk.rooms import dangers as dangers_room
from vereda.desk.rooms import missions as missions_room
from vereda.desk.rooms import ringing as ringing_room
from vereda.desk.rooms import teams as teams_room
from vereda.desk.web import dangers as at_post
from vereda.desk.web.acting import attempt
from vereda.messages import door as texts
from vereda.rescue.door import passing_lookups
from vereda.safety import door as safety
from vereda.safety.door import Danger

MONTHS_SHOWN = 13
SEES = serves(RecordClass.K1, part=Part.POST, purposes=(Purpose.RESCUE,), usual=Purpose.RESCUE)
LOOKS = serves(RecordClass.K1, part=Part.POST, purposes=(Purpose.RESCUE,), usual=Purpose.RESCUE, background=True)
ACTS = serves(RecordClass.K1, action=Action.WRITE, part=Part.ALARM, purposes=(Purpose.RESCUE,), usual=Purpose.RESCUE)


@SEES
@room
@require_GET
def central(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show open alarms, late teams and teams out by post, and texts of numbers that nobody knows."""
    demand_country(reader)
    found = dangers_room.loud(None, reader.country, now())
    rung = ringing_room.at_headquarters(reader.country, now())
    posts = _posts(reader)
    log_read(
        reader,
        RecordClass.K1,
        subjects=[
            *(one.row.subject for one in found),
            *(one.row.subject for one in rung),
            *(out.row.subject for _c, _n, o, _l in posts for out in o),
        ],
    )
    context = {
        "dangers": found,
        "rung": rung,
        "posts": posts,
        "out": sum(len(out) for _code, _name, out, _late in posts),
        "late": sum(late for _code, _name, _out, late in posts),
        "texts": texts.waiting_texts(HEADQUARTERS, reader.country),
        "handed": passing_lookups.to_enforcement_by_month(reader.country)[:MONTHS_SHOWN],
        "today": now().date(),
        "glass": len(unreviewed(reader.country)),
        "due": len(safety.interference_lookups.undelivered(reader.country)),
    }
    return page(request, "desk/central.html", context, here="central")


def _posts(reader: Reader) -> list[tuple[str, str, list[Any], int]]:  # Any: teams.Out
    """Return (code, name, teams out, how many of them are late) of each post that has some; late posts first."""
    labels, made = Labels(reader.country), []
    for code, group in pack(reader.country).groups.items():
        out = teams_room.teams_out(code, reader.country, now(), labels)
        if out:
            made.append((code, group.name, out, sum(bool(one.late) for one in out)))
    return sorted(made, key=lambda one: (-one[3], one[1]))


@LOOKS
@room
@require_GET
def band(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the band of open alarms of the country that the duty's pages ask for by themselves."""
    demand_country(reader)
    found, rung = dangers_room.loud(None, reader.country, now()), ringing_room.at_headquarters(reader.country, now())
    loud = [one for one in rung if one.unread]
    late = missions_room.overdue(None, reader.country, now(), reverse("desk:central_missions"))
    if shown := [
        *(one.row.subject for one in found),
        *(one.row.subject for one in loud),
        *(one.team.row.subject for one in late),
    ]:
        log_read(reader, RecordClass.K1, subjects=shown)
    context = {"dangers": found, "ringing": loud, "overdue": late, "way": "desk:central_danger"}
    return page(request, "desk/danger_band.html", context)


@SEES
@room
@require_GET
def danger(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show one alarm to the duty of headquarters."""
    row = _row(subject, reader)
    log_read(reader, RecordClass.K1, subject=subject)
    return page(request, "desk/danger.html", at_post.shown(row, reader, "desk:central_"), here="central")


@ACTS
@room
@require_POST
def see_danger(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that the duty of headquarters read it."""
    _row_to_act(subject, reader)
    at_post.see(request, reader, subject, everywhere=True)
    return to("central_danger", subject=subject)


@ACTS
@room
@require_POST
def take_step(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note what headquarters did."""
    _row_to_act(subject, reader)
    at_post.note_step(request, reader, subject, everywhere=True)
    return to("central_danger", subject=subject)


@ACTS
@room
@require_POST
def resolve_danger(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """End it, with what it was."""
    _row_to_act(subject, reader)
    at_post.end(request, reader, subject, everywhere=True)
    return to("central_danger", subject=subject)


@ACTS
@room
@require_POST
def reopen_danger(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Have it go on."""
    _row_to_act(subject, reader)
    at_post.begin_again(request, reader, subject, everywhere=True)
    return to("central_danger", subject=subject)


@ACTS
@room
@require_POST
def handle_text(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that somebody at headquarters knows of a text; its words stay sealed."""
    demand_country(reader, Action.WRITE, Part.ALARM)
    attempt(request, reader, lambda: texts.handle_text(text=subject, by=author(reader), at=now()), _("Anotado."))
    return to("central")


def demand_country(reader: Reader, action: Action = Action.READ, part: Part = Part.POST) -> None:
    """Raise NotForYou for who has the right within one group only: an agent holds the whole of it there."""
    if reach_of(reader, RecordClass.K1, action, part).kind != "country":
        raise NotForYou


def _row(subject: UUID, reader: Reader) -> Danger:
    demand_country(reader)
    found = safety.danger(subject, reader.country)
    if found is None:
        raise NotForYou
    return found


def _row_to_act(subject: UUID, reader: Reader) -> Danger:
    demand_country(reader, Action.WRITE, Part.ALARM)
    return _row(subject, reader)
