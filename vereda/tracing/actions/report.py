"""A report is taken, known better, withdrawn; a person more is sought in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from vereda.countries.door import pack
from vereda.encounters.door import Where, coarse
from vereda.logbook.door import Author, Draft, Plain, Receipt, in_turn, record_all
from vereda.logbook.schema import Channel, FieldClass, uuid7
from vereda.people.door import Identity, PersonDescribed, PersonMet, person_of
from vereda.people.door import identity as identity_of
from vereda.tracing.actions.counting import counting_encounter, one_more
from vereda.tracing.actions.keeping import open_file
from vereda.tracing.entries.file import Described, FileClosed, PersonSought, SoughtDescribed
from vereda.tracing.entries.report import ReportCorrected, ReportOpened, ReportWithdrawn
from vereda.tracing.errors.found import SeekerWithdrew
from vereda.tracing.errors.report import (
    CallBackMissing,
    ConsentMissing,
    FileGone,
    InTheFuture,
    NobodySought,
    TooMany,
    WordUnknown,
)
from vereda.tracing.lookups import files, sealed
from vereda.tracing.models import MissingFile, MissingReport
from vereda.tracing.words import (
    FILE_MOST,
    MISSING_REPORT,
    CloseReason,
    ConsentFor,
    ContactBy,
    Danger,
    Relation,
    SeekFrom,
)

AHEAD = timedelta(minutes=10)  # clocks differ by so much before a time is 'in the future'
PURPOSE = "tracing"


@dataclass(frozen=True, kw_only=True)
class Seeking:
    """Who seeks, as it is told. A name may stay unknown; how to call back may not."""

    name: str = ""
    call_back: str = ""
    seek_from: SeekFrom = SeekFrom.UNKNOWN
    relation: Relation = Relation.UNKNOWN
    language: str = ""
    consent: Sequence[ConsentFor] = ()
    note: str = ""
    encounter: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Sought:
    """Who is sought, as it is told. Everything may be unknown, but not all at once."""

    identity: Identity = field(default_factory=Identity)
    described: Described = field(default_factory=Described)
    nationality: str = "XX"
    sex: str = "U"
    age_band: str = "U"
    language: str = ""
    last_contact_at: datetime | None = None
    last_contact_by: ContactBy = ContactBy.UNKNOWN
    where: Where = field(default_factory=Where)
    danger: Sequence[Danger] = ()
    note: str = ""


def open_report(
    seeking: Seeking,
    sought: Sought,
    *,
    by: Author,
    at: datetime,
    channel: Channel = Channel.TELEPHONE,
    entry: UUID | None = None,
) -> Receipt:
    """Record a report with the file of the first person sought, in one block; the receipt is the file's.

    entry  id of the file's entry, where the same form sent twice must be one report
    Raises ConsentMissing, CallBackMissing, NobodySought, WordUnknown, InTheFuture, and what the encounter refuses.
    """
    return record_all(opening_drafts(seeking, sought, by=by, at=at, channel=channel, entry=entry))[-1]


def opening_drafts(
    seeking: Seeking, sought: Sought, *, by: Author, at: datetime, channel: Channel, entry: UUID | None = None
) -> list[Draft]:
    """Return what opens a report with one file, the file last, for who records it with more. Raises as `open_report`."""
    if ConsentFor.SEARCH not in seeking.consent:
        raise ConsentMissing
    if not seeking.call_back.strip():
        raise CallBackMissing
    _check_language(seeking.language, by.country)
    report = _fresh(at)
    folio = f"B-{report.hex[-6:].upper()}"
    payload = ReportOpened(
        folio=folio,
        seek_from=seeking.seek_from,
        language=seeking.language or None,
        consent=sorted(set(seeking.consent)),
        encounter=seeking.encounter,
    )
    opened = Draft(payload=payload, subject=report, seen=(), by=by, at=at, boxes=_seeker_boxes(seeking), channel=channel)
    sought_drafts = _sought_drafts(sought, report, f"{folio}/1", by=by, at=at, channel=channel, entry=entry)
    counted: list[Draft] = []
    if seeking.encounter:
        counting_encounter(seeking.encounter, by)
        others = MissingReport.objects.filter(group=by.group, country=by.country, encounter=seeking.encounter).count()
        counted = one_more(seeking.encounter, MISSING_REPORT, others, by=by)
    return [opened, *counted, *sought_drafts]


def seek_another(
    sought: Sought, *, report: UUID, by: Author, at: datetime, channel: Channel = Channel.DESK, entry: UUID | None = None
) -> Receipt:
    """Record that the same report seeks another person. Raises FileGone, SeekerWithdrew, TooMany; as `open_report`."""
    with in_turn("missing", str(report)):
        row = _report(report, by)
        number = len(files.of_report(report, by.group, by.country)) + 1
        if number > FILE_MOST:
            raise TooMany(most=FILE_MOST)
        folio = f"{row.folio}/{number}"
        return record_all(_sought_drafts(sought, report, folio, by=by, at=at, channel=channel, entry=entry))[-1]


def describe_sought(
    sought: Sought, *, file: UUID, by: Author, at: datetime, entry: UUID | None = None, seen: Sequence[UUID] | None = None
) -> Receipt:
    """Record what is known better of a person sought; what stands already is not written again.

    Raises FileGone, FileClosedAlready, NobodySought, WordUnknown, InTheFuture.
    """
    row = open_file(file, by)
    _check(sought, by.country, at)
    payload = SoughtDescribed(**_changes(row, sought, coarse(sought.where, by.country).model_dump(mode="json")))
    boxes = _sought_boxes(sought, row.person, had=bool(sealed.danger(row)))
    drafts = [*_person_changes(row, sought, by=by, at=at)]
    drafts.append(Draft(payload=payload, subject=file, by=by, at=at, boxes=boxes, id=entry, seen=seen))
    return record_all(drafts)[-1]


def correct_report(seeking: Seeking, *, report: UUID, by: Author, at: datetime, seen: Sequence[UUID] | None = None) -> Receipt:
    """Record what is known better of the seeker. Consent that is taken back ends the search: that is `withdraw_report`.

    Raises FileGone, SeekerWithdrew, ConsentMissing, CallBackMissing, WordUnknown.
    """
    _report(report, by)
    if ConsentFor.SEARCH not in seeking.consent:
        raise ConsentMissing
    if not seeking.call_back.strip():
        raise CallBackMissing
    _check_language(seeking.language, by.country)
    payload = ReportCorrected(
        seek_from=seeking.seek_from,
        language=seeking.language or None,
        consent=sorted(set(seeking.consent)),
    )
    draft = Draft(payload=payload, subject=report, by=by, at=at, boxes=_seeker_boxes(seeking), seen=seen)
    return record_all([draft])[0]


def withdraw_report(*, report: UUID, by: Author, at: datetime) -> Receipt:
    """Record that the seeker takes it back: every open file of it rests. Raises FileGone, SeekerWithdrew."""
    with in_turn("missing", str(report)):
        _report(report, by)
        drafts = [Draft(payload=ReportWithdrawn(), subject=report, by=by, at=at)]
        open_ = [row for row in files.of_report(report, by.group, by.country) if not row.close_reason]
        closed = FileClosed(reason=CloseReason.WITHDRAWN)
        drafts += [Draft(payload=closed, subject=row.subject, by=by, at=at) for row in open_]
        return record_all(drafts)[0]


def standing_report(row: MissingFile) -> MissingReport | None:
    """Return the report of a file, None where it has not arrived."""
    return files.report(row.report, row.group, row.country)


def _report(report: UUID, by: Author) -> MissingReport:
    row = files.report(report, by.group, by.country)
    if row is None:
        raise FileGone
    if row.withdrawn_at:
        raise SeekerWithdrew
    return row


def _fresh(at: datetime) -> UUID:
    return uuid7(int(at.timestamp() * 1000))


def _check_language(code: str, country: str) -> None:
    if code and code not in pack(country).languages:
        raise WordUnknown(value=code)


def _check(sought: Sought, country: str, at: datetime) -> None:
    _check_language(sought.language, country)
    if sought.nationality != "XX" and sought.nationality not in pack(country).nationalities:
        raise WordUnknown(value=sought.nationality)
    if sought.last_contact_at and sought.last_contact_at > at + AHEAD:
        raise InTheFuture
    if not any(_tells_of(sought)):
        raise NobodySought


def _tells_of(sought: Sought) -> Iterator[object]:
    yield sought.identity.given or sought.identity.families or sought.identity.nickname
    yield sought.described.marks or sought.described.clothing or sought.described.also_called
    yield sought.note.strip()


def _sought_drafts(
    sought: Sought, report: UUID, folio: str, *, by: Author, at: datetime, channel: Channel, entry: UUID | None
) -> list[Draft]:
    """Return the record of the person, and the file last."""
    _check(sought, by.country, at)
    person = _fresh(at)
    met = PersonMet(nationality=sought.nationality, sex=sought.sex, age_band=sought.age_band, purpose=PURPOSE)
    payload = PersonSought(
        report=report,
        person=person,
        folio=folio,
        nationality=sought.nationality,
        sex=sought.sex,
        age_band=sought.age_band,
        language=sought.language or None,
        last_contact_at=sought.last_contact_at,
        last_contact_by=sought.last_contact_by,
        place=coarse(sought.where, by.country),
    )
    boxes = _sought_boxes(sought, person, had=False)
    return [
        Draft(payload=met, subject=person, seen=(), by=by, at=at, boxes=_identity_boxes(sought.identity), channel=channel),
        Draft(payload=payload, subject=_fresh(at), seen=(), by=by, at=at, boxes=boxes, channel=channel, id=entry),
    ]


def _identity_boxes(identity: Identity) -> list[Plain]:
    fields = identity.model_dump(exclude_defaults=True)
    return [Plain(cls=FieldClass.IDENTITY, fields=fields)] if fields else []


def _seeker_boxes(seeking: Seeking) -> list[Plain]:
    seeker = {"name": seeking.name.strip(), "call_back": seeking.call_back.strip()}
    told = {name: value for name, value in seeker.items() if value} | {"relation": seeking.relation.value}
    boxes = [Plain(cls=FieldClass.IDENTITY, fields=told)]
    return [*boxes, *note_boxes(seeking.note)]


def _sought_boxes(sought: Sought, person: UUID, *, had: bool) -> list[Plain]:
    """Return what is sealed of a person sought: the description is the person's own, the exact place the entry's.

    had  whether some danger stands already, which the new description then says or takes back
    """
    words = sought.described.model_dump(exclude={"danger"})
    described: dict[str, Any] = {name: value.strip() for name, value in words.items() if value.strip()}  # Any: JSON
    if described or sought.danger or had:
        described["danger"] = sorted({one.value for one in map(Danger, sought.danger)})
    where = sought.where
    exact = {"lat": where.lat, "lon": where.lon, "accuracy_m": where.accuracy_m, "place": where.place.strip() or None}
    exact = {name: value for name, value in exact.items() if value is not None}
    boxes = [Plain(cls=FieldClass.IDENTITY, fields=described, owner=person)] if described else []
    boxes += [Plain(cls=FieldClass.WHEREABOUTS, fields=exact)] if exact else []
    return [*boxes, *note_boxes(sought.note)]


def note_boxes(note: str) -> list[Plain]:
    """Return the box of a free text, none for an empty one."""
    return [Plain(cls=FieldClass.FREE_TEXT, fields={"text": note.strip()})] if note.strip() else []


def _changes(row: MissingFile, sought: Sought, place: Mapping[str, Any]) -> dict[str, Any]:  # Any: JSON
    """Return what is said now and stands otherwise."""
    said: dict[str, Any] = {  # Any: as above
        "nationality": sought.nationality,
        "sex": sought.sex,
        "age_band": sought.age_band,
        "language": sought.language,
        "last_contact_by": sought.last_contact_by,
    }
    changed = {name: value for name, value in said.items() if value != getattr(row, name) and value != ""}
    if sought.last_contact_at and sought.last_contact_at != row.last_contact_at:
        changed["last_contact_at"] = sought.last_contact_at
    stands = (row.state, row.municipality, row.h3_5)
    if any(place[name] for name in ("state", "h3_5")) and stands != tuple(
        place[name] for name in ("state", "municipality", "h3_5")
    ):
        changed["place"] = place
    return changed


def _person_changes(row: MissingFile, sought: Sought, *, by: Author, at: datetime) -> Iterator[Draft]:
    """Yield the correction of the person's own record, where name or codes are known better; an erased person stays erased."""
    person = person_of(row.person)
    if person is None:
        return
    codes = {name: getattr(sought, name) for name in ("nationality", "sex", "age_band")}
    changed = {name: value for name, value in codes.items() if value != getattr(person, name)}
    boxes = _identity_boxes(sought.identity) if sought.identity != (identity_of(person) or Identity()) else []
    if changed or boxes:
        yield Draft(payload=PersonDescribed(**changed), subject=row.person, by=by, at=at, boxes=boxes)
