"""Workshops that a note may tell of: a typed list with its sources, as long as the program keeps no workshops. Pure."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from vereda.countries.door import WORKSHOPS
from vereda.press.entries import Workshop
from vereda.press.errors import WorkshopUnknown


@cache
def workshops(path: Path = WORKSHOPS) -> tuple[Workshop, ...]:
    """Return the list in its order."""
    return tuple(Workshop.model_validate(one) for one in tomllib.loads(path.read_text(encoding="utf-8"))["workshop"])


def workshop(code: str) -> Workshop:
    """Return one of them. Raises WorkshopUnknown."""
    for one in workshops():
        if one.code == code:
            return one
    raise WorkshopUnknown(value=code[:40])
