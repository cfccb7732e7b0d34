"""The names of the desk that other faces may use: words of a conflict, and sheets of paper, are the same on each."""

from __future__ import annotations

from vereda.desk.labels import Labels
from vereda.desk.rooms.disputes import Shown, conflict
from vereda.desk.rooms.paper_sheets import Printed, new_sheets, sample

__all__ = ["Labels", "Printed", "Shown", "conflict", "new_sheets", "sample"]
