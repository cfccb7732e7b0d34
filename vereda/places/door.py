"""What other modules may use of places."""

from __future__ import annotations

from .errors import (
    BadPoint,
    CoordinatesSwapped,
    EmptyPoint,
    NotACoordinate,
    OutsideCountry,
    PointHidden,
    PointNotRead,
    PointsDiffer,
    SignMissing,
)
from .lookups import admin1_outline, check_point, locate, read_point, states_in
from .maps import PostMap, bring_map, maps, post_map, remove_map, tile
from .reading.found import Found, Writing
from .reading.reader import plain as plain_text
from .rules import Place, cell_centre, cell_outline, cells, cells_around, distance_km
from .tiles.archive import MOST_BYTES as MAP_MOST_BYTES
from .tiles.cutting import FORMATS as CUT_FORMATS
from .tiles.cutting import Cut
from .tiles.cutting import cut as cut_map
from .tiles.cutting import weigh as weigh_cut
from .tiles.errors import CutTooLarge, CutWrong, MapFileMissing, MapNotThere, MapRefused
from .tiles.grid import Box, around, around_points
from .tiles.pictures import MEDIA as TILE_MEDIA

__all__ = [
    "CUT_FORMATS",
    "MAP_MOST_BYTES",
    "TILE_MEDIA",
    "BadPoint",
    "Box",
    "CoordinatesSwapped",
    "Cut",
    "CutTooLarge",
    "CutWrong",
    "EmptyPoint",
    "Found",
    "MapFileMissing",
    "MapNotThere",
    "MapRefused",
    "NotACoordinate",
    "OutsideCountry",
    "Place",
    "PointHidden",
    "PointNotRead",
    "PointsDiffer",
    "PostMap",
    "SignMissing",
    "Writing",
    "admin1_outline",
    "around",
    "around_points",
    "bring_map",
    "cell_centre",
    "cell_outline",
    "cells",
    "cells_around",
    "check_point",
    "cut_map",
    "distance_km",
    "locate",
    "maps",
    "plain_text",
    "post_map",
    "read_point",
    "remove_map",
    "states_in",
    "tile",
    "weigh_cut",
]
