"""A count of several countries without a name that travels: terms, keys, tokens, the unit, and the bracket where nobody agreed.

These names are the door of the folder, apart from `people/door.py`: the unit has no installation and knows no Django.
"""

from __future__ import annotations

from vereda.people.exchange.bracket import Bracket, Published, bracket
from vereda.people.exchange.bracket import read as read_published
from vereda.people.exchange.errors import CountFileMissing, CountFileTwice, CountNeedsAccount
from vereda.people.exchange.papers import KINDS, Body, Paper, card_in, checked, destroy, save, terms_in, written
from vereda.people.exchange.papers import read as read_paper
from vereda.people.exchange.terms import CELLS, LAG_DAYS, LEAST_COUNTRIES, OPEN_DAYS, UNIT, Card, Terms
from vereda.people.exchange.unit import Unit, model_name, stored

__all__ = [
    "CELLS",
    "KINDS",
    "LAG_DAYS",
    "LEAST_COUNTRIES",
    "OPEN_DAYS",
    "UNIT",
    "Body",
    "Bracket",
    "Card",
    "CountFileMissing",
    "CountFileTwice",
    "CountNeedsAccount",
    "Paper",
    "Published",
    "Terms",
    "Unit",
    "bracket",
    "card_in",
    "checked",
    "destroy",
    "model_name",
    "read_paper",
    "read_published",
    "save",
    "stored",
    "terms_in",
    "written",
]
