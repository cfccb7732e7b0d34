"""What safety offers to the logbook: each kind of subject with its entries, fold and rows."""

from __future__ import annotations

from vereda.logbook.door import SubjectFold, register
from vereda.safety.entries import closed as closed_entries
from vereda.safety.entries import danger as danger_entries
from vereda.safety.entries import incident as incident_entries
from vereda.safety.entries import interference as interference_entries
from vereda.safety.entries import points as points_entries
from vereda.safety.entries import radio as radio_entries
from vereda.safety.entries import warning as warning_entries
from vereda.safety.models.closed import Clearance, ClearanceRule, ClosedArea
from vereda.safety.models.danger import Danger
from vereda.safety.models.incident import Incident
from vereda.safety.models.interference import Interference
from vereda.safety.models.points import AssistPoint, PositionReference
from vereda.safety.models.radio import CallSign, RadioCall, RadioChannel
from vereda.safety.models.warning import AuthorityWarning, GivenWarning
from vereda.safety.rules import cap_out as cap_out_rules
from vereda.safety.rules import closed as closed_rules
from vereda.safety.rules import danger as danger_rules
from vereda.safety.rules import incident as incident_rules
from vereda.safety.rules import interference as interference_rules
from vereda.safety.rules import points as points_rules
from vereda.safety.rules import radio as radio_rules
from vereda.safety.rules import warning as warning_rules
from vereda.safety.tables import closed as closed_tables
from vereda.safety.tables import danger as danger_tables
from vereda.safety.tables import incident as incident_tables
from vereda.safety.tables import interference as interference_tables
from vereda.safety.tables import points as points_tables
from vereda.safety.tables import radio as radio_tables
from vereda.safety.tables import warning as warning_tables


def offer_all() -> None:
    """Offer alarms, the radio, points and numbered places, incidents, interference, closed areas, leaves and warnings."""
    radio, points, closed = radio_rules, points_rules, closed_rules
    warning, given = warning_rules, cap_out_rules
    for kind, entries, model, start, step, project in (
        ("danger", danger_entries.KINDS, Danger, danger_rules.start, danger_rules.step, danger_tables.danger),
        ("call_sign", radio_entries.SIGN_KINDS, CallSign, radio.start, radio.step, radio_tables.call_sign),
        ("radio_channel", radio_entries.CHANNEL_KINDS, RadioChannel, radio.start, radio.step, radio_tables.radio_channel),
        ("radio_call", radio_entries.CALL_KINDS, RadioCall, radio.start, radio.step, radio_tables.radio_call),
        ("assist_point", points_entries.POINT_KINDS, AssistPoint, points.start, points.point_step, points_tables.point),
        (
            "position_reference",
            points_entries.REFERENCE_KINDS,
            PositionReference,
            points.start,
            points.reference_step,
            points_tables.reference,
        ),
        ("incident", incident_entries.KINDS, Incident, incident_rules.start, incident_rules.step, incident_tables.incident),
        (
            "interference",
            interference_entries.KINDS,
            Interference,
            interference_rules.start,
            interference_rules.step,
            interference_tables.interference,
        ),
        ("closed_area", closed_entries.AREA_KINDS, ClosedArea, closed.start, closed.area_step, closed_tables.closed_area),
        (
            "clearance_rule",
            closed_entries.RULE_KINDS,
            ClearanceRule,
            closed.start,
            closed.rule_step,
            closed_tables.clearance_rule,
        ),
        ("clearance", closed_entries.CLEARANCE_KINDS, Clearance, closed.start, closed.clearance_step, closed_tables.clearance),
        (
            "authority_warning",
            warning_entries.TOLD_KINDS,
            AuthorityWarning,
            warning.start,
            warning.step,
            warning_tables.authority_warning,
        ),
        ("given_warning", warning_entries.GIVEN_KINDS, GivenWarning, given.start, given.step, warning_tables.given_warning),
    ):
        register(SubjectFold(subject_kind=kind, kinds=entries, start=start, step=step, models=(model,), project=project))
