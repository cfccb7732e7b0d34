"""From folded installations and persons handed on to their rows."""

from __future__ import annotations

from uuid import UUID

from vereda.bundles.models import Crossing, Exchanged, Handed, Partner
from vereda.bundles.rules import handed as handed_rules
from vereda.bundles.rules import partner as partner_rules
from vereda.bundles.rules.card import Card
from vereda.bundles.words import Direction, What
from vereda.logbook.door import Rows, SubjectRef, instant, instant_if
from vereda.logbook.schema import Folded, State, value_of


def partner(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of an installation, and one of each bundle; none while nobody proposed its card."""
    state = folded.state
    if state["card"] is None:
        return {}
    trusted, revoked = state["trusted"] or ("", None), state["revoked"] or ("", None, "")
    row = Partner(
        subject=UUID(subject),
        country=ref.country,
        fingerprint=Card.model_validate(state["card"]).fingerprint,
        standing=partner_rules.standing_of(state).value,
        card=state["card"],
        proposed_by=state["proposed"][0],
        proposed_at=instant(state["proposed"][1]),
        trusted_by=trusted[0],
        trusted_at=instant_if(trusted[1]),
        revoked_by=revoked[0],
        revoked_at=instant_if(revoked[1]),
        revoked_for=revoked[2],
        content=state["content"],
    )
    return {Partner: [row], Exchanged: _exchanged(UUID(subject), state, ref)}


def _exchanged(subject: UUID, state: State, ref: SubjectRef) -> list[Exchanged]:
    common = {"subject": subject, "country": ref.country}
    rows = [
        Exchanged(
            **common, bundle=UUID(bundle), direction=direction, made_at=instant(made_at), at=instant(at), by=by, way=way,
            content=content, left=left,
        )
        for bundle, (made_at, by, at, direction, way, content, left) in state["bundles"].items()
    ]  # fmt: skip
    refused = state["refused"].items()
    return rows + [
        Exchanged(**common, digest=digest, direction=Direction.TAKEN.value, at=instant(at), by=by, content={}, left={}, code=code)
        for digest, (by, at, code) in refused
    ]


def crossing(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a referral on its way to another country."""
    made = value_of(folded.state["kept"], "made")
    if made is None:
        return {}
    row = Crossing(
        subject=UUID(subject), country=ref.country, group=ref.group, referral=UUID(made[0]), partner=made[1], post=made[2],
        made_at=instant(made[3]), received_at=instant_if(value_of(folded.state["kept"], "received")),
    )  # fmt: skip
    return {Crossing: [row]}


def handed(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a person who came from another country; none while all that came is that it holds no more."""
    state, kept = folded.state, folded.state["kept"]
    came = value_of(kept, "came")
    if came is None:
        return {}
    answer = value_of(kept, "answer") or ("", "", None, "")
    arrived, done = value_of(kept, "arrived") or (None, ""), value_of(kept, "done") or (None, "")
    recalled = value_of(kept, "recalled") or (None, "")
    said = {What.ANSWERED: answer[3], What.ARRIVED: arrived[1], What.DONE: done[1]}
    row = Handed(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        partner=came[0],
        theirs=UUID(came[1]),
        folio=came[2],
        within=came[3],
        made_at=instant(came[4]),
        sent_by=came[5],
        sent=UUID(came[6]),
        classes=came[7],
        came_at=instant(came[8]),
        changed_at=instant(state["changed"]),
        status=handed_rules.status_of(state).value,
        answer=answer[0],
        reason=answer[1],
        answered_at=instant_if(answer[2]),
        arrived_at=instant_if(arrived[0]),
        done_at=instant_if(done[0]),
        recalled_at=instant_if(recalled[0]),
        recalled_for=recalled[1],
        notes=sorted(([entry, at] for entry, at in state["notes"].items()), key=lambda one: (one[1], one[0])),
        said={what.value: entry for what, entry in said.items() if entry},
    )
    return {Handed: [row]}
