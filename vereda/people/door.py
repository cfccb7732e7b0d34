"""The names of people that other modules may use."""

from __future__ import annotations

from vereda.people.entries import Identity, PersonDescribed, PersonMet
from vereda.people.lookups import find, identity
from vereda.people.models import Person
from vereda.people.rules import name_tokens

__all__ = ["Identity", "Person", "PersonDescribed", "PersonMet", "find", "identity", "name_tokens"]
