"""The names of forms that need no database."""

from __future__ import annotations

from vereda.surveys.entries.facts import ANSWERS, SURVEY, Answered, FormPublished
from vereda.surveys.entries.form import Answers, Choice, Form, Node, in_language
from vereda.surveys.rules.apart import cells, columns
from vereda.surveys.rules.asking import TIMES_MOST, Asked, Walked, walk
from vereda.surveys.words import HOLDING, Answer, Use

__all__ = [
    "ANSWERS", "HOLDING", "SURVEY", "TIMES_MOST", "Answer", "Answered", "Answers", "Asked", "Choice", "Form", "FormPublished",
    "Node", "Use", "Walked", "cells", "columns", "in_language", "walk",
]  # fmt: skip
