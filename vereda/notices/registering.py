"""What notices offer: their fold to the logbook, their topics to the library."""

from __future__ import annotations

from vereda.guidance.door import offer_topics
from vereda.logbook.door import SubjectFold, register
from vereda.notices import tables
from vereda.notices.entries import KINDS
from vereda.notices.lookups.topics import topics
from vereda.notices.models import DangerNotice
from vereda.notices.rules import notice as rules


def offer_all() -> None:
    """Offer danger notices, and the topics under which their words stand in the library."""
    register(
        SubjectFold(
            subject_kind="danger_notice",
            kinds=KINDS,
            start=rules.start,
            step=rules.step,
            models=(DangerNotice,),
            project=tables.danger_notice,
        )
    )
    offer_topics(topics)
