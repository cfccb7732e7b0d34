"""Photographs of a visit as pages show them: those that two persons looked at; to who may confirm, that one waits."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from vereda.access.door import Reader
from vereda.desk.rooms.programme_asks import language
from vereda.workshops import door as workshops
from vereda.workshops.schema import IN_NO_PHOTO, MayNot, phrase

type Context = dict[str, Any]  # Any: what a page draws


def of_visit(visit: UUID, reader: Reader) -> Context:
    """Return the photographs of a visit that anybody may see, and those that wait: own ones apart from those of others."""
    rows, points = workshops.photos(reader.country, visit=visit), workshops.visitable(reader.country)
    made = [
        {"subject": row.subject, "visit": row.visit, "point": points.get(row.point, row.point), "on": row.on,
         "is_own": row.by == reader.account, "is_confirmed": row.is_confirmed}
        for row in rows
    ]  # fmt: skip
    return {
        "photos": [one for one in made if one["is_confirmed"]],
        "photos_waiting": [one for one in made if not one["is_confirmed"]],
    }


def of_point(point: str, country: str) -> dict[UUID, list[Context]]:
    """Return the photographs of a point that anybody may see, by visit."""
    found: dict[UUID, list[Context]] = {}
    for row in workshops.photos(country, point=point):
        found.setdefault(row.visit, []).append({"subject": row.subject, "visit": row.visit, "on": row.on})
    return found


def looked_for() -> list[tuple[str, str]]:
    """Return what may not be in a photograph: (code, words)."""
    return [(one.value, phrase(language(), f"in_photo.{one.value}")) for one in IN_NO_PHOTO]


def ticked(given: dict[str, str]) -> list[MayNot]:
    """Return what somebody says not to be in it."""
    return [one for one in IN_NO_PHOTO if given.get(f"without:{one.value}")]
