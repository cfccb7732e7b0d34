"""Missions at headquarters: which are open, whose teams were not heard. No person, no place, no word of anybody."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Action, NotForYou, Part, Reader, RecordClass, log_read
from vereda.countries.door import pack
from vereda.desk.frame import author, now, page, room, to
from vereda.desk.labels import Labels
from vereda.desk.rooms import missions as missions_room
from vereda.desk.web.acting import attempt
from vereda.desk.web.central import ACTS, SEES, demand_country
from vereda.rescue import door as rescue


@SEES
@room
@require_GET
def missions(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the open missions of the country by post, those with an overdue team first."""
    demand_country(reader)
    labels, made = Labels(reader.country), []
    for code, group in pack(reader.country).groups.items():
        opened = missions_room.on_board(code, reader.country, now(), labels)
        made += [(group.name, one) for one in opened]
    rows = sorted(made, key=lambda one: (not one[1].late, one[1].row.opened_at))
    log_read(reader, RecordClass.K1, subjects=[one.row.subject for _name, one in rows])
    plans = rescue.search_plan_lookups.planned(one.row.subject for _name, one in rows)
    return page(request, "desk/central_missions.html", {"missions": rows, "plans": plans}, here="central")


@ACTS
@room
@require_POST
def see_overdue(request: HttpRequest, reader: Reader, subject: UUID, team: UUID) -> HttpResponse:
    """Note that the duty of headquarters asks for the team."""
    demand_country(reader, Action.WRITE, Part.ALARM)
    found = rescue.missions_named([subject]).get(subject)
    if found is None or found.country != reader.country:
        raise NotForYou
    act = partial(rescue.see_overdue, mission=subject, team=team, by=author(reader), at=now(), everywhere=True)
    attempt(request, reader, act, _("Anotado: la central pregunta por el equipo. Si no contesta, vuelve a sonar."))
    return to("central_missions")
