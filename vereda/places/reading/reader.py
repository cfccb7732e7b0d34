"""From any text to the points in it: pasted, dictated, sent by SMS."""

from __future__ import annotations

from unicodedata import normalize

from vereda.places.reading import degrees, grids, links
from vereda.places.reading.found import METRES_PER_DEGREE, Found
from vereda.places.reading.grids import Near

MOST_TEXT = 4000  # characters that are looked at
SAME_M = 1.0
_PLAIN = str.maketrans({"−": "-", "–": "-", "º": "°", "˚": "°", "\u00a0": " ", "\u202f": " ", "\u2009": " "})


def read(text: str, near: Near = None) -> tuple[Found, ...]:
    """Return the points of a text; the same point written twice is one, the first writing of those below stands.

    Links, degrees, MGRS, UTM and plus codes are read where the text itself holds the point.

    near  (latitude, longitude) [degrees] of a point not far away: completes a UTM pair without a zone and a short plus code
    """
    rest, kept = plain(text), list[Found]()
    for found in links.read(rest):
        kept.append(found)
        rest = rest.replace(found.text, " ")
    for found in (*degrees.read(rest), *grids.read(rest, near)):
        if abs(found.lat) <= 180 and not any(_is_same(found, one) for one in kept):
            kept.append(found)
    return tuple(kept)


def plain(text: str) -> str:
    """Return a text as points are looked for in it: one sign for a minus and one for degrees, spaces that are spaces."""
    return normalize("NFC", text[:MOST_TEXT]).translate(_PLAIN)


def hides_its_point(text: str) -> bool:
    """Return whether a text has a link that says its point only to who asks a network."""
    return links.hides_its_point(text[:MOST_TEXT])


def _is_same(one: Found, other: Found) -> bool:
    if one.text in other.text or other.text in one.text:
        return True  # a piece of what was read already
    return max(abs(one.lat - other.lat), abs(one.lon - other.lon)) * METRES_PER_DEGREE < max(SAME_M, one.coarse_m, other.coarse_m)
