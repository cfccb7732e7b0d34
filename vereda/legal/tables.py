"""From a folded legal case to the rows that pages and the machine that rings read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from vereda.legal.models import CaseAccount, LegalCase, LegalTerm
from vereda.legal.rules import case as rules
from vereda.logbook.door import Rows, SubjectRef, id_if, instant, instant_if
from vereda.logbook.schema import Folded, State, value_of


def case(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the rows of one case; none while its opening has not arrived."""
    state, fields = folded.state, folded.state["kept"]
    opened, told = value_of(fields, "opened"), value_of(fields, "told")
    if opened is None or told is None:
        return {}
    advisers, closed = rules.advisers_of(state), value_of(fields, "closed")
    row = LegalCase(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        folio=opened[2] or folio_of(UUID(subject)),
        person=id_if(value_of(fields, "person")),
        encounter=id_if(value_of(fields, "encounter")),
        opened_at=instant(opened[0]),
        local_on=date.fromisoformat(opened[1]),
        receipt=opened[3],
        told=UUID(told),
        answer=id_if(value_of(fields, "answer")),
        advisers=advisers,
        steps=[[line, entry] for line, entry in rules.standing(state, "step").items()],
        items=[[line, entry, _hands(state, line)] for line, entry in rules.standing(state, "item").items()],
        returns=_returns(state),
        closed_at=instant_if(closed[0] if closed else None),
        ended=id_if(closed[1] if closed else None),
    )
    accounts = [CaseAccount(subject=row.subject, account=account) for account in advisers]
    return {LegalCase: [row], CaseAccount: accounts, LegalTerm: list(_terms(row, state))}


def folio_of(subject: UUID) -> str:
    """Return how a case is called aloud."""
    return f"L-{subject.hex[-6:].upper()}"


def _terms(row: LegalCase, state: State) -> Iterator[LegalTerm]:
    for line, started in rules.standing(state, "term").items():
        told = state.get("terms", {}).get(line, {})
        extended = _in_time(told.get("extended", {}))
        since = max((told["extended"][one] for one in extended), key=instant, default="")
        remind_at, due_at = value_of(state["kept"], f"hours:{line}")
        ended = value_of(state["kept"], f"ended:{line}")
        rang = sorted(([at, to] for at, to in told.get("rang", {}).values()), key=lambda one: instant(one[0]))
        seen = [at for at, _author in told.get("seen", {}).values() if not since or instant(at) >= instant(since)]
        yield LegalTerm(
            subject=row.subject,
            term=UUID(line),
            country=row.country,
            group=row.group,
            remind_at=instant_if(remind_at),
            due_at=instant_if(due_at),
            started=UUID(started),
            extended=extended,
            seen_at=max((instant(at) for at in seen), default=None),
            rang=[one for one in rang if not since or instant(one[0]) >= instant(since)],
            ended_at=instant_if(ended[0] if ended else None),
            ended=id_if(ended[1] if ended else None),
        )


def _hands(state: State, item: str) -> list[str]:
    return _in_time(state.get("hands", {}).get(item, {}))


def _returns(state: State) -> list[list[Any]]:  # Any: JSON
    told = state.get("returns", {}).items()
    return sorted(([line, one] for line, one in told if one["asked"]), key=lambda one: str(one[0]))


def _in_time(when: dict[str, str]) -> list[str]:
    """Return entries by the hour that they tell."""
    return sorted(when, key=lambda entry: (instant(when[entry]), entry))
