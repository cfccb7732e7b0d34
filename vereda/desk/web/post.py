"""El puesto: the ways to everything that is of the day and is not a case."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from vereda.access.door import Purpose, Reader, RecordClass, serves
from vereda.desk.frame import LOOKING, now, own_group, page, room
from vereda.desk.labels import Labels
from vereda.desk.rooms.noticed import Asked
from vereda.desk.rooms.notices import notices
from vereda.desk.rooms.post_ways import tiles


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def post(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what is to be seen, and the ways to each area."""
    asked = Asked(reader.country, own_group(reader), now(), Labels(reader.country), reader.role, reader.account)
    return page(request, "desk/post.html", {"notices": notices(asked), "tiles": list(tiles(reader))}, here="post")
