"""From a folded referral to the row that pages read."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, id_if, instant, instant_if
from vereda.logbook.schema import Folded, State, value_of
from vereda.referrals.models import Referral
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
    digest, until = value_of(state["kept"], "link") or ("", None)
    opened = rules.first_of(state.get("opened", {}))
    return {
        "digest": digest,
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
