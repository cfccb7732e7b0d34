"""From folded paths, cases and marks of training to the rows that pages read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, id_if, instant, instant_if
from vereda.logbook.schema import Folded, State, value_of
from vereda.protection.lookups.paths import offices
from vereda.protection.models import ChildPath, ProtectionCase, ProtectionCaseName, Screener
from vereda.protection.rules import case as case_rules
from vereda.protection.rules import path as rules
from vereda.protection.rules import training as training_rules


def child_path(subject: str, folded: Folded, ref: SubjectRef) -> dict[type, list[Any]]:  # Any: unsaved rows
    """Return the row of one path; none while its opening has not arrived."""
    fields = folded.state["fields"]
    opened, closed = value_of(fields, "opened"), value_of(fields, "closed")
    if opened is None:
        return {}
    row = ChildPath(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        encounters=rules.encounters_of(folded.state),
        children=opened[2] + sum(rules.siblings_of(folded.state).values()),
        steps=len(folded.state.get("steps", ())),
        opened_at=instant(opened[0]),
        closed_at=instant(closed[0]) if closed else None,
        outcome=closed[1] if closed else "",
        **_care(folded.state, [one.code for one in offices(ref.country)]),
    )
    return {ChildPath: [row]}


def _care(state: State, may: list[str]) -> dict[str, Any]:  # Any: as the model has them
    """Return what the care came to. may: the offices that count; a changed phone may write of any other, and ends nothing."""
    calls, rang, signed = rules.calls_of(state), rules.rings_of(state), rules.signed(state, may)
    return {
        "calls": [[one.at.isoformat(), one.office, one.by, one.answered] for one in calls],
        "rang": [[one.at.isoformat(), one.to.value, one.office] for one in rang],
        "is_answered": rules.is_answered(state, may),
        "is_with_us": rules.is_with_us(state, may),
        "signed_at": instant(signed.at) if signed else None,
        "signed": UUID(signed.entry) if signed else None,
        "signed_office": signed.office if signed else "",
        **{name: id_if(rules.latest(state, name)) for name in rules.LATEST.values()},
    }


def case(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the rows of one case; none while its first entry has not arrived."""
    state, kept = folded.state, folded.state["kept"]
    asked, closed = value_of(kept, "asked"), value_of(kept, "closed")
    if asked is None:
        return {}
    row = ProtectionCase(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        folio=asked[2] or case_rules.folio_of(subject),
        asked_at=instant(asked[0]),
        local_on=date.fromisoformat(asked[1]),
        asked_by=asked[3],
        asked=UUID(asked[4]),
        encounters=case_rules.named(state, "encounter"),
        persons=case_rules.named(state, "person"),
        workers=case_rules.named(state, "worker"),
        steps=case_rules.steps(state),
        shares=case_rules.shares(state),
        screened=sorted(([entry, at] for entry, at in state.get("screened", {}).items()), key=lambda one: (one[1], one[0])),
        next_on=case_rules.next_on(state),
        closed_at=instant_if(closed[0] if closed else None),
        ended=id_if(closed[1] if closed else None),
        **{name: id_if(value_of(kept, name)) for name in case_rules.LATEST.values()},
    )
    return {ProtectionCase: [row], ProtectionCaseName: list(_names(row))}


def _names(row: ProtectionCase) -> Iterator[ProtectionCaseName]:
    advisers = sorted({account for _line, account, _consent, _entry in row.shares})
    found = {"worker": row.workers, "adviser": advisers, "encounter": row.encounters, "person": row.persons}
    for what, names in found.items():
        yield from (ProtectionCaseName(subject=row.subject, what=what, name=name) for name in names)


def screener(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the mark of one account; none where it may not screen."""
    found = training_rules.until(folded.state)
    return {Screener: [Screener(subject=UUID(subject), account=found[0], until_on=found[1])]} if found else {}
