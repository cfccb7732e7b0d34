"""While somebody pastes a point: what is understood of it. Nothing is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from vereda.access.door import Action, Purpose, Reader, RecordClass, serves
from vereda.desk.frame import LOOKING, own_group, room
from vereda.desk.labels import Labels
from vereda.desk.rooms import point_field


@serves(RecordClass.K1, on_post=Action.READ, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_POST
def point_read(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Return what a form says below its point."""
    text = request.POST.get(point_field.FIELD, "")
    read = point_field.understood(text, reader.country, own_group(reader), Labels(reader.country))
    return render(request, "desk/point_read.html", {"read": read})
