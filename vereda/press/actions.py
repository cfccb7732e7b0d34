"""Writing notes: drafted by one, their quotations approved, published by another; and whom the press may ask.

What was published is never written again: a revision stands beside it.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.countries.door import pack
from vereda.logbook.door import Author, Receipt, in_turn, record
from vereda.press import errors, lookups
from vereda.press.entries import ContactSet, NoteDrafted, NotePublished, Quotation, QuotationApproved
from vereda.press.rules.fold import digest, unapproved
from vereda.press.words import Approver, Method
from vereda.statistics import door as statistics


def set_contact(told: ContactSet, *, by: Author, at: datetime, subject: UUID | None = None, entry: UUID | None = None) -> Receipt:
    """Note an official whom the press may ask, or what changed of him; subject: of one that is there. Raises ContactUnknown."""
    if subject is not None and subject not in dict(lookups.contacts(by.country)):
        raise errors.ContactUnknown
    return record(told, subject=subject, by=by, at=at, id=entry)


def draft_note(told: NoteDrafted, *, by: Author, at: datetime, subject: UUID | None = None, entry: UUID | None = None) -> Receipt:
    """Write a note from the revision of an edition that stands, or write it anew; subject: of one that is there.

    Raises EditionUnknown, EditionMoved, EstimateAlone, ContactUnknown, NoteUnknown, WhyMissing, TotalWithheld.
    """
    revision = 1
    if subject is not None:
        revision = len(lookups.note(subject, by.country).revisions) + 1
    if revision > 1 and not told.why:
        raise errors.WhyMissing
    _demand_edition_stands(told, by)
    if sorted(one.method for one in told.annex.estimates) != sorted(Method):
        raise errors.EstimateAlone
    lookups.contacts_of(by.country, told.contacts)
    lookups.telling.told(told, lookups.printed(by.country, told.period, told.edition_revision))
    return record(told.model_copy(update={"revision": revision}), subject=subject, by=by, at=at, id=entry)


def approve_quotation(
    subject: UUID, *, words: str, approved_by: Approver, name: str, on: date, means: str, by: Author, at: datetime
) -> Receipt:
    """Note that the speaker or his office said yes to words of the draft.

    words  their digest, of what was read; on: the day of the yes; means: by which letter, message or call
    Raises NoteUnknown, NothingDrafted, QuotationUnknown, SamePersonApproves, ApprovedLater.
    """
    row = lookups.note(subject, by.country)
    if row.draft is None:
        raise errors.NothingDrafted
    if all(digest(one) != words for one in _quotations(row.draft["told"])):
        raise errors.QuotationUnknown
    if row.draft["by"] == by.account:
        raise errors.SamePersonApproves
    if on > _today(by, at):
        raise errors.ApprovedLater
    told = QuotationApproved(
        revision=row.draft["told"]["revision"], words=words, approved_by=approved_by, name=name, on=on, means=means
    )
    return record(told, subject=subject, by=by, at=at)


def publish_note(subject: UUID, *, content: str, by: Author, at: datetime) -> Receipt:
    """Say yes to what another person wrote: from now on it stands, with the words and contacts that were read.

    content  SHA-256 of what was read
    Raises NoteUnknown, NothingDrafted, AnotherDraft, SamePersonPublishes, EditionMoved, QuotationNotApproved, ContactMissing,
    ContactExpired, and publishes nothing.
    """
    with in_turn("press", str(subject)):
        row = lookups.note(subject, by.country)
        made = lookups.composed(row)
        draft = row.draft or {}
        if content != made.content:
            raise errors.AnotherDraft
        if draft["by"] == by.account:
            raise errors.SamePersonPublishes
        _demand_edition_stands(made.draft, by)
        for quotation in unapproved(draft, row.approvals):
            raise errors.QuotationNotApproved(speaker=quotation.speaker)
        if not made.contacts:
            raise errors.ContactMissing
        for contact in made.contacts:
            if contact.valid_until < _today(by, at):
                raise errors.ContactExpired(name=contact.name or contact.office, on=contact.valid_until)
        told = NotePublished(
            revision=made.draft.revision,
            draft=UUID(draft["entry"]),
            content=content,
            text=made.text,
            contacts=list(made.contacts),
        )
        return record(told, subject=subject, by=by, at=at)


def _demand_edition_stands(told: NoteDrafted, by: Author) -> None:
    edition = statistics.standing(by.country, told.period)
    last = edition.revisions[-1]
    if (told.edition_revision, told.content) != (len(edition.revisions), last["content"]):
        raise errors.EditionMoved(edition=told.period)


def _quotations(told: dict[str, object]) -> list[Quotation]:
    return NoteDrafted.model_validate(told).quotations


def _today(by: Author, at: datetime) -> date:
    """Return the day in the calendar of the country."""
    return at.astimezone(ZoneInfo(pack(by.country).country.default_zone)).date()
