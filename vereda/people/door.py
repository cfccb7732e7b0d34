"""The names of people that other modules may use."""

from __future__ import annotations

from vereda.logbook.door import FOUND
from vereda.people.actions import count_run
from vereda.people.actions.card import count_cards, estimate_by_card, fresh_code, note_card
from vereda.people.actions.consent import (
    Asked,
    Reading,
    is_of_child,
    note_consent,
    reading,
    withdraw_consent,
    withdrawal_drafts,
)
from vereda.people.actions.links import decide_link, undo_link
from vereda.people.actions.pairs import Held, Scored, forget_pairs, hold_pairs
from vereda.people.actions.person import approve_erasure, ask_erasure, asked_by, decline_erasure
from vereda.people.entries.consent import ForChild
from vereda.people.entries.person import ErasureAsked, ErasureDeclined, Identity, PersonDescribed, PersonMet
from vereda.people.errors import NothingToWithdraw
from vereda.people.lookups import consents, links
from vereda.people.lookups.cards import card_counts, card_estimates
from vereda.people.lookups.matchable import matchable, who_allow
from vereda.people.lookups.person import alike, erasures_asked, find, identities, identity, person_of, persons_of
from vereda.people.lookups.withdrawal import withdrawal_in
from vereda.people.models import Consent, PairToReview, Person, PersonLink
from vereda.people.rules import beside
from vereda.people.rules.noted import Counted
from vereda.people.rules.person import name_tokens
from vereda.people.words import (
    Agreement,
    CardAct,
    ChildView,
    ConsentFor,
    ConsentMode,
    Kin,
    KinChecked,
    LinkSays,
    SaidBy,
    Trait,
    UndoneFor,
    WithdrawnBy,
)

__all__ = [
    "FOUND",
    "Agreement",
    "Asked",
    "CardAct",
    "ChildView",
    "Consent",
    "ConsentFor",
    "ConsentMode",
    "Counted",
    "ErasureAsked",
    "ErasureDeclined",
    "ForChild",
    "Held",
    "Identity",
    "Kin",
    "KinChecked",
    "LinkSays",
    "NothingToWithdraw",
    "PairToReview",
    "Person",
    "PersonDescribed",
    "PersonLink",
    "PersonMet",
    "Reading",
    "SaidBy",
    "Scored",
    "Trait",
    "UndoneFor",
    "WithdrawnBy",
    "alike",
    "approve_erasure",
    "ask_erasure",
    "asked_by",
    "beside",
    "card_counts",
    "card_estimates",
    "consents",
    "count_cards",
    "count_run",
    "decide_link",
    "decline_erasure",
    "erasures_asked",
    "estimate_by_card",
    "find",
    "forget_pairs",
    "fresh_code",
    "hold_pairs",
    "identities",
    "identity",
    "is_of_child",
    "links",
    "matchable",
    "name_tokens",
    "note_card",
    "note_consent",
    "person_of",
    "persons_of",
    "reading",
    "undo_link",
    "who_allow",
    "withdraw_consent",
    "withdrawal_drafts",
    "withdrawal_in",
]
