"""Correcting a number, and writing down that it was rung."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.countries.door import REVIEW_DAYS
from vereda.guidance.actions.text import demand_here
from vereda.guidance.entries.number import NumberCorrected, NumberRung
from vereda.guidance.errors import text as errors
from vereda.guidance.lookups.numbers import number as number_of
from vereda.guidance.lookups.numbers import state_of
from vereda.guidance.rules.number import correctors, subject_of
from vereda.logbook.door import Author, Receipt, in_turn, record

WRITTEN = re.compile(r"\+?[0-9](?:[ -]?[0-9]){1,17}")


def correct_number(
    *,
    hotline: str,
    number: str,
    source: str,
    source_read_on: date,
    by: Author,
    at: datetime,
    international: str = "",
    hours: str = "",
    languages: str = "",
    seen: Sequence[UUID] | None = None,
    entry: UUID | None = None,
) -> Receipt:
    """Record that a number is another one. It is given again when somebody else has rung it.

    Raises NumberUnknown, NumberWrong, TextMissing, SourceDayWrong, NumberUnchanged.
    """
    demand_here(by)
    today = at.astimezone(ZoneInfo(by.zone)).date()
    known = number_of(by.country, hotline, today)
    told, abroad = _written(number), _written(international) if international.strip() else ""
    if not source.strip():
        raise errors.TextMissing(field="source")
    if source_read_on > today or source_read_on + timedelta(days=REVIEW_DAYS) < today:
        raise errors.SourceDayWrong
    subject = subject_of(by.country, hotline)
    with in_turn("hotline", str(subject)):
        known = number_of(by.country, hotline, today)
        same = (known.number, known.international, known.hours, known.languages, known.source)
        if same == (told, abroad, hours.strip(), languages.strip(), source.strip()):
            raise errors.NumberUnchanged
        payload = NumberCorrected(
            hotline=hotline,
            number=told,
            international=abroad or None,
            hours=hours.strip(),
            languages=languages.strip(),
            source=source.strip(),
            source_read_on=source_read_on,
        )
        return record(payload, subject=subject, seen=seen, by=by, at=at, id=entry)


def ring_number(
    *,
    hotline: str,
    number: str,
    answered: bool,
    reviewer: str,
    office: str,
    by: Author,
    at: datetime,
    entry: UUID | None = None,
) -> Receipt:
    """Record that a number was rung now, and whether it was answered as it should.

    number  as its reader saw it. Raises NumberUnknown, NumberChanged, RungOwn, ReviewerMissing.
    """
    demand_here(by)
    known = number_of(by.country, hotline, at.astimezone(ZoneInfo(by.zone)).date())
    if known.number != number:
        raise errors.NumberChanged
    if by.account in correctors(state_of(by.country, hotline)):
        raise errors.RungOwn
    if not reviewer.strip() or not office.strip():
        raise errors.ReviewerMissing
    payload = NumberRung(hotline=hotline, number=number, answered=answered, reviewer=reviewer, office=office)
    return record(payload, subject=subject_of(by.country, hotline), by=by, at=at, id=entry)


def _written(number: str) -> str:
    told = " ".join(re.sub(r"[().]", " ", number).split())
    if not WRITTEN.fullmatch(told):
        raise errors.NumberWrong(number=number[:30])
    return told
