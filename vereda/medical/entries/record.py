"""A record of first aid: complaint, vital sets, what was given, how it ended. In clear stand encounter and person's id alone.

The record owns its boxes of class `health`; they go with its encounter and with its person (`goes_with` of the fold). The place
to which somebody was taken tells where a living person is: it is sealed apart and forgotten after seven days.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from vereda.encounters.schema import Sex
from vereda.logbook.schema import Code, Demand, FieldClass, Instant, OfThePost, Payload, Strict, Whereabouts
from vereda.medical.words import Band, Colour, Consciousness, Known, Mechanism, Outcome, SafetyFlag, Treatment

RECORD = "first_aid"
MANY = 40

type Measure = Annotated[int, Field(ge=0, le=500)]
Line = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
"""Name of a line (rules.md, section 2: a line is a field)."""
Words = Annotated[str, Field(max_length=1000)]
type Brief = Annotated[str, Field(max_length=200)]
type Staff = Annotated[str, Field(max_length=80)]
"""Who of those who help, by name or by trade."""


class Told(Strict):
    """What is wrong with whom, as far as it is known. No name: it stands in the record of the person, where one was given.

    age_months  for children under five;  allergies: what must not be given, which everybody who helps is told
    past        illness, operations, pregnancies;  last_meal: what was last eaten and drunk, and when;  events: what happened
    checked_by  who else went over it, '' for nobody: of the group, in words; it leaves the house as 'somebody did' alone
    """

    complaints: list[Code] = Field(default_factory=list, max_length=100)
    mechanism: Mechanism = Mechanism.UNKNOWN
    sex: Sex = Sex.UNKNOWN
    age_years: Annotated[int, Field(ge=0, le=130)] | None = None
    age_months: Annotated[int, Field(ge=0, le=1600)] | None = None
    pregnant: Known = Known.UNKNOWN
    signs: list[Code] = Field(default_factory=list, max_length=MANY)
    allergies: Words = ""
    medicines: Words = ""
    medicines_lost: Words = ""
    past: Words = ""
    last_meal: Brief = ""
    events: Words = ""
    checked_by: Staff = ""
    flags: list[SafetyFlag] = Field(default_factory=list, max_length=len(SafetyFlag))
    note: Annotated[str, Field(max_length=4000)] = ""


class Scored(Strict):
    """What the screen showed when the set was written: by which rule in which version, total and band."""

    rule: Annotated[str, Field(max_length=40)]
    total: Annotated[int, Field(ge=0, le=20)]
    band: Band


class VitalSet(Strict):
    """Signs measured at one time; what was not measured is None. Temperature in tenths of a degree.

    measured_by  '' for who writes it down
    """

    taken_at: Instant
    measured_by: Staff = ""
    respirations: Measure | None = None
    spo2: Measure | None = None
    scale: Literal[1, 2] = 1
    oxygen: bool | None = None
    systolic: Measure | None = None
    pulse: Measure | None = None
    consciousness: Consciousness | None = None
    temperature_tenths: Annotated[int, Field(ge=0, le=1000)] | None = None
    pain: Annotated[int, Field(ge=0, le=10)] | None = None
    eyes: Annotated[int, Field(ge=1, le=4)] | Literal["NT"] | None = None
    verbal: Annotated[int, Field(ge=1, le=5)] | Literal["NT"] | None = None
    motor: Annotated[int, Field(ge=1, le=6)] | Literal["NT"] | None = None
    muac_mm: Annotated[int, Field(ge=0, le=1000)] | None = None
    oedema: bool | None = None
    scored: Scored | None = None


class Given(Strict):
    """What was done, and when. The dose is what was given, in the words of who gave it; the program proposes none."""

    what: Treatment
    said: Annotated[str, Field(max_length=200)] = ""
    dose: Annotated[str, Field(max_length=100)] = ""
    given_at: Instant


class Answered(Strict):
    """One question of a triage and its answer."""

    step: Code
    yes: bool


class Triaged(Strict):
    """Where a triage ended, by which rule in which version, and the way that led there."""

    rule: Annotated[str, Field(max_length=40)]
    colour: Colour
    path: list[Answered] = Field(min_length=1, max_length=MANY)
    triaged_at: Instant


class Ended(Strict):
    """How it ended for us."""

    outcome: Outcome


class FirstAidOpened(Payload):
    """Somebody was cared for. encounter: where they were met, which counts it; person: None for whoever gave no name."""

    kind: ClassVar[str] = "medical.first_aid_opened"
    subject_kind: ClassVar[str] = RECORD
    begins_once: ClassVar[bool] = True
    demands: ClassVar[Demand] = Demand("K3", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.HEALTH
    boxes: ClassVar = {FieldClass.HEALTH: Told}
    encounter: UUID
    person: UUID | None = None


class FirstAidCorrected(Payload):
    """What is wrong, said again as a whole: the box takes the place of the one before."""

    kind: ClassVar[str] = "medical.first_aid_corrected"
    subject_kind: ClassVar[str] = RECORD
    demands: ClassVar[Demand] = Demand("K3", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.HEALTH
    boxes: ClassVar = {FieldClass.HEALTH: Told}


class VitalsTaken(Payload):
    """Signs were measured. line: the name of the set."""

    kind: ClassVar[str] = "medical.vitals_taken"
    subject_kind: ClassVar[str] = RECORD
    demands: ClassVar[Demand] = Demand("K3", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.HEALTH
    boxes: ClassVar = {FieldClass.HEALTH: VitalSet}
    line_id: Line


class VitalsWithdrawn(Payload):
    """The set was written by mistake, or of somebody else."""

    kind: ClassVar[str] = "medical.vitals_withdrawn"
    subject_kind: ClassVar[str] = RECORD
    demands: ClassVar[Demand] = Demand("K3", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.HEALTH
    line_id: Line


class TreatmentGiven(Payload):
    """Something was done or given. line: its name."""

    kind: ClassVar[str] = "medical.treatment_given"
    subject_kind: ClassVar[str] = RECORD
    demands: ClassVar[Demand] = Demand("K3", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.HEALTH
    boxes: ClassVar = {FieldClass.HEALTH: Given}
    line_id: Line


class TreatmentWithdrawn(Payload):
    """It was not given, or to somebody else."""

    kind: ClassVar[str] = "medical.treatment_withdrawn"
    subject_kind: ClassVar[str] = RECORD
    demands: ClassVar[Demand] = Demand("K3", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.HEALTH
    line_id: Line


class TriageNoted(Payload):
    """Somebody was triaged, perhaps again; the latest says where they stand. line: its name."""

    kind: ClassVar[str] = "medical.triage_noted"
    subject_kind: ClassVar[str] = RECORD
    demands: ClassVar[Demand] = Demand("K3", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.HEALTH
    boxes: ClassVar = {FieldClass.HEALTH: Triaged}
    line_id: Line


class OutcomeNoted(Payload):
    """How it ended; a later one stands for the one before."""

    kind: ClassVar[str] = "medical.outcome_noted"
    subject_kind: ClassVar[str] = RECORD
    demands: ClassVar[Demand] = Demand("K3", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.HEALTH
    boxes: ClassVar = {FieldClass.HEALTH: Ended, FieldClass.WHEREABOUTS: Whereabouts}


class FirstAidWithdrawn(Payload):
    """The record is a mistake: nobody was cared for, or it was written twice."""

    kind: ClassVar[str] = "medical.first_aid_withdrawn"
    subject_kind: ClassVar[str] = RECORD
    demands: ClassVar[Demand] = Demand("K3", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.HEALTH


class FirstAidReinstated(OfThePost):
    """It was no mistake."""

    kind: ClassVar[str] = "medical.first_aid_reinstated"
    subject_kind: ClassVar[str] = RECORD
    demands: ClassVar[Demand] = Demand("K3", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.HEALTH


KINDS = (
    FirstAidOpened, FirstAidCorrected, VitalsTaken, VitalsWithdrawn, TreatmentGiven, TreatmentWithdrawn, TriageNoted,
    OutcomeNoted, FirstAidWithdrawn, FirstAidReinstated,
)  # fmt: skip
