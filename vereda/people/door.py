"""The names of people that other modules may use."""

from __future__ import annotations

from vereda.people.actions import approve_erasure, ask_erasure, decline_erasure
from vereda.people.entries import ErasureAsked, ErasureDeclined, Identity, PersonDescribed, PersonMet
from vereda.people.lookups import erasures_asked, find, identity, person_of
from vereda.people.models import Person
from vereda.people.rules import name_tokens

__all__ = [
    "ErasureAsked",
    "ErasureDeclined",
    "Identity",
    "Person",
    "PersonDescribed",
    "PersonMet",
    "approve_erasure",
    "ask_erasure",
    "decline_erasure",
    "erasures_asked",
    "find",
    "identity",
    "name_tokens",
    "person_of",
]
