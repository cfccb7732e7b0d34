"""An authority acted near our help: recorded, added to, read by name, given to the outside body. Nothing takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.countries.door import Role, is_enforcement, pack
from vereda.logbook.door import Author, Plain, Receipt, in_turn, record
from vereda.logbook.schema import FieldClass
from vereda.safety.entries.interference import (
    InterferenceAdded,
    InterferenceDelivered,
    InterferenceRead,
    InterferenceRecorded,
)
from vereda.safety.entries.spot import CoarsePlace
from vereda.safety.errors.interference import (
    ActMissing,
    AuthorityUnknown,
    BodyUnknown,
    DeliveredInTheFuture,
    InterferenceNotHere,
    NothingAdded,
    PlaceOfInterferenceUnknown,
)
from vereda.safety.lookups.interference import interference
from vereda.safety.models.interference import Interference
from vereda.safety.words import Delivery, Interfered, WeDid, Within, Witness

UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What was seen. authority: a role, or `unknown`; account: in words, sealed; the place: service point, else municipality."""

    authority: str
    acts: Sequence[Interfered]
    within: Within
    witness: Witness = Witness.AGENT
    people: int | None = None
    detained: int | None = None
    we_did: Sequence[WeDid] = field(default_factory=tuple)
    service_point: str = ""
    state: str = ""
    municipality: str = ""
    account: str = ""


def record_interference(seen: Seen, *, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record what an authority did. Raises ActMissing, AuthorityUnknown, PlaceOfInterferenceUnknown."""
    if not seen.acts:
        raise ActMissing
    if seen.authority != UNKNOWN and not is_authority(seen.authority, by.country):
        raise AuthorityUnknown
    payload = InterferenceRecorded(
        authority=seen.authority,
        acts=list(seen.acts),
        detained=seen.detained if Interfered.DETAINED in seen.acts else None,
        people=seen.people,
        within=seen.within,
        witness=seen.witness,
        we_did=list(seen.we_did),
        service_point=seen.service_point,
        place=_place(seen, by.country),
    )
    return record(payload, by=by, at=at, boxes=_told(seen.account), id=entry)


def is_authority(role: str, country: str) -> bool:
    """Return whether institutions of this role in the pack could act against people."""
    return any(row.role == role and is_enforcement(row.role) for row in pack(country).institutions.values())


def _place(seen: Seen, country: str) -> CoarsePlace:
    """Return the place, never finer than a municipality; a service point says in which state it is."""
    known = pack(country)
    point = known.services_directory.get(seen.service_point)
    area = known.admin2.get(seen.municipality)
    if (seen.service_point and point is None) or (seen.municipality and area is None):
        raise PlaceOfInterferenceUnknown
    if point is not None:
        return CoarsePlace(state=point.state)
    if area is not None:
        return CoarsePlace(state=area.state, municipality=area.code)
    if seen.state and seen.state not in known.admin1:
        raise PlaceOfInterferenceUnknown
    return CoarsePlace(state=seen.state)


def add_to_interference(
    *,
    interference: UUID,
    by: Author,
    at: datetime,
    people: int | None = None,
    detained: int | None = None,
    account: str = "",
    everywhere: bool = False,
    entry: UUID | None = None,
) -> Receipt:
    """Record what more is known. Raises NothingAdded, InterferenceNotHere. everywhere: for headquarters."""
    if people is None and detained is None and not account.strip():
        raise NothingAdded
    _known(interference, by, everywhere)
    payload = InterferenceAdded(people=people, detained=detained)
    return record(payload, subject=interference, by=by, at=at, boxes=_told(account), id=entry)


def read_interference(*, interference: UUID, by: Author, at: datetime, everywhere: bool = False) -> Receipt | None:
    """Record who read it; None where the same person had. Raises InterferenceNotHere."""
    with in_turn("interference", str(interference)):
        found = _known(interference, by, everywhere)
        if any(account == by.account for _at, account, _group in found.read):
            return None
        return record(InterferenceRead(), subject=interference, by=by, at=at)


def deliver_interference(
    *,
    interference: UUID,
    body: str,
    way: Delivery,
    on: date,
    by: Author,
    at: datetime,
    receipt: str = "",
    everywhere: bool = False,
    entry: UUID | None = None,
) -> Receipt:
    """Record that it reached the outside body. Raises InterferenceNotHere, BodyUnknown, DeliveredInTheFuture.

    Given twice, to two bodies or with another number, it is two deliveries.
    """
    found = _known(interference, by, everywhere)
    if body not in {row.code for row in pack(by.country).institutions_with(Role.OMBUDSPERSON)}:
        raise BodyUnknown
    if not found.on <= on <= _today(by, at):
        raise DeliveredInTheFuture
    payload = InterferenceDelivered(body=body, way=way, on=on, receipt=receipt.strip())
    return record(payload, subject=interference, by=by, at=at, id=entry)


def _known(subject: UUID, by: Author, everywhere: bool) -> Interference:
    found = interference(subject, by.country, None if everywhere else by.group)
    if found is None:
        raise InterferenceNotHere
    return found


def _today(by: Author, at: datetime) -> date:
    """Return the local day at the author's post."""
    return at.astimezone(ZoneInfo(by.zone)).date()


def _told(account: str) -> list[Plain]:
    return [Plain(cls=FieldClass.INCIDENT, fields={"text": account.strip()})] if account.strip() else []
