"""The names of referrals that faces may use.

made = make_referral(service=Service.HEALTH, receiver=Receiver(code=...), told={...}, consent=..., by=by, at=at, now=now)
record_all([*withdrawal_drafts(...), *recall_drafts(subjects, by=by, at=at)])       # a face composes both
"""

from __future__ import annotations

from vereda.referrals.actions.receiving import (
    Look,
    Page,
    answer_by_page,
    arrived_by_page,
    done_by_page,
    held,
    note_answer,
    note_arrival,
    note_by_page,
    note_done,
    open_by_words,
)
from vereda.referrals.actions.referral import (
    Made,
    Receiver,
    give_words,
    is_enforcement_name,
    make_referral,
    recall,
    recall_drafts,
    remind,
    take_answer_back,
)
from vereda.referrals.entries.referral import About
from vereda.referrals.lookups import referrals, sealed
from vereda.referrals.models import Referral
from vereda.referrals.rules.minimum import Piece, pieces_of
from vereda.referrals.rules.referral import waiting_min
from vereda.referrals.words import (
    ITEM_CLASS,
    LINK_H,
    RECEIVERS,
    ROLE_OF_KIND,
    WITHIN,
    Answer,
    Basis,
    Item,
    RecalledFor,
    RefusedFor,
    Service,
    Status,
    Way,
)

__all__ = [
    "ITEM_CLASS",
    "LINK_H",
    "RECEIVERS",
    "ROLE_OF_KIND",
    "WITHIN",
    "About",
    "Answer",
    "Basis",
    "Item",
    "Look",
    "Made",
    "Page",
    "Piece",
    "RecalledFor",
    "Receiver",
    "Referral",
    "RefusedFor",
    "Service",
    "Status",
    "Way",
    "answer_by_page",
    "arrived_by_page",
    "done_by_page",
    "give_words",
    "held",
    "is_enforcement_name",
    "make_referral",
    "note_answer",
    "note_arrival",
    "note_by_page",
    "note_done",
    "open_by_words",
    "pieces_of",
    "recall",
    "recall_drafts",
    "referrals",
    "remind",
    "sealed",
    "take_answer_back",
    "waiting_min",
]
