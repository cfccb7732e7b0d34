"""The field in which somebody pastes or writes a point."""

from __future__ import annotations

from vereda.countries.door import pack
from vereda.desk.rooms.typed import Typed
from vereda.places.door import BadPoint, Found, read_point

FIELD = "point"


def written(typed: Typed, country: str, group: str) -> Found | None:
    """Return the point of the field; None where it is empty, or where what is wrong with it is noted beside it."""
    text = typed.get(FIELD).strip()
    if not text:
        return None
    post = pack(country).groups.get(group)
    try:
        return read_point(country, text, near=(post.lat, post.lon) if post else None)
    except BadPoint as error:
        typed.refuse(error, {error.code: FIELD})
    return None
