"""Importing a file of encounters on a page: look first, decide then; all of it or nothing."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Reader, RecordClass, log_read
from vereda.desk.frame import own_group, page, room, to
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import uploads
from vereda.desk.told import told
from vereda.desk.web.acting import WRITES, attempt
from vereda.encounters.door import Asked, Preview, cancel_import, import_file, imports, preview
from vereda.errors import FieldError

WAITING = "desk_upload"  # in the session: name of the file that waits, its own name, and how it is to be taken


@WRITES
@room
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form and the imports so far; or keep a file and lead to its preview."""
    group = own_group(reader, Action.WRITE)
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None:
            messages.warning(request, _("Elija un archivo CSV."))
        elif (file.size or 0) > uploads.MOST_BYTES:
            messages.warning(request, _("El archivo pasa de 20 MB. Divídalo, o pida que se importe en la máquina del puesto."))
        else:
            options = {name: bool(request.POST.get(name)) for name in ("as_correction", "is_aggregate")}
            request.session[WAITING] = {"name": uploads.keep(file), "called": (file.name or "")[:120], **options}
            return to("upload_preview")
        return to("upload")
    rows = imports(reader.country, group)
    log_read(reader, RecordClass.K1, subjects=[row.subject for row in rows])
    return page(request, "desk/upload.html", {"rows": rows, "folio_of": folio})


@WRITES
@room
@require_http_methods(["GET", "POST"])
def upload_preview(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what the waiting file holds; or take it in, or let it go."""
    waiting = request.session.get(WAITING) or {}
    path = uploads.kept(waiting.get("name", ""))
    if path is None:
        messages.warning(request, _("El archivo ya no está aquí. Súbalo otra vez."))
        return to("upload")
    asked = _asked(reader, waiting)
    if request.method == "POST":
        if request.POST.get("import") == "1":
            attempt(request, reader, lambda: import_file(path, asked), _("Importado."))
        uploads.drop(waiting["name"])
        request.session.pop(WAITING, None)
        return to("upload")
    try:
        seen = preview(path, asked)
    except FieldError as error:
        uploads.drop(waiting["name"])
        messages.warning(request, told(error, Labels(reader.country)))
        return to("upload")
    return page(request, "desk/upload_preview.html", {"seen": seen, "called": waiting["called"], **_shown(seen)})


@WRITES
@room
@require_POST
def cancel(request: HttpRequest, reader: Reader, batch: UUID) -> HttpResponse:
    """Take an import back as a whole."""
    if all(row.subject != batch for row in imports(reader.country, own_group(reader, Action.WRITE))):
        raise NotForYou
    act = partial(cancel_import, batch, country=reader.country, account=reader.account, groups=[reader.group])
    attempt(request, reader, act, _("Importación retirada: lo que vino con ella ya no cuenta."))
    return to("upload")


def _asked(reader: Reader, waiting: dict[str, Any]) -> Asked:  # Any: what the session kept
    return Asked(
        country=reader.country,
        account=reader.account,
        groups=frozenset({own_group(reader, Action.WRITE)}),
        as_correction=waiting["as_correction"],
        is_aggregate=waiting["is_aggregate"],
    )


def _shown(seen: Preview) -> dict[str, Any]:  # Any: what the page draws
    return {
        "dialect": seen.dialect.said(_),
        "problems": [(one.line, one.column, one.value, one.what_to_do(_)) for one in seen.problems],
        "may": not seen.bad and bool(seen.new + seen.corrections) and seen.rows <= uploads.MOST_ROWS,
        "is_large": seen.rows > uploads.MOST_ROWS,
    }
