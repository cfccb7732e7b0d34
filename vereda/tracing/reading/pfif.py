"""PFIF 1.4, read only: persons whom somebody seeks, and notes about them, as leads to be looked at. Pure.

Source: the data model of google/personfinder (app/pfif.py, commit 475f4c0): required fields, words of sex and status, and the
record that expired, of which four fields stay. Nothing is published in it. Not read at all: photographs, profiles, links, home
addresses, and how to reach who was found: none of it is needed to compare, and some of it says where somebody is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from vereda.people.schema import PARTICLES
from vereda.tracing.errors.pfif import (
    PfifDate,
    PfifMissing,
    PfifNotPfif,
    PfifNotXml,
    PfifOtherVersion,
    PfifText,
    PfifTooLarge,
    PfifTwice,
    PfifUnsafe,
)
from vereda.tracing.rules.ages import AGE_MOST, born

MOST_BYTES = 2 * 1024 * 1024
MOST_PARTS = 40_000
MOST_PERSONS, MOST_NOTES = 200, 600
VERSION = "1.4"
SPACE = f"{{http://zesty.ca/pfif/{VERSION}}}"
OTHER_VERSION = re.compile(r"\{http://zesty\.ca/pfif/(\d\.\d)\}")
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
BIRTH = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
AGE = re.compile(r"(\d{1,3})(?:-(\d{1,3}))?")
SEXES = {"female": "F", "male": "M", "other": "X"}
STATUSES = frozenset({"information_sought", "is_note_author", "believed_alive", "believed_missing", "believed_dead"})
AHEAD = timedelta(minutes=10)
FIRST_YEAR = 1880
SHORT, LONG = 255, 1000


@dataclass(frozen=True, kw_only=True)
class PfifNote:
    """What somebody says to know. It is a lead: 'believed alive' is nobody's finding."""

    record: str
    on: datetime
    author: str
    status: str
    text: str
    place: str


@dataclass(frozen=True, kw_only=True)
class PfifPerson:
    """A person whom somebody seeks. author, reach: who wrote it, and how they can be called; source: the site it comes from."""

    record: str
    on: datetime
    author: str = ""
    reach: str = ""
    source: str = ""
    given: str = ""
    families: tuple[str, ...] = ()
    also_called: str = ""
    description: str = ""
    sex: str = "U"
    born: tuple[int, int] | None = None
    notes: tuple[PfifNote, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Expired:
    """What stays of a record whose day has passed: that it was."""

    record: str
    on: datetime
    entered: datetime | None
    expired: datetime


@dataclass(frozen=True)
class PfifFile:
    """What a file holds. stray: notes about nobody in it."""

    persons: list[PfifPerson]
    expired: list[Expired] = field(default_factory=list)
    stray: int = 0


def read_pfif(raw: bytes, now: datetime) -> PfifFile:
    """Return the persons and notes of a file. raw: its bytes; now: aware. Raises a PfifUnreadable; nothing is guessed."""
    if len(raw) > MOST_BYTES:
        raise _too_large()
    root = _parsed(raw)
    persons, notes = root.findall(f"{SPACE}person"), list(root.iter(f"{SPACE}note"))
    if len(persons) > MOST_PERSONS or len(notes) > MOST_NOTES:
        raise _too_large()
    read, expired = [], []
    seen: set[str] = set()
    for one in persons:
        record = _record(one, "person_record_id", seen)
        gone = _instant(one, "expiry_date", record, now, may_come=True)
        if gone and gone <= now:
            entered = _instant(one, "entry_date", record, now)
            expired.append(Expired(record=record, on=_source_date(one, record, now), entered=entered, expired=gone))
        else:
            read.append(_person(one, record, now))
    return _with_notes(read, expired, list(_notes(root, now)))


def _parsed(raw: bytes) -> Element:
    try:
        root: Element = fromstring(raw, forbid_dtd=True)
    except DefusedXmlException:
        raise PfifUnsafe from None
    except (ParseError, ValueError, LookupError, RecursionError):  # LookupError: an encoding that nobody knows
        raise PfifNotXml from None
    if sum(1 for _one in root.iter()) > MOST_PARTS:
        raise _too_large()
    if root.tag != f"{SPACE}pfif":
        if (other := OTHER_VERSION.match(root.tag)) and other[1] != VERSION:
            raise PfifOtherVersion(version=other[1])
        raise PfifNotPfif
    return root


def _too_large() -> PfifTooLarge:
    return PfifTooLarge(persons=MOST_PERSONS, notes=MOST_NOTES)


def _person(one: Element, record: str, now: datetime) -> PfifPerson:
    on = _source_date(one, record, now)
    full, given = _text(one, "full_name", record), _text(one, "given_name", record)
    if not full and not given:
        raise PfifMissing(record=record, element="full_name")
    family = _text(one, "family_name", record)
    reach = " · ".join(filter(None, (_text(one, "author_phone", record), _text(one, "author_email", record))))
    return PfifPerson(
        record=record,
        on=on,
        author=_text(one, "author_name", record)[:120],
        reach=reach[:120],
        source=_text(one, "source_name", record),
        given=given or (full if not family else full.removesuffix(family).strip() or full),
        families=tuple(surnames(family))[:8],
        also_called=_text(one, "alternate_names", record, LONG),
        description=_text(one, "description", record, LONG),
        sex=SEXES.get(_text(one, "sex", record), "U"),
        born=_born(one, record, on),
    )


def surnames(said: str) -> Iterator[str]:
    """Yield the surnames of a field that holds them all: 'de la Cruz López' are two."""
    held: list[str] = []
    for word in said.split():
        held.append(word)
        if word.casefold() not in PARTICLES:
            yield " ".join(held)
            held = []
    if held:
        yield " ".join(held)


def _born(one: Element, record: str, on: datetime) -> tuple[int, int] | None:
    """Return the years of birth: of the date as precisely as it is given, else of the age on the day it was written."""
    birth, age = _text(one, "date_of_birth", record), _text(one, "age", record)
    if birth:
        found = BIRTH.fullmatch(birth)
        if not found or not _is_day(found) or not FIRST_YEAR <= int(found[1]) <= on.year:
            raise PfifDate(record=record, element="date_of_birth", value=birth[:40])
        return int(found[1]), int(found[1])
    if not age:
        return None
    told = AGE.fullmatch(age)
    least, most = (int(told[1]), int(told[2] or told[1])) if told else (1, 0)
    if not 0 <= least <= most <= AGE_MOST:
        raise PfifDate(record=record, element="age", value=age[:40])
    years = born(least, most, on.date())
    return years.from_year, years.to_year


def _is_day(found: re.Match[str]) -> bool:
    try:
        datetime(int(found[1]), int(found[2] or 1), int(found[3] or 1), tzinfo=UTC)
    except ValueError:
        return False
    return True


def _notes(root: Element, now: datetime) -> Iterator[tuple[str, PfifNote]]:
    """Yield the notes, each with the record of whom it is about: a note stands inside the person, or beside with its id."""
    inside = {note: _text(person, "person_record_id", "") for person in root.findall(f"{SPACE}person") for note in person}
    seen: set[str] = set()
    for one in root.iter(f"{SPACE}note"):
        record = _record(one, "note_record_id", seen)
        about = _text(one, "person_record_id", record) or inside.get(one, "")
        status = _text(one, "status", record)
        note = PfifNote(
            record=record,
            on=_source_date(one, record, now),
            author=_text(one, "author_name", record),
            status=status if status in STATUSES else "",
            text=_text(one, "text", record, LONG),
            place=_text(one, "last_known_location", record),
        )
        yield about, note


def _with_notes(read: list[PfifPerson], expired: list[Expired], notes: list[tuple[str, PfifNote]]) -> PfifFile:
    there, gone = {one.record for one in read}, {one.record for one in expired}
    whole = [
        replace(one, notes=tuple(sorted((note for about, note in notes if about == one.record), key=lambda note: note.on)))
        for one in read
    ]
    stray = sum(1 for about, _note in notes if about not in there | gone)
    return PfifFile(whole, expired, stray)


def _record(one: Element, name: str, seen: set[str]) -> str:
    record = _text(one, name, "?")
    if not record:
        raise PfifMissing(record="?", element=name)
    if record in seen:
        raise PfifTwice(record=record)
    seen.add(record)
    return record


def _text(one: Element, name: str, record: str, most: int = SHORT) -> str:
    """Return the text of a field, on one line; a longer description is cut, a longer name is refused."""
    found = one.find(f"{SPACE}{name}")
    said = " ".join((found.text or "").split()) if found is not None else ""
    if not said.isprintable() or (len(said) > most and most == SHORT):
        raise PfifText(record=record, element=name)
    return said if len(said) <= most else f"{said[: most - 1]}…"


def _source_date(one: Element, record: str, now: datetime) -> datetime:
    found = _instant(one, "source_date", record, now)
    if found is None:
        raise PfifMissing(record=record, element="source_date")
    return found


def _instant(one: Element, name: str, record: str, now: datetime, *, may_come: bool = False) -> datetime | None:
    said = _text(one, name, record)
    if not said:
        return None
    try:
        found = datetime.fromisoformat(said) if DATE.fullmatch(said) else None
    except ValueError:
        found = None
    if found is None or found.year < FIRST_YEAR or (not may_come and found > now + AHEAD):
        raise PfifDate(record=record, element=name, value=said[:40])
    return found
