"""Missions at the desk: the page that shows what others write within two seconds, and one act at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import NotForYou, Purpose, Reader, RecordClass, log_read, serves
from vereda.countries.door import pack
from vereda.desk.frame import LOOKING, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import OUTCOMES, TERRAINS, Labels
from vereda.desk.rooms import alerts as alerts_room
from vereda.desk.rooms import history as history_room
from vereda.desk.rooms import mission_print, mission_timeline
from vereda.desk.rooms import missions as missions_room
from vereda.desk.rooms import remains as remains_room
from vereda.desk.rooms import tracks as tracks_room
from vereda.desk.rooms.typed import Typed, word_of
from vereda.desk.web.acting import POST_WORK, attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.desk.words import missions as words
from vereda.encounters.door import Filter, encounters
from vereda.logbook import door as logbook
from vereda.logbook.schema import Channel
from vereda.rescue import door as rescue
from vereda.rescue.door import AttemptResult, Mission, remains_lookups

AROUND = timedelta(days=2)  # an encounter in a mission lies so near to it: bounded, the index finds it among ten years
ENDED = timedelta(days=30)
SEES = serves(RecordClass.K1, purposes=(Purpose.RESCUE, *LOOKING), usual=Purpose.RESCUE)
LOOKS = serves(RecordClass.K1, purposes=(Purpose.RESCUE, *LOOKING), usual=Purpose.RESCUE, background=True)
HEARD_BY = {"radio": Channel.RADIO, "telefono": Channel.TELEPHONE, "mensaje": Channel.SMS}
TOLD = {"rescue.nothing_written": "text"}


@SEES
@room
@require_GET
def missions(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the open missions, and those that were closed in the last 30 days."""
    group, labels = own_group(reader), Labels(reader.country)
    opened = missions_room.on_board(group, reader.country, now(), labels)
    ended = rescue.missions_ended(group, reader.country, now() - ENDED)
    log_read(reader, RecordClass.K1, subjects=[*(one.row.subject for one in opened), *(row.subject for row in ended)])
    return page(request, "desk/missions.html", {"missions": opened, "ended": ended}, here="patrols")


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def open_mission(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form of a new mission, or open it."""
    if request.method == "POST":
        typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
        terrain = typed.get("terrain")
        receipt = rescue.open_mission(
            by=author(reader), at=now(), folio=typed.text("folio", 40)[:40], terrain=terrain if terrain in TERRAINS else None
        )
        messages.success(request, _("Misión abierta."))
        return to("mission", subject=receipt.subject)
    here = pack(reader.country).groups.get(reader.group)
    own = [str(terrain) for terrain in here.terrain] if here else []
    terrains = [(code, said) for code, said in TERRAINS.items() if code in own] or list(TERRAINS.items())
    form = Typed({}, Labels(reader.country), zone_of(reader))
    return page(request, "desk/open_mission.html", {"form": form, "terrains": terrains}, here="patrols")


@SEES
@room
@require_GET
def mission(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show a mission: who is out and due, what was found, what happened, and what one can do next."""
    row = row_of(reader, subject)
    return shown(request, reader, row, Typed({}, Labels(reader.country), zone_of(reader)))


def shown(request: HttpRequest, reader: Reader, row: Mission, typed: Typed) -> HttpResponse:
    """Return the page of a mission, with what was typed where something is wrong with it."""
    labels = Labels(reader.country)
    called = rescue.alerts_of(row.subject, row.group, reader.country)
    if called:
        log_read(reader, RecordClass.K1, subjects=[one.subject for one in called])
    met = encounters(row.group, reader.country, Filter(mission=row.subject)).filter(occurred_at__gte=row.opened_at - AROUND)[:50]
    context = {
        **_live(reader, row),
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "alerts": alerts_room.described(called, now(), labels),
        "where": missions_room.place_in(row.where, reader),
        "met": list(met),
        "remains": remains_room.described(
            remains_lookups.remains_of_mission(row.subject, row.group, reader.country), now(), labels
        ),
        "outcomes": list(OUTCOMES.items()),
        "results": [(code, said) for code, said in words.RESULTS.items() if code != AttemptResult.UNKNOWN],
        "disputes": logbook.disputes_of(row.subject),
    }
    return page(request, "desk/mission.html", context, here="patrols", status=422 if typed.errors else 200)


@LOOKS
@room
@require_GET
def live(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Answer the page that asks by itself each moment: nothing where nothing changed, and no read is written then."""
    row = row_of(reader, subject)
    if request.GET.get("visto", "") == _mark(row):
        return HttpResponse(status=204)
    return page(request, "desk/mission_live.html", _live(reader, row))


def _live(reader: Reader, row: Mission) -> dict[str, Any]:  # Any: what the page draws
    log_read(reader, RecordClass.K1, subject=row.subject)
    mark = _mark(row)  # before what is shown is read: what comes in between is shown by the next answer
    rows = rescue.teams_of(row.subject, row.group, row.country)
    people, found = missions_room.found_said(row)
    return {
        "row": row,
        "mark": mark,
        "teams": missions_room.described(rows, now(), Labels(row.country), reader),
        "people": people,
        "found": found,
        "clues": [{**one, "place": missions_room.place_in(one["where"], reader)} for one in row.clues],
        "attempt": len(row.attempts) if rescue.open_attempt(row) else 0,
        "tracks": tracks_room.described(row, rows),
        "lines": mission_timeline.timeline(_told_of(row), row, rows, reader),
    }


def _told_of(row: Mission) -> list[logbook.Told]:
    """Return the entries of a mission and those of its tracks and plans, which are subjects of their own."""
    return [one for subject in _subjects(row) for one in logbook.history(subject)]


def _subjects(row: Mission) -> list[UUID]:
    plans = rescue.search_plan_lookups.subjects_of(row.subject, row.group, row.country)
    return [row.subject, *tracks_room.subjects_of(row), *plans]


def _mark(row: Mission) -> str:
    """Return what changes when an entry of mission, track or plan arrives, and each minute: hours that are left are shown."""
    marks = logbook.marks(_subjects(row))
    return f"{max(marks.values(), default=0)}-{now():%H%M}"


@POST_WORK
@room
@require_POST
def act_on_team(request: HttpRequest, reader: Reader, subject: UUID, team: UUID, what: str) -> HttpResponse:
    """Note that a team left, was heard, is back, is still out or did not leave; or that the reader asks for it."""
    if what not in TEAM_ACTS:
        raise NotForYou
    act, said = TEAM_ACTS[what]
    more = {"channel": HEARD_BY[what]} if what in HEARD_BY else {}
    done = partial(act, mission=subject, team=team, by=author(reader), at=now(), **more)
    attempt(request, reader, done, str(said()))
    return to("board") if request.POST.get("next") == "board" else to("mission", subject=subject)


def _heard() -> str:
    return _("Anotado: el equipo se reportó.")


TEAM_ACTS: Mapping[str, tuple[Callable[..., object], Callable[[], str]]] = {
    "sale": (rescue.depart_team, lambda: _("Anotado: el equipo salió.")),
    "radio": (rescue.hear_team, _heard),
    "telefono": (rescue.hear_team, _heard),
    "mensaje": (rescue.hear_team, _heard),
    "regresa": (rescue.bring_team_back, lambda: _("Anotado: el equipo regresó.")),
    "sigue-fuera": (rescue.team_still_out, lambda: _("Anotado: el equipo sigue fuera, y se le vuelve a esperar.")),
    "no-sale": (rescue.stand_team_down, lambda: _("Anotado: el equipo no salió.")),
    "enterado": (rescue.see_overdue, lambda: _("Anotado: usted pregunta por el equipo. Si no contesta, vuelve a sonar.")),
}
"""What somebody can note of a team: by the word in the address."""


@POST_WORK
@room
@require_POST
def report_situation(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Keep a situation report; what was typed comes back where it is refused."""
    return _told(request, reader, subject, rescue.report_situation, _("Parte guardado."))


@POST_WORK
@room
@require_POST
def note_after(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Keep what was learnt."""
    return _told(request, reader, subject, rescue.note_after_action, _("Guardado: lo que se aprendió."))


def _told(request: HttpRequest, reader: Reader, subject: UUID, act: Callable[..., Any], said: str) -> HttpResponse:
    row, typed = row_of(reader, subject), Typed(request.POST, Labels(reader.country), zone_of(reader))
    entry, text = entry_for(typed, reader), typed.text("text", 4000)
    made = kept(typed, entry, partial(act, mission=subject, text=text, by=author(reader), at=now(), entry=entry), TOLD)
    if made is None:
        return shown(request, reader, row, typed)
    messages.success(request, said)
    return to("mission", subject=subject)


@POST_WORK
@room
@require_POST
def withdraw_clue(request: HttpRequest, reader: Reader, subject: UUID, clue: UUID) -> HttpResponse:
    """Take a clue away that was none."""
    act = partial(rescue.withdraw_clue, mission=subject, clue=clue, by=author(reader), at=now())
    attempt(request, reader, act, _("Pista quitada."))
    return to("mission", subject=subject)


@POST_WORK
@room
@require_POST
def end_attempt(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note how the attempt ended; the mission goes on."""
    result = word_of(AttemptResult, request.POST.get("result", "")) or AttemptResult.UNKNOWN
    act = partial(rescue.end_attempt, mission=subject, result=result, by=author(reader), at=now())
    attempt(request, reader, act, _("Intento terminado. La misión sigue abierta."))
    return to("mission", subject=subject)


@POST_WORK
@room
@require_POST
def close_mission(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Close a mission with its outcome, which may stay unknown."""
    outcome = request.POST.get("outcome", "unknown")
    chosen = outcome if outcome in OUTCOMES else "unknown"
    act = partial(rescue.close_mission, mission=subject, by=author(reader), at=now(), outcome=chosen)
    attempt(request, reader, act, _("Misión cerrada."))
    return to("mission", subject=subject)


@POST_WORK
@room
@require_POST
def reopen_mission(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Have a closed mission go on."""
    act = partial(rescue.reopen_mission, mission=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Misión abierta."))
    return to("mission", subject=subject)


@SEES
@room
@require_GET
def sheet(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the mission on one sheet to be printed: no exact place, no note, nobody who was searched for."""
    row = row_of(reader, subject)
    log_read(reader, RecordClass.K1, subject=subject)
    rows = rescue.teams_of(subject, row.group, row.country)
    called = rescue.alerts_of(subject, row.group, row.country)
    lines = mission_timeline.timeline(_told_of(row), row, rows, reader)
    teams = missions_room.described(rows, now(), Labels(row.country))
    people, _found = missions_room.found_said(row)
    context = {
        "row": row,
        "people": people,
        "printed": mission_print.printed(row, teams, lines, [one.subject for one in called], Labels(row.country)),
        "by": history_room.who_is(reader.account, history_room.names_of([reader.account])),
    }
    return page(request, "desk/mission_sheet.html", context, here="patrols")


def row_of(reader: Reader, subject: UUID) -> Mission:
    """Return a mission of the reader's group; raises NotForYou for any other."""
    found = rescue.mission(subject, own_group(reader), reader.country)
    if found is None:
        raise NotForYou
    return found
