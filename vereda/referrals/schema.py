"""The names of referrals that pure files may use: what is told, to which help, and what a receiver says."""

from __future__ import annotations

from vereda.referrals.entries.referral import SENT, About, Told, Word
from vereda.referrals.words import (
    ACCEPTED_DAYS,
    ITEM_CLASS,
    RESTING,
    WITHIN,
    Answer,
    Item,
    RecalledFor,
    RefusedFor,
    Service,
    Status,
)

__all__ = [
    "ACCEPTED_DAYS", "ITEM_CLASS", "RESTING", "SENT", "WITHIN", "About", "Answer", "Item", "RecalledFor", "RefusedFor", "Service",
    "Status", "Told", "Word",
]  # fmt: skip
