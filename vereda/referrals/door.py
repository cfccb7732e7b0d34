"""The names of referrals that faces may use.

made = make_referral(service=Service.HEALTH, receiver=Receiver(code=...), told={...}, consent=..., reader=reader, by=by, ...)
record_all([*withdrawal_drafts(...), *recall_drafts(subjects, by=by, at=at)])       # a face composes both
"""

from __future__ import annotations

from vereda.referrals import labels, rights
from vereda.referrals.actions.abroad import answer_from_abroad, arrived_abroad, done_abroad, note_from_abroad
from vereda.referrals.actions.partner import answer_by_account, arrived_by_account, done_by_account, note_by_account
from vereda.referrals.actions.place import change_capacity, say_capacity, tell_place
from vereda.referrals.actions.receiving import (
    Look,
    Page,
    answer_by_page,
    arrived_by_page,
    done_by_page,
    held,
    holder_of,
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
    link_h,
    make_referral,
    recall,
    recall_drafts,
    remind,
    take_answer_back,
)
from vereda.referrals.entries.place import Hours, Span
from vereda.referrals.entries.referral import About
from vereda.referrals.lookups import partner, places, referrals, sealed, waiting
from vereda.referrals.models import Place, Referral
from vereda.referrals.rules.minimum import Piece, pieces_of
from vereda.referrals.rules.place import free_of, is_open, room_of, shown
from vereda.referrals.rules.waiting import Spread
from vereda.referrals.words import (
    FEWEST,
    FREE_MOST,
    ITEM_CLASS,
    RECEIVERS,
    ROLE_OF_KIND,
    SLEEPS,
    WITHIN,
    Answer,
    Basis,
    ForWhom,
    Item,
    RecalledFor,
    RefusedFor,
    Room,
    Seen,
    Service,
    Status,
    Way,
)

__all__ = [
    "FEWEST",
    "FREE_MOST",
    "ITEM_CLASS",
    "RECEIVERS",
    "ROLE_OF_KIND",
    "SLEEPS",
    "WITHIN",
    "About",
    "Answer",
    "Basis",
    "ForWhom",
    "Hours",
    "Item",
    "Look",
    "Made",
    "Page",
    "Piece",
    "Place",
    "RecalledFor",
    "Receiver",
    "Referral",
    "RefusedFor",
    "Room",
    "Seen",
    "Service",
    "Span",
    "Spread",
    "Status",
    "Way",
    "answer_by_account",
    "answer_by_page",
    "answer_from_abroad",
    "arrived_abroad",
    "arrived_by_account",
    "arrived_by_page",
    "change_capacity",
    "done_abroad",
    "done_by_account",
    "done_by_page",
    "free_of",
    "give_words",
    "held",
    "holder_of",
    "is_open",
    "labels",
    "link_h",
    "make_referral",
    "note_answer",
    "note_arrival",
    "note_by_account",
    "note_by_page",
    "note_done",
    "note_from_abroad",
    "open_by_words",
    "partner",
    "pieces_of",
    "places",
    "recall",
    "recall_drafts",
    "referrals",
    "remind",
    "rights",
    "room_of",
    "say_capacity",
    "sealed",
    "shown",
    "take_answer_back",
    "tell_place",
    "waiting",
]
