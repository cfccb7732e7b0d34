"""Closed words of what goes between countries."""

from __future__ import annotations

from enum import StrEnum


class RevokedFor(StrEnum):
    """Why another installation is trusted no more."""

    KEY_LOST = "key_lost"  # somebody else may hold its keys
    NOT_THEM = "not_them"  # the card was of somebody else
    ENDED = "ended"  # we do not work together any more
    ENFORCEMENT = "enforcement"  # it came under an authority that detains


FORGETS_STILL = frozenset({RevokedFor.KEY_LOST, RevokedFor.ENDED})
"""Whom we meant when we trusted them, and who detain nobody: they are still told whom they must forget, and nothing else."""


class Standing(StrEnum):
    """What the card of another installation is worth here."""

    PROPOSED = "proposed"  # one person compared the fingerprint
    TRUSTED = "trusted"  # a second one did too
    REVOKED = "revoked"


class Way(StrEnum):
    """How a bundle travelled."""

    FILE = "file"
    LINE = "line"


class Direction(StrEnum):
    GIVEN = "given"
    TAKEN = "taken"


class What(StrEnum):
    """What the receiving side says of a person who was handed on."""

    ANSWERED = "answered"
    ARRIVED = "arrived"
    DONE = "done"
    NOTE = "note"
