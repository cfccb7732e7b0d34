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
STEPS: Words = {
    "supplies.stock_received": lazy("Anotó lo que entró"),
    "supplies.stock_issued": lazy("Anotó lo que salió con alguien"),
    "supplies.stock_returned": lazy("Anotó lo que regresó"),
    "supplies.stock_given": lazy("Anotó lo que se entregó"),
    "supplies.stock_written_off": lazy("Dio de baja artículos"),
    "supplies.stock_counted": lazy("Contó el estante"),
    "supplies.stock_adjusted": lazy("Explicó una diferencia"),
    "supplies.stock_sent": lazy("Envió artículos a otro puesto"),
    "supplies.stock_arrived": lazy("Recibió artículos de otro puesto"),
    "supplies.transfer_heard": lazy("Anotó que el envío llegó"),
    "supplies.stock_withdrawn": lazy("Retiró un movimiento"),
    "supplies.low_mark_set": lazy("Cambió el aviso de existencia baja"),
    "supplies.vehicle_registered": lazy("Registró el vehículo"),
    "supplies.vehicle_changed": lazy("Cambió los datos del vehículo"),
    "supplies.vehicle_out_of_service": lazy("Lo sacó de servicio"),
    "supplies.vehicle_in_service": lazy("Lo volvió a poner en servicio"),
    "supplies.vehicle_ended": lazy("Lo dio de baja"),
    "supplies.fault_reported": lazy("Reportó una falla"),
    "supplies.fault_repaired": lazy("Anotó la reparación"),
    "supplies.refuelled": lazy("Anotó combustible"),
    "supplies.vehicle_serviced": lazy("Anotó el servicio"),
    "supplies.trip_out": lazy("Anotó la salida del vehículo"),
    "supplies.trip_back": lazy("Anotó el regreso del vehículo"),
    "supplies.trip_corrected": lazy("Corrigió la salida del vehículo"),
    "supplies.trip_still_out": lazy("Deshizo el regreso del vehículo"),
    "supplies.trip_withdrawn": lazy("Retiró la salida del vehículo"),
    "supplies.equipment_registered": lazy("Registró el equipo"),
    "supplies.equipment_lent": lazy("Prestó el equipo"),
    "supplies.equipment_returned": lazy("Anotó que regresó el equipo"),
    "supplies.equipment_charged": lazy("Anotó la carga de la batería"),
    "supplies.equipment_inspected": lazy("Revisó el equipo"),
    "supplies.equipment_missing": lazy("Anotó que no se encuentra"),
    "supplies.equipment_found": lazy("Anotó que apareció"),
    "supplies.equipment_ended": lazy("Lo dio de baja"),
}
"""What each entry did, for histories and for what waits."""
FIELDS: Words = {
    "low": lazy("Avisar desde"),
    "registered": lazy("Se registró"),
    "vehicle_kind": lazy("Tipo de vehículo"),
    "equipment_kind": lazy("Tipo de equipo"),
    "number": lazy("Número"),
    "plate": lazy("Placa o matrícula"),
    "meter": lazy("Kilometraje u horas"),
    "papers_on": lazy("Tarjeta de circulación o permiso"),
    "insured_on": lazy("Seguro"),
    "service_at": lazy("Próximo servicio a los"),
    "service_on": lazy("Próximo servicio el"),
    "out_for": lazy("Fuera de servicio"),
    "ended_for": lazy("Baja"),
    "vehicle": lazy("Vehículo"),
    "driver": lazy("Quién maneja"),
    "errand": lazy("Mandado"),
    "meter_out": lazy("Marcaba al salir"),
    "meter_back": lazy("Marcaba al regresar"),
    "fuel_out": lazy("Combustible al salir"),
    "fuel_back": lazy("Combustible al regresar"),
    "checked": lazy("Revisado y bien"),
    "faults": lazy("Fallas al salir"),
    "expires_on": lazy("Caducidad"),
    "is_damaged": lazy("Dañado"),
    "is_missing": lazy("No se encuentra"),
}
"""Fields of vehicles, trips and equipment of which two may write differently."""
