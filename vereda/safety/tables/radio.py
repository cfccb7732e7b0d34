"""From the folded radio to the rows of its plan and its log."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, id_if, instant
from vereda.logbook.schema import Folded, value_of
from vereda.safety.models.radio import CallSign, RadioCall, RadioChannel


def call_sign(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a call sign that is in use."""
    told = _standing(folded, "set")
    if told is None:
        return {}
    kept = {name: told[name] for name in ("sign", "bearer", "account", "vehicle")}
    return {CallSign: [CallSign(subject=UUID(subject), country=ref.country, group=ref.group, **kept)]}


def radio_channel(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a channel that is in the plan."""
    told = _standing(folded, "set")
    if told is None:
        return {}
    row = RadioChannel(subject=UUID(subject), country=ref.country, group=ref.group, name=told["name"], use=told["use"])
    return {RadioChannel: [row]}


def radio_call(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a call that was not withdrawn."""
    called = _standing(folded, "called")
    if called is None:
        return {}
    at, on, author, _channel, told = called
    row = RadioCall(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        called_at=instant(at),
        called_on=date.fromisoformat(on),
        noted_by=author,
        what=told["what"],
        sign=told["sign"],
        account=told["account"],
        patrol=id_if(told["patrol"]),
        channel=told["channel"],
        note=value_of(folded.state["fields"], "note") or "",
    )
    return {RadioCall: [row]}


def _standing(folded: Folded, name: str) -> Any:  # Any: JSON
    fields = folded.state["fields"]
    return None if value_of(fields, "withdrawn") else value_of(fields, name)
