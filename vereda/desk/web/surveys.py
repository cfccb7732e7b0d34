"""Formularios at the post: which are asked, answering one, what was answered, the own answers as a file; counts."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vereda.access.door import Action, NotForYou, Purpose, Reader, RecordClass, holds, log_read, may, relation_to, serves
from vereda.desk.frame import LOOKING, ON_THE_PATH, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import surveys as surveys_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import DECIDES, WRITES
from vereda.desk.web.bulletin import groups_of
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.encounters import door as encounters
from vereda.errors import FieldError
from vereda.logbook.door import open_file
from vereda.logbook.schema import FieldClass
from vereda.surveys import door as survey_door
from vereda.surveys.door import AnsweredForm, FormVersion, SurveyUnknown, VersionUnknown
from vereda.surveys.schema import Use

HERE = "surveys"
LATEST = 20
READS = serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
COUNTS = serves(RecordClass.K8, purposes=(Purpose.STATISTICS,), usual=Purpose.STATISTICS)


def asked(survey: UUID, reader: Reader) -> FormVersion:
    """Return the version of a form that is asked now. Raises NotForYou, also where there is none."""
    row = next((one for one in survey_door.asked_forms(reader.country) if one.subject == survey), None)
    if row is None:
        raise NotForYou
    return row


def latest(survey: UUID, reader: Reader) -> FormVersion:
    """Return the version by which a table is laid out. Raises NotForYou."""
    try:
        return survey_door.versions_of(survey, reader.country)[0]
    except SurveyUnknown:
        raise NotForYou from None


@READS
@room
@require_GET
def surveys(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the forms that are asked, and what the own group answered last."""
    group = own_group(reader)
    rows = list(survey_door.answered(reader.country, groups=[group])[:LATEST])
    log_read(reader, RecordClass.K1, subjects=[row.subject for row in rows])
    counts = survey_door.counts(reader.country, [group])
    every = survey_door.all_forms(reader.country)
    titles = {one.subject: one.title for one in reversed(every)}
    context = {
        "asked": [(one, counts.get(one.subject, 0)) for one in every if one.is_asked],
        "closed": [(one, counts[one]) for one in counts if not any(row.is_asked and row.subject == one for row in every)],
        "latest": [(row, titles.get(row.survey, "")) for row in rows],
        "titles": titles,
        "folio_of": folio,
        "may_file": holds(reader.role, RecordClass.K1, Action.APPROVE),
        "may_write": holds(reader.role, RecordClass.K1, Action.WRITE),
    }
    return page(request, "desk/surveys.html", context, here=HERE)


@WRITES
@room
@require_http_methods(["GET", "POST"])
def survey_answer(request: HttpRequest, reader: Reader, survey: UUID) -> HttpResponse:
    """Show a form with what applies so far, or keep the answers."""
    group, row = own_group(reader, Action.WRITE), asked(survey, reader)
    encounter = _encounter(request.POST.get("encuentro") or request.GET.get("encuentro", ""), reader, group)
    form = survey_door.form_of(row)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    answers = surveys_room.read(form, typed, group, reader.country)
    by, at = author(reader), now()
    seen = survey_door.walked(row, answers, by=by, at=at)
    wrong = []
    if request.method == "POST" and typed.get("do") == "save":
        wrong = surveys_room.note_wrong(form, seen, typed)
        act = partial(survey_door.answer, row, answers, by=by, at=at, encounter=encounter)
        entry = entry_for(typed, reader)
        if made := kept(typed, entry, partial(act, entry=entry), {}):
            messages.success(request, _("Guardado."))
            return to("encounter", subject=encounter) if encounter else to("survey_answers", subject=made)
    context = {
        "row": row,
        "drawn": surveys_room.drawn(form, seen),
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "encounter": encounter,
        "wrong": wrong,
        "folio_of": folio,
        "is_encounter": form.use is Use.ENCOUNTER,
    }
    is_refused = bool(typed.errors) and typed.get("do") == "save"
    return page(request, "desk/survey_answer.html", context, here=HERE, status=422 if is_refused else 200)


def _encounter(written: str, reader: Reader, group: str) -> UUID | None:
    """Return the encounter that a form is answered at; raises NotForYou for one that is not of the own group."""
    if not written:
        return None
    try:
        subject = UUID(written)
    except ValueError:
        raise NotForYou from None
    if encounters.encounter(subject, [group], reader.country) is None:
        raise NotForYou
    return subject


def _answered(subject: UUID, reader: Reader) -> tuple[AnsweredForm, FormVersion]:
    try:
        row = survey_door.answered_form(subject, reader.country, own_group(reader))
        return row, survey_door.version_row(row.survey, reader.country, row.form_version)
    except (SurveyUnknown, VersionUnknown):
        raise NotForYou from None


def classes_for(reader: Reader, group: str) -> list[FieldClass]:
    """Return the classes of boxes that open for a reader: words, points on the path alone, health for who gives first aid."""
    found = [FieldClass.FREE_TEXT]
    if reader.purpose in ON_THE_PATH:
        found.append(FieldClass.WHEREABOUTS)
    if may(reader, RecordClass.K3, Action.READ, relation_to(reader, country=reader.country, groups=[group])):
        found.append(FieldClass.HEALTH)
    return found


@READS
@room
@require_GET
def survey_answers(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show what was answered once, as far as the reader may know it."""
    row, version = _answered(subject, reader)
    log_read(reader, RecordClass.K1, subject=subject)
    classes = classes_for(reader, row.group)
    if FieldClass.HEALTH in classes:
        log_read(reader, RecordClass.K3, subject=subject)
    context = {
        "row": row,
        "version": version,
        "told": surveys_room.told(version, survey_door.opened(row, classes)),
        "folio_of": folio,
        "photos": list(row.photos),
        "has_health": any(one.cls == FieldClass.HEALTH for one in survey_door.form_of(version).questions()),
        "sees_health": FieldClass.HEALTH in classes,
    }
    return page(request, "desk/survey_answers.html", context, here=HERE)


@READS
@room
@require_GET
def survey_photo(request: HttpRequest, reader: Reader, subject: UUID, entry: UUID) -> HttpResponse:
    """Give a photo of an answer."""
    row, _version = _answered(subject, reader)
    attachment = survey_door.photo(row, str(entry))
    if attachment is None:
        raise NotForYou
    log_read(reader, RecordClass.K1, subject=subject)
    try:
        content = open_file(attachment)
    except FieldError:
        raise NotForYou from None
    return HttpResponse(content, content_type=attachment.media_type, headers={"Cache-Control": "no-store"})


@DECIDES
@room
@require_GET
def survey_file(request: HttpRequest, reader: Reader, survey: UUID) -> HttpResponse:
    """Give the coordinator all answers of the own group as they stand, words included; neither points nor health."""
    group, row = own_group(reader, Action.APPROVE), latest(survey, reader)
    rows = list(survey_door.answered(reader.country, survey=survey, groups=[group]))
    log_read(reader, RecordClass.K1, subjects=[one.subject for one in rows])
    told = ((one, survey_door.opened(one, [FieldClass.FREE_TEXT])) for one in rows)
    return _file(surveys_room.as_csv(row, told, only_clear=False), row)


@COUNTS
@room
@require_GET
def survey_tables(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show how often each form was answered within the reader's reach, with the file of what may stand in clear."""
    groups = groups_of(reader, Action.READ)
    counts = survey_door.counts(reader.country, groups)
    titles = {one.subject: one for one in reversed(survey_door.all_forms(reader.country))}
    log_read(reader, RecordClass.K8, subjects=["surveys"])
    rows = [(titles[one], count) for one, count in counts.items() if one in titles]
    return page(request, "desk/survey_tables.html", {"rows": rows}, here="survey_tables")


@COUNTS
@room
@require_GET
def survey_table(request: HttpRequest, reader: Reader, survey: UUID) -> HttpResponse:
    """Give the clear answers of a form within the reader's reach: codes and whole numbers, no words, no places."""
    groups, row = groups_of(reader, Action.READ), latest(survey, reader)
    rows = list(survey_door.answered(reader.country, survey=survey, groups=groups))
    log_read(reader, RecordClass.K8, Action.EXPORT, subjects=[str(survey)])
    return _file(surveys_room.as_csv(row, ((one, one.clear) for one in rows), only_clear=True), row)


def _file(content: str, row: FormVersion) -> HttpResponse:
    name = f"interno-no-publicar-{row.form_id}-{now():%Y-%m-%d}.csv"
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )
