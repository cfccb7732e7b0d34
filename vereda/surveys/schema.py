"""The names of forms that need no database."""

from __future__ import annotations

from vereda.surveys.entries.facts import ANSWERS, SURVEY, Answered, FormPublished
from vereda.surveys.entries.form import Answers, Choice, Form, Node, in_language
from vereda.surveys.rules.apart import cells, columns
from vereda.surveys.rules.asking import TIMES_MOST, Asked, Walked, named_in, walk
from vereda.surveys.rules.digest import REALM
from vereda.surveys.rules.digest import is_right as is_right_digest
from vereda.surveys.rules.digest import parts as digest_parts
from vereda.surveys.rules.phones import for_phone
from vereda.surveys.words import HOLDING, Answer, Use

__all__ = [
    "ANSWERS", "HOLDING", "REALM", "SURVEY", "TIMES_MOST", "Answer", "Answered", "Answers", "Asked", "Choice", "Form",
    "FormPublished", "Node", "Use", "Walked", "cells", "columns", "digest_parts", "for_phone", "in_language", "is_right_digest",
    "named_in", "walk",
]  # fmt: skip
