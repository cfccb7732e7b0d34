"""The names of safety that other modules may use."""

from __future__ import annotations

from vereda.safety.actions import closed as closed_actions
from vereda.safety.actions import incident as incident_actions
from vereda.safety.actions import interference as interference_actions
from vereda.safety.actions import points as points_actions
from vereda.safety.actions import references as references_actions
from vereda.safety.actions import warning as warning_actions
from vereda.safety.actions.by_text import is_alarm, raise_by_text, says_more
from vereda.safety.actions.closed import Where
from vereda.safety.actions.danger import raise_danger, reopen_danger, resolve_danger, see_danger, take_step
from vereda.safety.actions.incident import Happening
from vereda.safety.actions.interference import Seen
from vereda.safety.actions.radio import called, give_sign, set_channel, withdraw_call, withdraw_channel, withdraw_sign
from vereda.safety.actions.raising import raise_unread
from vereda.safety.actions.warning import Danger as PublicDanger
from vereda.safety.entries.danger import OfficerInDanger
from vereda.safety.entries.warning import WarnedArea, WarningGiven, WarningInfo, WarningTold
from vereda.safety.errors.points import TableFaulty
from vereda.safety.errors.warning import CapFileMissing, CapUnreadable
from vereda.safety.lookups import closed as closed_lookups
from vereda.safety.lookups import incident as incident_lookups
from vereda.safety.lookups import interference as interference_lookups
from vereda.safety.lookups import points as points_lookups
from vereda.safety.lookups import warning as warning_lookups
from vereda.safety.lookups.danger import danger, dangers_between, dangers_ended, open_danger_of, open_dangers
from vereda.safety.lookups.radio import bearer_of, call_signs, last_calls, radio_channels
from vereda.safety.lookups.warning import Known
from vereda.safety.models.closed import Clearance, ClearanceRule, ClosedArea
from vereda.safety.models.danger import Danger
from vereda.safety.models.incident import Incident
from vereda.safety.models.interference import Interference
from vereda.safety.models.points import AssistPoint
from vereda.safety.models.warning import AuthorityWarning, GivenWarning
from vereda.safety.reading.cap import MOST_BYTES as CAP_MOST_BYTES
from vereda.safety.reading.cap import read_cap
from vereda.safety.rules import cap_out
from vereda.safety.rules.closed import Way, ends_soon, on_the_way, until_most
from vereda.safety.rules.points import COLUMNS, MOST_ROWS, Numbered, RowFault, due_in, visits_of, waits_for_hands
from vereda.safety.rules.radio import doubled
from vereda.safety.words import (
    Against,
    Bearer,
    CapCertainty,
    CapMessage,
    CapSeverity,
    CapStatus,
    CapUrgency,
    ClosedFor,
    DangerOutcome,
    DangerStep,
    Delivery,
    GivenFor,
    IncidentDone,
    IncidentEnd,
    IncidentTold,
    Interfered,
    Level,
    PointState,
    RadioWord,
    Severity,
    Source,
    WeDid,
    Within,
    Witness,
)

__all__ = [
    "CAP_MOST_BYTES",
    "COLUMNS",
    "MOST_ROWS",
    "Against",
    "AssistPoint",
    "AuthorityWarning",
    "Bearer",
    "CapCertainty",
    "CapFileMissing",
    "CapMessage",
    "CapSeverity",
    "CapStatus",
    "CapUnreadable",
    "CapUrgency",
    "Clearance",
    "ClearanceRule",
    "ClosedArea",
    "ClosedFor",
    "Danger",
    "DangerOutcome",
    "DangerStep",
    "Delivery",
    "GivenFor",
    "GivenWarning",
    "Happening",
    "Incident",
    "IncidentDone",
    "IncidentEnd",
    "IncidentTold",
    "Interfered",
    "Interference",
    "Known",
    "Level",
    "Numbered",
    "OfficerInDanger",
    "PointState",
    "PublicDanger",
    "RadioWord",
    "RowFault",
    "Seen",
    "Severity",
    "Source",
    "TableFaulty",
    "WarnedArea",
    "WarningGiven",
    "WarningInfo",
    "WarningTold",
    "Way",
    "WeDid",
    "Where",
    "Within",
    "Witness",
    "bearer_of",
    "call_signs",
    "called",
    "cap_out",
    "closed_actions",
    "closed_lookups",
    "danger",
    "dangers_between",
    "dangers_ended",
    "doubled",
    "due_in",
    "ends_soon",
    "give_sign",
    "incident_actions",
    "incident_lookups",
    "interference_actions",
    "interference_lookups",
    "is_alarm",
    "last_calls",
    "on_the_way",
    "open_danger_of",
    "open_dangers",
    "points_actions",
    "points_lookups",
    "radio_channels",
    "raise_by_text",
    "raise_danger",
    "raise_unread",
    "read_cap",
    "references_actions",
    "reopen_danger",
    "resolve_danger",
    "says_more",
    "see_danger",
    "set_channel",
    "take_step",
    "until_most",
    "visits_of",
    "waits_for_hands",
    "warning_actions",
    "warning_lookups",
    "withdraw_call",
    "withdraw_channel",
    "withdraw_sign",
]
