"""From folded records to the rows that pages read."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef
from vereda.logbook.schema import Folded, value_of
from vereda.training.entries import Certified
from vereda.training.models import AbroadRow, AbroadTextRow, CertificateRow, GuestRow, NoticeRow, SessionRow
from vereda.training.rules.fold import session_of
from vereda.training.words import Mode


def session(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a session; none while only later entries of it have arrived."""
    fields = folded.state["fields"]
    one = session_of(fields)
    if one is None:
        return {}
    row = SessionRow(
        subject=UUID(subject),
        country=ref.country,
        group=one.plan.group,
        begins_on=one.plan.begins_on,
        own=one.plan.mode is Mode.OWN_PACE,
        fields=fields,
    )
    return {SessionRow: [row]}


def notice(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of what somebody said of themselves about a session."""
    told = value_of(folded.state["fields"], "told")
    return (
        {NoticeRow: [NoticeRow(subject=UUID(subject), country=ref.country, **{**told, "session": UUID(told["session"])})]}
        if told
        else {}
    )


def guest(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of somebody of another institution."""
    fields = folded.state["fields"]
    told, named = value_of(fields, "told"), value_of(fields, "named")
    if told is None:
        return {}
    row = GuestRow(
        subject=UUID(subject),
        country=ref.country,
        institution=told["institution"],
        home=told["country"],
        sex=told["sex"],
        named_in=UUID(named) if named else None,
    )
    return {GuestRow: [row]}


def abroad(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a course of another country."""
    came = folded.state["came"]
    if came is None:
        return {}
    row = AbroadRow(
        subject=UUID(subject), country=ref.country, sender=came["sender"], code=came["of"]["code"], state=folded.state
    )
    return {AbroadRow: [row]}


def abroad_text(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of its text in one language."""
    came = folded.state["came"]
    if came is None:
        return {}
    row = AbroadTextRow(
        subject=UUID(subject), country=ref.country, course=UUID(came["course"]), language=came["language"], state=folded.state
    )
    return {AbroadTextRow: [row]}


def certificate(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a certificate."""
    fields = folded.state["fields"]
    told, revoked = value_of(fields, "given"), value_of(fields, "revoked")
    if told is None:
        return {}
    given = Certified.model_validate({name: value for name, value in told.items() if name != "entry"})
    row = CertificateRow(
        subject=UUID(subject),
        country=ref.country,
        year=given.issued_on.year,
        revoked_on=date.fromisoformat(revoked) if revoked else None,
        named_in=UUID(told["entry"]),
        **given.model_dump(),
    )
    return {CertificateRow: [row]}
