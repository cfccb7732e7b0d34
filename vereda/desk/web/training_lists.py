"""A list of before this program: upload, look at it, take it in as a whole or let it go."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vereda.access.door import Reader, log_read
from vereda.desk.frame import author, now, page, room, to
from vereda.desk.labels import Labels
from vereda.desk.rooms import uploads
from vereda.desk.told import told
from vereda.desk.web.acting import attempt
from vereda.desk.web.training import HERE, K10, WRITES, scope
from vereda.desk.words import training as words
from vereda.errors import FieldError
from vereda.training import door as training

WAITING = "desk_training_list"
"""In the session: name of the file that waits, and its own name."""
MOST_BYTES = 2 * 1024 * 1024
PROBLEMS_SHOWN = 40


@WRITES
@room
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show how a list is to look; or keep a file and lead to its preview."""
    scope(reader)
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None or (file.size or 0) > MOST_BYTES:
            messages.warning(request, _("Elija una hoja de cálculo .xlsx de hasta 2 MB."))
            return to("training_list")
        request.session[WAITING] = {"name": uploads.keep(file), "called": (file.name or "")[:120]}
        return to("training_list_preview")
    return page(request, "desk/training_list.html", {}, here=HERE)


@WRITES
@room
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what the waiting list holds; or take it in, or let it go."""
    group, today = scope(reader), timezone.localdate()
    waiting: dict[str, Any] = request.session.get(WAITING) or {}  # Any: what the session kept
    path = uploads.kept(waiting.get("name", ""))
    if path is None:
        messages.warning(request, _("El archivo ya no está aquí. Súbalo otra vez."))
        return to("training_list")
    content = path.read_bytes()
    if request.method == "POST":
        if request.POST.get("import") == "1":
            act = partial(training.import_past, content, today=today, by=author(reader), at=now(), group=group)
            attempt(request, reader, act, _("Lista tomada."))
        uploads.drop(waiting["name"])
        request.session.pop(WAITING, None)
        return to("training")
    try:
        seen = training.preview(content, country=reader.country, today=today, group=group)
    except FieldError as error:
        uploads.drop(waiting["name"])
        messages.warning(request, told(error, Labels(reader.country)))
        return to("training_list")
    log_read(reader, K10, subjects=["training"])
    problems = [(one.row, one.column, one.value, words.PROBLEMS[one.code]) for one in seen.problems[:PROBLEMS_SHOWN]]
    context = {"seen": seen, "called": waiting["called"], "problems": problems, "shown": PROBLEMS_SHOWN}
    return page(request, "desk/training_list_preview.html", context, here=HERE)
