"""From a folded referral to the row that pages read."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, id_if, instant, instant_if
from vereda.logbook.schema import Folded, State, value_of
from vereda.referrals.models import Place, Referral
from vereda.referrals.rules import referral as rules


def referral(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one referral; none while its making has not arrived."""
    state, kept = folded.state, folded.state["kept"]
    made = value_of(kept, "made")
    if made is None:
        return {}
    row = Referral(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        made_at=instant(made[0]),
        local_on=date.fromisoformat(made[1]),
        made_by=made[2],
        folio=made[3],
        within=made[4],
        basis=made[5],
        encounter=id_if(value_of(kept, "encounter")),
        person=id_if(value_of(kept, "person")),
        consent=id_if(value_of(kept, "consent")),
        sent=UUID(value_of(kept, "sent")),
        classes=value_of(kept, "classes"),
        status=rules.status_of(state).value,
        **_link(state),
        **_answer(state),
        **_end(state),
    )
    return {Referral: [row]}


def _link(state: State) -> dict[str, Any]:  # Any: columns
    digest, until, mark = value_of(state["kept"], "link") or ("", None, "")
    opened = rules.first_of(state.get("opened", {}))
    return {
        "digest": digest,
        "mark": mark,
        "until": instant_if(until),
        "holder": rules.holder_of(state, digest) or "",
        "opened_at": instant_if(opened[0] if opened else None),
        "elsewhere": len(state.get("elsewhere", {})),
    }


def _answer(state: State) -> dict[str, Any]:  # Any: columns
    answer, reason, at, way = value_of(state["kept"], "answer") or ("", "", None, "")
    return {
        "answer": answer,
        "reason": reason,
        "answered_at": instant_if(at),
        "answered_by": way,
        "is_contested": rules.is_contested(state),
        "notes": sorted(
            ([entry, *told] for entry, told in state.get("notes", {}).items()), key=lambda one: (instant(one[1]), one[0])
        ),
    }


def _end(state: State) -> dict[str, Any]:  # Any: columns
    arrived, done = value_of(state["kept"], "arrived"), value_of(state["kept"], "done")
    recalled = rules.first_of(state.get("recalled", {}))
    reminded = [instant(at) for (at,) in state.get("reminded", {}).values()]
    return {
        "arrived_at": instant_if(arrived[0] if arrived else None),
        "done_at": instant_if(done[0] if done else None),
        "recalled_at": instant_if(recalled[0] if recalled else None),
        "recalled_for": recalled[1] if recalled else "",
        "reminded_at": max(reminded, default=None),
    }


def place(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a place; none while all that came is a change without its count."""
    state = folded.state
    if "place" not in state:
        return {}
    said, changed = state.get("said") or (None, "", ""), state.get("changed")
    row = Place(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        place=state["place"],
        free=state.get("free"),
        said_at=instant_if(said[0]),
        said_by=said[1],
        said_way=said[2],
        changed_at=instant_if(changed[0] if changed else None),
        told=state.get("told"),
    )
    return {Place: [row]}
