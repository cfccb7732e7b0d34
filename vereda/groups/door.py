"""The names of groups that other modules may use."""

from __future__ import annotations

from vereda.groups.actions import check_in, come_back, depart, end_shift, join_shift, start_shift, still_out, withdraw_patrol
from vereda.groups.entries import (
    PatrolCheckedIn,
    PatrolDeparted,
    PatrolReturned,
    PatrolWithdrawn,
    ShiftEnded,
    ShiftStarted,
    Vehicle,
)
from vereda.groups.lookups import open_shift, overdue, patrol, patrols_of_day, patrols_out
from vereda.groups.rules import due_back
from vereda.groups.rules import members_of as members_of_shift

__all__ = [
    "PatrolCheckedIn",
    "PatrolDeparted",
    "PatrolReturned",
    "PatrolWithdrawn",
    "ShiftEnded",
    "ShiftStarted",
    "Vehicle",
    "check_in",
    "come_back",
    "depart",
    "due_back",
    "end_shift",
    "join_shift",
    "members_of_shift",
    "open_shift",
    "overdue",
    "patrol",
    "patrols_of_day",
    "patrols_out",
    "start_shift",
    "still_out",
    "withdraw_patrol",
]
