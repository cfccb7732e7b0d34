"""The names of guidance that other modules may use."""

from __future__ import annotations

from vereda.guidance.actions.number import correct_number, ring_number
from vereda.guidance.actions.text import check_text, demand_here, demand_sound, text_draft, withdraw_text, write_text
from vereda.guidance.actions.told import tell_people, withdraw_telling
from vereda.guidance.entries.told import ToldTopic
from vereda.guidance.lookups.alarms import Alarms, alarms
from vereda.guidance.lookups.by_text import answer_to, asked_by_text, sos_answer
from vereda.guidance.lookups.changed import Changed, changed_since
from vereda.guidance.lookups.library import (
    Library,
    Told,
    TopicTold,
    Written,
    languages,
    library,
    library_digest,
    own_name,
    written,
    written_offered,
    written_one,
)
from vereda.guidance.lookups.numbers import fillings_on, number, numbers, numbers_to_give, state_of
from vereda.guidance.lookups.offered import offer_topics
from vereda.guidance.lookups.places import Helper, helpers_to_show
from vereda.guidance.lookups.review import Ending, Lacking, ending, lacking, numbers_lacking, texts_naming, waiting
from vereda.guidance.lookups.subjects import library_subjects
from vereda.guidance.lookups.told import Telling, people_told, tellings_apart, tellings_at
from vereda.guidance.rules.changes import Change, Part, changes
from vereda.guidance.rules.effective import Fillings, ends_on, filled
from vereda.guidance.rules.number import Number, correctors
from vereda.guidance.rules.number import subject_of as number_subject_of
from vereda.guidance.rules.reading_level import Ease, Level, level_of
from vereda.guidance.rules.text import Check, Said, Version, subject_of
from vereda.guidance.rules.told import Cell
from vereda.guidance.words import Kept, Lacks, NumberLacks

__all__ = [
    "Alarms",
    "Cell",
    "Change",
    "Changed",
    "Check",
    "Ease",
    "Ending",
    "Fillings",
    "Helper",
    "Kept",
    "Lacking",
    "Lacks",
    "Level",
    "Library",
    "Number",
    "NumberLacks",
    "Part",
    "Said",
    "Telling",
    "Told",
    "ToldTopic",
    "TopicTold",
    "Version",
    "Written",
    "alarms",
    "answer_to",
    "asked_by_text",
    "changed_since",
    "changes",
    "check_text",
    "correct_number",
    "correctors",
    "demand_here",
    "demand_sound",
    "ending",
    "ends_on",
    "filled",
    "fillings_on",
    "helpers_to_show",
    "lacking",
    "languages",
    "level_of",
    "library",
    "library_digest",
    "library_subjects",
    "number",
    "number_subject_of",
    "numbers",
    "numbers_lacking",
    "numbers_to_give",
    "offer_topics",
    "own_name",
    "people_told",
    "ring_number",
    "sos_answer",
    "state_of",
    "subject_of",
    "tell_people",
    "tellings_apart",
    "tellings_at",
    "text_draft",
    "texts_naming",
    "waiting",
    "withdraw_telling",
    "withdraw_text",
    "write_text",
    "written",
    "written_offered",
    "written_one",
]
