"""Marking a step of the checklist."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from vereda.countries.door import pack
from vereda.logbook.door import Author, Receipt, record
from vereda.readiness import errors
from vereda.readiness.entries import StepMarked
from vereda.readiness.rules.checklist import steps
from vereda.readiness.words import Mark


def mark_step(told: StepMarked, *, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Write down how a step stands. Raises StepUnknown, StepIsComputed, DoneLater, DocumentMissing, and writes nothing then."""
    step = next((one for one in steps() if one.code == told.step), None)
    if step is None:
        raise errors.StepUnknown
    if step.computed_by:
        raise errors.StepIsComputed
    if told.on > at.astimezone(ZoneInfo(pack(by.country).country.default_zone)).date():
        raise errors.DoneLater
    if told.mark is Mark.DONE and step.needs_document and not told.document:
        raise errors.DocumentMissing
    return record(told, subject=subject_of(by.country), by=by, at=at, id=entry)


def subject_of(country: str) -> UUID:
    """Return the one checklist of a country: the same wherever it is written."""
    return uuid5(NAMESPACE_URL, f"vereda:readiness:{country}")
