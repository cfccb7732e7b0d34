"""Somebody was found dead: where and when, whom we told, who came, what lay there. No picture, no cause of death, no name.

No class here holds an attachment: what was seen is said in words, and the rest is the forensic doctor's.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.encounters.schema import Place
from vereda.logbook.schema import Code, Demand, FieldClass, Instant, OfThePost, Strict
from vereda.rescue.entries.team import Account

BELONGINGS_MOST = 24
"""Lines of one list: all of them stand on the one sheet that is signed."""
NUMBER_MOST = 1000
WHAT_MOST, LAY_MOST, NAME_MOST, UNIT_MOST, CASE_MOST, WAY_MOST, NOTE_MOST = 80, 60, 80, 120, 60, 200, 1000
"""Signs of each text: as much as the sheet has room for."""

Number = Annotated[int, Field(ge=1, le=NUMBER_MOST)]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]


class FoundBy(StrEnum):
    """Who found them, or told us."""

    UNKNOWN = "unknown"
    TEAM = "team"  # of a mission
    PATROL = "patrol"
    CALLER = "caller"
    AUTHORITY = "authority"
    OTHER_GROUP = "other_group"


class Circumstance(StrEnum):
    """How it looked, and never why: a cause of death is the forensic doctor's to say."""

    UNKNOWN = "unknown"
    IN_WATER = "in_water"
    BY_RAILS = "by_rails"
    BY_ROAD = "by_road"
    IN_THE_OPEN = "in_the_open"
    UNDER_SHADE = "under_shade"
    INSIDE = "inside"  # a vehicle, a building
    COVERED = "covered"  # by sand, earth, branches
    BONES = "bones"


class ToldBy(StrEnum):
    """How the authority was told."""

    TELEPHONE = "telephone"
    RADIO = "radio"
    EMERGENCY = "emergency"  # through the emergency centre
    IN_PERSON = "in_person"


class RemainsStep(StrEnum):
    """What is reached once, and may have been noted by mistake."""

    TOLD = "told"
    CAME = "came"
    HANDED = "handed"
    RECEIVED = "received"


class WithdrawnRemains(StrEnum):
    """Why a file does not count."""

    TWICE = "twice"
    NOT_HUMAN = "not_human"
    MISTAKE = "mistake"


class RemainsPlace(Strict):
    """Where they lie, exactly, and how one gets there. Not of the class that goes after 7 days: docs/decisions/remains.md."""

    lon: float | None = Field(default=None, ge=-180, le=180)
    lat: float | None = Field(default=None, ge=-90, le=90)
    accuracy_m: float | None = Field(default=None, ge=0, le=100_000)
    place: str = Field(default="", max_length=WAY_MOST)
    way: str = Field(default="", max_length=WAY_MOST)


class Official(Strict):
    """The official as they said it: name and post, and the unit where no institution of the pack says it."""

    unit: str = Field(default="", max_length=UNIT_MOST)
    name: str = Field(default="", max_length=NAME_MOST)
    post: str = Field(default="", max_length=NAME_MOST)


class CaseNumber(Strict):
    """The number of the prosecutor's file."""

    number: str = Field(min_length=1, max_length=CASE_MOST)


class BelongingWords(Strict):
    """What one line is, and where it lay, in words."""

    line: UUID
    what: str = Field(min_length=1, max_length=WHAT_MOST)
    lay: str = Field(default="", max_length=LAY_MOST)


class BelongingsWords(Strict):
    """The words of the lines of one entry: they may name a document, and are sealed as identity is."""

    lines: list[BelongingWords] = Field(max_length=BELONGINGS_MOST)


class MatchWords(Strict):
    """Why it may be somebody of a report. folio: of the report. For the forensic service alone."""

    report: str = Field(max_length=40)
    text: str = Field(default="", max_length=NOTE_MOST)


class Receiver(Strict):
    """Who took the note at the forensic service."""

    to: str = Field(min_length=1, max_length=NAME_MOST)


class RemainsFound(OfThePost):
    """Somebody was found dead.

    setting    terrain of the pack; place: as coarse as it may stand in clear
    finders    our own who found them
    encounter  the meeting that counts them (rules.md, section 5)
    """

    kind: ClassVar[str] = "rescue.remains_found"
    subject_kind: ClassVar[str] = "remains"
    boxes: ClassVar = {FieldClass.CONTACT: RemainsPlace}
    number: Number
    found_by: FoundBy = FoundBy.UNKNOWN
    setting: Code | None = None
    circumstance: Circumstance = Circumstance.UNKNOWN
    place: Place = Field(default_factory=Place)
    mission: UUID | None = None
    patrol: UUID | None = None
    team: UUID | None = None
    finders: list[Account] = Field(default_factory=list, max_length=20)
    encounter: UUID


class RemainsCorrected(OfThePost):
    """What was wrong, said again; only what is named changes. found_at: the right hour."""

    kind: ClassVar[str] = "rescue.remains_corrected"
    subject_kind: ClassVar[str] = "remains"
    boxes: ClassVar = {FieldClass.CONTACT: RemainsPlace}
    number: Number | None = None
    found_by: FoundBy | None = None
    setting: Code | None = None
    circumstance: Circumstance | None = None
    place: Place | None = None
    found_at: Instant | None = None
    finders: list[Account] | None = Field(default=None, max_length=20)


class ProsecutorTold(OfThePost):
    """The authority was told. to: institution of the pack, '' where it is said in words. A milestone."""

    kind: ClassVar[str] = "rescue.prosecutor_told"
    subject_kind: ClassVar[str] = "remains"
    boxes: ClassVar = {FieldClass.CONTACT: Official}
    to: str = Field(default="", max_length=64)
    how: ToldBy = ToldBy.TELEPHONE


class ProsecutorCame(OfThePost):
    """The authority came to the place. A milestone."""

    kind: ClassVar[str] = "rescue.prosecutor_came"
    subject_kind: ClassVar[str] = "remains"
    boxes: ClassVar = {FieldClass.CONTACT: Official}


class CaseNumbered(OfThePost):
    """They gave the number of their file."""

    kind: ClassVar[str] = "rescue.case_numbered"
    subject_kind: ClassVar[str] = "remains"
    boxes: ClassVar = {FieldClass.CONTACT: CaseNumber}


class StayedWith(OfThePost):
    """Who of ours stays with them, until when; nobody: the place had to be left."""

    kind: ClassVar[str] = "rescue.stayed_with"
    subject_kind: ClassVar[str] = "remains"
    who: list[Account] = Field(default_factory=list, max_length=20)
    until: Instant | None = None


class RemainsHandedOver(OfThePost):
    """The authority took them. A milestone; the file stays open for what is owed."""

    kind: ClassVar[str] = "rescue.remains_handed_over"
    subject_kind: ClassVar[str] = "remains"
    boxes: ClassVar = {FieldClass.CONTACT: Official}


class RemainsStepUndone(OfThePost):
    """A milestone had been noted by mistake."""

    kind: ClassVar[str] = "rescue.remains_step_undone"
    subject_kind: ClassVar[str] = "remains"
    step: RemainsStep


class Belonging(Strict):
    """One line in clear: how many."""

    line: UUID
    count: Number = 1


class BelongingsListed(OfThePost):
    """What lay there, or was said again of a line. nothing: somebody looked, and nothing was to be seen."""

    kind: ClassVar[str] = "rescue.belongings_listed"
    subject_kind: ClassVar[str] = "remains"
    boxes: ClassVar = {FieldClass.IDENTITY: BelongingsWords}
    lines: list[Belonging] = Field(default_factory=list, max_length=BELONGINGS_MOST)
    nothing: bool = False


class BelongingWithdrawn(OfThePost):
    """A line was written by mistake."""

    kind: ClassVar[str] = "rescue.belonging_withdrawn"
    subject_kind: ClassVar[str] = "remains"
    line: UUID


class BelongingsCountersigned(OfThePost):
    """A second one looked at the list and found it right. listed: version of the list that was looked at."""

    kind: ClassVar[str] = "rescue.belongings_countersigned"
    subject_kind: ClassVar[str] = "remains"
    demands: ClassVar[Demand] = Demand("K1", "write", "post")
    listed: Version


class BelongingsReceived(OfThePost):
    """The official took what the list says. A milestone; listed: version of the list that was signed."""

    kind: ClassVar[str] = "rescue.belongings_received"
    subject_kind: ClassVar[str] = "remains"
    boxes: ClassVar = {FieldClass.CONTACT: Official}
    listed: Version


class MatchNoted(OfThePost):
    """It may be somebody of a report. Sealed whole; nothing rings, nobody is told by the program."""

    kind: ClassVar[str] = "rescue.match_noted"
    subject_kind: ClassVar[str] = "remains"
    boxes: ClassVar = {FieldClass.TRACING: MatchWords}


class MatchGiven(OfThePost):
    """The forensic service has the note. A milestone."""

    kind: ClassVar[str] = "rescue.match_given"
    subject_kind: ClassVar[str] = "remains"
    demands: ClassVar[Demand] = Demand("K6", "read")
    boxes: ClassVar = {FieldClass.TRACING: Receiver}


class RemainsWithdrawn(OfThePost):
    """The file does not count."""

    kind: ClassVar[str] = "rescue.remains_withdrawn"
    subject_kind: ClassVar[str] = "remains"
    reason: WithdrawnRemains = WithdrawnRemains.MISTAKE


class RemainsReinstated(OfThePost):
    """It was withdrawn by mistake."""

    kind: ClassVar[str] = "rescue.remains_reinstated"
    subject_kind: ClassVar[str] = "remains"


KINDS = (
    RemainsFound, RemainsCorrected, RemainsWithdrawn, RemainsReinstated, ProsecutorTold, ProsecutorCame, CaseNumbered, StayedWith,
    RemainsHandedOver, RemainsStepUndone, BelongingsListed, BelongingWithdrawn, BelongingsCountersigned, BelongingsReceived,
    MatchNoted, MatchGiven,
)  # fmt: skip
