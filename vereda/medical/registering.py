"""What first aid offers to the logbook: records, and how long their words are kept."""

from __future__ import annotations

from vereda.logbook.door import SubjectFold, kept_as_long_as, register
from vereda.medical import tables
from vereda.medical.entries import record as entries
from vereda.medical.lookups import retention
from vereda.medical.models import FirstAid
from vereda.medical.rules import record as rules


def offer_all() -> None:
    """Offer records. They count nothing: the encounter holds the service (rules.md, section 5)."""
    register(
        SubjectFold(
            subject_kind=entries.RECORD,
            kinds=entries.KINDS,
            start=rules.start,
            step=rules.step,
            models=(FirstAid,),
            project=tables.first_aid,
            goes_with=rules.goes_with,
            places_of=rules.places_of,
        )
    )
    kept_as_long_as("first_aid", retention.kept_too_long)
