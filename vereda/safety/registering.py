"""What safety offers to the logbook, one function a file of entries."""

from __future__ import annotations

from vereda.logbook.door import SubjectFold, register
from vereda.safety.entries import danger as danger_entries
from vereda.safety.entries import radio as radio_entries
from vereda.safety.models.danger import Danger
from vereda.safety.models.radio import CallSign, RadioCall, RadioChannel
from vereda.safety.rules import danger as danger_rules
from vereda.safety.rules import radio as radio_rules
from vereda.safety.tables import danger as danger_tables
from vereda.safety.tables import radio as radio_tables


def offer_danger() -> None:
    """Offer alarms of officers."""
    register(
        SubjectFold(
            subject_kind="danger",
            kinds=danger_entries.KINDS,
            start=danger_rules.start,
            step=danger_rules.step,
            models=(Danger,),
            project=danger_tables.danger,
        )
    )


def offer_radio() -> None:
    """Offer call signs, channels and calls."""
    kinds = (
        ("call_sign", radio_entries.SIGN_KINDS, CallSign, radio_tables.call_sign),
        ("radio_channel", radio_entries.CHANNEL_KINDS, RadioChannel, radio_tables.radio_channel),
        ("radio_call", radio_entries.CALL_KINDS, RadioCall, radio_tables.radio_call),
    )
    for name, entries, model, project in kinds:
        register(
            SubjectFold(
                subject_kind=name,
                kinds=entries,
                start=radio_rules.start,
                step=radio_rules.step,
                models=(model,),
                project=project,
            )
        )
