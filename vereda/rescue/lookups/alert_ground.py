"""Where an alert is on the map: the side of the border, as far as it can be told, and the nearest groups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vereda.countries.door import pack
from vereda.places.door import cell_centre, cell_outline, locate
from vereda.rescue.models.alert import Alert
from vereda.rescue.rules.alert_ground import Near, around, nearest, side


@dataclass(frozen=True)
class Lies:
    """Where an alert lies.

    side      country by the map (ISO 3166-1), '' where the map cannot tell; told: what somebody said of it
    is_exact  whether the exact place was still held; else the middle of its coarse cell stands for it
    near      nearest groups, none where no place is known; kmh, is_sourced: the speed that the estimate stands on
    """

    side: str
    told: str
    is_exact: bool
    near: tuple[Near, ...]
    kmh: int
    is_sourced: bool


def lies(row: Alert, exact: tuple[float, float] | None, on: date) -> Lies:
    """Return where an alert lies.

    exact  latitude, longitude [degrees] where the exact place is still held, and the reader may know it
    on     local day: groups that ended are not asked
    """
    chosen = pack(row.country)
    speed = chosen.country.straight_line
    point = exact or (cell_centre(row.h3_5) if row.h3_5 else None)
    points = around(*exact) if exact else _of_cell(row.h3_5)
    return Lies(
        side=side(chosen.country.iso, (locate(row.country, *one) for one in points)),
        told=row.side,
        is_exact=exact is not None,
        near=tuple(nearest(*point, [post for post in chosen.groups.values() if post.holds_on(on)], speed.kmh)) if point else (),
        kmh=speed.kmh,
        is_sourced=speed.is_verified,
    )


def _of_cell(cell: str) -> list[tuple[float, float]]:
    """Return points of a coarse cell: its middle and its corners."""
    return [cell_centre(cell), *((lat, lon) for lon, lat in cell_outline(cell)["coordinates"][0])] if cell else []
