"""Courses as a phone keeps them: one part a course and language, read and answered without a line.

The signed reference names the list, the list names each part by its hash: only what changed comes again. No part holds a right
answer: a test is counted when it arrives. What is right, and why, is told to who took both tests (`own.py`).
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from vereda.access.door import open_to_all
from vereda.client.packed import packed
from vereda.training.schema import LANGS, Course, courses

type Json = dict[str, Any]  # Any: JSON


@dataclass(frozen=True)
class Part:
    """A text with the hash that names it. size: [bytes, compressed]."""

    hash: str
    text: str
    size: int


class Whole(Schema):
    """A part; '' in both where there is none."""

    hash: str
    text: str


router = Router()


@router.get("/courses", response=Whole)
@open_to_all(reason="a device proves itself by its token; titles of courses, the same for everybody")
def get_list(request: HttpRequest) -> HttpResponse:
    """Return the list of courses; the phone takes it when its hash is the one that the reference names."""
    return _answer(request, listed())


@router.get("/course", response=Whole)
@open_to_all(reason="a device proves itself by its token; a course without its right answers, the same for everybody")
def get_course(request: HttpRequest, code: str = "", language: str = "") -> HttpResponse:
    """Return a course in a language; taken when its hash is the one that the list names."""
    return _answer(request, parts().get((code, language)))


def _answer(request: HttpRequest, found: Part | None) -> HttpResponse:
    return packed(request, {"hash": found.hash if found else "", "text": found.text if found else ""})


@cache
def listed() -> Part:
    """Return the list: title and part of each course by language."""
    return _part([_row(code, one) for code, one in courses().items()])


def _row(code: str, one: Course) -> Json:
    return {
        "code": code,
        "title": {lang: text.title for lang, text in one.texts.items()},
        "parts": {lang: parts()[code, lang].hash for lang in one.texts},
    }


@cache
def parts() -> dict[tuple[str, str], Part]:
    """Return each course in each of its languages."""
    return {(code, lang): _part(_told(one, lang)) for code, one in courses().items() for lang in LANGS if lang in one.texts}


def _part(content: object) -> Part:
    text = orjson.dumps(content)
    return Part(sha256(text).hexdigest(), text.decode(), len(gzip.compress(text, 9, mtime=0)))


def _told(one: Course, lang: str) -> Json:
    """Return a course as it is read: modules, sources, and questions with their options alone."""
    text = one.texts[lang]
    return {
        "code": one.of.code,
        "language": lang,
        "title": text.title,
        "goal": text.goal,
        "in_review": not one.is_reviewed,
        "revision": one.of.version,
        "topics": one.of.topics,
        "hours": one.of.hours,
        "pass": one.of.pass_percent,
        "sources": one.of.sources,
        "materials": text.materials,
        "modules": [
            {
                "code": code,
                "title": told.title,
                "goals": told.goals,
                "text": told.text.strip().split("\n\n"),
                "points": told.points,
            }
            for code, told in text.modules.items()
        ],
        "questions": [{"code": code, "ask": told.ask, "options": told.options} for code, told in text.questions.items()],
    }
