"""Contact cards on paper: ten of wallet size on an A4, each with five words, the same as a code, and what it is for.

Nothing on it tells of a group, a country or a day: who is found with one carries words. Whose card it is, nobody knows either.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import segno

from vereda.handouts.drawing import drawn
from vereda.handouts.errors import TextNotReviewed, TextOfCardMissing
from vereda.handouts.rules.letters import FAMILY, refuse_unknown
from vereda.handouts.words import band, phrases

TABLE = Path(__file__).parent / "texts" / "contact_card.csv"
LANGUAGES_MOST = 2
A_SHEET = 10
SHEETS_MOST = 20


class Text(NamedTuple):
    """What stands on a card in a language. signed_on: when a named reviewer signed it; None: nobody has."""

    language: str
    text: str
    signed_by: str
    signed_on: date | None


@cache
def texts() -> dict[str, Text]:
    """Return the texts by language (ISO 639-3); what nobody wrote is not there: none beats a wrong one."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["language"]: _text(row) for row in csv.DictReader(file)}


def _text(row: dict[str, str]) -> Text:
    signed = date.fromisoformat(row["signed_on"]) if row["signed_on"] else None
    return Text(row["language"], row["text"], row["signed_by"], signed)


def contact_cards(codes: Sequence[str], languages: Sequence[str], *, is_final: bool = False) -> bytes:
    """Return cards as PDF, one a code. languages: one or two of `texts`.

    is_final  only what a named reviewer signed, without the band. Raises TextNotReviewed, TextOfCardMissing.
    """
    chosen = [texts().get(one) for one in languages]
    there = [one for one in chosen if one]
    if len(there) < len(chosen) or not 1 <= len(there) <= LANGUAGES_MOST:
        raise TextOfCardMissing(languages=", ".join(languages), there=", ".join(texts()))
    unsigned = [one.language for one in there if one.signed_on is None]
    if is_final and unsigned:
        raise TextNotReviewed(languages=", ".join(unsigned))
    data = {
        "font": FAMILY,
        "band": list(band(tuple(languages))) if unsigned else [],
        "texts": [{"lang": phrases(one.language).lang, "words": one.text} for one in there],
        "cards": [{"words": code.split(), "code": code_of(code)} for code in codes],
    }
    for one in there:
        refuse_unknown(one.text, topic="contact_card", language=one.language)
    return drawn("contact", data, "pdf")[0]


def code_of(words: str) -> str:
    """Return the words of a card as a QR code (SVG): they are all that it holds."""
    out = BytesIO()
    segno.make(words, error="q", micro=False).save(
        out, kind="svg", border=4, light="#fff", xmldecl=False, svgclass=None, lineclass=None, omitsize=True
    )
    return out.getvalue().decode()
