"""A case of protection: asked for, carried by somebody, its steps, what was seen, with whom it is shared, its end.

In clear stand folio, encounters and persons by id, who carries it, and the day of the next step: the clock opens no box. All else
is a box of class `screening`, owned by the case; what was noted of sexual violence and of torture has a class of its own each.
"""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.logbook.schema import Code, Day, Demand, FieldClass, Instant, Payload, Strict
from vereda.protection.words import CaseEnd, CaseStep, Confidence, Difficulty, Heard, Next, Profile, ToldBy, Wanted

CASE = "protection_case"
SENT = Demand("K4", "write", "minimum")
KEPT = Demand("K4", "write")
MANY = 80
Text = Annotated[str, Field(max_length=4000)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]
Folio = Annotated[str, StringConstraints(min_length=1, max_length=40)]
Codes = Annotated[list[Code], Field(max_length=MANY)]


class OfCases(Payload):
    """What is written of a case: at the desk of headquarters alone, since no phone and no post opens its class."""

    subject_kind: ClassVar[str] = CASE
    from_devices: ClassVar[bool] = False
    demands: ClassVar[Demand | None] = KEPT
    sealed_as: ClassVar[FieldClass] = FieldClass.SCREENING


class AskedFor(Strict):
    """Why somebody asks. noticed: codes of the six things of the roadside; presses: it cannot wait until the morning."""

    noticed: Codes = Field(default_factory=list)
    presses: bool = False
    words: Text = ""


class CaseAsked(OfCases):
    """Somebody at a post asks that a case worker looks: sent, and never read back.

    folio              None: a phone wrote it, and its folio is that of its record
    encounter, person  where they were met, and whom it is about; both empty for a note of the roadside
    """

    kind: ClassVar[str] = "protection.case_asked"
    from_devices: ClassVar[bool] = True
    from_posts: ClassVar[bool] = True
    demands: ClassVar[Demand | None] = SENT
    begins_once: ClassVar[bool] = True
    boxes: ClassVar = {FieldClass.SCREENING: AskedFor}
    folio: Folio | None = None
    encounter: UUID | None = None
    person: UUID | None = None


class CaseTaken(OfCases):
    """A case worker carries it from now on. account: whose it is."""

    kind: ClassVar[str] = "protection.case_taken"
    demands: ClassVar[Demand | None] = SENT
    account: Code


class CaseWorkerAdded(OfCases):
    """Another case worker of the group carries it too, or takes it over."""

    kind: ClassVar[str] = "protection.case_worker_added"
    account: Code


class CaseWorkerLeft(OfCases):
    """An account carries it no more."""

    kind: ClassVar[str] = "protection.case_worker_left"
    account: Code


class CaseHolds(OfCases):
    """An encounter or a person belongs to it as well."""

    kind: ClassVar[str] = "protection.case_holds"
    encounter: UUID | None = None
    person: UUID | None = None


class CaseLetGo(OfCases):
    """An encounter or a person was put there by mistake."""

    kind: ClassVar[str] = "protection.case_let_go"
    encounter: UUID | None = None
    person: UUID | None = None


class StepSaid(Strict):
    """One step. by: the account that did it."""

    what: CaseStep
    on: Day
    by: Code
    note: Text = ""


class CaseStepDone(OfCases):
    """A step was done. next_on: when somebody looks again; None: nothing is waited for."""

    kind: ClassVar[str] = "protection.case_step_done"
    boxes: ClassVar = {FieldClass.SCREENING: StepSaid}
    step: UUID
    next_on: Day | None = None


class CaseStepWithdrawn(OfCases):
    """It was written by mistake."""

    kind: ClassVar[str] = "protection.case_step_withdrawn"
    step: UUID


class SharedSaid(Strict):
    """What of a case is told, in words chosen for it: the person heard them and said yes."""

    words: Words


class CaseShared(OfCases):
    """A part is shared with a legal adviser. consent: the reading that allows it; taken back, nothing is shown any more."""

    kind: ClassVar[str] = "protection.case_shared"
    boxes: ClassVar = {FieldClass.SCREENING: SharedSaid}
    share: UUID
    account: Code
    consent: UUID


class CaseShareEnded(OfCases):
    """It is not shared any more."""

    kind: ClassVar[str] = "protection.case_share_ended"
    share: UUID


class Side(Strict):
    """One of the three answers, with how sure it is and from whom."""

    factors: Codes = Field(default_factory=list)
    confidence: Confidence | None = None
    told_by: ToldBy | None = None


class Pictured(Strict):
    """Exposure, experience, capability: side by side, never added up."""

    exposure: Side = Field(default_factory=Side)
    experience: Side = Field(default_factory=Side)
    capability: Side = Field(default_factory=Side)
    note: Text = ""
    rule: Annotated[str, Field(max_length=40)] = ""


class CasePictured(OfCases):
    """What somebody is exposed to, lived through, and can do; the latest stands."""

    kind: ClassVar[str] = "protection.case_pictured"
    boxes: ClassVar = {FieldClass.SCREENING: Pictured}


class DifficultySaid(Strict):
    """Answers to the short set, by its codes."""

    answers: dict[Code, Difficulty] = Field(max_length=12)
    rule: Annotated[str, Field(max_length=40)] = ""


class CaseDifficultyAsked(OfCases):
    """The six questions on what is difficult were asked; the latest stands."""

    kind: ClassVar[str] = "protection.case_difficulty_asked"
    boxes: ClassVar = {FieldClass.SCREENING: DifficultySaid}


class SurvivorSaid(Strict):
    """What matters for the hours of care. event_at None: not said, and nobody asks. told: lines that the person was told of."""

    event_at: Instant | None = None
    told: Codes = Field(default_factory=list)
    wants_care: Wanted | None = None
    note: Text = ""
    rule: Annotated[str, Field(max_length=40)] = ""


class CaseSurvivorNoted(OfCases):
    """Somebody survived sexual violence; the latest stands."""

    kind: ClassVar[str] = "protection.case_survivor_noted"
    demands: ClassVar[Demand | None] = Demand("K4", "write", "sexual_violence")
    sealed_as: ClassVar[FieldClass] = FieldClass.SEXUAL_VIOLENCE
    boxes: ClassVar = {FieldClass.SEXUAL_VIOLENCE: SurvivorSaid}


class TortureSaid(Strict):
    """Survived torture: asked once whether they want to be referred, and nothing of what was done."""

    wants: Wanted
    to: Annotated[str, Field(max_length=200)] = ""
    note: Text = ""


class CaseTortureNoted(OfCases):
    """Somebody survived torture or kidnapping, and is referred; the latest stands."""

    kind: ClassVar[str] = "protection.case_torture_noted"
    demands: ClassVar[Demand | None] = Demand("K4", "write", "torture")
    sealed_as: ClassVar[FieldClass] = FieldClass.TORTURE
    boxes: ClassVar = {FieldClass.TORTURE: TortureSaid}


class SafetyPlan(Strict):
    """What the person does when danger comes, in their own words; a copy on paper only where the person wants one."""

    danger: Text = ""
    signs: Text = ""
    safe_place: Text = ""
    people: Text = ""
    contact: Text = ""
    take_along: Text = ""
    children: Text = ""
    if_it_happens: Text = ""
    review_on: Day


class CaseSafetyPlanned(OfCases):
    """A plan was made with the person; the latest stands."""

    kind: ClassVar[str] = "protection.case_safety_planned"
    boxes: ClassVar = {FieldClass.SCREENING: SafetyPlan}


class ScreenedSaid(Strict):
    """A talk in a closed room and what follows from it, by which rule in which version. No number, and no finding.

    confirmed  precautions that who asked said were kept, before the first question
    """

    profile: Profile
    confirmed: Codes
    heard: dict[Code, Heard] = Field(max_length=200)
    next: Next
    led: Annotated[list[Code], Field(max_length=200)]
    tell_supervisor: bool = False
    rule: Annotated[str, Field(max_length=40)]


class CaseScreened(OfCases):
    """The questions on signs of trafficking were talked about; each talk stands by itself."""

    kind: ClassVar[str] = "protection.case_screened"
    boxes: ClassVar = {FieldClass.SCREENING: ScreenedSaid}


class EndSaid(Strict):
    why: CaseEnd
    note: Text = ""


class CaseClosed(OfCases):
    """The case rests."""

    kind: ClassVar[str] = "protection.case_closed"
    boxes: ClassVar = {FieldClass.SCREENING: EndSaid}


class CaseReopened(OfCases):
    """It goes on."""

    kind: ClassVar[str] = "protection.case_reopened"


KINDS = (
    CaseAsked, CaseTaken, CaseWorkerAdded, CaseWorkerLeft, CaseHolds, CaseLetGo, CaseStepDone, CaseStepWithdrawn, CaseShared,
    CaseShareEnded, CasePictured, CaseDifficultyAsked, CaseSurvivorNoted, CaseTortureNoted, CaseSafetyPlanned, CaseScreened,
    CaseClosed, CaseReopened,
)  # fmt: skip
