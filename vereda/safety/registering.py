"""What safety offers to the logbook, one function a file of entries."""

from __future__ import annotations

from vereda.logbook.door import SubjectFold, register
from vereda.safety.entries import closed as closed_entries
from vereda.safety.entries import danger as danger_entries
from vereda.safety.entries import incident as incident_entries
from vereda.safety.entries import interference as interference_entries
from vereda.safety.entries import points as points_entries
from vereda.safety.entries import radio as radio_entries
from vereda.safety.models.closed import Clearance, ClearanceRule, ClosedArea
from vereda.safety.models.danger import Danger
from vereda.safety.models.incident import Incident
from vereda.safety.models.interference import Interference
from vereda.safety.models.points import AssistPoint, PositionReference
from vereda.safety.models.radio import CallSign, RadioCall, RadioChannel
from vereda.safety.rules import closed as closed_rules
from vereda.safety.rules import danger as danger_rules
from vereda.safety.rules import incident as incident_rules
from vereda.safety.rules import interference as interference_rules
from vereda.safety.rules import points as points_rules
from vereda.safety.rules import radio as radio_rules
from vereda.safety.tables import closed as closed_tables
from vereda.safety.tables import danger as danger_tables
from vereda.safety.tables import incident as incident_tables
from vereda.safety.tables import interference as interference_tables
from vereda.safety.tables import points as points_tables
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


def offer_points() -> None:
    """Offer assistance points, and places that bear a number."""
    kinds = (
        ("assist_point", points_entries.POINT_KINDS, AssistPoint, points_rules.point_step, points_tables.point),
        (
            "position_reference",
            points_entries.REFERENCE_KINDS,
            PositionReference,
            points_rules.reference_step,
            points_tables.reference,
        ),
    )
    for name, entries, model, step, project in kinds:
        register(
            SubjectFold(
                subject_kind=name,
                kinds=entries,
                start=points_rules.start,
                step=step,
                models=(model,),
                project=project,
            )
        )


def offer_incidents() -> None:
    """Offer security incidents and records of interference."""
    register(
        SubjectFold(
            subject_kind="incident",
            kinds=incident_entries.KINDS,
            start=incident_rules.start,
            step=incident_rules.step,
            models=(Incident,),
            project=incident_tables.incident,
        )
    )
    register(
        SubjectFold(
            subject_kind="interference",
            kinds=interference_entries.KINDS,
            start=interference_rules.start,
            step=interference_rules.step,
            models=(Interference,),
            project=interference_tables.interference,
        )
    )


def offer_closed() -> None:
    """Offer closed areas, ways that need leave, and leaves."""
    rules, tables = closed_rules, closed_tables
    kinds = (
        ("closed_area", closed_entries.AREA_KINDS, ClosedArea, rules.area_step, tables.closed_area),
        ("clearance_rule", closed_entries.RULE_KINDS, ClearanceRule, rules.rule_step, tables.clearance_rule),
        ("clearance", closed_entries.CLEARANCE_KINDS, Clearance, rules.clearance_step, tables.clearance),
    )
    for name, entries, model, step, project in kinds:
        register(SubjectFold(subject_kind=name, kinds=entries, start=rules.start, step=step, models=(model,), project=project))
