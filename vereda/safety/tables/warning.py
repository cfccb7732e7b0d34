"""From folded warnings to the rows that pages read."""

from __future__ import annotations

from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, instant
from vereda.logbook.schema import Folded, value_of
from vereda.safety.entries.warning import WarningTold
from vereda.safety.models.warning import AuthorityWarning, GivenWarning
from vereda.safety.rules.cap_out import messages_of
from vereda.safety.rules.warning import ends_at, first_brought, name_of
from vereda.safety.words import CapMessage


def authority_warning(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a warning; none once it was taken out, or while only that has arrived."""
    fields = folded.state["fields"]
    kept = value_of(fields, "warning")
    if kept is None or value_of(fields, "warning_taken_out"):
        return {}
    told, (at, who) = WarningTold.model_validate(kept), first_brought(folded.state)
    row = AuthorityWarning(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        sender=told.sender,
        identifier=told.identifier,
        sent_at=told.sent,
        status=told.status.value,
        message=told.message.value,
        institution=told.institution,
        references=[name_of(one.sender, one.identifier, one.sent) for one in told.references],
        infos=kept["infos"],
        ends_at=ends_at(told.sent, (one.expires for one in told.infos)),
        brought_at=instant(at),
        brought_by=who,
    )
    return {AuthorityWarning: [row]}


def given_warning(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a warning of ours."""
    messages = messages_of(folded.state)
    if not messages:
        return {}
    *_first, last = messages
    row = GivenWarning(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        closed_area=messages[0][3].closed_area,
        expires_at=last[3].expires,
        is_cancelled=any(told.message is CapMessage.CANCEL for *_rest, told in messages),
        messages=[[entry, at.isoformat(), who, told.model_dump(mode="json")] for entry, at, who, told in messages],
    )
    return {GivenWarning: [row]}
