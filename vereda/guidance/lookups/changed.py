"""What changed in the library since an instant: who wrote, checked, withdrew, corrected or rang what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vereda.guidance.models.text import CorrectedNumber, GuidanceText
from vereda.logbook.door import Told, history

MOST = 200


@dataclass(frozen=True)
class Changed:
    """One act. topic and language, or hotline."""

    told: Told
    topic: str = ""
    language: str = ""
    hotline: str = ""


def changed_since(country: str, since: datetime) -> list[Changed]:
    """Return what was done to texts and numbers since an instant, by when it came here, the latest first; at most 200."""
    found = []
    for text in GuidanceText.objects.filter(country=country).order_by("subject"):
        found += [Changed(told, topic=text.topic, language=text.language) for told in _since(text.subject, since)]
    for number in CorrectedNumber.objects.filter(country=country).order_by("subject"):
        found += [Changed(told, hotline=number.hotline) for told in _since(number.subject, since)]
    return sorted(found, key=lambda one: (one.told.received_at, str(one.told.id)), reverse=True)[:MOST]


def _since(subject: UUID, since: datetime) -> list[Told]:
    return [told for told in history(subject) if told.received_at >= since and not told.held]
