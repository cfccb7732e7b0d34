"""A form that a funder asked for, and what some parties of the last days answered; the workbook is one to begin from."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from vereda.access.door import Role
from vereda.demo.reports_day import office_author
from vereda.demo.writing import Scribe
from vereda.surveys import door as surveys

WORKBOOK = Path(__file__).parent / "data" / "agua-y-sombra.xlsx"
TOLD: list[dict[str, Any]] = [  # Any: answers
    {"water": "no", "hours": 9, "help": ["water", "shade"], "stop": [{"shade": "no", "told": "Un techo. (Demostración)"}]},
    {"water": "yes", "help": ["shoes"], "stop": [{"shade": "some"}, {"shade": "yes"}]},
    {"water": "no", "hours": 14, "help": ["water", "other"], "help_other": "Suero para las niñas (demostración)", "stop": []},
    {"water": "yes", "help": ["words"], "stop": [{"shade": "yes", "told": "Nada. (Demostración)"}]},
]


def survey_day(scribe: Scribe, group: str, now: datetime) -> None:
    """Publish the form as headquarters would, and answer it as the group's agents would."""
    by = scribe.author(group, 0)
    found = surveys.looked_at(WORKBOOK.read_bytes(), country=by.country)
    if not isinstance(found, surveys.Imported):
        raise AssertionError(found)  # a test imports it
    made = surveys.publish(found, by=office_author(by.country, Role.CONTENT_APPROVER), at=now - timedelta(days=9))
    if made is None:
        return
    row = surveys.version_row(made.subject, by.country, found.form.version)
    for back, answers in enumerate(TOLD):
        surveys.answer(row, answers, by=scribe.author(group, back), at=now - timedelta(days=back, hours=3))
