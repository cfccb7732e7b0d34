"""The names of rescue that other modules may use."""

from __future__ import annotations

from vereda.rescue.actions import close_mission, open_mission, reopen_mission
from vereda.rescue.entries import MissionClosed, MissionOpened
from vereda.rescue.lookups import mission, open_missions

__all__ = ["MissionClosed", "MissionOpened", "close_mission", "mission", "open_mission", "open_missions", "reopen_mission"]
