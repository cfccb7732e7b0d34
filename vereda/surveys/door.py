"""The names of forms that faces may use.

found = looked_at(content, country=country)                 # Imported, or the cells that are wrong
publish(found, by=hector, at=now)
answer(row, {"water": "yes", "kid": [{"age": 4}]}, by=ines, at=now, encounter=met)
"""

from __future__ import annotations

from vereda.surveys.actions.answering import answer, drafts, walked
from vereda.surveys.actions.forms import close, looked_at, publish, survey_id
from vereda.surveys.actions.submitting import Taken, submit
from vereda.surveys.errors import AnswersWrong, OtherAnswersKept, SurveyUnknown, VersionUnknown
from vereda.surveys.importing.problems import Problem
from vereda.surveys.importing.xlsform import Imported
from vereda.surveys.keys import (
    PURPOSES,
    all_keys,
    end_key,
    forms_of_key,
    is_secret,
    key_named,
    keys_of,
    make_key,
    note_use,
    reader_of_key,
)
from vereda.surveys.lookups import (
    all_forms,
    answered,
    answered_at,
    answered_form,
    asked_forms,
    counts,
    form_of,
    form_subjects,
    opened,
    photo,
    version_by_id,
    version_row,
    versions_of,
)
from vereda.surveys.models import AnsweredForm, FormVersion, SendingKey

__all__ = [
    "PURPOSES",
    "AnsweredForm",
    "AnswersWrong",
    "FormVersion",
    "Imported",
    "OtherAnswersKept",
    "Problem",
    "SendingKey",
    "SurveyUnknown",
    "Taken",
    "VersionUnknown",
    "all_forms",
    "all_keys",
    "answer",
    "answered",
    "answered_at",
    "answered_form",
    "asked_forms",
    "close",
    "counts",
    "drafts",
    "end_key",
    "form_of",
    "form_subjects",
    "forms_of_key",
    "is_secret",
    "key_named",
    "keys_of",
    "looked_at",
    "make_key",
    "note_use",
    "opened",
    "photo",
    "publish",
    "reader_of_key",
    "submit",
    "survey_id",
    "version_by_id",
    "version_row",
    "versions_of",
    "walked",
]  # fmt: skip
