"""From a folded receiver to its row."""

from __future__ import annotations

from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, instant, instant_if
from vereda.logbook.schema import Folded
from vereda.webhooks.models import Receiver
from vereda.webhooks.rules.receiver import standing_of


def receiver(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a receiver; none while nobody registered it."""
    state = folded.state
    if state["told"] is None:
        return {}
    told, approved, off = state["told"], state["approved"] or ("", None), state["off"] or ("", None, "")
    row = Receiver(
        subject=UUID(subject),
        country=ref.country,
        **{name: told[name] for name in ("institution", "address", "use", "kinds", "languages")},
        standing=standing_of(state).value,
        registered_by=state["registered"][0],
        registered_at=instant(state["registered"][1]),
        approved_by=approved[0],
        approved_at=instant_if(approved[1]),
        off_by=off[0],
        off_at=instant_if(off[1]),
        off_for=off[2],
    )
    return {Receiver: [row]}
