"""The names of the desk that other faces may use: words of a conflict, and sheets of paper, are the same on each."""

from __future__ import annotations

from vereda.desk.labels import Labels
from vereda.desk.rooms import good_practice, news
from vereda.desk.rooms.disputes import conflict
from vereda.desk.rooms.paper_sheets import new_sheets, sample, symbols
from vereda.desk.rooms.programme_sent import problems as programme_problems
from vereda.desk.rooms.programme_sent import wrong_rows as wrong_cells
from vereda.desk.rooms.surveys import as_csv as answers_as_csv
from vereda.desk.rooms.workshops import report as workshop_report
from vereda.desk.words import between as between_words
from vereda.desk.words import webhooks as webhook_words
from vereda.desk.words.alerts import fault_said as alert_fault_said
from vereda.desk.words.missing import pfif_said
from vereda.desk.words.points import fault_said

__all__ = [
    "Labels",
    "alert_fault_said",
    "answers_as_csv",
    "between_words",
    "conflict",
    "fault_said",
    "good_practice",
    "new_sheets",
    "news",
    "pfif_said",
    "programme_problems",
    "sample",
    "symbols",
    "webhook_words",
    "workshop_report",
    "wrong_cells",
]
