"""Courses that other countries sent, as drafts: the newest version, each language by itself, and who read it here. Pure.

The subject here follows from sender and course, so that twice is once. A version that is older than one that came writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson

from vereda.logbook.schema import Entry, State, uuid8
from vereda.training.course import Neutral, Text
from vereda.training.entries import CourseCame, CourseReviewed, CourseTextCame

START_MS = 1_700_000_000_000  # of derived ids: a subject that belongs to no instant


def course_subject(country: str, sender: str, code: str) -> UUID:
    """Return the subject here of a course of another country."""
    return _derived("course_abroad", country, sender, code)


def text_subject(course: UUID, language: str) -> UUID:
    """Return the subject of its text in a language."""
    return _derived("course_text_abroad", str(course), language)


def _derived(*named: str) -> UUID:
    return uuid8(START_MS, sha256("|".join(named).encode()).digest())


def text_id(of: Neutral, text: Text) -> str:
    """Return what names the words of a course in a language, with its questions and right answers."""
    told = [of.model_dump(mode="json", exclude={"reviewed_by", "reviewed_on"}), text.model_dump(mode="json")]
    return sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


@dataclass(frozen=True)
class Review:
    """What somebody said who read a text here. by: account that noted it."""

    language: str
    text_id: str
    reviewer: str
    office: str
    fits: bool
    why: str
    on: str
    by: str


@dataclass(frozen=True)
class AbroadText:
    """A course of another country in one language."""

    language: str
    revision: int
    text: Text
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True)
class Abroad:
    """A course of another country as it lies here."""

    subject: UUID
    sender: str
    of: Neutral
    texts: Mapping[str, AbroadText] = field(default_factory=dict)

    def review(self, language: str) -> Review | None:
        """Return the last review of the words that lie here now; None where nobody read them yet."""
        one = self.texts[language]
        now = text_id(self.of, one.text)
        return next((told for told in reversed(one.reviews) if told.text_id == now), None)


def start_course() -> State:
    return {"came": None}


def step_course(state: State, entry: Entry) -> State:
    """Return the course after one more entry: the highest version stands, of equals the last."""
    told = entry.payload
    if isinstance(told, CourseCame) and (state["came"] is None or told.of.version >= state["came"]["of"]["version"]):
        state["came"] = told.model_dump(mode="json")
    return state


def start_text() -> State:
    return {"came": None, "reviews": []}


def step_text(state: State, entry: Entry) -> State:
    """Return the text after one more entry."""
    told = entry.payload
    if isinstance(told, CourseTextCame):
        if state["came"] is None or told.revision >= state["came"]["revision"]:
            state["came"] = told.model_dump(mode="json")
    elif isinstance(told, CourseReviewed):
        state["reviews"].append({**told.model_dump(mode="json"), "by": entry.author})
    return state


def text_of(state: Mapping[str, Any]) -> AbroadText | None:  # Any: a folded state
    """Return a text from its state; None while it has not come."""
    came = state["came"]
    if came is None:
        return None
    reviews = tuple(Review(**one) for one in state["reviews"])
    return AbroadText(came["language"], came["revision"], Text.model_validate(came["text"]), reviews)
