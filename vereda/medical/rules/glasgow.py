"""Glasgow Coma Scale: three numbers, each of which may not be testable. With one, no total is shown or made up."""

from __future__ import annotations

from typing import NamedTuple

from vereda.medical.errors.rules import NotWhole
from vereda.medical.rules.numbers import whole
from vereda.medical.words import NOT_TESTABLE

RULE = "GCS"
AIRWAY_AT_MOST = 8

type Part = int | str


class Coma(NamedTuple):
    """eyes, verbal, motor: as given; total: 3 to 15, None with a part that is not testable; is_airway_at_risk: None: unknown."""

    eyes: Part
    verbal: Part
    motor: Part
    total: int | None
    is_airway_at_risk: bool | None

    @property
    def written(self) -> str:
        """Return the three numbers as they are said: E3 V5 M6, ENT V5 M6."""
        return f"E{self.eyes} V{self.verbal} M{self.motor}"


def coma(eyes: Part, verbal: Part, motor: Part) -> Coma:
    """Return the scale. Each part a number or 'NT'. Raises ImpossibleValue, NotWhole."""
    parts = _part("eyes", eyes), _part("verbal", verbal), _part("motor", motor)
    counted = [one for one in parts if isinstance(one, int)]
    total = sum(counted) if len(counted) == len(parts) else None
    return Coma(*parts, total, None if total is None else total <= AIRWAY_AT_MOST)


def _part(what: str, value: Part) -> Part:
    if isinstance(value, str) and value != NOT_TESTABLE:
        raise NotWhole(what=what)
    return value if value == NOT_TESTABLE else whole(what, value)
