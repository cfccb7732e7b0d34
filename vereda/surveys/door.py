"""The names of forms that faces may use.

found = looked_at(content, country="mx")                 # Imported, or the cells that are wrong
publish(found, by=hector, at=now)
answer(row, {"water": "yes", "kid": [{"age": 4}]}, by=ines, at=now, encounter=met)
"""

from __future__ import annotations

from vereda.surveys.actions.answering import answer, drafts, walked
from vereda.surveys.actions.forms import close, looked_at, publish, survey_id
from vereda.surveys.errors import AnswersWrong, SurveyUnknown, VersionUnknown
from vereda.surveys.importing.problems import Problem
from vereda.surveys.importing.xlsform import Imported
from vereda.surveys.lookups import (
    all_forms,
    answered,
    answered_at,
    answered_form,
    asked_forms,
    counts,
    form_of,
    opened,
    photo,
    version_by_id,
    version_row,
    versions_of,
)
from vereda.surveys.models import AnsweredForm, FormVersion

__all__ = [
    "AnsweredForm", "AnswersWrong", "FormVersion", "Imported", "Problem", "SurveyUnknown", "VersionUnknown", "all_forms",
    "answer", "answered", "answered_at", "answered_form", "asked_forms", "close", "counts", "drafts", "form_of", "looked_at",
    "opened", "photo", "publish", "survey_id", "version_by_id", "version_row", "versions_of", "walked",
]  # fmt: skip
