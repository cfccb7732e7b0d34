"""What an entry may say of a place in the clear. Pure."""

from __future__ import annotations

import h3

COARSE = 5  # resolution of the H3 cells that may stand in the clear: about 250 km2


def is_coarse(cell: str) -> bool:
    """Tell whether a text is an H3 cell that may stand in the clear."""
    try:
        return bool(h3.is_valid_cell(cell)) and h3.get_resolution(cell) == COARSE
    except ValueError:  # no hexadecimal number
        return False
