"""What a case worker notes: three answers side by side, what is difficult, hours of care, a plan, a talk on trafficking."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from vereda.countries.door import pack
from vereda.logbook.door import Author, Receipt, record
from vereda.logbook.schema import FieldClass
from vereda.protection.actions.case import box, open_own
from vereda.protection.entries.case import (
    CaseDifficultyAsked,
    CasePictured,
    CaseSafetyPlanned,
    CaseScreened,
    CaseSurvivorNoted,
    CaseTortureNoted,
    DifficultySaid,
    Pictured,
    SafetyPlan,
    ScreenedSaid,
    Side,
    SurvivorSaid,
    TortureSaid,
)
from vereda.protection.errors import (
    NextIsPast,
    NotAChild,
    NotAnAdult,
    NothingAsked,
    NothingSaid,
    NotTrained,
    PrecautionsFirst,
    RowNotKnown,
    ScreeningIsOff,
)
from vereda.protection.lookups import cases
from vereda.protection.rules import disability, survivor, trafficking, vulnerability
from vereda.protection.rules.registered import rule
from vereda.protection.words import Difficulty, Heard, Profile

ADULT_FROM = 18  # years


def note_picture(told: Pictured, *, case: UUID, by: Author, at: datetime) -> Receipt:
    """Record the three answers. Raises NothingSaid, RowNotKnown, AnswerWithoutSource."""
    open_own(case, by)
    sides = (told.exposure, told.experience, told.capability)
    if not any(one.factors or one.confidence for one in sides):
        raise NothingSaid
    vulnerability.picture(**dict(zip(("exposure", "experience", "capability"), map(_answer, sides), strict=True)))
    said = told.model_copy(update={"rule": rule(vulnerability.RULE).named})
    return record(CasePictured(), subject=case, by=by, at=at, boxes=box(said))


def _answer(side: Side) -> vulnerability.Answer:
    return vulnerability.Answer(side.factors, side.confidence, side.told_by)


def note_difficulty(answers: Mapping[str, Difficulty], *, case: UUID, by: Author, at: datetime) -> Receipt:
    """Record the answers to the short set. Raises NothingAsked, RowNotKnown."""
    open_own(case, by)
    if not answers:
        raise NothingAsked
    disability.short_set(answers)
    said = DifficultySaid(answers=dict(answers), rule=rule(disability.RULE).named)
    return record(CaseDifficultyAsked(), subject=case, by=by, at=at, boxes=box(said))


def note_survivor(told: SurvivorSaid, *, case: UUID, by: Author, at: datetime) -> Receipt:
    """Record what matters for the hours of care. Raises EventAhead, RowNotKnown."""
    row = open_own(case, by)
    lines = survivor.windows(pack(row.country).legal_deadlines, row.country, event_at=told.event_at, now=at)
    if not {one.code for one in lines}.issuperset(told.told):
        raise RowNotKnown
    said = told.model_copy(update={"rule": rule(survivor.RULE).named})
    return record(CaseSurvivorNoted(), subject=case, by=by, at=at, boxes=box(said, FieldClass.SEXUAL_VIOLENCE))


def note_torture(told: TortureSaid, *, case: UUID, by: Author, at: datetime) -> Receipt:
    """Record whether somebody who survived torture wants to be referred."""
    open_own(case, by)
    return record(CaseTortureNoted(), subject=case, by=by, at=at, boxes=box(told, FieldClass.TORTURE))


def plan_safety(plan: SafetyPlan, *, case: UUID, by: Author, at: datetime) -> Receipt:
    """Record a plan that was made with the person. Raises NothingSaid, NextIsPast."""
    open_own(case, by)
    if not any(plan.model_dump(exclude={"review_on"}).values()):
        raise NothingSaid
    if plan.review_on < at.date():
        raise NextIsPast
    return record(CaseSafetyPlanned(), subject=case, by=by, at=at, boxes=box(plan))


def screening_is_on(on: date) -> bool:
    """Tell whether a specialist signed the table as it is, and its day of review has not passed."""
    return rule(trafficking.RULE).is_in_force(on)


def may_screen(account: str, on: date) -> bool:
    """Tell whether an account was trained to screen, and the training holds."""
    until = cases.trained_until(account)
    return until is not None and on <= until


def check_room(confirmed: Collection[str], by: Author, on: date) -> None:
    """Raise what stands in the way before a question is shown: ScreeningIsOff, NotTrained, PrecautionsFirst."""
    if not screening_is_on(on):
        raise ScreeningIsOff
    if not may_screen(by.account, on):
        raise NotTrained
    if not {code for code, _es, _en in trafficking.precautions()}.issubset(confirmed):
        raise PrecautionsFirst


def screen(
    heard: Mapping[str, Heard],
    profile: Profile,
    *,
    confirmed: Collection[str],
    case: UUID,
    by: Author,
    at: datetime,
    age: int | None = None,
    entry: UUID | None = None,
) -> Receipt:
    """Record a talk in a closed room and what follows from it.

    age  in years, where it was said: it decides whose strengths hold, and is not kept
    Raises ScreeningIsOff, NotTrained, PrecautionsFirst, NotAChild, NotAnAdult, NothingAsked, RowNotKnown.
    """
    open_own(case, by)
    check_room(confirmed, by, at.date())
    if age is not None and age >= ADULT_FROM and profile is Profile.CHILD:
        raise NotAChild
    if age is not None and age < ADULT_FROM and profile is Profile.ADULT:
        raise NotAnAdult
    found = trafficking.screen(heard, profile, on=at.date())
    said = ScreenedSaid(
        profile=profile,
        confirmed=sorted(confirmed),
        heard=dict(heard),
        next=found.next,
        led=list(found.led),
        tell_supervisor=found.tell_supervisor,
        rule=found.rule,
    )
    return record(CaseScreened(), subject=case, by=by, at=at, boxes=box(said), id=entry)
