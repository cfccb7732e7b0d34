"""The forms of a mission: a team is sent or changed, a clue is noted, people were found. What was typed comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from vereda.access.door import Action, NotForYou, Reader
from vereda.countries.door import MissionWordKind, pack
from vereda.desk.frame import author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import duty as duty_room
from vereda.desk.rooms import meeting_form, mission_forms
from vereda.desk.rooms.choices import post_ground
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import POST_WORK, WRITES
from vereda.desk.web.missions import row_of
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.encounters.door import Meeting, meeting_drafts
from vereda.logbook.door import Receipt, record_all
from vereda.logbook.schema import Channel, uuid7
from vereda.rescue import door as rescue
from vereda.rescue.door import Mission, MissionTeam


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def dispatch(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the form of a dispatch, or send the team; its members get a text where there is a gateway and a number."""
    row = row_of(reader, subject)
    if request.method == "GET":
        return _team_form(request, reader, row, _typed(reader, mission_forms.usual_team(row.group, reader.country)))
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    who = mission_forms.read_team(typed, duty_room.members(row.group, reader.country))
    meet_at = mission_forms.read_meet_at(typed, now())
    where, entry = meeting_form.read_where(typed, post_ground(reader)), entry_for(typed, reader)
    act = who and partial(
        rescue.dispatch_team, mission=subject, who=who, by=author(reader), at=now(), meet_at=meet_at, where=where, entry=entry
    )
    made = kept(typed, entry, act, mission_forms.FIELDS) if act else None
    if made is None:
        return _team_form(request, reader, row, typed)
    messages.success(request, _("Equipo despachado. Desde ahora se le espera."))
    return to("mission", subject=subject)


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, reader: Reader, subject: UUID, team: UUID) -> HttpResponse:
    """Show who goes and how often they are heard, or say it again."""
    row = row_of(reader, subject)
    found = next((one for one in rescue.teams_of(subject, row.group, reader.country) if one.team == team), None)
    if found is None:
        raise NotForYou
    if request.method == "GET":
        return _team_form(request, reader, row, _typed(reader, mission_forms.values_of(found)), found)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    who = mission_forms.read_team(typed, duty_room.members(row.group, reader.country))
    act = who and partial(rescue.change_team, mission=subject, team=team, who=who, by=author(reader), at=now())
    made = kept(typed, None, act, mission_forms.FIELDS) if act else None
    if made is None:
        return _team_form(request, reader, row, typed, found)
    messages.success(request, _("Guardado."))
    return to("mission", subject=subject)


def _typed(reader: Reader, values: dict[str, str]) -> Typed:
    return Typed(values, Labels(reader.country), zone_of(reader))


def _team_form(request: HttpRequest, reader: Reader, row: Mission, typed: Typed, team: MissionTeam | None = None) -> HttpResponse:
    context = {**mission_forms.offered(reader), "row": row, "team": team}
    return _page(request, "desk/mission_dispatch.html", typed, context)


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def clue(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the form of a clue, or keep it."""
    row = row_of(reader, subject)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    if request.method == "POST":
        where, text, entry = (
            meeting_form.read_where(typed, post_ground(reader)),
            typed.text("text", 4000),
            entry_for(typed, reader),
        )
        act = partial(
            rescue.note_clue,
            mission=subject,
            what=typed.get("what"),
            by=author(reader),
            at=now(),
            text=text,
            where=where,
            team=_team(typed, row),
            entry=entry,
        )
        if kept(typed, entry, act, {**mission_forms.FIELDS, "rescue.unknown_mission_word": "what"}) is not None:
            messages.success(request, _("Pista guardada."))
            return to("mission", subject=subject)
    words = mission_forms.words_of(MissionWordKind.CLUE, reader.country)
    return _page(request, "desk/mission_clue.html", typed, {"row": row, "words": words, "teams": _teams(row)})


@WRITES
@room
@require_http_methods(["GET", "POST"])
def found(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the form of people found, or record the finding and the encounter with them in one block."""
    own_group(reader, Action.WRITE)
    row, known = row_of(reader, subject), pack(reader.country).services
    usual = {f"s:{mission_forms.RESCUED}": "on"} if mission_forms.RESCUED in known else {}
    if request.method == "GET":
        return _found_form(request, reader, row, _typed(reader, usual))
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    at, entry = typed.instant("at") or now(), entry_for(typed, reader)
    meeting = mission_forms.read_found(typed, post_ground(reader), subject)
    act = partial(_record, meeting, row, typed, reader, at, entry) if meeting else None
    made = kept(typed, entry, act, mission_forms.FIELDS) if act else None
    if made is None:
        return _found_form(request, reader, row, typed)
    people = typed.number("people")
    said = ngettext(
        "%(n)d persona encontrada. Su encuentro se guardó.", "%(n)d personas encontradas. Su encuentro se guardó.", people
    )
    messages.success(request, said % {"n": people})
    return to("mission", subject=subject)


def _record(meeting: Meeting, row: Mission, typed: Typed, reader: Reader, at: datetime, entry: UUID | None) -> Receipt:
    """Record encounter and finding: both or none. The receipt is the finding's."""
    by = author(reader)
    drafts = meeting_drafts(meeting, by=by, at=at, channel=Channel.DESK, reported_by=None, now=now())
    encounter = uuid7(int(at.timestamp() * 1000))
    told = [*drafts[:-1], replace(drafts[-1], subject=encounter, seen=())]
    told.append(
        rescue.found_draft(
            mission=row.subject,
            people=meeting.people_met,
            encounter=encounter,
            by=by,
            at=at,
            where=meeting.where,
            team=_team(typed, row),
            entry=entry,
        )
    )
    return record_all(told)[-1]


def _found_form(request: HttpRequest, reader: Reader, row: Mission, typed: Typed) -> HttpResponse:
    return _page(
        request, "desk/mission_found.html", typed, {"row": row, "teams": _teams(row), **mission_forms.found_choices(reader)}
    )


def _teams(row: Mission) -> list[tuple[str, str]]:
    return [(str(one.team), one.call_sign) for one in rescue.teams_of(row.subject, row.group, row.country)]


def _team(typed: Typed, row: Mission) -> UUID | None:
    chosen = typed.get("of_team")
    return UUID(chosen) if chosen in dict(_teams(row)) else None


def _page(request: HttpRequest, template: str, typed: Typed, context: dict[str, Any]) -> HttpResponse:  # Any: what the page draws
    drawn = {"form": typed, "token": typed.get("form") or fresh_token(), **context}
    return page(request, template, drawn, here="patrols", status=422 if typed.errors else 200)
