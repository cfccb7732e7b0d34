"""A list of alerts that was typed elsewhere: sent as a file or pasted; a faulty one comes back to be mended on the page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vereda.access.door import Action, Reader
from vereda.desk.frame import author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import POST_WORK
from vereda.desk.web.table_file import text_of
from vereda.desk.words.alerts import fault_said
from vereda.rescue.door import ALERT_COLUMNS, AlertTableFaulty, read_in_alerts

FAULTS_SHOWN = 40


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def alert_table(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form, or take the list in and lead to the alerts."""
    own_group(reader, Action.WRITE)
    typed = Typed(request.POST if request.method == "POST" else {}, Labels(reader.country), zone_of(reader))
    if request.method == "GET":
        return _page(request, typed)
    file = request.FILES.get("file")
    if file is not None:
        typed.values["table"] = text_of(file, typed)
    if not typed.errors and not typed.get("table").strip():
        typed.wrong("file", _("Elija un archivo CSV o pegue la lista."))
    if typed.errors:
        return _page(request, typed)
    try:
        done = read_in_alerts(typed.get("table"), by=author(reader), at=now())
    except AlertTableFaulty as faulty:
        return _page(request, typed, faulty)
    messages.success(request, _("Lista guardada. Nuevas: {new}; ya estaban: {same}.").format(new=done.new, same=done.same))
    return to("alerts")


def _page(request: HttpRequest, typed: Typed, faulty: AlertTableFaulty | None = None) -> HttpResponse:
    faults = faulty.faults if faulty else ()
    context = {
        "form": typed,
        "columns": ", ".join(ALERT_COLUMNS),
        "faults": [(one.line, fault_said(one)) for one in faults[:FAULTS_SHOWN]],
        "faults_more": max(0, len(faults) - FAULTS_SHOWN),
    }
    return page(request, "desk/alert_table.html", context, here="board", status=422 if typed.errors or faults else 200)
