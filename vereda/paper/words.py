"""The closed words of paper: which forms there are, why a sheet was cancelled, how one was destroyed."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """A printed form. Its letter stands in the serial number of each sheet, and never changes."""

    ENCOUNTER = "encounter"
    ALERT = "alert"
    FIRST_AID = "first_aid"
    BODY = "body"
    MISSION = "mission"
    DISTRIBUTION = "distribution"
    STOCK = "stock"
    VEHICLE = "vehicle"

    @property
    def letter(self) -> str:
        """Return the letter of the form in a serial number."""
        return LETTERS[self]


LETTERS = {
    Form.ENCOUNTER: "E",
    Form.ALERT: "A",
    Form.FIRST_AID: "P",
    Form.BODY: "C",
    Form.MISSION: "M",
    Form.DISTRIBUTION: "D",
    Form.STOCK: "S",
    Form.VEHICLE: "V",
}
"""The first letter of the Spanish word, none of which is taken for a digit (no I, L, O, U)."""
BY_LETTER = {letter: form for form, letter in LETTERS.items()}


class CancelledFor(StrEnum):
    """Why a sheet will not be typed."""

    SPOILED = "spoiled"  # wet, torn, written over: cannot be read
    LOST = "lost"
    TAKEN = "taken"  # by somebody who is not of the group: it may hold what we wrote of people
    UNUSED = "unused"  # blank, thrown away
    MISTAKE = "mistake"  # written on by mistake; nothing happened


class DestroyedBy(StrEnum):
    """How a typed sheet was destroyed."""

    SHREDDED = "shredded"
    BURNED = "burned"
    PULPED = "pulped"
    OTHER = "other"
