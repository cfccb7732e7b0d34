"""The names of training that need no database."""

from __future__ import annotations

from vereda.training.course import QuestionText
from vereda.training.errors import KeysUnreadable
from vereda.training.rules.abroad import Abroad, text_id
from vereda.training.rules.catalogue import (
    LANGS,
    LETTERS,
    VALID_MONTHS,
    Course,
    Topic,
    asked_by_duty,
    courses,
    holds_until,
    topics,
)
from vereda.training.rules.certificate import Checked, Said, verify
from vereda.training.rules.counting import OTHERS, TOTAL, Count
from vereda.training.rules.duties import May
from vereda.training.rules.fold import Change, Session, There
from vereda.training.rules.gain import Gain, gain, percent
from vereda.training.words import (
    VERDICTS,
    Applied,
    Changed,
    ChangedFor,
    Duty,
    How,
    Item,
    Mode,
    Moment,
    RevokedFor,
    Theme,
    Verdict,
)

__all__ = [
    "LANGS",
    "LETTERS",
    "OTHERS",
    "TOTAL",
    "VALID_MONTHS",
    "VERDICTS",
    "Abroad",
    "Applied",
    "Change",
    "Changed",
    "ChangedFor",
    "Checked",
    "Count",
    "Course",
    "Duty",
    "Gain",
    "How",
    "Item",
    "KeysUnreadable",
    "May",
    "Mode",
    "Moment",
    "QuestionText",
    "RevokedFor",
    "Said",
    "Session",
    "Theme",
    "There",
    "Topic",
    "Verdict",
    "asked_by_duty",
    "courses",
    "gain",
    "holds_until",
    "percent",
    "text_id",
    "topics",
    "verify",
]
