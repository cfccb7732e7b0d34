"""Warnings of authorities that a post was brought, and warnings that it gives out. All of it is public: nothing is sealed.

No person and no place of persons stands in them: what names people is refused before (`reading.cap`), and what goes out is made
of closed words and of names that the pack publishes. Source of the words: OASIS Common Alerting Protocol 1.2.
"""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.logbook.schema import Demand, Instant, OfThePost, Strict
from vereda.safety.words import CapCertainty, CapMessage, CapSeverity, CapStatus, CapUrgency, GivenFor

Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\s,<&]+$")]
Text = Annotated[str, StringConstraints(max_length=2000)]
Line = Annotated[str, StringConstraints(max_length=300)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=40)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Area = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]+$")]

RING_MOST, RINGS_MOST, AREAS_MOST, INFOS_MOST = 120, 40, 40, 16


class CapReference(Strict):
    """A message as another one names it."""

    sender: Name
    identifier: Name
    sent: Instant


class WarnedArea(Strict):
    """Where it holds. rings: latitude, longitude; circles: latitude, longitude, km; codes: 'name=value', the sender's own."""

    said: Line
    rings: list[Annotated[list[tuple[Latitude, Longitude]], Field(min_length=4, max_length=RING_MOST)]] = Field(
        default_factory=list, max_length=RINGS_MOST
    )
    circles: list[tuple[Latitude, Longitude, Annotated[float, Field(ge=0, le=20_100)]]] = Field(
        default_factory=list, max_length=RINGS_MOST
    )
    codes: list[Annotated[str, StringConstraints(max_length=120)]] = Field(default_factory=list, max_length=80)


class WarningInfo(Strict):
    """One `info` of a message: one danger in one language. is_cut: the text of the file goes on."""

    lang: Annotated[str, StringConstraints(min_length=2, max_length=16)] = "en-US"
    event: Line
    headline: Line = ""
    severity: CapSeverity
    certainty: CapCertainty
    urgency: CapUrgency
    categories: list[Word] = Field(default_factory=list, max_length=12)
    onset: Instant | None = None
    expires: Instant | None = None
    description: Text = ""
    instruction: Text = ""
    is_cut: bool = False
    areas: list[WarnedArea] = Field(default_factory=list, max_length=AREAS_MOST)


class WarningTold(OfThePost):
    """An authority warned, and somebody brought the file. institution: who warns, as the file says it."""

    kind: ClassVar[str] = "safety.warning_told"
    subject_kind: ClassVar[str] = "authority_warning"
    demands: ClassVar[Demand] = Demand("K1", "approve")
    sender: Name
    identifier: Name
    sent: Instant
    status: CapStatus
    message: CapMessage
    institution: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    references: list[CapReference] = Field(default_factory=list, max_length=60)
    infos: list[WarningInfo] = Field(default_factory=list, max_length=INFOS_MOST)


class WarningTakenOut(OfThePost):
    """It was brought by mistake. Brought again, it is back."""

    kind: ClassVar[str] = "safety.warning_taken_out"
    subject_kind: ClassVar[str] = "authority_warning"
    demands: ClassVar[Demand] = Demand("K1", "approve")


class WarningGiven(OfThePost):
    """The post gives a warning out, changes it, or ends it; the subject is the warning, and each message is one entry.

    All that the file says, so that the same message is the same file for ever. area_said: the municipality, or a point that the
    pack publishes and its municipality; state, municipality: codes of the pack. closed_area: of which it was made, if of one.
    """

    kind: ClassVar[str] = "safety.warning_given"
    subject_kind: ClassVar[str] = "given_warning"
    demands: ClassVar[Demand] = Demand("K1", "approve")
    sender: Name
    sender_name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    status: CapStatus
    message: CapMessage
    references: list[CapReference] = Field(default_factory=list, max_length=60)
    hazard: GivenFor
    urgency: CapUrgency
    severity: CapSeverity
    certainty: CapCertainty
    onset: Instant
    expires: Instant
    state: Area = Field(max_length=8)
    municipality: Area = Field(max_length=16)
    area_said: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    closed_area: UUID | None = None


TOLD_KINDS = (WarningTold, WarningTakenOut)
GIVEN_KINDS = (WarningGiven,)
