"""The maps of a post in words, and as the maps of the desk lay them under what they draw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vereda.countries.door import pack
from vereda.desk.rooms.history import names_of, who_is
from vereda.places.door import Box, Cut, PostMap, around, maps

KILOMETRES = (5, 10, 25, 50, 100)
MB = 1024 * 1024


@dataclass(frozen=True)
class Shown:
    """A map in words. zooms: 'niveles 8 a 14'; weight: of its pictures."""

    row: PostMap
    zooms: str
    weight: str
    brought_by: str


def shown(country: str, group: str) -> list[Shown]:
    """Return the maps of a post in words."""
    rows = maps(country, group)
    names = names_of({row.brought_by for row in rows})
    return [
        Shown(row, zooms_said(row.told.zoom_min, row.told.zoom_max), weight(row.told.bytes), who_is(row.brought_by, names))
        for row in rows
    ]


def base(country: str, group: str) -> list[dict[str, Any]]:  # Any: JSON for the map
    """Return what a map of the desk draws below its marks: addresses of tiles of this post alone."""
    return [
        {
            "name": row.told.name,
            "attribution": row.told.attribution,
            "url": _address(group, row.id),
            "zooms": [row.told.zoom_min, row.told.zoom_max],
            "box": [[row.told.box.south, row.told.box.west], [row.told.box.north, row.told.box.east]],
        }
        for row in maps(country, group)
    ]


def _address(group: str, name: str) -> str:
    whole = reverse("desk:tile", args=[group, name, 0, 0, 0])
    return whole.removesuffix("0/0/0") + "{z}/{x}/{y}"


def box_around(country: str, group: str, km: int) -> Box:
    """Return the box that reaches so far from a post to each side."""
    here = pack(country).groups[group]
    return around(here.lat, here.lon, km)


def cut_said(cut: Cut) -> str:
    """Return what a cut would be."""
    zooms = [one.zoom for one in cut.spans]
    return _("{tiles} teselas, {zooms}, {weight}").format(
        tiles=cut.tiles, zooms=zooms_said(min(zooms), max(zooms)), weight=weight(cut.bytes)
    )


def zooms_said(first: int, last: int) -> str:
    return _("niveles {first} a {last}").format(first=first, last=last)


def weight(size: int) -> str:
    """Return a size as somebody says it: '3.2 MB', '640 kB'."""
    return f"{size / MB:.1f} MB" if size >= MB else f"{max(1, round(size / 1024))} kB"


def file_name(group: str, cut: Cut, form: str, on: datetime) -> str:
    """Return how a cut is called: by the post, its zooms and the day, and never by a mission."""
    zooms = [one.zoom for one in cut.spans]
    return f"mapa-{group}-z{min(zooms)}-{max(zooms)}-{on:%Y%m%d}.{form}"
