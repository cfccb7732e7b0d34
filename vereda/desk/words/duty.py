"""Words for the roster, the hand-over, routes, agreements and volunteers."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext_lazy

from vereda.groups.door import Counterpart, LentKind, LentUnit, Phase

type Words = Mapping[str, str | Promise]

COUNTERPARTS: Words = {
    Counterpart.MUNICIPALITY: lazy("Municipio"),
    Counterpart.STATE: lazy("Gobierno del estado"),
    Counterpart.FEDERAL: lazy("Dependencia federal"),
    Counterpart.RED_CROSS: lazy("Cruz Roja"),
    Counterpart.FIRM: lazy("Empresa"),
    Counterpart.CIVIL: lazy("Organización civil"),
    Counterpart.OTHER: lazy("Otra"),
}
LENT_KINDS: Words = {
    LentKind.PEOPLE: lazy("Personal"),
    LentKind.VEHICLES: lazy("Vehículos"),
    LentKind.FUEL: lazy("Combustible"),
    LentKind.EQUIPMENT: lazy("Equipo"),
    LentKind.SUPPLIES: lazy("Insumos"),
    LentKind.SPACE: lazy("Espacio"),
    LentKind.OTHER: lazy("Otra cosa"),
}
LENT_UNITS: Words = {
    LentUnit.PERSON: lazy("personas"),
    LentUnit.VEHICLE: lazy("vehículos"),
    LentUnit.LITRE: lazy("litros en total"),
    LentUnit.LITRE_A_MONTH: lazy("litros al mes"),
    LentUnit.PIECE: lazy("piezas"),
    LentUnit.ROOM: lazy("cuartos"),
    LentUnit.HOUR_A_WEEK: lazy("horas a la semana"),
}
LENT_AMOUNTS = {
    LentUnit.PERSON: ngettext_lazy("%(n)d persona", "%(n)d personas", "n"),
    LentUnit.VEHICLE: ngettext_lazy("%(n)d vehículo", "%(n)d vehículos", "n"),
    LentUnit.LITRE: ngettext_lazy("%(n)d litro en total", "%(n)d litros en total", "n"),
    LentUnit.LITRE_A_MONTH: ngettext_lazy("%(n)d litro al mes", "%(n)d litros al mes", "n"),
    LentUnit.PIECE: ngettext_lazy("%(n)d pieza", "%(n)d piezas", "n"),
    LentUnit.ROOM: ngettext_lazy("%(n)d cuarto", "%(n)d cuartos", "n"),
    LentUnit.HOUR_A_WEEK: ngettext_lazy("%(n)d hora a la semana", "%(n)d horas a la semana", "n"),
}
PHASES: Words = {
    Phase.TO_COME: lazy("todavía no empieza"),
    Phase.HOLDS: lazy("vigente"),
    Phase.ENDS_SOON: lazy("por terminar"),
    Phase.ENDED: lazy("terminado"),
}
STEPS: Words = {
    "groups.turn_named": lazy("Nombró el turno"),
    "groups.turn_retired": lazy("Quitó el turno"),
    "groups.roster_planned": lazy("Cambió el rol de servicio"),
    "groups.staff_lent": lazy("Anotó a alguien prestado"),
    "groups.staff_returned": lazy("Anotó que regresó a su puesto"),
    "groups.handover_given": lazy("Entregó el turno"),
    "groups.handover_signed": lazy("Leyó la entrega y la firmó"),
    "groups.handover_withdrawn": lazy("Retiró la entrega"),
    "groups.route_named": lazy("Nombró la ruta"),
    "groups.route_retired": lazy("Quitó la ruta"),
    "groups.route_reinstated": lazy("Volvió a usar la ruta"),
    "groups.patrol_planned": lazy("Planeó el recorrido"),
    "groups.patrol_plan_cancelled": lazy("Canceló el recorrido planeado"),
    "groups.call_number_kept": lazy("Guardó el número del grupo"),
    "groups.call_number_verified": lazy("Llamó al número del grupo y lo verificó"),
    "groups.call_number_tested": lazy("Probó el número del grupo"),
    "groups.call_number_withdrawn": lazy("Quitó el número del grupo"),
    "groups.agreement_written": lazy("Anotó el convenio"),
    "groups.agreement_renewed": lazy("Renovó el convenio"),
    "groups.agreement_ended": lazy("Anotó que el convenio terminó"),
    "groups.volunteer_written": lazy("Anotó a la persona voluntaria"),
    "groups.volunteer_left": lazy("Anotó que se fue"),
}
"""What an entry did, for histories."""
RECORDS: Words = {
    "turn": lazy("Turno del puesto"),
    "call_number": lazy("Número del grupo"),
    "roster_day": lazy("Rol de servicio"),
    "lent_staff": lazy("Personal prestado"),
    "handover": lazy("Entrega de turno"),
    "route": lazy("Ruta"),
    "patrol_plan": lazy("Recorrido planeado"),
    "agreement": lazy("Convenio"),
    "volunteer": lazy("Persona voluntaria"),
}
"""What a record is called where two people wrote it differently."""
FIELDS: Words = {
    "hours": lazy("Horas del turno"),
    "name": lazy("Nombre"),
    "retired": lazy("Ya no se usa"),
    "duty": lazy("Quién va en el turno"),
    "on": lazy("Día"),
    "lent": lazy("Préstamo"),
    "left": lazy("Se fue"),
    "given": lazy("Entrega"),
    "route_number": lazy("Número de la ruta"),
    "route_name": lazy("Nombre de la ruta"),
    "route_zone": lazy("Zona"),
    "route_check_in_min": lazy("Cada cuánto se reporta"),
    "planned_on": lazy("Día"),
    "planned_leaves": lazy("Hora de salida"),
    "planned_back_after_min": lazy("En cuánto vuelve"),
    "planned_route": lazy("Ruta"),
    "planned_route_said": lazy("Ruta"),
    "planned_team": lazy("Equipo"),
    "planned_vehicles": lazy("Vehículo"),
    "planned_driver": lazy("Quién maneja"),
    "planned_check_in_min": lazy("Cada cuánto se reporta"),
    "cancelled": lazy("Cancelado"),
    "agreed_counterpart_kind": lazy("Con quién"),
    "agreed_counterpart": lazy("Con quién"),
    "agreed_lent": lazy("Qué se presta"),
    "agreed_from_on": lazy("Desde"),
    "agreed_until_on": lazy("Hasta"),
    "agreed_source": lazy("Qué papel lo dice"),
    "renewed_by": lazy("Papel de la renovación"),
    "ended_on": lazy("Terminó el"),
    "volunteer_signed_on": lazy("Firmó el acuerdo"),
    "volunteer_trained_on": lazy("Capacitación"),
    "volunteer_conduct_on": lazy("Firmó el código de conducta"),
    "volunteer_until_on": lazy("Hasta"),
}
"""What a field of a folded record is called."""


def lent_said(kind: str, number: int, unit: str) -> str:
    """Return a thing lent: 'Combustible: 200 litros al mes'."""
    amount = LENT_AMOUNTS.get(LentUnit(unit)) if unit in set(LentUnit) else None
    return f"{LENT_KINDS.get(kind, kind)}: {amount % {'n': number} if amount else number}"
