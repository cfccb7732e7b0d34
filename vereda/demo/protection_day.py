"""What a case worker finds: a note that cannot wait, and a case to be looked at since yesterday. All of it is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from vereda.access.door import Role, Standing, members_of
from vereda.demo.writing import Scribe
from vereda.encounters.door import persons_of
from vereda.logbook.door import Author, subject
from vereda.protection.door import (
    AskedFor,
    CaseStep,
    Confidence,
    Difficulty,
    Pictured,
    SafetyPlan,
    Side,
    ToldBy,
    case_actions,
    note_actions,
)

SURE: dict[str, Any] = {"confidence": Confidence.SURE, "told_by": ToldBy.PERSON}  # Any: fields of a side
LIKELY: dict[str, Any] = {"confidence": Confidence.LIKELY, "told_by": ToldBy.SEEN}


def cases(scribe: Scribe, group: str, now: datetime, encounter: UUID) -> None:
    """Record both, where somebody of the group works on cases; else the note waits alone, which its coordinator sees."""
    agent, worker = scribe.author(group, 0), _worker(scribe, group)
    words = "Va con un hombre que contesta por ella. Pidió el baño y ahí dijo que no quiere seguir con él."
    case_actions.ask(
        AskedFor(noticed=["SPOKEN_FOR", "AFRAID"], presses=True, words=words), by=agent, at=now - timedelta(minutes=34)
    )
    if worker:
        _carried(worker, agent, now - timedelta(hours=26), encounter)


def _carried(worker: Author, agent: Author, at: datetime, encounter: UUID) -> None:
    found = subject(encounter)
    person = next(iter(persons_of(found.folded.state)), None) if found else None
    why = AskedFor(noticed=["PAPERS_HELD"], words="Alguien le guarda su pasaporte.")
    case = case_actions.ask(why, encounter=encounter, person=UUID(person) if person else None, by=agent, at=at).subject
    told: dict[str, Any] = {"case": case, "by": worker}  # Any: arguments of acts
    case_actions.take(**told, at=at + timedelta(minutes=40))
    later, assessed = at + timedelta(hours=1), at + timedelta(hours=1, minutes=30)
    on = assessed.date()  # the steps may lie on two days
    case_actions.do_step(CaseStep.SAFETY, on=later.date(), next_on=on, note="Está en el albergue.", **told, at=later)
    case_actions.do_step(CaseStep.ASSESS, on=on, next_on=on, **told, at=assessed)
    picture = Pictured(
        exposure=Side(factors=["DOMV-IND-06"], **SURE),
        experience=Side(factors=["DOMV-IND-08"], **LIKELY),
        capability=Side(factors=["DOMV-IND-14"], **SURE),
    )
    note_actions.note_picture(picture, **told, at=later + timedelta(minutes=31))
    note_actions.note_difficulty(
        {"WALKING": Difficulty.SOME, "SEEING": Difficulty.NONE}, **told, at=later + timedelta(minutes=35)
    )
    plan = SafetyPlan(
        danger="La persona que le guarda el pasaporte.",
        safe_place="El albergue; de día, la iglesia de la plaza.",
        people="Su hermana, que sabe la palabra acordada.",
        review_on=on + timedelta(days=7),
    )
    note_actions.plan_safety(plan, **told, at=later + timedelta(minutes=50))


def _worker(scribe: Scribe, group: str) -> Author | None:
    """Return who works on cases in the group, as an author."""
    found = [
        str(account.pk)
        for account, row, worth in members_of(scribe.plan.question.country, group)
        if row.role == Role.CASE_WORKER and worth is Standing.LIVE
    ]
    return replace(scribe.author(group, 0), account=found[0]) if found else None
