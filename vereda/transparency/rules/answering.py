"""What is the same question, which outcome follows from cells, and which figures a text may hold.

An answer is put together from published cells. Its words may repeat them, and the years of their editions; any other number, in
digits or written out, is one that nobody could trace to a table.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256

from vereda.transparency.entries import GivenCell, Part
from vereda.transparency.words import Outcome, Outside

NUMBER = re.compile(r"(?:\d{1,3}(?:[.,\u00a0\u202f ’']\d{3})+|\d+)(?:[.,]\d+)?")
PERIOD = re.compile(r"\b(\d{4})-(\d{2})\b")
GROUPED = re.compile(r"[.,\u00a0\u202f ’']")
WRITTEN = re.compile(
    r"\b(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci\w+|veint\w+|treint\w+|"
    r"cuarent\w+|cincuent\w+|sesent\w+|setent\w+|ochent\w+|novent\w+|cien|cient\w+|\w*cient[oa]s|quinient[oa]s|mil|miles|millon(?:es)?|"
    r"docenas?|decenas?|centenar(?:es)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|"
    r"fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|dozens?)\b",
    re.IGNORECASE,
)
"""Numbers written out, in the two languages of answers; 'uno' and 'one' are words of every sentence."""


def key_of(parts: Sequence[Part], outside: Outside | None, of: str) -> str:
    """Return the SHA-256 of a question: the same whichever way its cells were chosen, and in whatever words it was asked."""
    asked = sorted([one.series, one.period, one.table, sorted(map(list, {tuple(cell) for cell in one.cells}))] for one in parts)
    told = {"parts": asked, "outside": outside or "", "of": of if outside else ""}
    return sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def outcome_of(cells: Collection[GivenCell], withheld: int, shown: int) -> Outcome:
    """Return what cells come to. withheld, shown: cells of whole tables, that stand in the edition's file."""
    held = withheld + sum(one.value is None for one in cells)
    told = shown + sum(one.value is not None for one in cells)
    if not held:
        return Outcome.GIVEN
    return Outcome.PARTLY if told else Outcome.WITHHELD


def foreign_figure(text: str, values: Iterable[int], periods: Iterable[str]) -> str | None:
    """Return the first figure of a text that is neither a chosen value nor the year or month of an edition; None: all are."""
    plain = unicodedata.normalize("NFKC", text)
    months = set(periods)
    years = {one[:4] for one in months}
    plain = PERIOD.sub(lambda found: " " if found[0] in months else found[0], plain)
    allowed = {str(value) for value in values} | years
    for found in NUMBER.finditer(plain):
        if _digits(found[0]) not in allowed:
            return found[0]
    bare = "".join(sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign))
    written = WRITTEN.search(bare)
    return written[0] if written else None


def _digits(number: str) -> str:
    """Return a number without the signs between its thousands; one with decimals stays, and is nobody's cell."""
    parts = GROUPED.split(number)
    grouped = len(parts) > 1 and all(len(one) == 3 for one in parts[1:])
    whole = "".join(parts) if grouped else number
    return str(int(whole)) if whole.isdecimal() else whole
