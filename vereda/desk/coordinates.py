"""Coordinates as people write them: decimal degrees, degrees with minutes and seconds, or a link somebody sent.

Pure: text in, (latitude, longitude) in degrees out, WGS 84. Whether the point can be meant is asked of places.
"""

from __future__ import annotations

import re

_NUMBER = r"[+-]?\d{1,3}(?:\.\d+)?"
_DECIMAL = re.compile(rf"^\s*({_NUMBER})\s*[,;\s]\s*({_NUMBER})\s*$")
_WITH_COMMAS = re.compile(r"^\s*([+-]?\d{1,3},\d+)\s*[;\s]\s*([+-]?\d{1,3},\d+)\s*$")
_IN_A_LINK = re.compile(r"(?:geo:|[?&=@/])([+-]?\d{1,2}\.\d+)(?:,|%2[Cc])\+?([+-]?\d{1,3}\.\d+)")
_ONE = r"(\d{1,3}(?:\.\d+)?)\s*[°º]?\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′’]\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*(?:\"|″|”|'')\s*)?"
_WITH_LETTERS = re.compile(rf"^\s*{_ONE}([NSns])\s*[,;\s]?\s*{_ONE}([EWOewo])\s*$")
_LETTERS_FIRST = re.compile(rf"^\s*([NSns])\s*{_ONE}[,;\s]?\s*([EWOewo])\s*{_ONE}$")


class NotUnderstood(ValueError):
    """The text is no pair of coordinates."""


def parsed(text: str) -> tuple[float, float]:
    """Return (latitude, longitude) of a written point. Raises NotUnderstood.

    '28.7001, -100.5230', '28,7001 -100,5230', '28°42'0.4"N 100°31'22"O' and a map link all give the same.
    """
    plain = text.replace("−", "-").replace("\u00a0", " ").strip()
    for pattern in (_DECIMAL, _WITH_COMMAS):
        found = pattern.match(plain)
        if found:
            lat, lon = (float(part.replace(",", ".")) for part in found.groups())
            return lat, lon
    found = _WITH_LETTERS.match(plain)
    if found:
        return _degrees(*found.groups()[:4]), _degrees(*found.groups()[4:])
    found = _LETTERS_FIRST.match(plain)
    if found:
        north, a, b, c, east, d, e, f = found.groups()
        return _degrees(a, b, c, north), _degrees(d, e, f, east)
    found = _IN_A_LINK.search(plain)
    if found:
        return float(found[1]), float(found[2])
    raise NotUnderstood


def _degrees(degrees: str, minutes: str | None, seconds: str | None, letter: str) -> float:
    value = float(degrees) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
    return -value if letter.upper() in "SWO" else value
