"""Formularios at headquarters: look at a workbook, publish it as a version, see what it asks and how it is sealed, close it."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Reader, RecordClass, log_read, serves
from vereda.desk.frame import author, now, page, room, to
from vereda.desk.rooms import surveys as surveys_room
from vereda.desk.rooms import uploads
from vereda.desk.web.acting import attempt
from vereda.desk.words import surveys as words
from vereda.surveys import door as surveys
from vereda.surveys.door import FormVersion, Imported, SurveyUnknown
from vereda.surveys.schema import HOLDING, Answer, Form, Node

APPROVES = serves(RecordClass.K0, action=Action.APPROVE)
"""The mark of deciding what is asked: who approves texts."""
HERE = "survey_forms"
WAITING = "desk_survey"  # in the session: name of the workbook that waits, and its own name
MOST_BYTES = 2 * 1024 * 1024


def within(reader: Reader) -> None:
    """Raise NotForYou for who approves nothing for the whole country."""
    if reader.group:
        raise NotForYou


@APPROVES
@room
@require_http_methods(["GET", "POST"])
def survey_forms(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show all versions; or keep a workbook and lead to what it says."""
    within(reader)
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None or (file.size or 0) > MOST_BYTES:
            messages.warning(request, _("Elija un archivo XLSX de hasta 2 MB."))
            return to("survey_forms")
        request.session[WAITING] = {"name": uploads.keep(file), "called": (file.name or "")[:120]}
        return to("survey_preview")
    return page(request, "desk/survey_forms.html", {"rows": surveys.all_forms(reader.country)}, here=HERE)


@APPROVES
@room
@require_http_methods(["GET", "POST"])
def survey_preview(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form of the waiting workbook, or the cells that are wrong; publish it, or let it go."""
    within(reader)
    waiting = request.session.get(WAITING) or {}
    path = uploads.kept(waiting.get("name", ""))
    if path is None:
        messages.warning(request, _("El archivo ya no está aquí. Súbalo otra vez."))
        return to("survey_forms")
    found = surveys.looked_at(path.read_bytes(), country=reader.country)
    if request.method == "POST":
        if request.POST.get("publish") == "1" and isinstance(found, Imported):
            act = partial(surveys.publish, found, by=author(reader), at=now())
            attempt(request, reader, act, _("Publicado: desde ahora se pregunta."))
        uploads.drop(waiting["name"])
        request.session.pop(WAITING, None)
        return to("survey_forms")
    context: dict[str, Any] = {"called": waiting["called"]}  # Any: what the page draws
    if isinstance(found, Imported):
        context |= {"problems": [], "left_out": found.left_out, "xform_kb": len(found.xform) // 1024 + 1, **shown(found.form)}
    else:
        context |= {
            "problems": [(one.sheet, one.row, one.column, one.value, one.what_to_do(_)) for one in found],
            "form": None,
        }
    return page(request, "desk/survey_preview.html", context, here=HERE, status=422 if context["problems"] else 200)


@APPROVES
@room
@require_GET
def survey_form(request: HttpRequest, reader: Reader, survey: UUID) -> HttpResponse:
    """Show what a version asks, and how each answer is kept."""
    within(reader)
    rows = _versions(survey, reader)
    wanted = request.GET.get("version")
    row = next((one for one in rows if one.version == wanted), rows[0])
    log_read(reader, RecordClass.K0, subject=survey)
    return page(request, "desk/survey_form.html", {"row": row, "rows": rows, **shown(surveys.form_of(row))}, here=HERE)


@APPROVES
@room
@require_POST
def survey_close(request: HttpRequest, reader: Reader, survey: UUID) -> HttpResponse:
    """Ask a form no more."""
    within(reader)
    _versions(survey, reader)
    act = partial(surveys.close, survey, by=author(reader), at=now())
    attempt(request, reader, act, _("Cerrado: ya no se pregunta. Lo contestado se queda."))
    return to("survey_form", survey=survey)


def shown(form: Form) -> dict[str, Any]:  # Any: what the page draws
    """Return a form as a list of its questions with type, class and conditions."""
    rows: list[dict[str, object]] = []

    def visit(nodes: list[Node], depth: int) -> None:
        for node in nodes:
            is_asked = node.type not in HOLDING | {Answer.NOTE, Answer.CALCULATED}
            rows.append({
                "node": node,
                "depth": depth,
                "label": surveys_room.said(form, node.label) or node.name,
                "type": words.TYPES[node.type],
                "class": words.CLASSES[node.cls] if is_asked else "",
            })  # fmt: skip
            visit(node.children, depth + 1)

    visit(form.nodes, 0)
    return {"form": form, "questions": rows, "use": words.USES[form.use]}


def _versions(survey: UUID, reader: Reader) -> list[FormVersion]:
    try:
        return surveys.versions_of(survey, reader.country)
    except SurveyUnknown:
        raise NotForYou from None
