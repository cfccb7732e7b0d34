"""The facts of equipment that is kept by number: who has it, when it was charged and looked at, whether it is missing."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import StringConstraints

from vereda.logbook.schema import Code, Day, OfThePost
from vereda.supplies.entries.stock import Holder
from vereda.supplies.words import EndedFor

Number = Annotated[str, StringConstraints(min_length=1, max_length=20)]


class OfEquipment(OfThePost):
    """A fact of one piece, written at the desk."""

    kind: ClassVar[str]
    subject_kind: ClassVar[str] = "equipment"


class EquipmentRegistered(OfEquipment):
    """A piece is of the post, known by kind and number."""

    kind: ClassVar[str] = "supplies.equipment_registered"
    equipment_kind: Code
    number: Number
    expires_on: Day | None = None


class EquipmentLent(OfEquipment):
    """Somebody took it."""

    kind: ClassVar[str] = "supplies.equipment_lent"
    holder: Holder


class EquipmentReturned(OfEquipment):
    """It is back at the post."""

    kind: ClassVar[str] = "supplies.equipment_returned"


class EquipmentCharged(OfEquipment):
    """Its battery was charged."""

    kind: ClassVar[str] = "supplies.equipment_charged"


class EquipmentInspected(OfEquipment):
    """Somebody looked at it. `is_damaged`: it cannot be used; `expires_on`: the new date, where it was filled or renewed."""

    kind: ClassVar[str] = "supplies.equipment_inspected"
    is_damaged: bool = False
    expires_on: Day | None = None


class EquipmentMissing(OfEquipment):
    """Nobody knows where it is."""

    kind: ClassVar[str] = "supplies.equipment_missing"


class EquipmentFound(OfEquipment):
    """It is here again."""

    kind: ClassVar[str] = "supplies.equipment_found"


class EquipmentEnded(OfEquipment):
    """It is no longer of the post."""

    kind: ClassVar[str] = "supplies.equipment_ended"
    reason: EndedFor


KINDS = (
    EquipmentRegistered,
    EquipmentLent,
    EquipmentReturned,
    EquipmentCharged,
    EquipmentInspected,
    EquipmentMissing,
    EquipmentFound,
    EquipmentEnded,
)
