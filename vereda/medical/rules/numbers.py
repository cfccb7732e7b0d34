"""What somebody measured, as whole numbers that can be compared: counts as they are, temperatures in tenths of a degree."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache

from vereda.medical.errors.rules import ImpossibleValue, NoSignOfLife, NotANumber, NotWhole, WordNotKnown
from vereda.medical.rules.registered import rows
from vereda.medical.words import Consciousness

TEMPERATURE = "temperature_c"
LIVES_WITHOUT = Consciousness.UNRESPONSIVE
"""In whom nothing may be found: no breath, no pulse. Whoever answers in any way has both."""


@cache
def ranges() -> Mapping[str, tuple[int, int]]:
    """Return the least and the most that each value can be; temperatures in tenths."""
    return {row["value"]: (int(row["least"]), int(row["most"])) for row in rows("possible")}


def whole(what: str, value: object) -> int:
    """Return a count that can be. Raises NotWhole, ImpossibleValue; a true or false is no count."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise NotWhole(what=what)
    least, most = ranges()[what]
    if not least <= value <= most:
        raise ImpossibleValue(what=what, least=least, most=most)
    return value


def in_life(what: str, value: object, consciousness: str) -> int:
    """Return a count that can be in somebody who is so awake. Raises NoSignOfLife for nothing in whoever answers."""
    counted = whole(what, value)
    if counted == 0 and consciousness != LIVES_WITHOUT:
        raise NoSignOfLife(what=what)
    return counted


def tenths(value: object) -> int:
    """Return a temperature [degrees Celsius] in tenths, halves rounded up: 35.05 is 351. Raises NotANumber, ImpossibleValue.

    Numbers with a point are read as they are written, not as the machine holds them: 38.1 is 381.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise NotANumber(what=TEMPERATURE)
    try:
        written = Decimal(str(value).strip())
        found = int((written * 10).quantize(Decimal(1), rounding=ROUND_HALF_UP)) if written.is_finite() else None
    except InvalidOperation:
        found = None
    if found is None:
        raise NotANumber(what=TEMPERATURE)
    least, most = ranges()[TEMPERATURE]
    if not least <= found <= most:
        raise ImpossibleValue(what=TEMPERATURE, least=degrees(least), most=degrees(most))
    return found


def degrees(tenths_: int) -> Decimal:
    """Return tenths as degrees, with one decimal."""
    return Decimal(tenths_).scaleb(-1)


def awake(value: object) -> Consciousness:
    """Return one of A, C, V, P, U, or raise WordNotKnown."""
    try:
        return Consciousness(str(value))
    except ValueError:
        raise WordNotKnown(what="consciousness") from None
