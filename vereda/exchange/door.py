"""The names of good practice that faces may use.

made = draft_practice(origin=Origin.MISSION, language="spa", written={"title": ..., "problem": ..., "done": ..., "limits": ...},
                      topics=[Topic.RESCUE], by=rafael, at=now)      # a draft, from plain texts
review_text(made.subject, "spa", version=..., reviewer=..., office=..., by=ines, at=now)
publish_text(made.subject, "spa", version=..., by=hector, at=now)
write_text(made.subject, "eng", written={...}, by=ines, at=now)      # Spanish stays to the byte
for one in given(country): take(one, sender=country, by=somebody_abroad, at=now)
"""

from __future__ import annotations

from vereda.exchange import printing
from vereda.exchange.actions import (
    adopt,
    cite,
    describe,
    draft_practice,
    publish_text,
    review_text,
    tell_result,
    withdraw_adoption,
    withdraw_text,
    write_text,
)
from vereda.exchange.carrying import checked, given, take
from vereda.exchange.errors import NotPublished, PracticeUnknown
from vereda.exchange.lookups import (
    Practice,
    TakenUp,
    figure,
    found,
    languages,
    moved,
    practice,
    practice_subjects,
    practices,
    stages,
    waiting,
)

__all__ = [
    "NotPublished",
    "Practice",
    "PracticeUnknown",
    "TakenUp",
    "adopt",
    "checked",
    "cite",
    "describe",
    "draft_practice",
    "figure",
    "found",
    "given",
    "languages",
    "moved",
    "practice",
    "practice_subjects",
    "practices",
    "printing",
    "publish_text",
    "review_text",
    "stages",
    "take",
    "tell_result",
    "waiting",
    "withdraw_adoption",
    "withdraw_text",
    "write_text",
]
