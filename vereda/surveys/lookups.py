"""Reading forms and answers: which are asked, one version, who answered, what an answered form says as far as its boxes open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, QuerySet

from vereda.countries.door import Pack, installed, pack
from vereda.encounters.door import AgeBand, Sex
from vereda.logbook.door import last_received, open_box
from vereda.logbook.schema import Attachment, FieldClass
from vereda.practice import PREFIX
from vereda.surveys.entries.form import Answers, Form
from vereda.surveys.errors import SurveyUnknown, VersionUnknown
from vereda.surveys.models import AnsweredForm, FormVersion
from vereda.surveys.rules.apart import put_together
from vereda.surveys.words import Answer, Field

RETENTION = "routine_contact"
"""Row of the country's table of retention by which answers are kept."""
SEALED = (FieldClass.FREE_TEXT, FieldClass.HEALTH, FieldClass.WHEREABOUTS)


def asked_forms(country: str) -> list[FormVersion]:
    """Return the versions that are asked now, by title."""
    return list(FormVersion.objects.filter(country=country, is_asked=True).defer("xform").order_by("title", "form_id"))


def all_forms(country: str) -> list[FormVersion]:
    """Return every version of every form, those that are asked first."""
    return list(FormVersion.objects.filter(country=country).defer("xform", "form").order_by("-is_asked", "title", "version"))


def form_subjects(country: str) -> set[UUID]:
    """Return the forms of a country: every post holds them, and none changes what is asked."""
    return set(FormVersion.objects.filter(country=country).values_list("subject", flat=True))


def versions_of(survey: UUID, country: str) -> list[FormVersion]:
    """Return the versions of a form, the asked one first. Raises SurveyUnknown."""
    rows = list(FormVersion.objects.filter(subject=survey, country=country).order_by("-is_asked", "version"))
    if not rows:
        raise SurveyUnknown
    return rows


def version_row(survey: UUID, country: str, version: str) -> FormVersion:
    """Return one version. Raises VersionUnknown."""
    row = FormVersion.objects.filter(subject=survey, country=country, version=version).first()
    if row is None:
        raise VersionUnknown
    return row


def version_by_id(form_id: str, country: str, version: str) -> FormVersion:
    """Return a version by the id that programs know it by. Raises VersionUnknown."""
    row = FormVersion.objects.filter(form_id=form_id, country=country, version=version).first()
    if row is None:
        raise VersionUnknown
    return row


def form_of(row: FormVersion) -> Form:
    """Return the form of a row; read once for each content."""
    return _form(row.id, row.digest)


@lru_cache(maxsize=64)
def _form(pk: str, digest: str) -> Form:
    return Form.model_validate(FormVersion.objects.values_list("form", flat=True).get(pk=pk))


def answered(country: str, *, survey: UUID | None = None, groups: Iterable[str] | None = None) -> QuerySet[AnsweredForm]:
    """Return answered forms, the latest first. groups None: of every group, practice left out; who may look is decided before."""
    rows = AnsweredForm.objects.filter(country=country).order_by("-answered_at", "subject")
    if survey is not None:
        rows = rows.filter(survey=survey)
    return rows.exclude(group__startswith=PREFIX) if groups is None else rows.filter(group__in=list(groups))


def answered_at(encounter: UUID, country: str, group: str) -> list[AnsweredForm]:
    """Return the forms that were answered at an encounter, the latest first."""
    return list(answered(country, groups=[group]).filter(encounter=encounter))


def counts(country: str, groups: Iterable[str] | None) -> dict[UUID, int]:
    """Return how many answers there are of each form."""
    rows = answered(country, groups=groups).order_by().values("survey")
    return {one["survey"]: one["n"] for one in rows.annotate(n=Count("subject"))}


def answered_form(subject: UUID, country: str, group: str) -> AnsweredForm:
    """Return one answered form of a group. Raises SurveyUnknown."""
    row = AnsweredForm.objects.filter(subject=subject, country=country, group=group).first()
    if row is None:
        raise SurveyUnknown
    return row


def opened(row: AnsweredForm, classes: Iterable[FieldClass] = SEALED) -> Answers:
    """Return the answers as far as their boxes open; the caller has logged who reads them."""
    boxes = {cls: box for cls in classes if (box := open_box(row.entry, cls))}
    parts = [box["answers"] for box in boxes.values() if "answers" in box]
    if point := boxes.get(FieldClass.WHEREABOUTS):
        form = form_of(version_row(row.survey, row.country, row.form_version))
        parts += [{node.name: point} for node in form.questions() if node.type is Answer.POINT]
    return put_together([row.clear, *parts])


def photo(row: AnsweredForm, entry: str) -> Attachment | None:
    """Return what opens a photo of an answered form; None where there is none, or its key is gone."""
    box = open_box(entry, FieldClass.FREE_TEXT) if entry in row.photos else None
    files = box["attachments"] if box else []
    return Attachment.model_validate(files[0]) if files else None


def codes_of(chosen: Pack) -> dict[Field, set[str]]:
    """Return the codes that answers may hold which fill a field of an encounter."""
    return {
        Field.SERVICES: set(chosen.services),
        Field.NATIONALITY: set(chosen.nationalities),
        Field.LANGUAGE: set(chosen.languages),
        Field.SEX: set(Sex),
        Field.AGE_BAND: set(AgeBand),
    }


def kept_too_long(now: datetime) -> Iterator[UUID]:
    """Yield answered forms in which nothing was written for the days of the country's table: what is sealed in them goes."""
    for country in installed():
        since = pack(country).kept_since(RETENTION, now)
        if since is not None:
            rows = AnsweredForm.objects.filter(country=country, answered_at__lt=since)
            subjects = list(rows.order_by("subject").values_list("subject", flat=True))
            yield from (subject for subject, at in last_received(subjects).items() if at < since)
