"""Closed lists of notes to the press, and the codes that they share with the tables of editions."""

from __future__ import annotations

from enum import StrEnum

LANGUAGES = ("es", "en")
TOTAL = "TOTAL"
ATTENTIONS = "services-category-nationality"
"""Table of the closed list that tells how many attentions there were: its cell without category and nationality."""
PEOPLE = "people-nationality-sex"
"""Table of the closed list that tells how many people of each nationality were helped."""
UNNAMED = frozenset({TOTAL, "OTHER", "XX", "*"})
"""Rows of nationality that name none."""
GROUPS, INDIVIDUALS = "groups", "individuals"
"""Tables of the note itself."""


class Approver(StrEnum):
    """Who said yes to words that stand in quotation marks."""

    SPEAKER = "speaker"
    OFFICE = "office"


class Stands(StrEnum):
    """Where a figure of a note stands: in an edition, in the annex of the note, in what somebody else published."""

    EDITION = "edition"
    ANNEX = "annex"
    SOURCE = "source"


class Method(StrEnum):
    """The three ways to estimate individuals; none stands alone."""

    QUESTION = "question"
    CARD = "card"
    MATCHING = "matching"


class Part(StrEnum):
    """What a paragraph is."""

    HEADLINE = "headline"
    WORKSHOP = "workshop"
    COUNT = "count"
    PEOPLE = "people"
    NATIONALITIES = "nationalities"
    QUOTATION = "quotation"
    PROGRAMME = "programme"
    METHOD = "method"
