"""What modules have for other countries, as bundles carry it: neither knows the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as lazy

from vereda.bundles.door import Card, Content, register
from vereda.exchange import door as exchange
from vereda.logbook.door import Author
from vereda.training import door as training

type Json = dict[str, Any]  # Any: JSON


def offer() -> None:
    """Offer practices and courses: what is published here goes, what comes is a draft until somebody here has read it."""
    title = lazy("Buenas prácticas")
    register(Content(kind="practice", version=1, title=title, give=exchange.given, check=exchange.checked, take=_as_drafts))
    title = lazy("Cursos")
    register(Content(kind="course", version=1, title=title, give=training.given, check=training.checked, take=_courses))


def _courses(sender: Card, items: Sequence[Json], by: Author, at: datetime) -> None:
    """Record the courses of the sender's own country as drafts; who took them, and how, is in none."""
    for item in items:
        if item["country"] == sender.country != by.country:
            training.take(item, sender=sender.country, by=by, at=at)


def _as_drafts(sender: Card, items: Sequence[Json], by: Author, at: datetime) -> None:
    """Record the practices of the sender's own country; one in another's name, or in ours, is left."""
    for item in items:
        if item["country"] == sender.country != by.country:
            exchange.take(item, sender=sender.country, by=by, at=at)
