"""The names of people that pure files of other modules may use: how names are compared, what is asked. Knows no Django."""

from __future__ import annotations

from vereda.people.rules.consent import is_near
from vereda.people.rules.person import PARTICLES, folded, name_tokens
from vereda.people.rules.sounds import phone_end, sound, stands_for
from vereda.people.words import LastHelp

__all__ = ["PARTICLES", "LastHelp", "folded", "is_near", "name_tokens", "phone_end", "sound", "stands_for"]
