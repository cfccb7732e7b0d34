"""Courses of other countries as the list shows them."""

from __future__ import annotations

from typing import Any

from babel import Locale
from django.utils.translation import get_language

from vereda.desk.labels import Labels
from vereda.training import door as training
from vereda.training.schema import LETTERS, Abroad, QuestionText


def country_name(iso: str, reader_country: str) -> str:
    return Labels(reader_country).nationality(iso.upper())


def language_name(code: str) -> str:
    """Return the name of a language in that of the screen."""
    return str(Locale.parse((get_language() or "es")[:2]).languages.get(code, code))


def rows(country: str) -> list[dict[str, Any]]:  # Any: what a page draws
    """Return each course with its country, and its languages with who read them here."""
    return [
        {
            "subject": one.subject,
            "code": one.of.code,
            "version": one.of.version,
            "country": country_name(one.sender, country),
            "title": next(iter(one.texts.values())).text.title if one.texts else one.of.code,
            "texts": [(code, language_name(code), text.text.title, one.review(code)) for code, text in one.texts.items()],
        }
        for one in training.courses_abroad(country)
    ]


def questions(one: Abroad, language: str) -> list[tuple[QuestionText, int]]:
    """Return each question with the place of its right answer."""
    text = one.texts[language].text
    return [(text.questions[asked.code], LETTERS.index(asked.answer)) for asked in one.of.questions]
