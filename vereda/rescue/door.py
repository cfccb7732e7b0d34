"""The names of rescue that other modules may use."""

from __future__ import annotations

from vereda.rescue.actions import close_mission, open_mission
from vereda.rescue.lookups import mission, open_missions

__all__ = ["close_mission", "mission", "open_mission", "open_missions"]
