"""Writing down what a person allowed, refused, or takes back."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from vereda.logbook.door import Author, Draft, Plain, Receipt, record_all
from vereda.logbook.schema import Channel, FieldClass, uuid7
from vereda.people.entries.consent import ConsentGiven, ConsentRefused, ConsentWithdrawn, ForChild, Read, Witness
from vereda.people.errors import (
    ConsentGone,
    ConsentInFuture,
    ConsentOfNobody,
    ConsentTextMissing,
    NothingAnswered,
    NothingToWithdraw,
    PersonNotFound,
    WitnessMissing,
)
from vereda.people.lookups import consents
from vereda.people.lookups.person import person_of
from vereda.people.models import Consent
from vereda.people.rules import consent as rules
from vereda.people.words import ConsentFor, ConsentMode, WithdrawnBy

CHANNELS = {
    WithdrawnBy.PAPER: Channel.PAPER,
    WithdrawnBy.TELEPHONE: Channel.TELEPHONE,
    WithdrawnBy.SMS: Channel.SMS,
    WithdrawnBy.DESK: Channel.DESK,
}
TRIED = 20  # codes; one that somebody has already would take back two persons' consent


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A reading was written down. code: what the person takes home, shown once; '' where nothing was allowed."""

    receipt: Receipt
    code: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a reading writes, for the face that records it in one block with what hangs on it.

    subject  of the reading;  allowed: what they said yes to
    gone     readings from before which the same no takes back: what hangs on them stops with them
    """

    subject: UUID
    drafts: Sequence[Draft]
    allowed: frozenset[ConsentFor]
    person: UUID | None
    encounter: UUID | None
    code: str
    gone: Sequence[UUID] = ()


def note_consent(**told: Any) -> Asked:  # Any: what `reading` wants
    """Record a reading on which nothing hangs yet. Wants what `reading` wants, and raises what it raises."""
    made = reading(**told)
    return Asked(receipt=record_all(made.drafts)[0], code=made.code)


def reading(
    *,
    by: Author,
    at: datetime,
    now: datetime,
    language: str,
    given: Collection[ConsentFor] = (),
    refused: Collection[ConsentFor] = (),
    mode: ConsentMode = ConsentMode.SIGNED,
    witness: str = "",
    person: UUID | None = None,
    encounter: UUID | None = None,
    channel: Channel = Channel.DESK,
    entry: UUID | None = None,
    is_child: bool = False,
    for_child: ForChild | None = None,
) -> Reading:
    """Return what a person answered, purpose by purpose, after the text was read to them.

    Who says no to what an older reading allowed takes it back there too.
    encounter  of the author's group; the page has looked it up, since people knows no encounters
    entry      id of the first entry, so that a form that is sent twice is one reading
    is_child   the page knows that it is of somebody under 18; of a person it is known here;  for_child: who said yes for them
    Raises NothingAnswered, ConsentOfNobody, PersonNotFound, WitnessMissing, ConsentTextMissing, ConsentInFuture, and for a child
    what `check_child` raises.
    """
    yes, no = _answers(given, refused, language)
    _check(yes, mode, witness, person, encounter, by, at, now)
    if yes and (is_child or for_child or is_of_child(person)):
        rules.check_child(for_child)
    subject = uuid7(int(now.timestamp() * 1000))
    whose = {"person": person, "encounter": encounter, "language": language}
    drafts, code, gone = [], "", list[UUID]()
    if yes:
        code, key = _fresh_code(by.country), secrets.token_hex(32)
        boxes = [Plain(cls=FieldClass.CONTACT, fields={"key": key})]
        stood_by = Witness(name=witness, for_child=for_child).model_dump(mode="json", exclude_defaults=True)
        if stood_by:
            boxes.append(Plain(cls=FieldClass.IDENTITY, fields=stood_by))
        digest = rules.digest_of(key, code)
        payload = ConsentGiven(**whose, purposes=yes, mode=mode, begins=code[: rules.BEGINS], digest=digest)
        drafts.append(Draft(payload=payload, subject=subject, by=by, at=at, boxes=boxes, channel=channel, seen=(), id=entry))
    if no:
        refusal = ConsentRefused(**whose, purposes=no)
        told: dict[str, Any] = {"subject": subject, "by": by, "at": at, "channel": channel}  # Any: fields of a draft
        drafts.append(Draft(payload=refusal, **told) if drafts else Draft(payload=refusal, seen=(), id=entry, **told))
        older, purposes = consents.consents_of(by.country, person=person), [one.purpose for one in no]
        taken = withdrawal_drafts(older, by=by, at=at, way=WithdrawnBy.DESK, purposes=purposes)
        drafts += taken
        gone = [one.subject for one in taken if one.subject and ConsentFor.REFER in purposes]
    allowed = frozenset(one.purpose for one in yes)
    said = rules.said(code) if code else ""
    return Reading(subject=subject, drafts=drafts, allowed=allowed, person=person, encounter=encounter, code=said, gone=gone)


def _check(
    yes: Sequence[Read],
    mode: ConsentMode,
    witness: str,
    person: UUID | None,
    encounter: UUID | None,
    by: Author,
    at: datetime,
    now: datetime,
) -> None:
    if person is None and encounter is None:
        raise ConsentOfNobody
    if person and not _is_here(person, by):
        raise PersonNotFound
    if yes and mode is not ConsentMode.SIGNED and not witness.strip():
        raise WitnessMissing
    if at > now:
        raise ConsentInFuture


def withdrawal_drafts(
    rows: Sequence[Consent], *, by: Author, at: datetime, way: WithdrawnBy, purposes: Collection[ConsentFor] = ()
) -> list[Draft]:
    """Return what takes back readings, and every other reading of the same persons.

    A face records them in one block with what must stop by it (the recall of referrals). purposes: empty, all of them.
    What was taken back already is passed over: who sends a code twice is right twice.
    """
    wanted = [one for one in ConsentFor if one in purposes]
    payload = ConsentWithdrawn(by=way, purposes=wanted)
    touched = [row for row in same_persons(rows) if any(not wanted or one in wanted for one in row.allowed)]
    return [Draft(payload=payload, subject=row.subject, by=by, at=at, channel=CHANNELS[way]) for row in touched]


def same_persons(rows: Sequence[Consent]) -> list[Consent]:
    """Return every reading of the persons of some readings; of who was not named that one alone: nobody can tell who is who."""
    found = {row.subject: row for row in rows}
    for row in rows:
        found |= {one.subject: one for one in consents.consents_of(row.country, person=row.person)}
    return [found[subject] for subject in sorted(found)]


def withdraw_consent(
    *, consent: UUID, by: Author, at: datetime, way: WithdrawnBy, purposes: Collection[ConsentFor] = ()
) -> list[Receipt]:
    """Record that a person took consent back, where nothing else hangs on it. Raises ConsentGone, NothingToWithdraw."""
    row = consents.consent(consent, by.country)
    if row is None or row.group != by.group:
        raise ConsentGone
    drafts = withdrawal_drafts([row], by=by, at=at, way=way, purposes=purposes)
    if not drafts:
        raise NothingToWithdraw
    return record_all(drafts)


def _answers(given: Collection[ConsentFor], refused: Collection[ConsentFor], language: str) -> tuple[list[Read], list[Read]]:
    """Return both answers with the version of each text. What is in both is a no."""
    there = consents.texts(language)
    asked = [one for one in ConsentFor if one in given or one in refused]
    if not asked:
        raise NothingAnswered
    if any(one not in there for one in asked):
        raise ConsentTextMissing
    read = {one: Read(purpose=one, version=there[one].version) for one in asked}
    return [read[one] for one in asked if one not in refused], [read[one] for one in asked if one in refused]


def is_of_child(person: UUID | None) -> bool:
    """Tell whether somebody is known to be under 18."""
    row = person_of(person) if person else None
    return row is not None and rules.is_child(row.age_band)


def _is_here(person: UUID, by: Author) -> bool:
    row = person_of(person)
    return row is not None and (row.group, row.country) == (by.group, by.country)


def _fresh_code(country: str) -> str:
    for _try in range(TRIED):
        code = rules.code_of(secrets.token_bytes(16))
        if not consents.with_code(code, country):
            break
    return code
