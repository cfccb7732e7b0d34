"""The ways from the page of the post: one tile for each area of the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.access.door import Action, Part, Reader, RecordClass, holds


@dataclass(frozen=True)
class Tile:
    """A way to an area. name: route; said: what is done there, in one line; need: the right without which it is not shown."""

    name: str
    label: str | Promise
    said: str | Promise
    icon: str
    need: tuple[RecordClass, Action, Part] = (RecordClass.K1, Action.READ, Part.WHOLE)


TILES: tuple[Tile, ...] = (
    Tile(
        "totals",
        lazy("Totales reportados"),
        lazy("Sumas de días o meses que llegaron sin encuentros"),
        "sum",
        (RecordClass.K1, Action.WRITE, Part.POST),
    ),
    Tile(
        "walls",
        lazy("Pantalla de pared"),
        lazy("Una pantalla que se queda encendida con equipos, horas y alarmas"),
        "today",
        (RecordClass.K10, Action.READ, Part.GROUP_USERS),
    ),
    Tile(
        "practice",
        lazy("Simulacro"),
        lazy("Practicar un turno o una misión; nada cuenta y nada sale"),
        "repeat",
        (RecordClass.K1, Action.WRITE, Part.POST),
    ),
    Tile("dangers", lazy("Agente en peligro"), lazy("Dar la alarma, lo que se hizo, el sonido de esta pantalla"), "danger"),
    Tile("radio", lazy("Radio"), lazy("Quién se reportó, llamadas, indicativos y canales"), "radio"),
    Tile(
        "text_messages",
        lazy("Mensajes de texto"),
        lazy("A qué números se avisa, y si hay pasarela"),
        "phone",
        (RecordClass.K10, Action.READ, Part.GROUP_USERS),
    ),
)


def tiles(reader: Reader) -> Iterator[tuple[Tile, str]]:
    """Yield the tiles that the reader's role opens, with their address."""
    for tile in TILES:
        if holds(reader.role, *tile.need):
            yield tile, reverse(f"desk:{tile.name}")
