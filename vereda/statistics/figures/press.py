"""The press figures that stand in the house: read once, replayed, checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vereda.countries.door import PRESS_FIGURES, PRESS_HEADINGS
from vereda.statistics.figures import reading
from vereda.statistics.figures.finding import Finding
from vereda.statistics.figures.printed import Figure
from vereda.statistics.figures.replay import PressEdition, press_editions
from vereda.statistics.figures.rules import findings


@dataclass(frozen=True)
class Press:
    """Figures of a country as others printed them, the editions that they make, and what contradicts itself."""

    figures: Sequence[Figure]
    editions: Sequence[PressEdition]
    findings: Sequence[Finding]


@cache
def press(country: str) -> Press:
    """Return the press figures of a country; empty where none are known."""
    return read(PRESS_FIGURES, country)


def read(path: Path, country: str) -> Press:
    """Return the press figures of any such file. Raises FiguresNotRead, FigureNotUnderstood."""
    figures = reading.figures(path, reading.headings(PRESS_HEADINGS), country.upper())
    return Press(figures, press_editions(figures), findings(figures))
