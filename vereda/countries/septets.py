"""How long a text is as a text message: the letters that one message holds, counted as the network counts them.

Source: 3GPP TS 23.038, section 6.2.1 (default alphabet, extension table); one message holds 140 octets: 160 septets, or 70
units of 16 bits where one letter is in neither table.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€\f")
SEPTETS_MOST, UNITS_MOST = 160, 70
SAME_SIGN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "..."})
SAME_SIGN |= str.maketrans({"\u00a0": " ", "œ": "oe", "Œ": "OE", "ª": "a", "º": "o"})


@dataclass(frozen=True)
class Length:
    """How much of one message a text takes. is_wide: counted in units of 16 bits."""

    count: int
    is_wide: bool

    @property
    def most(self) -> int:
        return UNITS_MOST if self.is_wide else SEPTETS_MOST

    @property
    def fits(self) -> bool:
        return self.count <= self.most


def as_message(text: str) -> str:
    """Return a text as it is sent: accents that the alphabet lacks are left off (á is a, é stays), where that saves all of it.

    A text with a letter that has no plain form (a sign of another script) is sent as it was written.
    """
    plain = "".join(_plain(one) for one in text.translate(SAME_SIGN))
    return plain if all(one in BASIC or one in EXTENDED for one in plain) else text


def length_of(text: str) -> Length:
    """Return how much of one message a text takes as it is sent (`as_message`); letters of the extension table count twice."""
    sent = as_message(text)
    if all(one in BASIC or one in EXTENDED for one in sent):
        return Length(sum(2 if one in EXTENDED else 1 for one in sent), is_wide=False)
    return Length(len(sent.encode("utf-16-be")) // 2, is_wide=True)


def _plain(letter: str) -> str:
    if letter in BASIC or letter in EXTENDED:
        return letter
    base = "".join(one for one in unicodedata.normalize("NFD", letter) if not unicodedata.combining(one))
    return base if base and all(one in BASIC for one in base) else letter
