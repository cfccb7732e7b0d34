"""The steps of the authority with somebody found dead: told, came, gave a number, took them; who stays; the forensic note."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from vereda.countries.door import Role, pack
from vereda.logbook.door import Author, Plain, Receipt, record
from vereda.logbook.schema import FieldClass, uuid7
from vereda.rescue.actions.remains import check_hour, of_group
from vereda.rescue.entries.remains import (
    CaseNumbered,
    MatchGiven,
    MatchNoted,
    Official,
    ProsecutorCame,
    ProsecutorTold,
    RemainsHandedOver,
    RemainsStep,
    RemainsStepUndone,
    StayedWith,
    ToldBy,
)
from vereda.rescue.errors.remains import (
    AlreadyNoted,
    BeforeTheArrival,
    BeforeTheCall,
    BeforeTheFinding,
    CaseNumberEmpty,
    LaterStepStands,
    MatchEmpty,
    NoMatchNoted,
    NotNoted,
    NotThereYet,
    NotToldYet,
    OfficialMissing,
    ProsecutorUnknown,
    UntilIsPast,
)
from vereda.rescue.models.remains import Remains

NOBODY = Official()
LATER = {
    RemainsStep.TOLD: ("came_at", "handed_at", "received_at"),
    RemainsStep.CAME: ("handed_at", "received_at"),
    RemainsStep.HANDED: (),
    RemainsStep.RECEIVED: (),
}
"""What must not stand when a step is taken back."""


def tell_prosecutor(
    *, remains: UUID, to: str, how: ToldBy, official: Official, by: Author, at: datetime, now: datetime, entry: UUID | None = None
) -> Receipt:
    """Record who was told, and when. Raises ProsecutorUnknown, AlreadyNoted, HourInTheFuture, BeforeTheFinding."""
    row = of_group(remains, by)
    if not (to or official.unit) or (to and not _is_prosecutor(to, by.country, at)):
        raise ProsecutorUnknown
    _not_yet(row, RemainsStep.TOLD)
    _check_hour(row, at, now)
    return record(ProsecutorTold(to=to, how=how), subject=remains, by=by, at=at, boxes=official_box(official), id=entry)


def _is_prosecutor(code: str, country: str, at: datetime) -> bool:
    row = pack(country).institutions.get(code)
    return row is not None and row.role == Role.PROSECUTOR and row.holds_on(at.date())


def prosecutor_came(
    *, remains: UUID, official: Official, by: Author, at: datetime, now: datetime, entry: UUID | None = None
) -> Receipt:
    """Record when the authority was at the place. Raises NotToldYet, AlreadyNoted, BeforeTheCall, HourInTheFuture."""
    row = of_group(remains, by)
    if row.told_at is None:
        raise NotToldYet
    _not_yet(row, RemainsStep.CAME)
    _check_hour(row, at, now)
    if at < row.told_at:
        raise BeforeTheCall
    return record(ProsecutorCame(), subject=remains, by=by, at=at, boxes=official_box(official), id=entry)


def number_case(*, remains: UUID, number: str, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record the number of the prosecutor's file; a later one corrects it. Raises CaseNumberEmpty."""
    of_group(remains, by)
    if not number.strip():
        raise CaseNumberEmpty
    boxes = [Plain(cls=FieldClass.CONTACT, fields={"number": number.strip()})]
    return record(CaseNumbered(), subject=remains, by=by, at=at, boxes=boxes, id=entry)


def stay_with(
    *, remains: UUID, who: Sequence[str], until: datetime | None, by: Author, at: datetime, entry: UUID | None = None
) -> Receipt:
    """Record who of ours stays, until when; nobody: the place was left. Raises UntilIsPast."""
    of_group(remains, by)
    if who and until is not None and until <= at:
        raise UntilIsPast
    return record(StayedWith(who=list(who), until=until if who else None), subject=remains, by=by, at=at, id=entry)


def hand_over_remains(
    *, remains: UUID, official: Official, by: Author, at: datetime, now: datetime, entry: UUID | None = None
) -> Receipt:
    """Record when the authority took them. Raises NotThereYet, OfficialMissing, AlreadyNoted, BeforeTheArrival."""
    row = of_group(remains, by)
    if row.came_at is None:
        raise NotThereYet
    if not official.name:
        raise OfficialMissing
    _not_yet(row, RemainsStep.HANDED)
    check_hour(at, now)
    if at < row.came_at:
        raise BeforeTheArrival
    return record(RemainsHandedOver(), subject=remains, by=by, at=at, boxes=official_box(official), id=entry)


def undo_step(*, remains: UUID, step: RemainsStep, by: Author, at: datetime) -> Receipt:
    """Record that a step was noted by mistake. Raises NotNoted, LaterStepStands."""
    row = of_group(remains, by)
    if getattr(row, f"{step.value}_at") is None:
        raise NotNoted
    if any(getattr(row, name) for name in LATER[step]):
        raise LaterStepStands
    return record(RemainsStepUndone(step=step), subject=remains, by=by, at=at)


def note_match(*, remains: UUID, report: str, text: str, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Seal a note for the forensic service. Nothing rings and nobody is told. Raises MatchEmpty."""
    of_group(remains, by)
    if not report.strip():
        raise MatchEmpty
    told = {"report": report.strip(), "text": text.strip()}
    note = entry or uuid7(int(at.timestamp() * 1000))  # owned by itself: it goes alone, with the person of whom it tells
    boxes = [Plain(cls=FieldClass.TRACING, fields={name: said for name, said in told.items() if said}, owner=note)]
    return record(MatchNoted(), subject=remains, by=by, at=at, boxes=boxes, id=note)


def give_match(*, remains: UUID, to: str, by: Author, at: datetime, now: datetime, entry: UUID | None = None) -> Receipt:
    """Record who took the note at the forensic service. Raises NoMatchNoted, OfficialMissing, HourInTheFuture, AlreadyNoted."""
    row = of_group(remains, by)
    if not row.matches:
        raise NoMatchNoted
    if not to.strip():
        raise OfficialMissing
    if row.match_given_at:
        raise AlreadyNoted(at=row.match_given_at.isoformat())
    _check_hour(row, at, now)
    boxes = [Plain(cls=FieldClass.TRACING, fields={"to": to.strip()})]
    return record(MatchGiven(), subject=remains, by=by, at=at, boxes=boxes, id=entry)


def official_box(official: Official) -> list[Plain]:
    """Return the box that names an official, none where nothing is known of them."""
    told = official.model_dump(exclude_defaults=True)
    return [Plain(cls=FieldClass.CONTACT, fields=told)] if told else []


def _not_yet(row: Remains, step: RemainsStep) -> None:
    at: datetime | None = getattr(row, f"{step.value}_at")
    if at is not None:
        raise AlreadyNoted(at=timezone.localtime(at).isoformat())


def _check_hour(row: Remains, at: datetime, now: datetime) -> None:
    check_hour(at, now)
    if at < row.found_at.replace(second=0, microsecond=0):
        raise BeforeTheFinding
