"""Words for stock, vehicles and equipment."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.supplies.door import AdjustedFor, CameFrom, EndedFor, HolderKind, Moved, OutFor, WrittenOffFor

type Words = Mapping[str, str | Promise]

CAME_FROM: Words = {
    CameFrom.DONATION: lazy("Donativo"),
    CameFrom.GRANT: lazy("Programa o apoyo"),
    CameFrom.PURCHASE: lazy("Compra"),
    CameFrom.OFFICE: lazy("La oficina estatal o la central"),
    CameFrom.OTHER: lazy("Otro"),
}
WRITTEN_OFF: Words = {
    WrittenOffFor.EXPIRED: lazy("Caducó"),
    WrittenOffFor.DAMAGED: lazy("Se dañó o se mojó"),
    WrittenOffFor.LOST: lazy("Se perdió"),
    WrittenOffFor.STOLEN: lazy("Lo robaron"),
    WrittenOffFor.USED_BY_TEAM: lazy("Lo usó el equipo"),
    WrittenOffFor.OTHER: lazy("Otro motivo"),
}
ADJUSTED: Words = {
    AdjustedFor.GIVEN_UNNOTED: lazy("Se entregó sin anotar"),
    AdjustedFor.CAME_UNNOTED: lazy("Entró sin anotar"),
    AdjustedFor.MISCOUNTED: lazy("Se contó mal antes"),
    AdjustedFor.WRONG_ENTRY: lazy("Un movimiento se anotó mal"),
    AdjustedFor.UNKNOWN: lazy("No se sabe"),
}
MOVED: Words = {
    Moved.RECEIVED: lazy("Entró"),
    Moved.ISSUED: lazy("Salió"),
    Moved.RETURNED: lazy("Regresó"),
    Moved.GIVEN: lazy("Se entregó"),
    Moved.WRITTEN_OFF: lazy("Baja"),
    Moved.ADJUSTED: lazy("Diferencia explicada"),
    Moved.SENT: lazy("Enviado a otro puesto"),
    Moved.ARRIVED: lazy("Llegó de otro puesto"),
}
HOLDERS: Words = {
    HolderKind.PATROL: lazy("Recorrido"),
    HolderKind.VEHICLE: lazy("Vehículo"),
    HolderKind.DISTRIBUTION: lazy("Reparto"),
    HolderKind.AGENT: lazy("Agente"),
    HolderKind.OTHER: lazy("Otro"),
}
OUT_FOR: Words = {
    OutFor.REPAIR: lazy("En el taller"),
    OutFor.ACCIDENT: lazy("Accidente"),
    OutFor.PAPERS: lazy("Papeles o seguro"),
    OutFor.NO_FUEL: lazy("Sin combustible"),
    OutFor.OTHER: lazy("Otro motivo"),
}
ENDED: Words = {
    EndedFor.WORN_OUT: lazy("Ya no sirve"),
    EndedFor.HANDED_OVER: lazy("Pasó a otro puesto"),
    EndedFor.LOST: lazy("Se perdió"),
    EndedFor.STOLEN: lazy("Lo robaron"),
    EndedFor.ENTERED_TWICE: lazy("Se anotó dos veces"),
}
DUE: Words = {
    "papers": lazy("Tarjeta de circulación o permiso"),
    "insurance": lazy("Seguro"),
    "service": lazy("Servicio"),
}
FUEL: tuple[tuple[str, str | Promise], ...] = (
    ("8", lazy("Lleno")),
    ("6", lazy("Tres cuartos")),
    ("4", lazy("Medio")),
    ("2", lazy("Un cuarto")),
    ("1", lazy("Casi vacío")),
)
"""Marks of a tank, in eighths, as they are tapped."""
