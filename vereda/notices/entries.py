"""The facts of a danger notice: written whole, ended before its hour, given out as a file. All is public: nothing is sealed.

Its words are texts of the library, one a language, each with its own check: `topic_of` names them. It is written at headquarters'
node alone, as those are: a stolen desk of a post must not send people another way.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from vereda.logbook.schema import Instant, Payload, Strict
from vereda.notices.words import MUNICIPALITIES_MOST, AreaBy, NoticeKind, Origin
from vereda.safety.schema import (
    RING_MOST,
    CapCertainty,
    CapMessage,
    CapReference,
    CapSeverity,
    CapStatus,
    CapUrgency,
    Latitude,
    Longitude,
    WarningInfo,
)

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", max_length=80)]
Area = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]+$", max_length=16)]
Month = Annotated[int, Field(ge=1, le=12)]


class NoticeArea(Strict):
    """Where it holds. states: in which states it lies, however it was told; the others by `told_by`, else empty.

    ring  corners of a drawn area: latitude, longitude [degrees], WGS 84, closed, 0.01 degrees
    """

    told_by: AreaBy
    states: list[Area] = Field(min_length=1, max_length=40)
    municipalities: list[Area] = Field(default_factory=list, max_length=MUNICIPALITIES_MOST)
    crossing: Code | None = None
    hazard: Code | None = None
    ring: list[tuple[Latitude, Longitude]] = Field(default_factory=list, max_length=RING_MOST)


class _OfNotice(Payload):
    subject_kind: ClassVar[str] = "danger_notice"
    from_devices: ClassVar[bool] = False


class NoticeSet(_OfNotice):
    """A notice as it holds from now on. months: its season; empty: all of the period.

    of  what gave rise to it, as far as it has a name: a hazard of the pack, a warning
    """

    kind: ClassVar[str] = "notices.notice_set"
    danger: NoticeKind
    severity: CapSeverity
    certainty: CapCertainty
    urgency: CapUrgency
    area: NoticeArea
    starts_at: Instant
    ends_at: Instant
    months: list[Month] = Field(default_factory=list, max_length=11)
    origin: Origin
    of: Annotated[str, StringConstraints(max_length=120)] = ""
    source: Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]


class NoticeEnded(_OfNotice):
    """It holds no more, before its hour. Given anew it is another notice."""

    kind: ClassVar[str] = "notices.notice_ended"
    reason: Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


class NoticeGiven(_OfNotice):
    """It was given out as a CAP file: all that the file says, so that the same message is the same file for ever."""

    kind: ClassVar[str] = "notices.notice_given"
    sender: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\s,<&]+$")]
    sender_name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    status: CapStatus
    message: CapMessage
    references: list[CapReference] = Field(default_factory=list, max_length=60)
    infos: list[WarningInfo] = Field(min_length=1, max_length=16)


KINDS = (NoticeSet, NoticeEnded, NoticeGiven)
