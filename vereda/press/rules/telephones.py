"""Telephones and addresses of contacts, written one way. Pure; the numbering plan of no country is known here."""

from __future__ import annotations

import re

from vereda.press.errors import EmailNotUnderstood, TelephoneNotUnderstood

LEAST, MOST = 8, 15
"""Figures of an international number with the code of the country (ITU-T E.164)."""
_EXTENSION = re.compile(r"\s*(?:ext(?:ensi[oó]n|ension)?\.?|x)\s*(\d{1,8})\s*$", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]{2,}")


def telephone(written: str) -> str:
    """Return a number as '+52 55 0000 0000 ext. 12': code of the country first, groups as they were typed.

    Brackets, points and hyphens go; '00' before the code of the country is '+'. Raises TelephoneNotUnderstood.
    """
    number, extension = written.strip(), ""
    if found := _EXTENSION.search(number):
        number, extension = number[: found.start()], f" ext. {found.group(1)}"
    number = re.sub(r"^(?:00|\+) *", "+", re.sub(r"[\s().\-/]+", " ", number).strip())
    figures = number.replace(" ", "")
    is_written_so = re.fullmatch(r"\+[1-9]\d+", figures) is not None and figures.isascii()
    if not is_written_so or not LEAST <= len(figures) - 1 <= MOST:
        raise TelephoneNotUnderstood(value=written.strip()[:40])
    return number + extension


def email(written: str) -> str:
    """Return an address without blanks around it; '' where nothing was written. Raises EmailNotUnderstood."""
    found = written.strip()
    if found and not _EMAIL.fullmatch(found):
        raise EmailNotUnderstood(value=found[:80])
    return found
