"""What a course is: what is the same in any language, and its text in one; as it stands in a file and as it travels. Pure."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from vereda.logbook.schema import Code, Strict

SLUG = r"^[a-z0-9-]{1,40}$"
QUESTIONS_MOST, MODULES_MOST, LINES_MOST = 60, 40, 40
LANGS = ("es", "en")
"""In which a course is written, the first one before the others."""
Slug = Annotated[str, StringConstraints(pattern=SLUG)]
Line = Annotated[str, StringConstraints(max_length=500)]
Words = Annotated[str, StringConstraints(max_length=20_000)]
Lines = Annotated[list[Line], Field(max_length=LINES_MOST)]


class Module(Strict):
    code: Slug


class Question(Strict):
    """A question. answer: the right letter."""

    code: Slug
    module: Slug
    answer: Annotated[str, Field(pattern=r"^[a-e]$")]


class Neutral(Strict):
    """What a course is in any language. reviewed_by, reviewed_on: the expert; '' until there is one."""

    code: Slug
    version: Annotated[int, Field(ge=1, le=10_000)]
    topics: Annotated[list[Code], Field(min_length=1, max_length=60)]
    hours: Annotated[float, Field(ge=0, le=1000)]
    valid_months: Annotated[int, Field(ge=0, le=600)]
    pass_percent: Annotated[int, Field(ge=1, le=100)]
    reviewed_by: Line
    reviewed_on: Line
    sources: Lines
    modules: Annotated[list[Module], Field(max_length=MODULES_MOST)]
    questions: Annotated[list[Question], Field(max_length=QUESTIONS_MOST)]


class ModuleText(Strict):
    """text: paragraphs apart by an empty line; points: what one does."""

    title: Line
    goals: Lines
    text: Words
    points: Lines = Field(default_factory=list)


class QuestionText(Strict):
    """options: by letter; why: what is said after the second test."""

    ask: Line
    options: Annotated[list[Line], Field(min_length=2, max_length=5)]
    why: Line


class Text(Strict):
    """A course in one language. sources: those of the course as this language calls them; none: as the course has them."""

    title: Line
    goal: Line
    sources: Lines = Field(default_factory=list)
    materials: Lines = Field(default_factory=list)
    modules: Annotated[dict[Slug, ModuleText], Field(max_length=MODULES_MOST)]
    questions: Annotated[dict[Slug, QuestionText], Field(max_length=QUESTIONS_MOST)]
