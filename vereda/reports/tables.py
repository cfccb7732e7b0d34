"""From a folded report, operation or switch to the row that pages read."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, instant
from vereda.logbook.schema import Folded, State, value_of
from vereda.reports import rules
from vereda.reports.models import DailyReport, NationalReport, Operation, ServiceSwitch, StateReport


def daily(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a post's day."""
    return {DailyReport: [DailyReport(group=ref.group, **_told(subject, folded.state, ref))]}


def state(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a state's day."""
    return {StateReport: [StateReport(state=folded.state["state"], **_told(subject, folded.state, ref))]}


def national(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of the country's day."""
    told = _told(subject, folded.state, ref)
    kept = {name: told[name] for name in ("subject", "country", "on", "sent_at", "statements")}
    return {NationalReport: [NationalReport(**kept)]}


def _told(subject: str, state: State, ref: SubjectRef) -> dict[str, Any]:  # Any: columns of three models
    questions = [_with_answers(one, state["answers"]) for one in state["questions"]]
    said = rules.standing(state)
    return {
        "subject": UUID(subject),
        "country": ref.country,
        "on": date.fromisoformat(state["on"]),
        "sent_at": instant(said["at"]) if said else None,
        "statements": state["statements"],
        "corrections": state["corrections"],
        "questions": questions,
        "waiting": sum(not one["answers"] for one in questions),
    }


def _with_answers(question: dict[str, Any], answers: list[dict[str, Any]]) -> dict[str, Any]:  # Any: JSON
    return {**question, "answers": [one for one in answers if one["question"] == question["id"]]}


def operation(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of an operation; none while only remarks on it have arrived."""
    fields = folded.state["fields"]
    days, ended = value_of(fields, "days"), value_of(fields, "ended")
    if days is None:
        return {}
    row = Operation(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        tag=UUID(value_of(fields, "tag")),
        name=value_of(fields, "name"),
        from_on=date.fromisoformat(days[0]),
        until_on=date.fromisoformat(ended or days[1]),
        is_ended=ended is not None,
        left_out={record: what for record, (what, is_out) in sorted(folded.state["left_out"].items()) if is_out},
    )
    return {Operation: [row]}


def switch(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a switch."""
    state = folded.state
    row = ServiceSwitch(
        subject=UUID(subject), country=ref.country, group=ref.group, what=state["what"], code=state["code"], days=state["days"]
    )
    return {ServiceSwitch: [row]}
