"""A bar chart drawn on the server: plain SVG with a title and a description, so that it is read aloud and printed alike. Pure.

Widths are shares of the picture and heights are pixels: the words keep their size on a phone and on a desk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ROW = 48  # [px] a line of words, and the bar below it
LONGEST = 82  # [% of the width] the rest is for the number beside the longest bar
MOST = 24


@dataclass(frozen=True)
class Bar:
    """One bar. y: top of its row [px]; width: share of the picture [%]."""

    label: str
    value: int
    y: int
    width: float


@dataclass(frozen=True)
class Chart:
    """A chart ready to be drawn. left_out: rows beyond the most that a picture holds; they stand in the table."""

    bars: Sequence[Bar]
    height: int
    left_out: int


def chart(rows: Sequence[tuple[str, int]]) -> Chart:
    """Return the bars of (label, value) rows, the first 24, all to one scale from zero."""
    shown = rows[:MOST]
    most = max((value for _label, value in shown), default=0) or 1
    bars = [
        Bar(label, value, number * ROW, round(max(0.3, LONGEST * value / most), 1) if value > 0 else 0.0)
        for number, (label, value) in enumerate(shown)
    ]
    return Chart(bars, max(ROW, len(bars) * ROW), len(rows) - len(shown))
