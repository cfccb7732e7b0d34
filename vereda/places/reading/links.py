"""Links of maps and shared locations, as far as the point stands in the link itself. Nothing is asked of a network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from vereda.places.reading import degrees
from vereda.places.reading.found import METRES_PER_DEGREE, Found, Writing

_LINK = re.compile(r"(?:https?://|www\.|geo:|maps\.|goo\.gl/)\S+", re.IGNORECASE)
_N = r"([+-]?\d{1,3}\.\d+)"
_PIN = re.compile(rf"!3d{_N}!4d{_N}")
_OSM_PIN = re.compile(rf"[?&]mlat={_N}&mlon={_N}")
_WORDS = "q|query|ll|daddr|destination|sll|loc|center|cp|to|pt|at"
_NAMED = re.compile(
    rf"(?:[?&](?:{_WORDS})=(?:loc:|ll\.|point\.)?|geo:|/place/|/dir//|/search/){_N}[,~_ +]+{_N}",
    re.IGNORECASE,
)
_VIEW = re.compile(rf"(?:@{_N},{_N}|#map=\d+(?:\.\d+)?/{_N}/{_N})")
_HIDING = re.compile(
    r"\b(?:maps\.app\.goo\.gl|goo\.gl/maps|g\.co/kgs|waze\.com/ul/h[a-z0-9]+|w3w\.co|what3words\.com)\S*|///\w+\.\w+\.\w+",
    re.IGNORECASE,
)
_ORDER = (_PIN, _OSM_PIN, _NAMED, _VIEW)
"""The pin that somebody set, before the middle of the view that happened to be on the screen."""


def read(text: str) -> Iterator[Found]:
    """Yield the point of each link; one point a link."""
    for link in _LINK.finditer(text):
        plain = unquote(link[0]).replace("+", " ") if "%" in link[0] else link[0]
        found = next((hit for pattern in _ORDER if (hit := pattern.search(plain))), None)
        if found is not None:
            lat, lon = (part for part in found.groups() if part is not None)
            step = max(10.0 ** -len(part.partition(".")[2]) for part in (lat, lon))
            yield Found(float(lat), float(lon), Writing.LINK, link[0], step * METRES_PER_DEGREE / 2)
            continue
        for one in degrees.read(plain):
            yield Found(one.lat, one.lon, Writing.LINK, link[0], one.coarse_m)
            break


def hides_its_point(text: str) -> bool:
    """Return whether a link or a name of three words stands there that says its point only to who asks a network."""
    return _HIDING.search(text) is not None
