"""Reading a PFIF file: what others publish of whom they seek comes in as reports to be looked at; nothing goes out in it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from vereda.access.door import Reader
from vereda.desk.frame import author, now, page, room, to
from vereda.desk.labels import Labels
from vereda.desk.rooms import missing as missing_room
from vereda.desk.told import told
from vereda.desk.web.missing import DECIDES
from vereda.desk.words import missing as words
from vereda.errors import FieldError
from vereda.tracing import door as tracing


@DECIDES
@room
@require_http_methods(["GET", "POST"])
def read(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Take a file in whole, or say in one sentence what is wrong with it and keep nothing."""
    missing_room.sees(reader)
    if request.method == "GET":
        return page(request, "desk/missing_pfif.html", {"refused": ""}, here="post")
    try:
        made = _taken_in(request, reader)
    except FieldError as error:
        refused = told(error, Labels(reader.country))
        return page(request, "desk/missing_pfif.html", {"refused": refused}, here="post", status=422)
    messages.success(request, words.pfif_said(made))
    return to("missing_files")


def _taken_in(request: HttpRequest, reader: Reader) -> tracing.TakenIn:
    file = request.FILES.get("file")
    if file is None:
        raise tracing.PfifFileMissing
    read_file = tracing.read_pfif(file.read(tracing.PFIF_MOST_BYTES + 1), now())
    return tracing.take_in_pfif(read_file, by=author(reader), at=now())
