"""Servicios: what a group gives today, from when that changes, what the country's pack decides and what the group switched."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Action, NotForYou, Reader, RecordClass, holds, log_read
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import switches as switches_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import DECIDES, attempt
from vereda.desk.web.operations import groups_of, here
from vereda.desk.web.reports import LOOKS, SIGNS_ABOVE
from vereda.reports import door as reports
from vereda.reports.door import What


@LOOKS
@room
@require_GET
def services(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what a group gives: the own, or for an office one of those in its reach."""
    groups, labels = groups_of(reader, RecordClass.K8), Labels(reader.country)
    group = request.GET.get("group", "") or (groups[0] if groups else "")
    if group not in groups:
        raise NotForYou
    log_read(reader, RecordClass.K8, subjects=[f"servicios/{group}"])
    today = now().astimezone(reports.zone_of(reader.country, group)).date()
    context = {
        "group": group,
        "groups": [(one, labels.group(one)) for one in groups] if len(groups) > 1 else [],
        "named": labels.group(group),
        "today": today.isoformat(),
        **switches_room.given(group, today, labels),
        "act": _act(reader),
    }
    return page(request, "desk/services.html", context, here=here(reader))


@DECIDES
@room
@require_POST
def switch(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Switch a service or category of the own group."""
    (group,) = groups_of(reader, RecordClass.K1, Action.APPROVE)
    _switch(request, reader, group)
    return to("services")


@SIGNS_ABOVE
@room
@require_POST
def switch_above(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Switch a service or category of a group of the own state, or of the country."""
    group = request.POST.get("group", "")
    if group not in groups_of(reader, RecordClass.K8, Action.APPROVE):
        raise NotForYou
    _switch(request, reader, group)
    answer = to("services")
    answer["Location"] += f"?group={group}"
    return answer


def _switch(request: HttpRequest, reader: Reader, group: str) -> None:
    what, _sign, code = request.POST.get("code", "").partition(":")
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    today = now().astimezone(reports.zone_of(reader.country, group)).date()
    from_on = typed.day("from")
    if typed.errors:  # a day that was not understood must not become today
        messages.warning(request, typed.error("from"))
        return
    act = partial(
        reports.switch,
        group=group,
        what=What(what) if what in set(What) else What.SERVICE,
        code=code,
        from_on=from_on or today,
        is_given=request.POST.get("is_given") == "1",
        today=today,
        by=author(reader),
        at=now(),
    )
    attempt(request, reader, act, _("Guardado. Los formularios del puesto y de los teléfonos lo siguen desde ese día."))


def _act(reader: Reader) -> str:
    """Return the route by which the reader switches, '' for who only looks."""
    if reader.group:
        return "switch_service" if holds(reader.role, RecordClass.K1, Action.APPROVE) else ""
    return "switch_service_above" if holds(reader.role, RecordClass.K8, Action.APPROVE) else ""
