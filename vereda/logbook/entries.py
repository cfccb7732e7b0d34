"""What every entry is made of, and the few facts that the logbook itself writes, on a subject of any kind.

An entry kind is a pydantic model: its clear payload. Sealed fields are declared beside it (`boxes`), one model per class.
Versions are never taken back: `upcasts` holds a pure function from each version to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Annotated, Any, ClassVar, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from vereda.logbook.words import Channel, Demand, FieldClass

Code = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:+-]*$")]
Clock = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


FIRST_YEAR, LAST_YEAR = 1970, 2199
"""A clock may be years wrong and the entry is kept as claimed; beyond these no calendar can count it by month."""

SEQ_MOST = 2**53 - 1
"""The largest number that a browser counts exactly."""


def _with_offset(at: datetime) -> datetime:
    """Refuse an instant without offset: a local time alone can be two instants."""
    if at.tzinfo is None:
        raise ValueError("offset missing")
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise ValueError(f"a year from {FIRST_YEAR} to {LAST_YEAR} is expected")
    return at


Instant = Annotated[datetime, AfterValidator(_with_offset)]
Day = Annotated[date, Field(ge=date(FIRST_YEAR, 1, 1), le=date(LAST_YEAR, 12, 31))]


class Strict(BaseModel):
    """A schema that refuses what it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Payload(Strict):
    """The clear part of an entry; a subclass is one kind of fact.

    from_devices  whether a phone may write it; what gives rights, erases or judges other entries comes from a node
    from_posts    whether the desk of a post may write it: all that phones may, and what tells of its own group
    demands       what its author must hold: what arrives from somebody else waits for a person. None: any role of the group
    begins_once   whether a second beginning of a record waits when it arrives: it would write over the first, and whom it names
    sealed_as     class of the whole entry on its way: a post opens it when it may hold that class
    """

    kind: ClassVar[str]
    version: ClassVar[int] = 1
    subject_kind: ClassVar[str]
    from_devices: ClassVar[bool] = True
    from_posts: ClassVar[bool] = False
    demands: ClassVar[Demand | None] = None
    begins_once: ClassVar[bool] = False
    sealed_as: ClassVar[FieldClass] = FieldClass.CONTACT
    boxes: ClassVar[Mapping[FieldClass, type[BaseModel]]] = {}
    upcasts: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {}  # Any: JSON of an older version


class OfThePost(Payload):
    """What a desk writes of its own post: no phone does."""

    from_devices: ClassVar[bool] = False
    from_posts: ClassVar[bool] = True


class Whereabouts(Strict):
    """The exact place of a living person: sealed, owned by its entry, destroyed after seven days."""

    lon: float | None = Field(default=None, ge=-180, le=180)
    lat: float | None = Field(default=None, ge=-90, le=90)
    accuracy_m: float | None = Field(default=None, ge=0, le=100_000)
    place: str | None = Field(default=None, max_length=200)


FILE_MOST = 10 * 1024 * 1024  # [bytes]


class Attachment(Strict):
    """What a box says of a file: name (SHA-256 of the ciphertext), key [base64], media type and size [bytes, ciphertext]."""

    sha256: Sha256
    key: str = Field(min_length=44, max_length=44)
    media_type: str = Field(pattern=r"^[a-z]+/[a-z0-9.+-]+$")
    size: int = Field(ge=1, le=FILE_MOST)


class FreeText(Strict):
    """What an agent wrote in words, and in which language; with the files that belong to it."""

    text: str = Field(min_length=1, max_length=4000)
    lang: str = Field(default="es", min_length=2, max_length=8)
    attachments: list[Attachment] = Field(default_factory=list, max_length=20)


class BoxDigest(Strict):
    """A sealed box as the body names it."""

    owner: UUID
    cls: FieldClass = Field(alias="class")
    version: int = Field(ge=1, le=1000)
    sha256: Sha256


class Body(Strict):
    """An entry as its author wrote it. Hash and 'same content' are over the bytes received, never over this model."""

    id: UUID
    kind: Code
    version: int = Field(ge=1, le=1000)
    subject: UUID
    seen: list[UUID] = Field(default_factory=list, max_length=64)
    reported_by: str = Field(max_length=64)
    channel: Channel
    country: str = Field(pattern=r"^[a-z]{2}$")
    group: Code
    author: str = Field(min_length=1, max_length=64)
    device: str = Field(min_length=1, max_length=64)
    device_seq: int | None = Field(default=None, ge=1, le=SEQ_MOST)
    occurred_at: Instant
    local_on: date
    clock: Clock
    pack: str = Field(default="", max_length=64)
    payload: dict[str, Any]  # Any: validated by the kind's own model
    boxes: list[BoxDigest] = Field(default_factory=list, max_length=32)

    @model_validator(mode="after")
    def _local_day_of_the_instant(self) -> Self:
        """Refuse a local day that no zone of the world has at that instant: it would count in another month."""
        if abs(self.local_on - self.occurred_at.date()) > timedelta(days=1):
            raise ValueError("local_on is not the day of occurred_at")
        return self


class ClockLimited(Payload):
    """The receiver saw an entry from the future: for the fold its clock is at most `clock`. `occurred_at` stays as claimed."""

    kind = "logbook.clock_limited"
    subject_kind = "*"
    from_devices = False
    from_posts = True
    entry: UUID
    clock: Clock


class ConflictResolved(Payload):
    """A person looked at both values and chose; the value written by `chosen` stands."""

    kind = "logbook.conflict_resolved"
    subject_kind = "*"
    field: str = Field(min_length=1, max_length=120)
    chosen: UUID


class ErasedRow(Strict):
    """A row that an erased subject counts for (`facts.FactRow`, as JSON): checked, since statistics take it as it stands."""

    record: str = Field(max_length=64)
    row: str = Field(max_length=8)
    line: str = Field(max_length=64)
    local_on: Day
    group: str = Field(max_length=64)
    state: str = Field(max_length=8)
    nationality: str = Field(max_length=8)
    sex: str = Field(max_length=8)
    age_band: str = Field(max_length=8)
    people: int = Field(ge=0, le=SEQ_MOST)
    services: list[str] = Field(max_length=200)
    categories: list[str] = Field(max_length=200)
    aggregate: bool = False
    key: Annotated[int, Field(ge=0, le=255)] | None = None  # None: erased before rows had keys


def _that_count(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:  # Any: FactRow as JSON
    for row in rows:
        ErasedRow.model_validate(row)
    return rows


class SubjectErased(Payload):
    """The keys of a subject were destroyed; `rows` are the facts that it counted for, as they were, without persons."""

    kind = "logbook.subject_erased"
    subject_kind = "*"
    from_devices = False
    from_posts = True
    subject_was: Code
    approved_by: str = Field(min_length=1, max_length=64)
    reason: Code = "asked"
    rows: Annotated[list[dict[str, Any]], AfterValidator(_that_count)] = Field(default_factory=list)  # Any: FactRow as JSON


class EntryAccepted(Payload):
    """The group's supervisor took an entry out of quarantine: it is folded and counted from now on."""

    kind = "logbook.entry_accepted"
    subject_kind = "quarantine"
    demands = Demand("K1", "approve")
    from_devices = False
    from_posts = True
    entry: UUID


class EntryDeclined(Payload):
    """The group's supervisor declined a quarantined entry: it stays in the chain and is never folded."""

    kind = "logbook.entry_declined"
    subject_kind = "quarantine"
    demands = Demand("K1", "approve")
    from_devices = False
    from_posts = True
    entry: UUID
