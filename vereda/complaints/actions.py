"""Keeping a complaint that came sealed, and what the outside body says of it. Nothing here can open either."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from vereda.access.door import author_of, operator
from vereda.complaints import lookups
from vereda.complaints.entries import BodySaid, ComplaintCame
from vereda.complaints.errors import NoBodyKey, NotAtAPost, NotByTheBody, NotSealed
from vereda.complaints.reading import Word
from vereda.complaints.sealing import SIGNATURE, BodyKeys, is_by_body, looks_sealed
from vereda.complaints.words import Lacks
from vereda.logbook.door import Author, Draft, in_turn, record, record_all
from vereda.logbook.door import subject as known_as

HALF = SIGNATURE // 2
RECKONED_MS, SECOND_MS = 2**42, 1000  # 2**42: in the year 2109


def keep(sealed: bytes, *, subject: UUID, key: str, country: str, at: datetime) -> int:
    """Keep a sealed complaint and return its number; of one that was sent twice the same number, and nothing is written.

    at  now, in the clock of the country: the entry says the first of the month
    Raises NotAtAPost, NoBodyKey, NotSealed, and keeps nothing.
    """
    today = _demand_key(country, at)
    if key != today or not looks_sealed(sealed) or subject.version != 8 or _is_reckoned(subject):
        raise NotSealed
    with in_turn("complaints", country):
        there = lookups.complaint(subject, country)
        if there:
            return there.number
        if known_as(subject):
            raise NotSealed
        number = lookups.last_number(country) + 1
        payload = ComplaintCame(number=number, month=f"{at:%Y-%m}", key=key, sealed=b64encode(sealed).decode())
        record(payload, subject=subject, seen=(), by=_machine(country), at=_first_of_month(at))
        return number


def _is_reckoned(subject: UUID) -> bool:
    """Tell whether an id looks like one that the program reckons for its own records: nothing, or a whole second, stands first.

    Whoever knows the rule could write one before we do: the report of a coming day, the beds of a house. Of ids from a code one
    in fifty thousand looks so; the page then takes another code.
    """
    ms = subject.int >> 80
    return ms < RECKONED_MS and ms % SECOND_MS == 0


def _demand_key(country: str, at: datetime) -> str:
    """Return the fingerprint to which one is sealed today."""
    if lookups.lacks(country, at.date()) is Lacks.HEADQUARTERS:
        raise NotAtAPost
    keys = lookups.key_today(country, at.date())
    if keys is None:
        raise NoBodyKey
    return keys.fingerprint


@dataclass(frozen=True)
class Taken:
    """How many words of the body were taken in, and how many were here already."""

    new: int
    known: int


def take_words(words: list[Word], *, country: str, at: datetime) -> Taken:
    """Keep what the body says, all of it or nothing. Raises NotByTheBody where one is not signed by it, or tells of none here."""
    with in_turn("complaints", country):
        drafts = [_draft(word, country, at) for word in words]
        new = list({_nonce(word): draft for word, draft in zip(words, drafts, strict=True) if draft}.values())
        if new:
            record_all(new)
        return Taken(len(new), len(words) - len(new))


def _draft(word: Word, country: str, at: datetime) -> Draft | None:
    """Return the entry of a word, None where it is here already: what the body once said, said again, changes nothing."""
    row = lookups.complaint(word.subject, country)
    came = lookups.came(row) if row else None
    keys = lookups.key_with(country, came.key) if came else None
    if row is None or keys is None or not _is_by(keys, word, country):
        raise NotByTheBody
    if _nonce(word) in {b64decode(one.signature)[:HALF] for one in lookups.said(row)}:
        return None
    payload = BodySaid(sealed=b64encode(word.sealed).decode(), closes=word.closes, signature=b64encode(word.signature).decode())
    return Draft(payload=payload, subject=word.subject, by=_machine(country), at=_first_of_month(at))


def _is_by(keys: BodyKeys, word: Word, country: str) -> bool:
    return is_by_body(word.signature, word.sealed, word.closes, country=country, subject=word.subject, keys=keys)


def _nonce(word: Word) -> bytes:
    """Return the half of a signature that nobody can change: the other half can be turned round and still holds."""
    return word.signature[:HALF]


def _machine(country: str) -> Author:
    """Return the machine of headquarters: nobody is the author of a complaint, also where somebody is signed in."""
    return author_of(replace(operator(), country=country, group="", device="desk"))


def _first_of_month(at: datetime) -> datetime:
    return at.replace(day=1, hour=12, minute=0, second=0, microsecond=0)
