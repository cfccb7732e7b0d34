"""Figures as a note says them: 'more than 280,000', 'about 80,000 (66,000 to 96,000)'. Pure."""

from __future__ import annotations

NOISE = 5
"""A printed number of an edition is less than this away from the count (docs/engineer/disclosure.md)."""
LEAST_STEP = 10
LOSES_MOST = 0.02


def more_than(printed: int) -> int | None:
    """Return a round number that the count is surely above; None where 'more than' would say nothing.

    printed  a protected number: the count is above `printed - 5`, so what is said is true of the count too, not of its noise only

    Two leading digits, or three where two would take away more than a fiftieth: 281,120 is more than 280,000, 289,900
    more than 289,000.
    """
    least, step = printed - NOISE, _step(printed)
    found = least // step * step
    if printed - found > printed * LOSES_MOST and step > LEAST_STEP:
        found = least // (step // 10) * (step // 10)
    return found if found >= LEAST_STEP else None


def about(middle: float, low: float, high: float) -> tuple[int, int, int]:
    """Return an estimate and its interval in two leading digits: the interval never gets narrower by it."""
    step = _step(middle)
    said = max(round(middle / step), 1) * step
    return said, min(int(low // step) * step, said), max(-int(-high // step) * step, said)


def _step(number: float) -> int:
    digits = len(str(int(number)))
    return max(LEAST_STEP, 10 ** (digits - 2)) if digits > 2 else LEAST_STEP
