"""A workbook is looked at, then published as a version; a form is closed."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from vereda.countries.door import pack
from vereda.logbook.door import Author, Receipt, in_turn, record
from vereda.logbook.schema import uuid8
from vereda.surveys import errors, lookups
from vereda.surveys.entries.facts import FormClosed, FormPublished
from vereda.surveys.importing.problems import Problem
from vereda.surveys.importing.xlsform import Imported, imported
from vereda.surveys.models import FormVersion


def survey_id(country: str, form_id: str) -> UUID:
    """Return the subject of a form: the same for each of its versions, wherever it is imported."""
    return uuid8(0, sha256(f"survey|{country}|{form_id}".encode()).digest())


def looked_at(content: bytes, *, country: str) -> Imported | list[Problem]:
    """Return the form of an XLSX file for a country, or what is wrong with it; nothing is written."""
    return imported(content, lookups.codes_of(pack(country)))


def publish(made: Imported, *, by: Author, at: datetime) -> Receipt | None:
    """Record a version; None where it stands already, word for word. Raises VersionThere where that version asks other things."""
    survey = survey_id(by.country, made.form.form_id)
    payload = FormPublished(form=made.form, xform=made.xform)
    with in_turn("surveys", by.country):
        row = FormVersion.objects.filter(subject=survey, version=made.form.version).first()
        if row is not None:
            if lookups.form_of(row) != made.form:
                raise errors.VersionThere(version=made.form.version)
            if row.is_asked:
                return None
        return record(payload, subject=survey, by=by, at=at)


def close(survey: UUID, *, by: Author, at: datetime) -> Receipt:
    """Record that a form is asked no more. Raises SurveyUnknown, FormClosedAlready."""
    if not any(row.is_asked for row in lookups.versions_of(survey, by.country)):
        raise errors.FormClosedAlready
    return record(FormClosed(), subject=survey, by=by, at=at)
