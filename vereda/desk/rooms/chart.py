"""A bar chart drawn on the server: plain SVG with a title and a description, so that it is read aloud and printed alike. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 720
ROW = 34
LABELS = 290
NUMBERS = 96
MOST = 24


@dataclass(frozen=True)
class Bar:
    """One bar, in the units of the picture."""

    label: str
    value: int
    y: int
    width: float

    @property
    def middle(self) -> float:
        return self.y + ROW * 0.62


@dataclass(frozen=True)
class Chart:
    """A chart ready to be drawn. left_out: rows beyond the most that a picture holds; they stand in the table."""

    bars: Sequence[Bar]
    height: int
    left_out: int
    width: int = WIDTH
    start: int = LABELS
    thick: int = ROW - 12


def chart(rows: Sequence[tuple[str, int]]) -> Chart:
    """Return the bars of (label, value) rows, the first 24, all to one scale from zero."""
    shown = rows[:MOST]
    most = max((value for _label, value in shown), default=0) or 1
    room = WIDTH - LABELS - NUMBERS
    bars = [
        Bar(_cut(label), value, number * ROW, max(1.0, round(room * value / most, 1)) if value > 0 else 0.0)
        for number, (label, value) in enumerate(shown)
    ]
    return Chart(bars, max(ROW, len(bars) * ROW), len(rows) - len(shown))


def _cut(label: str, most: int = 34) -> str:
    return label if len(label) <= most else f"{label[: most - 1]}…"
