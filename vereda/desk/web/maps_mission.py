"""A piece of the post's maps for the areas of a search: cut by their box alone. Nothing of the mission goes into the file."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vereda.access.door import Action, NotForYou, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import ON_THE_PATH, page, room
from vereda.desk.labels import Labels
from vereda.desk.rooms import maps as maps_room
from vereda.desk.told import told as told_error
from vereda.desk.web.maps import piece_of
from vereda.desk.web.missions import row_of
from vereda.errors import FieldError
from vereda.places import door as places
from vereda.places.door import Box, Cut, PostMap
from vereda.practice import real_of
from vereda.rescue.door import Mission, plan_shown_lookups
from vereda.rescue.door import search_plan_lookups as lookups

SEES = serves(RecordClass.K1, purposes=ON_THE_PATH, usual=Purpose.RESCUE)
MARGIN_KM = 1.0


class Offered(NamedTuple):
    """A map of the post and what a piece of it for the areas weighs; wrong: why there is none."""

    row: PostMap
    said: str
    wrong: str


@SEES
@room
@require_GET
def mission_base(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show what each map of the post would weigh, cut to the areas of the search."""
    row = row_of(reader, subject)
    log_read(reader, RecordClass.K1, subject=subject)
    box = _box(reader, row)
    rows = places.maps(row.country, real_of(row.group))
    offered = [_offered(one, box, Labels(reader.country)) for one in rows] if box else []
    context = {"row": row, "offered": offered, "has_areas": box is not None, "has_maps": bool(rows)}
    return page(request, "desk/mission_base.html", context, here="patrols")


@SEES
@room
@require_GET
def mission_base_file(request: HttpRequest, reader: Reader, subject: UUID, name: str, form: str) -> HttpResponse:
    """Give the piece as a file: tiles alone, called by the post."""
    row = row_of(reader, subject)
    log_read(reader, RecordClass.K1, subject=subject)
    box = _box(reader, row)
    if box is None or form not in places.CUT_FORMATS:
        raise NotForYou
    try:
        found = places.post_map(row.country, real_of(row.group), name)
        piece = piece_of(found, _cut(found, box), form, real_of(row.group))
    except FieldError:
        raise NotForYou from None
    log_read(reader, RecordClass.K1, Action.EXPORT, subject=subject)
    return piece


def _box(reader: Reader, row: Mission) -> Box | None:
    """Return the box around the areas of the plan and some ground beside them; None where there are none."""
    plan = lookups.plan_of(row.subject, row.group, row.country)
    if plan is None or lookups.opened(plan) is None:
        return None
    log_read(reader, RecordClass.K1, subject=plan.subject)
    try:
        areas = plan_shown_lookups.areas(lookups.drawn(plan))
    except FieldError:  # the page of the plan says why it cannot be drawn
        return None
    box = places.around_points((lat, lon) for area in areas for lon, lat in area["ring"])
    if box is None:
        return None
    low, high = places.around(box.south, box.west, MARGIN_KM), places.around(box.north, box.east, MARGIN_KM)
    return low.joined(high)


def _cut(found: PostMap, box: Box) -> Cut:
    return places.weigh_cut(found.path, found.told, box, (found.told.zoom_min, found.told.zoom_max))


def _offered(found: PostMap, box: Box, labels: Labels) -> Offered:
    try:
        return Offered(found, maps_room.cut_said(_cut(found, box)), "")
    except FieldError as error:
        return Offered(found, "", told_error(error, labels) or _("No se puede recortar."))
