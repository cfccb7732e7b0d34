"""The names of people that other modules may use."""

from __future__ import annotations

from vereda.logbook.door import FOUND
from vereda.people.actions import count_run
from vereda.people.actions.card import card_draft, count_cards, estimate_by_card, fresh_code, note_card
from vereda.people.actions.consent import (
    Asked,
    Reading,
    is_of_child,
    note_consent,
    reading,
    withdraw_consent,
    withdrawal_drafts,
)
from vereda.people.actions.estimated import keep_period, want_period
from vereda.people.actions.links import decide_link, undo_link
from vereda.people.actions.pairs import Held, Scored, forget_pairs, hold_pairs
from vereda.people.actions.person import approve_erasure, ask_erasure, asked_by, decline_erasure
from vereda.people.entries.consent import ForChild
from vereda.people.entries.person import ErasureAsked, ErasureDeclined, Identity, PersonDescribed, PersonMet
from vereda.people.errors import NothingToWithdraw
from vereda.people.lookups import consents, links
from vereda.people.lookups.alike import Alike, AlikeTo, alike
from vereda.people.lookups.cards import card_counts, card_estimates
from vereda.people.lookups.estimated import (
    card_estimate,
    matching_estimate,
    period_estimated,
    periods_estimated,
    question_estimate,
    recall_ranges,
    run_state,
)
from vereda.people.lookups.matchable import matchable, who_allow
from vereda.people.lookups.person import erasures_asked, find, identities, identity, person_of, persons_of
from vereda.people.lookups.withdrawal import withdrawal_in
from vereda.people.models import Consent, PairToReview, PeriodEstimated, Person, PersonLink
from vereda.people.rules import beside, estimates, kept
from vereda.people.rules.estimates import OTHERS, Estimate, NotEstimated
from vereda.people.rules.noted import Counted
from vereda.people.rules.person import name_tokens
from vereda.people.rules.together import Difference, Together, side_by_side
from vereda.people.words import (
    Agreement,
    CardAct,
    ChildView,
    ConsentFor,
    ConsentMode,
    Kin,
    KinChecked,
    LinkSays,
    Method,
    SaidBy,
    Trait,
    UndoneFor,
    WithdrawnBy,
)

__all__ = [
    "FOUND",
    "OTHERS",
    "Agreement",
    "Alike",
    "AlikeTo",
    "Asked",
    "CardAct",
    "ChildView",
    "Consent",
    "ConsentFor",
    "ConsentMode",
    "Counted",
    "Difference",
    "ErasureAsked",
    "ErasureDeclined",
    "Estimate",
    "ForChild",
    "Held",
    "Identity",
    "Kin",
    "KinChecked",
    "LinkSays",
    "Method",
    "NotEstimated",
    "NothingToWithdraw",
    "PairToReview",
    "PeriodEstimated",
    "Person",
    "PersonDescribed",
    "PersonLink",
    "PersonMet",
    "Reading",
    "SaidBy",
    "Scored",
    "Together",
    "Trait",
    "UndoneFor",
    "WithdrawnBy",
    "alike",
    "approve_erasure",
    "ask_erasure",
    "asked_by",
    "beside",
    "card_counts",
    "card_draft",
    "card_estimate",
    "card_estimates",
    "consents",
    "count_cards",
    "count_run",
    "decide_link",
    "decline_erasure",
    "erasures_asked",
    "estimate_by_card",
    "estimates",
    "find",
    "forget_pairs",
    "fresh_code",
    "hold_pairs",
    "identities",
    "identity",
    "is_of_child",
    "keep_period",
    "kept",
    "links",
    "matchable",
    "matching_estimate",
    "name_tokens",
    "note_card",
    "note_consent",
    "period_estimated",
    "periods_estimated",
    "person_of",
    "persons_of",
    "question_estimate",
    "reading",
    "recall_ranges",
    "run_state",
    "side_by_side",
    "undo_link",
    "want_period",
    "who_allow",
    "withdraw_consent",
    "withdrawal_drafts",
    "withdrawal_in",
]
