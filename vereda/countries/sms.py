"""How people ask by text message in one language, and the sentences around what they are told: one file a language.

The words only serve to understand and may be many; the sentences are read by people on the way, and are reviewed like any text.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from .cells import Day, Text
from .words import VERIFIED, Status


class Asks(StrEnum):
    """What a word asks for. MENU to SHELTER have a number in the menu, in this order (LANGUAGE is the last)."""

    MENU = "menu"
    RIGHTS = "rights"
    DANGERS = "dangers"
    HELP = "help"
    SHELTER = "shelter"
    LANGUAGE = "language"
    MORE = "more"
    STOP = "stop"
    START = "start"
    SOS = "sos"


class Says(StrEnum):
    """The sentences of the automatic answers."""

    MENU = "menu"
    RIGHTS = "rights"  # headings of the lists
    DANGERS = "dangers"
    HELP = "help"  # what to do in an emergency; the list of numbers follows
    SHELTER = "shelter"
    LANGUAGE = "language"
    MORE = "more"
    NOTHING = "nothing"  # of what was asked nothing may be told, or nothing is written
    UNKNOWN = "unknown"
    STOPPED = "stopped"
    LIMIT = "limit"
    SOS_CALL = "sos_call"  # what is answered to SOS: the number where it may be given, else SOS_ANY; SOS and the code; SOS_WHERE
    SOS_ANY = "sos_any"
    SOS = "sos"
    SOS_WHERE = "sos_where"


class SmsLanguage(BaseModel):
    """One file of `sms/`. reviewed_by, office, reviewed_on, valid_until: who answers for the sentences; empty: a preview."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    source: Text
    source_read_on: Day | None = None
    status: Status
    reviewed_by: Text | None = None
    office: Text | None = None
    reviewed_on: Day | None = None
    valid_until: Day | None = None
    words: dict[Asks, tuple[Text, ...]]
    says: dict[Says, Text]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """A language has all sentences and at least one word for each; a word asks for one thing."""
        missing = [*(one for one in Asks if not self.words.get(one)), *(one for one in Says if one not in self.says)]
        if missing:
            raise ValueError(f"missing: {missing[0]}")
        every = [word.casefold() for words in self.words.values() for word in words]
        twice = [word for word in every if every.count(word) > 1]
        if twice:
            raise ValueError(f"twice: {twice[0]}")
        return self

    @property
    def is_verified(self) -> bool:
        return self.status in VERIFIED
