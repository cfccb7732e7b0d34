"""How a promise about a text of the library or a course is seen to be kept: by what stands. A face offers it, knowing both."""

from __future__ import annotations

from django.utils import timezone

from vereda.errors import FieldError
from vereda.guidance import door as guidance
from vereda.training import schema as training
from vereda.workshops import door as workshops
from vereda.workshops.schema import Toward


def _text(country: str, ref: str) -> bytes | None:
    """Return the newest version of a text, as it is named by what it says. ref: topic and language, as heat/spa."""
    topic, _sign, language = ref.partition("/")
    try:
        newest = guidance.written_one(country, timezone.localdate(), topic, language).newest
    except FieldError:  # no such topic or language: there is nothing to change
        return None
    return newest.id.encode() if newest else None


def _course(country: str, ref: str) -> bytes | None:
    """Return a course as it stands, in one language or whole. ref: code and language, as rights/en, or the code alone."""
    code, _sign, lang = ref.partition("/")
    found = training.courses().get(code)
    if found is None or not lang:
        return found.model_dump_json().encode() if found else None
    return found.texts[lang].model_dump_json().encode() if lang in found.texts else None


def offer() -> None:
    """Let promises about texts and courses be seen."""
    workshops.marks.read_with(Toward.TEXT, _text)
    workshops.marks.read_with(Toward.COURSE, _course)
