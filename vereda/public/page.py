"""The frame of every public page: the band where something is not verified, Spanish, and nothing kept on a borrowed telephone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from vereda.countries.door import pack
from vereda.rescue import door as rescue
from vereda.settings.environment import env

LANGUAGE = "es"
"""The one language whose words were written by a person; another is added when a named reviewer signed it."""

type View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Draw a page in Spanish, whatever the telephone asks for, and have the browser keep no copy."""

    @wraps(view)
    def within(request: HttpRequest) -> HttpResponse:
        with translation.override(LANGUAGE):
            answer = view(request)
        answer["Cache-Control"] = "no-store"
        return answer

    return within


def now() -> datetime:
    """Return the present instant in the main zone of the country."""
    return timezone.now().astimezone(ZoneInfo(pack(env().country).country.default_zone))


def draw(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:  # Any: of the page
    """Return a page inside its frame."""
    emergency = rescue.emergency(env().country, now().date())
    return render(request, template, {"emergency": emergency, "language_code": LANGUAGE, **context}, status=status)
