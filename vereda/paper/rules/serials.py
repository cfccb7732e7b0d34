"""The serial number of a sheet, `PNE-E-00042-K`: group, form, number, and a sign that tells a misread number from a right one.

It is the identity of what stands on the sheet: who types it twice, also on two machines that do not hear of each other, tells of
one record. Why it looks so: docs/decisions/paper-serials.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from vereda.logbook.schema import uuid8
from vereda.paper.errors import CheckWrong, SerialNotUnderstood, SheetOfOtherGroup
from vereda.paper.words import BY_LETTER, LETTERS, Form

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXY"
"""Crockford's base 32 without its last sign: 31 of them, a prime, so that every slip of one sign and every swap is seen."""
MISREAD = str.maketrans("OIL", "011")
DIGITS = 5
MOST = 10**DIGITS - 1
POST_FROM = 50_000
"""Below: numbers that headquarters gives; from here on: those of the machine at the post. Neither asks the other."""
LEADING_BYTES = 6
"""A UUIDv8 begins with 48 bits of time; here they tell the serial: who types it offline knows not when it was printed."""

_SHAPE = re.compile(rf"([A-Z0-9]{{3}})?([{''.join(LETTERS.values())}])([0-9]{{1,{DIGITS}}})([{SIGNS}])")


@dataclass(frozen=True, slots=True)
class Serial:
    """One sheet of paper."""

    country: str
    group: str
    form: Form
    number: int

    def __str__(self) -> str:
        return f"{mark_of(self.group)}-{self.form.letter}-{self.number:0{DIGITS}}-{self.check}"

    @property
    def short(self) -> str:
        """Return it as people of the group say it: without the group, and without zeros in front."""
        return f"{self.form.letter}-{self.number}-{self.check}"

    @property
    def check(self) -> str:
        """Return the sign at the end. The whole name of the group is in it: another group's sheet does not pass as one's own."""
        own = int.from_bytes(sha256(f"{self.country}|{self.group}".encode()).digest()[:4], "big")
        said = f"{self.form.letter}{self.number:0{DIGITS}}"
        return SIGNS[(own + sum((place + 2) * int(sign, 36) for place, sign in enumerate(said))) % len(SIGNS)]

    @property
    def sheet(self) -> UUID:
        """Return the subject of the sheet itself: typed, cancelled, destroyed."""
        return self._named("sheet")

    @property
    def record(self) -> UUID:
        """Return the subject of what the sheet tells: an encounter, an alert, a mission."""
        return self._named("record")

    def entry(self, *told: object) -> UUID:
        """Return the id of one entry that is made by typing the sheet."""
        return self._named("entry", *told)

    def _named(self, *what: object) -> UUID:
        lead = int.from_bytes(sha256(f"{self.country}|{self.group}|{self}".encode()).digest()[:LEADING_BYTES], "big")
        rest = "|".join(str(one) for one in ("vereda.paper", self.country, self.group, str(self), *what))
        return uuid8(lead, sha256(rest.encode()).digest())


def mark_of(group: str) -> str:
    """Return the three letters of a group: 'PNE' for piedras-negras, 'SLR' for san-luis-rio-colorado, 'TIJ' for tijuana."""
    words = [word for word in re.split(r"[^a-z0-9]+", group.lower()) if word]
    initials = "".join(word[0] for word in words[:3]) if len(words) > 1 else ""
    return (initials + (words[-1][1:] if len(words) > 1 else words[0]) + "XXX")[:3].upper() if words else "XXX"


def understood(text: str, *, country: str, group: str, groups: Iterable[str]) -> Serial:
    """Return the serial that somebody typed or scanned: whole, or without the group's letters, dashes and zeros in front.

    group   pack code of who types; groups: those of the country
    Raises SerialNotUnderstood; CheckWrong; SheetOfOtherGroup when the letters are those of another group.
    """
    plain = re.sub(r"[\s.\-_/]+", "", text.upper())
    found = _SHAPE.fullmatch(plain) or _SHAPE.fullmatch(plain.translate(MISREAD))
    if found is None:
        raise SerialNotUnderstood(value=text.strip()[:30], example=str(Serial(country, group, Form.ENCOUNTER, 42)))
    mark, letter, digits, check = found.groups()
    whose = group
    if mark and mark.translate(MISREAD) != mark_of(group).translate(MISREAD):
        whose = next((one for one in groups if mark_of(one).translate(MISREAD) == mark.translate(MISREAD)), "")
    serial = Serial(country, whose, BY_LETTER[letter], int(digits))
    if not whose or serial.number == 0 or serial.check != check:
        raise CheckWrong
    if whose != group:
        raise SheetOfOtherGroup(group=whose)
    return serial
