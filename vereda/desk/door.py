"""The names of the desk that other faces may use: the words of a conflict are the same on every screen."""

from __future__ import annotations

from vereda.desk.labels import Labels
from vereda.desk.rooms.disputes import Shown, conflict

__all__ = ["Labels", "Shown", "conflict"]
