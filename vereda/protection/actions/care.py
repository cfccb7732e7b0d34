"""Who was told of children who are alone, who rode with them, what they want, who signed; and the clock that rings on.

Handing them to a migration authority is no action: only the offices for children that the pack names are told, and may sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from vereda.access.door import HEADQUARTERS, author_of, operator
from vereda.countries.door import pack
from vereda.each import each
from vereda.encounters.door import encounter as encounter_row
from vereda.logbook.door import Author, Plain, Receipt, in_turn, record
from vereda.logbook.schema import FieldClass
from vereda.messages.door import queue, warned_at
from vereda.practice import is_practice
from vereda.protection.actions.case import at_headquarters
from vereda.protection.actions.path import own_open_path
from vereda.protection.entries.path import (
    BestInterests,
    ChildBestInterestsNoted,
    ChildOfficeTold,
    ChildOfficialSigned,
    ChildRang,
    ChildSiblingsJoined,
    ChildVehicleLeft,
    ChildWishesSaid,
    InVehicle,
    Official,
    SpokenWith,
    Wishes,
)
from vereda.protection.errors import (
    FamilyAtRisk,
    LanguageUnknown,
    NoChildrenAlone,
    NothingSaid,
    OfficeNotForChildren,
    PathNotOpen,
    SiblingsAlreadyHere,
    SignedAhead,
    TwoAdultsNeeded,
)
from vereda.protection.lookups import paths as lookups
from vereda.protection.models import ChildPath
from vereda.protection.rules.ringing import FIRST_DAY, Call, Ring, instant_of, ring_due
from vereda.protection.words import PathRing, ToldThrough


def tell_office(
    office: str, through: ToldThrough, *, answered: bool, path: UUID, by: Author, at: datetime, said: SpokenWith | None = None
) -> Receipt:
    """Record that an office was told, or tried. Raises PathNotOpen, OfficeNotForChildren."""
    own_open_path(path, by)
    _check_office(office, by)
    payload = ChildOfficeTold(office=office, by=through, answered=answered)
    return record(payload, subject=path, by=by, at=at, boxes=_box(said) if said else [])


def sign(*, name: str, number: str, office: str, signed_at: datetime, path: UUID, by: Author, at: datetime) -> Receipt:
    """Record which official took the children into care.

    Also on a path that was closed too early: from here on they are not with us.
    Raises PathNotOpen, OfficeNotForChildren, NothingSaid, SignedAhead.
    """
    row = lookups.child_path(path, by.group, by.country)
    if row is None or not row.is_with_us:
        raise PathNotOpen
    _check_office(office, by)
    if not (name.strip() and number.strip()):
        raise NothingSaid
    if signed_at > at:
        raise SignedAhead
    said = Official(name=name, number=number, signed_at=signed_at)
    return record(ChildOfficialSigned(office=office), subject=path, by=by, at=at, boxes=_box(said))


def drive(*, adults: Sequence[str], path: UUID, by: Author, at: datetime, vehicle: str = "") -> Receipt:
    """Record who rides with the children. Raises PathNotOpen, TwoAdultsNeeded."""
    own_open_path(path, by)
    if len(set(adults)) < 2 or len(set(adults)) != len(adults):
        raise TwoAdultsNeeded
    return record(ChildVehicleLeft(), subject=path, by=by, at=at, boxes=_box(InVehicle(adults=list(adults), vehicle=vehicle)))


def say_wishes(words: str, *, path: UUID, by: Author, at: datetime, lang: str = "es") -> Receipt:
    """Record what the child said it wants. Raises PathNotOpen, NothingSaid, LanguageUnknown."""
    own_open_path(path, by)
    if not words.strip():
        raise NothingSaid
    known = pack(by.country).languages
    if lang not in {*known, *(one.iso639_1 for one in known.values())}:
        raise LanguageUnknown
    return record(ChildWishesSaid(), subject=path, by=by, at=at, boxes=_box(Wishes(words=words, lang=lang)))


def note_best_interests(note: BestInterests, *, path: UUID, by: Author, at: datetime) -> Receipt:
    """Record a note on the best interests. Raises AtHeadquartersOnly, PathNotOpen, FamilyAtRisk."""
    at_headquarters()
    own_open_path(path, by)
    if note.may_seek and note.risks:
        raise FamilyAtRisk
    return record(ChildBestInterestsNoted(), subject=path, by=by, at=at, boxes=_box(note))


def join_siblings(*, encounter: UUID, path: UUID, by: Author, at: datetime) -> Receipt:
    """Record that the children of another encounter belong to the same file. Raises NoChildrenAlone, SiblingsAlreadyHere."""
    own_open_path(path, by)
    found = encounter_row(encounter, [by.group], by.country)
    if found is None or not found.unaccompanied_minors:
        raise NoChildrenAlone
    with in_turn("child_path", str(encounter)):
        if lookups.path_of(encounter, by.group, by.country):
            raise SiblingsAlreadyHere
        payload = ChildSiblingsJoined(encounter=encounter, children=found.unaccompanied_minors)
        return record(payload, subject=path, by=by, at=at)


def ring_unanswered(*, now: datetime) -> int:
    """Ring on wherever nobody answered, or called, for half an hour; return how many rang. Called by the clock of `serve`."""
    return each(lookups.unanswered(since=now - FIRST_DAY), lambda row: _ring(row, now) if _due(row, now) else 0)


def message_of(*, folio: str, office: str) -> str:
    """Return the text of the message: folio and office. Never a child, a place, or how many."""
    return f"VEREDA: RUTA {folio}. Nadie contesta." + (f" Siga con {office}." if office else " Llame al puesto.")


def _due(row: ChildPath, now: datetime) -> Ring | None:
    return ring_due(
        opened_at=row.opened_at,
        calls=[Call(instant_of(at), office, by, answered) for at, office, by, answered in row.calls],
        rang=[Ring(instant_of(at), PathRing(to), office) for at, to, office in row.rang],
        offices=[one.code for one in lookups.offices(row.country)],
        now=now,
    )


def _ring(row: ChildPath, now: datetime) -> int:
    """Ring in turn, looked at again: somebody may have just answered, or another process be at it."""
    with in_turn("child_path", str(row.subject)):
        found = lookups.child_path(row.subject, row.group, row.country)
        due = _due(found, now) if found and found.is_with_us and not found.outcome else None
        if due is None:
            return 0
        by = author_of(replace(operator(), country=row.country, group=row.group, device="desk"))
        payload = ChildRang(to=due.to, office=due.office or None)
        record(payload, subject=row.subject, by=by, at=now.astimezone(ZoneInfo(by.zone)), now=now)
        _warn(row, due, now)
        return 1


def _warn(row: ChildPath, due: Ring, now: datetime) -> None:
    if is_practice(row.group):
        return
    named = {one.code: one.short or one.name for one in lookups.offices(row.country)}
    text = message_of(folio=row.subject.hex[-6:].upper(), office=named.get(due.office, ""))
    numbers = warned_at((row.group, HEADQUARTERS), row.country, {PathRing.COORDINATOR.value})
    queue(numbers, text, key=f"child_path:{row.subject}:{len(row.rang)}", now=now)


def _check_office(office: str, by: Author) -> None:
    if office not in {one.code for one in lookups.offices(by.country)}:
        raise OfficeNotForChildren


def _box(said: BaseModel) -> list[Plain]:
    return [Plain(cls=FieldClass.SCREENING, fields=said.model_dump(mode="json", exclude_defaults=True))]
