"""Opening one record in an emergency, and judging it afterwards. Nothing takes either of them back.

What a caller looked up is handed in: whether it is there changes neither what is written to the groups nor how long this takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from vereda.access.actions.readlog import log_read
from vereda.access.entries import GlassBroken, GlassReviewed, GlassTold
from vereda.access.errors import (
    GlassAtHeadquartersOnly,
    GlassFolioWrong,
    GlassGroupMissing,
    GlassNotYours,
    GlassOwnReview,
    GlassReasonShort,
    GlassReviewedAlready,
    GlassReviewWordsShort,
    GlassTooMany,
)
from vereda.access.glass import asked_lately, glass, glass_classes
from vereda.access.reach import author_of
from vereda.access.rules.glass import MOST_A_DAY, WORDS_LEAST, folio_of
from vereda.access.words import HEADQUARTERS, Event, Reader, RecordClass, Role
from vereda.countries.door import pack
from vereda.logbook.door import Author, Draft, Plain, Receipt, in_turn, record, record_all, this_node
from vereda.logbook.schema import FieldClass, uuid7


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody asks for.

    group, folio  whose record, and its six signs as typed
    record        what stands there, None for nothing; goes_with: whom it tells of, itself among them
    reason        in words; sealed
    """

    record_class: RecordClass
    group: str
    folio: str
    reason: str
    record: UUID | None = None
    goes_with: Sequence[UUID] = field(default_factory=tuple)


def break_glass(wanted: Wanted, *, by: Reader, at: datetime, entry: UUID | None = None) -> Receipt:
    """Write that somebody opens one record, and tell both groups. The second factor was asked for just before, by the page.

    Raises GlassAtHeadquartersOnly, GlassNotYours, GlassGroupMissing, GlassFolioWrong, GlassReasonShort, GlassTooMany.
    """
    folio = check_wanted(wanted, by)
    payload = GlassBroken(
        role=Role(by.role),
        of_group=by.group,
        purpose=by.purpose,
        record_class=wanted.record_class,
        group=wanted.group,
        folio=folio,
        record=wanted.record,
        goes_with=list(wanted.goes_with),
    )
    subject, author = uuid7(int(at.timestamp() * 1000)), author_of(by)
    told = GlassTold(
        glass=subject,
        by_group=by.group,
        role=Role(by.role),
        record_class=wanted.record_class,
        group=wanted.group,
        folio=folio,
    )
    reason = _words(wanted.reason)
    drafts = [
        Draft(payload=payload, subject=subject, seen=[], by=_of(author, HEADQUARTERS), at=at, boxes=reason, id=entry),
        *(Draft(payload=told, by=_of(author, group), at=at) for group in sorted({wanted.group, by.group} - {""})),
    ]
    with in_turn("broken_glass", by.account):
        if asked_lately(by.account, at) >= MOST_A_DAY:
            raise GlassTooMany(most=MOST_A_DAY)
        made = record_all(drafts)[0]
        log_read(by, wanted.record_class, Event.GLASS_BROKEN.value, subject=made.subject)
    return made


def check_wanted(wanted: Wanted, by: Reader) -> str:
    """Return the folio as it is kept, or raise as `break_glass` does: nothing here looks at whether the record is there."""
    if this_node().is_post:
        raise GlassAtHeadquartersOnly
    if wanted.record_class not in glass_classes(by):
        raise GlassNotYours
    if wanted.group not in pack(by.country).groups:
        raise GlassGroupMissing
    folio = folio_of(wanted.folio)
    if not folio:
        raise GlassFolioWrong
    if len(wanted.reason.strip()) < WORDS_LEAST:
        raise GlassReasonShort(least=WORDS_LEAST)
    return folio


def review_glass(*, subject: UUID, justified: bool, words: str, by: Reader, at: datetime) -> Receipt:
    """Write what another person says of it. Who may is decided by the page, before.

    Raises GlassAtHeadquartersOnly, GlassOwnReview, GlassReviewedAlready, GlassReviewWordsShort.
    """
    if this_node().is_post:
        raise GlassAtHeadquartersOnly
    if len(words.strip()) < WORDS_LEAST:
        raise GlassReviewWordsShort(least=WORDS_LEAST)
    with in_turn("broken_glass", str(subject)):
        row = glass(subject, by.country)
        if row is None or row.by == by.account:
            raise GlassOwnReview
        if row.reviewed_at is not None:
            raise GlassReviewedAlready
        author = _of(author_of(by), HEADQUARTERS)
        return record(GlassReviewed(justified=justified), subject=subject, by=author, at=at, boxes=_words(words))


def _of(author: Author, group: str) -> Author:
    """Return the author of an entry that belongs to a group: what is told to it, or what stays at headquarters."""
    return replace(author, group=group)


def _words(said: str) -> list[Plain]:
    return [Plain(cls=FieldClass.FREE_TEXT, fields={"text": said.strip()})]
