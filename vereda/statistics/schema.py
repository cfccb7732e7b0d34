"""The names of statistics that need no database: figures as others printed them.

house = press(iso)                     # what stands in the house; read(path, iso): any such file
house.editions, house.findings          # replayed with their revisions; what contradicts itself, each with its rule
"""

from __future__ import annotations

from vereda.statistics.errors import FigureNotUnderstood, FiguresNotRead, PeriodNotPrinted
from vereda.statistics.figures import phrases, sheets
from vereda.statistics.figures.finding import Finding, Side
from vereda.statistics.figures.handed import handed
from vereda.statistics.figures.press import Press, press, read
from vereda.statistics.figures.printed import Figure, Heading, Printed
from vereda.statistics.figures.replay import Change, PressEdition, PressTable, press_editions
from vereda.statistics.figures.rules import findings
from vereda.statistics.figures.words import Known, Rule, Skipped, Why

__all__ = [
    "Change", "Figure", "FigureNotUnderstood", "FiguresNotRead", "Finding", "Heading", "Known", "PeriodNotPrinted", "Press",
    "PressEdition", "PressTable", "Printed", "Rule", "Side", "Skipped", "Why", "findings", "handed", "phrases", "press",
    "press_editions", "read", "sheets",
]  # fmt: skip
