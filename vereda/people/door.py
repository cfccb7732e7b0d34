"""The names of people that other modules may use."""

from __future__ import annotations

from vereda.logbook.door import FOUND
from vereda.people.actions.card import count_cards, fresh_code, note_card
from vereda.people.actions.consent import (
    Asked,
    Reading,
    is_of_child,
    note_consent,
    reading,
    withdraw_consent,
    withdrawal_drafts,
)
from vereda.people.actions.person import approve_erasure, ask_erasure, decline_erasure
from vereda.people.entries.consent import ForChild
from vereda.people.entries.person import ErasureAsked, ErasureDeclined, Identity, PersonDescribed, PersonMet
from vereda.people.errors import NothingToWithdraw
from vereda.people.lookups import consents
from vereda.people.lookups.cards import card_counts, shown_cards
from vereda.people.lookups.person import alike, erasures_asked, find, identities, identity, person_of, persons_of
from vereda.people.lookups.withdrawal import withdrawal_in
from vereda.people.models import Consent, Person
from vereda.people.rules.noted import Counted
from vereda.people.rules.person import name_tokens
from vereda.people.words import CardAct, ChildView, ConsentFor, ConsentMode, Kin, KinChecked, SaidBy, WithdrawnBy

__all__ = [
    "FOUND",
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
    "Identity",
    "Kin",
    "KinChecked",
    "NothingToWithdraw",
    "Person",
    "PersonDescribed",
    "PersonMet",
    "Reading",
    "SaidBy",
    "WithdrawnBy",
    "alike",
    "approve_erasure",
    "ask_erasure",
    "card_counts",
    "consents",
    "count_cards",
    "decline_erasure",
    "erasures_asked",
    "find",
    "fresh_code",
    "identities",
    "identity",
    "is_of_child",
    "name_tokens",
    "note_card",
    "note_consent",
    "person_of",
    "persons_of",
    "reading",
    "shown_cards",
    "withdraw_consent",
    "withdrawal_drafts",
    "withdrawal_in",
]
