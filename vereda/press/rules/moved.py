"""What of a published note does not stand any more: figures whose cell a revision of the edition changed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vereda.press.entries import Figure
from vereda.press.rules.telling import Printed
from vereda.press.words import Stands


class Moved(NamedTuple):
    """A figure, and what its cell says now. None: it is held back."""

    figure: Figure
    now: int | None


def moved(figures: Sequence[Figure], now: Printed) -> list[Moved]:
    """Return the figures of an edition whose cells are printed otherwise in a later revision."""
    of_edition = [one for one in figures if one.stands is Stands.EDITION]
    return [Moved(one, found) for one in of_edition if (found := now.value(one.table, one.cell)) != one.value]
