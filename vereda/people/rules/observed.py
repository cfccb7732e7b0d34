"""What the estimates of individuals are made of: counts and answers without persons. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vereda.people.words import LastHelp


@dataclass(frozen=True, slots=True)
class Met:
    """People of one nationality met by a group on a local day; every meeting counts. Several rows may tell of the same cell."""

    on: date
    group: str
    nationality: str
    people: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What people of one nationality in one party answered.

    party   one for all rows of a party; nothing else is read from it
    answer  LastHelp.NONE also for a party that was due to be asked and was not: else the response rate is too good
    people  of the party for whom it holds; they are among those met
    every   one party in so many was due to be asked, in this group at that time [>= 1]
    """

    party: str
    on: date
    group: str
    nationality: str
    answer: LastHelp
    people: int
    every: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A card at an encounter, when it was given and whenever it was read again.

    card  one for all rows of a card within one calendar year; nothing else is read from it
    """

    card: str
    on: date
