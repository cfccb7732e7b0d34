"""The plan of a search at the desk: made from the mission, drawn and explained, told what was searched in vain, taken along."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import ON_THE_PATH, author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import plan_form, plan_shapes, plan_shown
from vereda.desk.rooms.typed import Typed
from vereda.desk.told import told
from vereda.desk.web.acting import attempt
from vereda.desk.web.missions import row_of
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.desk.words import search_plan as words
from vereda.errors import FieldError
from vereda.rescue.door import Mission, plan_shown_lookups
from vereda.rescue.door import search_plan_actions as actions
from vereda.rescue.door import search_plan_entries as entries
from vereda.rescue.door import search_plan_lookups as lookups

SEES = serves(RecordClass.K1, purposes=ON_THE_PATH, usual=Purpose.RESCUE)
PLANS = serves(RecordClass.K1, action=Action.WRITE, part=Part.POST, purposes=ON_THE_PATH, usual=Purpose.RESCUE)
"""A plan shows where people may be: to rescue and to help, and for nothing else."""
LATE = timedelta(hours=72)


@SEES
@room
@require_GET
def search_plan(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the plan of a mission, with what each number was made of; where there is none, how to make one."""
    row = row_of(reader, subject)
    log_read(reader, RecordClass.K1, subject=subject)
    found = lookups.plan_of(subject, row.group, row.country)
    if found is None or lookups.opened(found) is None:
        return page(request, "desk/search_plan_none.html", {"row": row, "was": found}, here="patrols")
    log_read(reader, RecordClass.K1, subject=found.subject)
    try:
        drawn = lookups.drawn(found)
    except FieldError as error:
        context = {"row": row, "was": found, "refused": told(error, Labels(reader.country))}
        return page(request, "desk/search_plan_none.html", context, here="patrols", status=422)
    return page(request, "desk/search_plan.html", plan_shown.shown(row, drawn, reader, now()), here="patrols")


@PLANS
@room
@require_http_methods(["GET", "POST"])
def make_plan(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the form of a plan, filled in; or keep the plan, which takes the place of the one before."""
    row = row_of(reader, subject)
    if request.method == "GET":
        log_read(reader, RecordClass.K1, subject=subject)
        values = plan_form.values_of(reader, row, plan_form.standing(row), now())
        return _form(request, reader, row, Typed(values, Labels(reader.country), zone_of(reader)))
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    file = request.FILES.get(plan_shapes.FILE)
    if plan_shapes.brings(typed, file):
        plan_shapes.take_in(typed, file, reader)
        return _form(request, reader, row, typed, came=not typed.errors)
    read = plan_form.read(typed, reader, row)
    entry = entry_for(typed, reader)
    act = read and partial(actions.plan_search, *read, mission=subject, by=author(reader), at=now(), entry=entry)
    made = kept(typed, entry, act, plan_form.FIELDS) if act else None
    if made is None:
        return _form(request, reader, row, typed)
    messages.success(request, _("Plan guardado."))
    return to("search_plan", subject=subject)


def _form(request: HttpRequest, reader: Reader, row: Mission, typed: Typed, *, came: bool = False) -> HttpResponse:
    told = {
        "row": row,
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "came": came,
        "shapes": plan_shapes.rows(typed),
    }
    context = {**told, "dark": plan_form.dark_hours(typed, now()), **plan_form.offered(reader, row)}
    return page(request, "desk/search_plan_form.html", context, here="patrols", status=422 if typed.errors else 200)


@PLANS
@room
@require_http_methods(["GET", "POST"])
def search_area(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the form of an area that was searched in vain, or note it: the plan is drawn again."""
    row = row_of(reader, subject)
    found = lookups.plan_of(subject, row.group, row.country)
    if found is None or lookups.opened(found) is None:
        return to("search_plan", subject=subject)
    log_read(reader, RecordClass.K1, subject=found.subject)
    if request.method == "GET":
        usual = plan_shown.usual_search(found, request.GET.get("area", "")[:12], now())
        return _search_form(request, row, found.plan, Typed(usual, Labels(reader.country), zone_of(reader)))
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    effort, team = plan_shown.read_effort(typed), plan_shown.team_of(typed, row)
    at, entry = typed.instant("at") or now(), entry_for(typed, reader)
    if not now() - LATE <= at <= now():
        typed.wrong("at", _("Revise la hora en que terminó: va de los últimos 3 días a ahora."))
    act = partial(actions.search_area, typed.text("area", 12), effort, mission=subject, by=author(reader), at=at)
    act = partial(act, team=team, plan=plan_shown.looked_at(typed), entry=entry)
    if kept(typed, entry, act, plan_shown.FIELDS) is None:
        return _search_form(request, row, found.plan, typed)
    messages.success(request, _("Anotado. El plan se volvió a hacer: mire dónde se busca ahora."))
    return to("search_plan", subject=subject)


def _search_form(request: HttpRequest, row: Mission, plan: UUID, typed: Typed) -> HttpResponse:
    context = {
        "row": row,
        "plan": plan,
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "teams": plan_shown.teams(row),
        "called": [(code, said) for code, (said, _metres) in words.CALLED.items()],
        "how_well": list(words.HOW_WELL.items()),
    }
    return page(request, "desk/search_plan_area.html", context, here="patrols", status=422 if typed.errors else 200)


@PLANS
@room
@require_POST
def count_track(request: HttpRequest, reader: Reader, subject: UUID, track: UUID) -> HttpResponse:
    """Have a track of the mission count as a search in vain."""
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    sweep, heard = plan_shown.read_sweep(typed)
    if typed.errors:
        messages.warning(request, next(iter(typed.errors.values())))
        return to("search_plan", subject=subject)
    act = partial(actions.count_track, track=track, sweep_m=sweep, sweep_answers_m=heard, mission=subject, by=author(reader))
    attempt(request, reader, partial(act, at=now()), _("El trayecto cuenta como búsqueda. El plan se volvió a hacer."))
    return to("search_plan", subject=subject)


@PLANS
@room
@require_POST
def take_search_out(request: HttpRequest, reader: Reader, subject: UUID, search: UUID) -> HttpResponse:
    """Note that it was not searched after all: the plan is as it was."""
    act = partial(actions.take_search_out, search=search, mission=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Quitada: el plan queda como si esa búsqueda no se hubiera escrito."))
    return to("search_plan", subject=subject)


@SEES
@room
@require_GET
def plan_sheets(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show one sheet for each team to be printed: areas, corners, order, hours; no point where anybody was seen."""
    row, drawn = _drawn(reader, subject)
    actions.give_out(entries.GivenForm.SHEETS, mission=subject, by=author(reader), at=now())
    context = {"row": row, "made_at": drawn.row.made_at, "sheets": plan_shown.sheets(drawn), "cuts": plan_shown.ON_A_SHEET}
    return page(request, "desk/search_plan_sheets.html", context, here="patrols")


@SEES
@room
@require_GET
def plan_file(request: HttpRequest, reader: Reader, subject: UUID, form: str) -> HttpResponse:
    """Return the search areas with their order and hours as a file."""
    if form not in plan_shown_lookups.GOES_OUT:
        raise NotForYou
    row, drawn = _drawn(reader, subject)
    log_read(reader, RecordClass.K1, Action.EXPORT, subject=subject)
    made = plan_shown_lookups.file_of(drawn, form, row.folio)
    actions.give_out(entries.GivenForm(form), mission=subject, by=author(reader), at=now())
    answer = HttpResponse(made, content_type=plan_shown_lookups.GOES_OUT[form])
    answer["Content-Disposition"] = f'attachment; filename="plan-{plan_shown.file_name(row)}.{form}"'
    return answer


def _drawn(reader: Reader, subject: UUID) -> tuple[Mission, Any]:  # Any: the plan that was worked out
    """Return a mission of the reader's group and its plan; raises NotForYou where there is none that can be read."""
    row = row_of(reader, subject)
    found = lookups.plan_of(subject, row.group, row.country)
    if found is None or lookups.opened(found) is None:
        raise NotForYou
    log_read(reader, RecordClass.K1, subject=found.subject)
    try:
        return row, lookups.drawn(found)
    except FieldError:
        raise NotForYou from None
