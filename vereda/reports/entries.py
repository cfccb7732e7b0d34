"""The facts of reports: what each level said of a day, what it asked and corrected; operations; what a group gives.

Words that people write to each other are sealed under the class `contact`: a post must be able to read what it is asked, and
free text of encounters is closed to it.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from vereda.logbook.schema import Code, Day, Demand, FieldClass, Instant, OfThePost, Payload, Strict
from vereda.reports.words import About, Kind, Reply, What, Why

MOST = 10_000_000
Number = Annotated[int, Field(ge=0, le=MOST)]
TEXT_MOST = 1000  # [signs]
GroupCode = Annotated[str, StringConstraints(min_length=1, max_length=64)]
StateCode = Annotated[str, StringConstraints(min_length=1, max_length=8, pattern=r"^[A-Z0-9-]+$")]


class Words(Strict):
    """What one office writes to another about a number. No name and no case belongs here; the forms say so."""

    text: str = Field(min_length=1, max_length=TEXT_MOST)


class Figure(Strict):
    """One line of a report: what the program counted and what the coordinator says; `why` where the two differ."""

    category: Code
    counted: Number
    said: Number
    why: Why | None = None


class Counted(Strict):
    """A count that nobody signs for yet: of the day that is not over."""

    category: Code
    counted: Number


class Happened(Strict):
    """How often something happened within the hours of the report: `what` is a code of the desk."""

    what: Code
    number: Number


class Passed(Strict):
    """One number on its way up: what the level below said (None: nothing), and what this level says."""

    category: Code
    below: Number | None = None
    said: Number


class DailySigned(OfThePost):
    """A post says what its day was. A statement stays as it was signed; a second one is another version and not a change.

    on            the local day of which the figures are: the one on which the hours of the report begin
    figures       of that whole day, so that days add up to the month
    next_figures  of the day that had begun, as far as it had come
    """

    kind: ClassVar[str] = "reports.daily_signed"
    subject_kind: ClassVar[str] = "daily_report"
    demands: ClassVar[Demand] = Demand("K1", "approve")
    boxes: ClassVar = {FieldClass.CONTACT: Words}

    on: Day
    from_at: Instant
    until_at: Instant
    figures: list[Figure] = Field(default_factory=list, max_length=200)
    next_figures: list[Counted] = Field(default_factory=list, max_length=200)
    happened: list[Happened] = Field(default_factory=list, max_length=100)


class PostAsked(Payload):
    """The state office asks a post back about a number, or where its report is."""

    kind: ClassVar[str] = "reports.post_asked"
    subject_kind: ClassVar[str] = "daily_report"
    from_devices: ClassVar[bool] = False
    boxes: ClassVar = {FieldClass.CONTACT: Words}

    on: Day
    category: Code | None = None
    about: About = About.OTHER


class PostAnswered(OfThePost):
    """The post answers. `question`: the entry that asked."""

    kind: ClassVar[str] = "reports.post_answered"
    subject_kind: ClassVar[str] = "daily_report"
    demands: ClassVar[Demand] = Demand("K1", "approve")
    boxes: ClassVar = {FieldClass.CONTACT: Words}

    on: Day
    question: UUID
    reply: Reply


class PostCorrected(Payload):
    """The state office says another number for a post; what the post said stays beside it. `was` None: it said nothing."""

    kind: ClassVar[str] = "reports.post_corrected"
    subject_kind: ClassVar[str] = "daily_report"
    from_devices: ClassVar[bool] = False
    boxes: ClassVar = {FieldClass.CONTACT: Words}

    on: Day
    category: Code
    was: Number | None = None
    said: Number
    why: Why


class PostRow(Strict):
    """A post in the sum of its state. `statement`: which report was summed; None: it was silent."""

    group: GroupCode
    statement: UUID | None = None
    figures: list[Passed] = Field(default_factory=list, max_length=200)


class StateSigned(Payload):
    """A state office sums its posts, signs, and sends to headquarters."""

    kind: ClassVar[str] = "reports.state_signed"
    subject_kind: ClassVar[str] = "state_report"
    from_devices: ClassVar[bool] = False
    boxes: ClassVar = {FieldClass.CONTACT: Words}

    on: Day
    state: StateCode
    posts: list[PostRow] = Field(max_length=500)


class StateAsked(Payload):
    """Headquarters asks a state office back; `group` where the question is about one post."""

    kind: ClassVar[str] = "reports.state_asked"
    subject_kind: ClassVar[str] = "state_report"
    from_devices: ClassVar[bool] = False
    boxes: ClassVar = {FieldClass.CONTACT: Words}

    on: Day
    state: StateCode
    group: GroupCode | None = None
    category: Code | None = None
    about: About = About.OTHER


class StateAnswered(Payload):
    kind: ClassVar[str] = "reports.state_answered"
    subject_kind: ClassVar[str] = "state_report"
    from_devices: ClassVar[bool] = False
    boxes: ClassVar = {FieldClass.CONTACT: Words}

    on: Day
    state: StateCode
    question: UUID
    reply: Reply


class StateCorrected(Payload):
    """Headquarters says another number for a state; what the state said stays beside it."""

    kind: ClassVar[str] = "reports.state_corrected"
    subject_kind: ClassVar[str] = "state_report"
    from_devices: ClassVar[bool] = False
    boxes: ClassVar = {FieldClass.CONTACT: Words}

    on: Day
    state: StateCode
    category: Code
    was: Number | None = None
    said: Number
    why: Why


class StateRow(Strict):
    """A state in the sum of the country. `statement`: which sum was taken; None: it was silent. `silent`: posts that were."""

    state: StateCode
    statement: UUID | None = None
    silent: list[GroupCode] = Field(default_factory=list, max_length=500)
    figures: list[Passed] = Field(default_factory=list, max_length=200)


class NationalSigned(Payload):
    """Headquarters sums the states and signs the day of the country."""

    kind: ClassVar[str] = "reports.national_signed"
    subject_kind: ClassVar[str] = "national_report"
    from_devices: ClassVar[bool] = False
    boxes: ClassVar = {FieldClass.CONTACT: Words}

    on: Day
    states: list[StateRow] = Field(max_length=100)


class OperationOpened(OfThePost):
    """A named operation over days: what happened in them in this group belongs to it. `tag`: the same in each of its groups."""

    kind: ClassVar[str] = "reports.operation_opened"
    subject_kind: ClassVar[str] = "operation"
    demands: ClassVar[Demand] = Demand("K1", "approve")

    tag: UUID
    name: str = Field(min_length=1, max_length=80)
    from_on: Day
    until_on: Day

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.until_on < self.from_on:
            raise ValueError("the operation ends before it begins")
        return self


class OperationEnded(OfThePost):
    """The operation ended, perhaps earlier or later than was thought: `until_on` is its last day."""

    kind: ClassVar[str] = "reports.operation_ended"
    subject_kind: ClassVar[str] = "operation"
    demands: ClassVar[Demand] = Demand("K1", "approve")

    until_on: Day


class OperationLeftOut(OfThePost):
    """A record of these days does not belong to the operation; or, `is_back`, does after all."""

    kind: ClassVar[str] = "reports.operation_left_out"
    subject_kind: ClassVar[str] = "operation"
    demands: ClassVar[Demand] = Demand("K1", "approve")

    what: Kind
    record: UUID
    is_back: bool = False


class ServiceSwitched(OfThePost):
    """From a day on, the group gives a service or works in a category, or no longer. What was counted stays counted."""

    kind: ClassVar[str] = "reports.service_switched"
    subject_kind: ClassVar[str] = "service_switch"
    demands: ClassVar[Demand] = Demand("K1", "approve")

    what: What
    code: Code
    from_on: Day
    is_given: bool


DAILY_KINDS = (DailySigned, PostAsked, PostAnswered, PostCorrected)
STATE_KINDS = (StateSigned, StateAsked, StateAnswered, StateCorrected)
NATIONAL_KINDS = (NationalSigned,)
OPERATION_KINDS = (OperationOpened, OperationEnded, OperationLeftOut)
SWITCH_KINDS = (ServiceSwitched,)
