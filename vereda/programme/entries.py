"""The facts of a programme. One subject is one programme: what was promised, what was measured, what it cost.

Nothing here tells of a person who was helped, and nothing is sealed: these are the words and sums that donors read. Forms say
that no name belongs here. All of it is written at headquarters; no phone and no post writes any.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from vereda.logbook.schema import Code, Day, Payload, Strict
from vereda.programme.words import (
    WHOLE,
    About,
    Adding,
    Dimension,
    ForWhom,
    Kind,
    Level,
    Origin,
    Section,
    Stands,
    Status,
    Thing,
    Unit,
    Why,
)

LINE_MOST, TEXT_MOST = 200, 2000  # [signs]
ThingCode = Annotated[str, StringConstraints(min_length=1, max_length=24, pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")]
Iso = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Where = Annotated[str, StringConstraints(pattern=r"^([a-z]{2})?$")]  # '' is the whole programme
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
YearMonth = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Money = Annotated[Decimal, Field(gt=0, max_digits=16, decimal_places=2)]
Number = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=LINE_MOST, strip_whitespace=True)]
LineIf = Annotated[str, StringConstraints(max_length=LINE_MOST, strip_whitespace=True)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=TEXT_MOST, strip_whitespace=True)]


class Said(Strict):
    """Words in the two languages of reports."""

    es: Text
    en: Text

    def of(self, lang: str) -> str:
        return self.en if lang == "en" else self.es


class OfProgramme(Payload):
    """A fact of a programme.

    field         what it writes in the folded state: a name, and the fields of the payload that tell one from another
    is_milestone  the first stands
    """

    subject_kind: ClassVar[str] = "programme"
    from_devices: ClassVar[bool] = False
    field: ClassVar[tuple[str, ...]]
    is_milestone: ClassVar[bool] = False


class _Dated(OfProgramme):
    from_on: Day
    until_on: Day

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.until_on < self.from_on:
            raise ValueError("it ends before it begins")
        return self


class Opened(OfProgramme):
    """A programme, and the office that coordinates it: `office_country` need not be a country of the network."""

    kind: ClassVar[str] = "programme.opened"
    field: ClassVar[tuple[str, ...]] = ("opened",)
    code: ThingCode
    name: Said
    office: Line
    office_country: Iso
    from_on: Day


class PartnerSet(OfProgramme):
    """A country takes part, through an organisation; `until_on` where it no longer does."""

    kind: ClassVar[str] = "programme.partner_set"
    field: ClassVar[tuple[str, ...]] = ("partner", "country")
    country: Iso
    organisation: Line
    from_on: Day
    until_on: Day | None = None


class Baseline(Strict):
    """What a phase begins from: the figure of a whole phase before it. value None: it was not measured."""

    indicator: ThingCode
    phase: ThingCode
    value: Number | None = None
    why: Why | None = None


class PhaseOpened(_Dated):
    """A phase; `baselines` are those of the phase before it, which is closed."""

    kind: ClassVar[str] = "programme.phase_opened"
    field: ClassVar[tuple[str, ...]] = ("phase", "phase")
    phase: ThingCode
    name: Said
    after: ThingCode | None = None
    baselines: list[Baseline] = Field(default_factory=list, max_length=500)


class Part(Strict):
    """One part of a value: `by` sex, code F. value None: withheld."""

    by: Dimension
    code: Code
    value: Number | None = None


class Figure(Strict):
    """A value of an indicator over local days, both inclusive, as it may be told; value None, and then why.

    out_of     of a percentage: of how many; value: how many of them
    until      the last day that is in the value; is_partial: days of the period are not in it
    countries  that are in it; missing: those that should be and are not; withheld: those that are too few to be told
    editions   out of which it comes: 'mx 2026-07 r1'
    held       months of which the edition tells no number, since they are too few; they are not in the value
    """

    indicator: ThingCode
    from_on: Day
    until_on: Day
    value: Number | None = None
    out_of: Number | None = None
    why: Why | None = None
    until: Day | None = None
    is_partial: bool = False
    origins: list[Origin] = Field(default_factory=list, max_length=3)
    countries: list[Where] = Field(default_factory=list, max_length=60)
    missing: list[Where] = Field(default_factory=list, max_length=60)
    withheld: list[Where] = Field(default_factory=list, max_length=60)
    editions: list[Line] = Field(default_factory=list, max_length=3000)
    held: list[YearMonth] = Field(default_factory=list, max_length=600)
    parts: list[Part] = Field(default_factory=list, max_length=200)


class PhaseClosed(OfProgramme):
    """A phase is over. Its figures, by quarter and for the whole, stay as they were, whatever arrives later."""

    kind: ClassVar[str] = "programme.phase_closed"
    field: ClassVar[tuple[str, ...]] = ("closed", "phase")
    is_milestone: ClassVar[bool] = True
    phase: ThingCode
    closed_on: Day
    figures: list[Figure] = Field(default_factory=list, max_length=5000)


class ResultSet(OfProgramme):
    """A goal, an outcome or an output; `parent` is what it serves."""

    kind: ClassVar[str] = "programme.result_set"
    field: ClassVar[tuple[str, ...]] = ("result", "result")
    result: ThingCode
    level: Level
    parent: ThingCode | None = None
    text: Said


class Counted(Strict):
    """What published editions count for an indicator: one category or one service, or everybody who was helped.

    count  'services', or 'people' where neither category nor service is named
    """

    count: Code
    category: Code | None = None
    service: Code | None = None


class IndicatorSet(OfProgramme):
    """An indicator. Its code is its name for ever; its words are versions with a date (`IndicatorWorded`).

    sector       code of the donors' list (reference of the countries), where it answers one
    by_country   each partner country has a value of its own; else the office gives one for all
    is_sensitive of sexual violence, trafficking or children alone: the threshold is higher
    """

    kind: ClassVar[str] = "programme.indicator_set"
    field: ClassVar[tuple[str, ...]] = ("indicator", "indicator")
    indicator: ThingCode
    result: ThingCode
    unit: Unit
    adding: Adding = Adding.SUM
    about: About
    is_sensitive: bool = False
    by_country: bool = True
    sector: ThingCode | None = None
    split: list[Dimension] = Field(default_factory=list, max_length=9)
    means: Said
    counted: Counted | None = None


class IndicatorWorded(OfProgramme):
    """From a day on the indicator is said so. The line goes on."""

    kind: ClassVar[str] = "programme.indicator_worded"
    field: ClassVar[tuple[str, ...]] = ("worded", "indicator", "from_on")
    indicator: ThingCode
    from_on: Day
    text: Said
    why: LineIf = ""


class TargetSet(OfProgramme):
    """An indicator is measured in a phase: its target, and in a first phase its baseline with its source."""

    kind: ClassVar[str] = "programme.target_set"
    field: ClassVar[tuple[str, ...]] = ("target", "phase", "indicator")
    phase: ThingCode
    indicator: ThingCode
    target: Number | None = None
    baseline: Number | None = None
    baseline_source: LineIf = ""


class ValueReported(_Dated):
    """What an officer reports for a period, with its evidence. The same indicator, country and period again replaces it."""

    kind: ClassVar[str] = "programme.value_reported"
    field: ClassVar[tuple[str, ...]] = ("value", "indicator", "country", "from_on", "until_on")
    indicator: ThingCode
    country: Where = WHOLE
    value: Number
    out_of: Number | None = None
    parts: list[Part] = Field(default_factory=list, max_length=200)
    source: Line
    document: Line
    document_on: Day


class AggregateReceived(_Dated):
    """What a country's office sent for a period: a cell that it protected, or that it withholds one. The same again replaces it.

    edition  the name of the publication in which the cell stands; file: SHA-256 of the file that came
    """

    kind: ClassVar[str] = "programme.aggregate_received"
    field: ClassVar[tuple[str, ...]] = ("aggregate", "indicator", "country", "from_on", "until_on")
    indicator: ThingCode
    country: Iso
    value: Number | None = None
    parts: list[Part] = Field(default_factory=list, max_length=200)
    edition: Line
    document: Line
    document_on: Day
    file: Digest


class BudgetLine(Strict):
    line: ThingCode
    name: Said
    amount: Money


class GrantSet(_Dated):
    """What a donor gives: the award, its days, and the budget by line, all in one currency."""

    kind: ClassVar[str] = "programme.grant_set"
    field: ClassVar[tuple[str, ...]] = ("grant", "grant")
    grant: ThingCode
    donor: Line
    award: Line
    amount: Money
    currency: Currency
    lines: list[BudgetLine] = Field(min_length=1, max_length=60)


class Rate(Strict):
    """What an officer gives to convert: so much of the grant's currency for one of the document's, on a day, by a source."""

    for_one: Annotated[Decimal, Field(gt=0, max_digits=18, decimal_places=8)]
    on: Day
    source: Line


class Spent(OfProgramme):
    """Money spent against a line, with its document. In another currency it counts with the rate that is given, else beside."""

    kind: ClassVar[str] = "programme.spent"
    field: ClassVar[tuple[str, ...]] = ("spent",)
    grant: ThingCode
    line: ThingCode
    amount: Money
    currency: Currency
    on: Day
    what: Kind
    activity: ThingCode | None = None
    document: Line
    said: LineIf = ""
    rate: Rate | None = None


class ActivitySet(_Dated):
    """A workshop, a course, a supply: who did what, where, when, for whom. Place: a state at the finest."""

    kind: ClassVar[str] = "programme.activity_set"
    field: ClassVar[tuple[str, ...]] = ("activity", "activity")
    activity: ThingCode
    what: Kind
    title: Said
    organisation: Line
    country: Iso
    state: Code | None = None
    result: ThingCode | None = None
    sector: ThingCode | None = None
    for_whom: ForWhom
    targeted: Number | None = None
    reached: Number | None = None
    status: Status
    document: LineIf = ""


class CellCited(Strict):
    """A cell of a published edition, and what it said when it was cited. said: table and cell in words."""

    period: YearMonth
    revision: Annotated[int, Field(ge=1, le=10_000)]
    table: Code
    codes: list[Code] = Field(min_length=1, max_length=4)
    value: Annotated[int, Field(ge=0)]
    said: Said


class Evidence(Strict):
    """What a claim stands on: an indicator's code, an edition's name and a cell of it, a document's reference."""

    stands: Stands
    ref: Line
    cell: CellCited | None = None


class ClaimMade(_Dated):
    """A sentence of the narrative for a period, with what it stands on."""

    kind: ClassVar[str] = "programme.claim_made"
    field: ClassVar[tuple[str, ...]] = ("claim", "claim")
    claim: UUID
    phase: ThingCode
    section: Section
    text: Said
    evidence: list[Evidence] = Field(min_length=1, max_length=10)


class Withdrawn(OfProgramme):
    """A value, a cost, an activity or a claim is taken back. `which`: its name in the folded state."""

    kind: ClassVar[str] = "programme.withdrawn"
    field: ClassVar[tuple[str, ...]] = ("withdrawn", "which")
    is_milestone: ClassVar[bool] = True
    thing: Thing
    which: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    why: Line


class OfDonorReport(Payload):
    """A fact of what is sent to a donor for one period of a phase. Its subject is that report, with all its versions."""

    subject_kind: ClassVar[str] = "donor_report"
    from_devices: ClassVar[bool] = False
    programme: UUID
    phase: ThingCode
    period: Line
    grant: ThingCode


class ReportProposed(OfDonorReport):
    """An officer asks that this very report be sent.

    document  both languages as sealed text (sealing.py); content: its SHA-256
    changed   how many places differ from the version before; why: in words that the donor reads, of a later version
    """

    kind: ClassVar[str] = "programme.report_proposed"
    number: Annotated[int, Field(ge=1, le=1000)]
    document: Annotated[str, StringConstraints(min_length=2, max_length=4_000_000)]
    content: Digest
    changed: Annotated[int, Field(ge=0)] = 0
    why: Said | None = None


class ReportSent(OfDonorReport):
    """A second person says yes to what was proposed: this is what the donor has."""

    kind: ClassVar[str] = "programme.report_sent"
    number: Annotated[int, Field(ge=1, le=1000)]
    proposal: UUID
    content: Digest


KINDS = (
    Opened, PartnerSet, PhaseOpened, PhaseClosed, ResultSet, IndicatorSet, IndicatorWorded, TargetSet, ValueReported,
    AggregateReceived, GrantSet, Spent, ActivitySet, ClaimMade, Withdrawn,
)  # fmt: skip
REPORT_KINDS = (ReportProposed, ReportSent)
