"""Degrees: decimal, with minutes, with seconds; with signs or letters, in signs or in words. Oeste is O or W, este is E."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from vereda.places.reading.found import METRES_PER_DEGREE, Found, Writing

_DEG = r"(?:\s*°|\s+(?:grados?|deg(?:rees?)?)\b)"
_MIN = r"(?:\s*['′’´]|\s*(?:minutos?|min(?:utes?)?)\b)"
_SEC = r"(?:\s*(?:\"|″|”|''|′′|’’|´´)|\s*(?:segundos?|seg|sec(?:onds?)?)\b)"
_NUMBER = r"\d{1,3}(?:[.,]\d+)?"
_ANGLE = (
    rf"(?P<sign#>[+-]?)(?P<deg#>{_NUMBER})(?:{_DEG})?"
    rf"(?:[\s,]*(?P<min#>\d{{1,2}}(?:[.,]\d+)?){_MIN}(?:[\s,]*(?P<sec#>\d{{1,2}}(?:[.,]\d+)?){_SEC})?)?"
)
"""`#` stands for the number of the angle: 1 is the latitude, 2 the longitude."""
_NORTH = r"(?P<north#>n(?:orte|orth)?|s(?:ur|outh)?)(?![a-z])"
_EAST = r"(?P<east#>e(?:ste|ast)?|w(?:est)?|o(?:este)?)(?![a-z])"
_GAP = r"\s*(?:[,;/|]|\by\b|\band\b)?\s*"


def _part(number: int, letters: str, *, before: bool) -> str:
    angle, letter = _ANGLE.replace("#", str(number)), letters.replace("#", str(number))
    return rf"\b{letter}[.:]?\s*{angle}" if before else rf"{angle}\s*{letter}"


_WITH_LETTERS = tuple(
    re.compile(rf"(?<![\w.,-]){parts[0]}{_GAP}{parts[1]}", re.IGNORECASE)
    for before in (False, True)
    for parts in permutations((_part(1, _NORTH, before=before), _part(2, _EAST, before=before)))
)
_FIRST, _SECOND = _ANGLE.replace("#", "1"), _ANGLE.replace("#", "2")
_NAMED = re.compile(
    rf"\blat(?:itud|itude)?\b\s*[.:=]?\s*{_FIRST}(?:\s*(?P<north1>[ns])\b)?{_GAP}"
    rf"\bl(?:on|ng|ong)(?:gitud|itud|gitude|itude)?\b\s*[.:=]?\s*{_SECOND}(?:\s*(?P<east2>[ewo])\b)?",
    re.IGNORECASE,
)
_WITH_SIGNS = re.compile(
    r"(?<![\w.,])(?P<sign1>[+-]?)(?P<deg1>\d{1,2})\s*°\s*(?P<min1>\d{1,2}(?:[.,]\d+)?)\s*['′’](?:\s*(?P<sec1>\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|”|''))?"
    r"[\s,;]+(?P<sign2>[+-]?)(?P<deg2>\d{1,3})\s*°\s*(?P<min2>\d{1,2}(?:[.,]\d+)?)\s*['′’](?:\s*(?P<sec2>\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|”|''))?"
)
_MINUTES = r"(?P<deg#>\d{1,3})(?:°\s*|\s+)(?P<min#>\d{1,2}[.,]\d+)['′’]?"
_SECONDS = r"(?P<deg#>\d{1,3})(?:°\s*|\s+)(?P<min#>\d{1,2})(?:['′’]\s*|\s+)(?P<sec#>\d{1,2}(?:[.,]\d+)?)"


def _typed(angle: str, number: int, letter: str, *, before: bool) -> str:
    angle = angle.replace("#", str(number))
    return rf"(?P<{letter})\s*{angle}" if before else rf"{angle}\s*(?P<{letter})\b"


_WITHOUT_SIGNS = (
    *(
        re.compile(
            rf"(?<![\w.,+-]){_typed(angle, 1, 'north1>[ns]', before=before)}[\s,;/|]*"
            rf"{_typed(angle, 2, 'east2>[ewo]', before=before)}(?![.,]?\d)",
            re.IGNORECASE,
        )
        for angle in (_MINUTES, _SECONDS)
        for before in (True, False)
    ),
    re.compile(
        rf"(?<![\w.,+-])(?P<sign1>[+-]?){_MINUTES.replace('#', '1')}[\s,;/|]+"
        rf"(?P<sign2>[+-]?){_MINUTES.replace('#', '2')}(?![.,]?[\w])"
    ),
)
"""As receivers show them, and as people type them on a telephone without signs for minutes and seconds: 28 42.006 -100 31.380,
28 42 0.36 N 100 31 22.8 W."""
_BARE = re.compile(r"(?<![\w.,+-])(?P<deg1>[+-]?\d{1,3}\.\d{3,})°?(?:\s*[,;/|]\s*|\s+)(?P<deg2>[+-]?\d{1,3}\.\d{3,})(?!\w|\.\w)")
_BARE_COMMAS = re.compile(
    r"(?<![\w.,+-])(?P<deg1>[+-]?\d{1,3},\d{3,})°?(?:\s*[;/|]\s*|\s+|,\s+)(?P<deg2>[+-]?\d{1,3},\d{3,})(?!\w|,\w)"
)
_ALONE = re.compile(r"(?P<deg1>[+-]?\d{1,3}(?:\.\d+)?)°?\s*[,;\s]\s*(?P<deg2>[+-]?\d{1,3}(?:\.\d+)?)°?")
_ALONE_COMMAS = re.compile(r"(?P<deg1>[+-]?\d{1,3},\d+)\s*[;\s]\s*(?P<deg2>[+-]?\d{1,3},\d+)")


def read(text: str) -> Iterator[Found]:
    """Yield the points written in degrees. Two bare numbers are a point where they stand alone, or have three decimals each."""
    for pattern in (*_WITH_LETTERS, _NAMED, _WITH_SIGNS, *_WITHOUT_SIGNS):
        for found in pattern.finditer(text):
            yield from _angles(found)
    for pattern in (_BARE, _BARE_COMMAS):
        for found in pattern.finditer(text):
            yield from _angles(found)
    for pattern in (_ALONE, _ALONE_COMMAS):
        if alone := pattern.fullmatch(text.strip()):
            yield from _angles(alone)


def _angles(found: re.Match[str]) -> Iterator[Found]:
    parts = found.groupdict()
    lat, lon = _value(parts, 1, parts.get("north1") or ""), _value(parts, 2, parts.get("east2") or "")
    if lat is not None and lon is not None:
        yield Found(lat[0], lon[0], lat[1], found[0].strip(), max(lat[2], lon[2]))


def _value(parts: dict[str, str | None], number: int, letter: str) -> tuple[float, Writing, float] | None:
    """Return (degrees, how written, half a step in metres) of one angle; None where minutes or seconds cannot be."""
    texts = [(parts.get(f"{name}{number}") or "").replace(",", ".") for name in ("deg", "min", "sec")]
    degrees, minutes, seconds = (float(text) if text else 0.0 for text in texts)
    sign = parts.get(f"sign{number}") or ""
    if minutes >= 60 or seconds >= 60 or (letter and (sign == "-" or degrees < 0)) or abs(degrees) > 180:
        return None
    if any("." in text for text in texts[:-1] if text) and _last(texts) > 0 and "." in texts[0]:
        return None  # 28.5° 30': a fraction of a degree and minutes besides
    value = abs(degrees) + minutes / 60 + seconds / 3600
    is_negative = sign == "-" or texts[0].startswith("-") or letter[:1].lower() in ("s", "w", "o")
    place = _last(texts)
    decimals = len(texts[place].partition(".")[2])
    step_deg = (1.0, 1 / 60, 1 / 3600)[place] / 10**decimals
    writing = (Writing.DEGREES, Writing.MINUTES, Writing.SECONDS)[place]
    return (-value if is_negative else value), writing, step_deg * METRES_PER_DEGREE / 2


def _last(texts: list[str]) -> int:
    return max(place for place, text in enumerate(texts) if text or place == 0)
