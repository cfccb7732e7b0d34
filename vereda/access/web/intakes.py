"""Centros de emergencia: which of them may send alerts by machine. A token is shown once; it reads nothing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from vereda.access import intakes
from vereda.access.actions.intakes import end_intake, make_intake
from vereda.access.actions.readlog import log_read
from vereda.access.errors import NotForYou
from vereda.access.reach import request_reader
from vereda.access.web.accounts import say
from vereda.access.web.marks import serves
from vereda.access.words import Action, Reader, RecordClass
from vereda.countries.door import pack
from vereda.errors import FieldError

OFFICE = serves(RecordClass.K10, on_post=Action.WRITE)
DAYS = (90, 180, 365)
ENDS = serves(RecordClass.K10, action=Action.WRITE)


@OFFICE
@require_http_methods(["GET", "POST"])
def centres(request: HttpRequest) -> HttpResponse:
    """Show the centres that may send, or give one a token and show it this once."""
    reader, now = request_reader(request), timezone.now()
    told = token = ""
    if request.method == "POST":
        try:
            days = next((one for one in DAYS if str(one) == request.POST.get("days")), None)
            _row, token = make_intake(institution=request.POST.get("institution", ""), by=reader, at=now, days=days)
        except FieldError as error:
            told = say(error)
    rows = intakes.intakes_of(reader.country)
    log_read(reader, RecordClass.K10, subjects=[row.id for row in rows])
    context = {
        "rows": [(row, _name(row.institution, reader)) for row in rows],
        "offered": _offered(reader),
        "days": DAYS,
        "told": told,
        "token": token,
        "address": request.build_absolute_uri("/api/v1/alerts"),
    }
    answer = render(request, "access/intakes.html", context, status=422 if told else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@ENDS
@require_POST
def end(request: HttpRequest, intake: UUID) -> HttpResponse:
    """Take the token away."""
    if not end_intake(intake=intake, by=request_reader(request), at=timezone.now()):
        raise NotForYou
    return HttpResponseRedirect(reverse("access:intakes"))


def _offered(reader: Reader) -> list[tuple[str, str]]:
    now = timezone.now()
    rows = pack(reader.country).institutions.values()
    return [(row.code, row.name) for row in rows if intakes.is_emergency_centre(row.code, reader.country, now)]


def _name(institution: str, reader: Reader) -> str:
    found = pack(reader.country).institutions.get(institution)
    return found.name if found else institution
