"""The names of people that pure files of other modules may use: how names are compared, what is asked. Knows no Django."""

from __future__ import annotations

from vereda.people.entries.card import CARRIERS_MOST
from vereda.people.rules.card import Wrong as CardWrong
from vereda.people.rules.card import typed as card_typed
from vereda.people.rules.card import words as card_words
from vereda.people.rules.consent import is_near
from vereda.people.rules.observed import Asked, Met
from vereda.people.rules.person import PARTICLES, folded, name_tokens
from vereda.people.rules.sounds import phone_end, sound, stands_for
from vereda.people.words import LastHelp

__all__ = [
    "CARRIERS_MOST",
    "PARTICLES",
    "Asked",
    "CardWrong",
    "LastHelp",
    "Met",
    "card_typed",
    "card_words",
    "folded",
    "is_near",
    "name_tokens",
    "phone_end",
    "sound",
    "stands_for",
]
