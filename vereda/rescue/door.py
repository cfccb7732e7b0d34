"""The names of rescue that other modules may use."""

from __future__ import annotations

from vereda.rescue.actions.alert import (
    Told,
    alert_draft,
    close_alert,
    open_mission_for,
    read_alert,
    receive_alert,
    reopen_alert,
)
from vereda.rescue.actions.mission import close_mission, open_mission, reopen_mission
from vereda.rescue.actions.ringing import read_at_headquarters, ring_unread
from vereda.rescue.entries.alert import AlertClosed, AlertRead, AlertReceived, Caller
from vereda.rescue.entries.mission import MissionClosed, MissionOpened
from vereda.rescue.lookups.alerts import alert, alerts_of, alerts_until, open_alerts
from vereda.rescue.lookups.missions import mission, missions_until, open_missions
from vereda.rescue.lookups.ringing import rang, rang_headquarters, ringing_alerts
from vereda.rescue.models.alert import Alert
from vereda.rescue.words import AlertOutcome, RingStep

__all__ = [
    "Alert",
    "AlertClosed",
    "AlertOutcome",
    "AlertRead",
    "AlertReceived",
    "Caller",
    "MissionClosed",
    "MissionOpened",
    "RingStep",
    "Told",
    "alert",
    "alert_draft",
    "alerts_of",
    "alerts_until",
    "close_alert",
    "close_mission",
    "mission",
    "missions_until",
    "open_alerts",
    "open_mission",
    "open_mission_for",
    "open_missions",
    "rang",
    "rang_headquarters",
    "read_alert",
    "read_at_headquarters",
    "receive_alert",
    "reopen_alert",
    "reopen_mission",
    "ring_unread",
    "ringing_alerts",
]
