"""The names of safety that other modules may use."""

from __future__ import annotations

from vereda.safety.actions.by_text import is_alarm, raise_by_text
from vereda.safety.actions.danger import raise_danger, reopen_danger, resolve_danger, see_danger, take_step
from vereda.safety.actions.radio import called, give_sign, set_channel, withdraw_call, withdraw_channel, withdraw_sign
from vereda.safety.actions.raising import raise_unread
from vereda.safety.entries.danger import OfficerInDanger
from vereda.safety.entries.radio import RadioCalled
from vereda.safety.lookups.danger import danger, dangers_ended, open_dangers
from vereda.safety.lookups.radio import bearer_of, call_signs, last_calls, radio_channels, sign_of
from vereda.safety.models.danger import Danger
from vereda.safety.models.radio import RadioCall
from vereda.safety.rules.danger import first_seen
from vereda.safety.rules.radio import doubled
from vereda.safety.words import DANGER_WORD, Bearer, DangerOutcome, DangerStep, Level, RadioWord

__all__ = [
    "DANGER_WORD",
    "Bearer",
    "Danger",
    "DangerOutcome",
    "DangerStep",
    "Level",
    "OfficerInDanger",
    "RadioCall",
    "RadioCalled",
    "RadioWord",
    "bearer_of",
    "call_signs",
    "called",
    "danger",
    "dangers_ended",
    "doubled",
    "first_seen",
    "give_sign",
    "is_alarm",
    "last_calls",
    "open_dangers",
    "radio_channels",
    "raise_by_text",
    "raise_danger",
    "raise_unread",
    "reopen_danger",
    "resolve_danger",
    "see_danger",
    "set_channel",
    "sign_of",
    "take_step",
    "withdraw_call",
    "withdraw_channel",
    "withdraw_sign",
]
