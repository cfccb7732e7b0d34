"""Words of incidents, closed areas, leaves to go somewhere, and interference with our help."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.desk.words import warnings as warning_words
from vereda.safety.door import (
    Against,
    ClosedFor,
    Delivery,
    IncidentDone,
    IncidentEnd,
    IncidentTold,
    Interfered,
    Severity,
    Source,
    WeDid,
    Within,
    Witness,
)

type Words = Mapping[str, str | Promise]

SEVERITIES: Words = {
    Severity.NOTE: lazy("Para saber"),
    Severity.SERIOUS: lazy("Serio: se paró o cambió el trabajo"),
    Severity.GRAVE: lazy("Grave: hubo heridos o pudo haberlos"),
}
SHORT_SEVERITIES: Words = {Severity.NOTE: lazy("para saber"), Severity.SERIOUS: lazy("serio"), Severity.GRAVE: lazy("GRAVE")}
AGAINST: Words = {
    Against.STAFF: lazy("A personal nuestro"),
    Against.NEAR: lazy("Cerca del trabajo, pero a nadie nuestro"),
    Against.GOODS: lazy("A vehículo, equipo o puesto"),
}
DONE: Words = {
    IncidentDone.LEFT: lazy("El equipo se fue de ahí"),
    IncidentDone.STOPPED_WORK: lazy("Se paró el trabajo"),
    IncidentDone.CARED: lazy("Se atendió a quien lo necesitaba"),
    IncidentDone.ROUTE_CHANGED: lazy("Se cambió la ruta"),
    IncidentDone.AREA_CLOSED: lazy("Se cerró la zona"),
    IncidentDone.REPLACED: lazy("Se repuso lo perdido"),
    IncidentDone.TALKED: lazy("Se habló con el equipo"),
    IncidentDone.COMPLAINT: lazy("Quien lo vivió puso una queja"),
}
TOLD: Words = {
    IncidentTold.COORDINATION: lazy("Coordinación"),
    IncidentTold.HEADQUARTERS: lazy("Central"),
    IncidentTold.NEIGHBOURS: lazy("Grupos o aliados de la misma zona"),
    IncidentTold.EMERGENCY: lazy("Número de emergencia"),
    IncidentTold.FAMILY: lazy("Familia del colega"),
}
ENDS: Words = {
    IncidentEnd.SETTLED: lazy("Quedó resuelto"),
    IncidentEnd.NOTHING_MORE: lazy("No hay más que hacer"),
    IncidentEnd.MISTAKE: lazy("No era lo que parecía"),
}
CLOSED_FOR: Words = {
    ClosedFor.SHOTS: lazy("Disparos"),
    ClosedFor.ROADBLOCK: lazy("Bloqueo"),
    ClosedFor.THREAT: lazy("Amenaza"),
    ClosedFor.PATROLLED: lazy("Hay una autoridad esperando"),
    ClosedFor.FLOOD: lazy("Creciente o inundación"),
    ClosedFor.FIRE: lazy("Incendio"),
    ClosedFor.ROAD: lazy("Camino cortado"),
    ClosedFor.HEALTH: lazy("Riesgo de salud"),
    ClosedFor.OTHER: lazy("Otra cosa"),
}
SOURCES: Words = {
    Source.TEAM: lazy("Un equipo nuestro"),
    Source.COORDINATION: lazy("Coordinación"),
    Source.HEADQUARTERS: lazy("Central"),
    Source.NEIGHBOURS: lazy("Otro grupo o un aliado"),
    Source.CIVIL_PROTECTION: lazy("Protección civil"),
    Source.COMMUNITY: lazy("Gente del lugar"),
    Source.LANDOWNER: lazy("Dueño o encargado del terreno"),
    Source.AUTHORITY: lazy("Una autoridad"),
    Source.PRESS: lazy("Noticias"),
}
INTERFERED: Words = {
    Interfered.WAITED: lazy("Esperó cerca de la ayuda"),
    Interfered.DETAINED: lazy("Detuvo a personas"),
    Interfered.ASKED_LISTS: lazy("Pidió listas o registros"),
    Interfered.FOLLOWED: lazy("Siguió al equipo"),
    Interfered.ASKED_TO_POINT: lazy("Pidió que señaláramos a personas"),
    Interfered.SEARCHED: lazy("Revisó personas, puesto o vehículo"),
    Interfered.OTHER: lazy("Otra cosa"),
}
WITHIN: Words = {
    Within.SIGHT: lazy("A la vista de la ayuda"),
    Within.TWO_HOURS: lazy("En las dos horas antes o después"),
}
WITNESSES: Words = {
    Witness.AGENT: lazy("Personal nuestro lo vio"),
    Witness.PARTNER: lazy("Lo vio un aliado"),
    Witness.PERSON: lazy("Lo contó quien lo vivió"),
}
WE_DID: Words = {
    WeDid.SPOKE: lazy("Dijimos qué hace el grupo y qué no"),
    WeDid.REFUSED: lazy("No dimos listas ni señalamos a nadie"),
    WeDid.STAYED: lazy("Nos quedamos"),
    WeDid.LEFT: lazy("Llevamos la ayuda a otro lado"),
    WeDid.TOLD_RIGHTS: lazy("Dijimos a las personas sus derechos"),
    WeDid.ADVICE: lazy("Llamamos a asesoría legal"),
    WeDid.NOTHING: lazy("No pudimos hacer nada"),
}
DELIVERIES: Words = {
    Delivery.LETTER: lazy("Oficio en papel"),
    Delivery.PORTAL: lazy("Página del organismo, a mano"),
}
STEPS: Words = {
    "safety.incident_reported": lazy("Anotó el incidente"),
    "safety.incident_followed": lazy("Anotó qué siguió"),
    "safety.incident_closed": lazy("Cerró el incidente"),
    "safety.incident_reopened": lazy("Reabrió el incidente"),
    "safety.area_closed": lazy("Cerró la zona"),
    "safety.area_renewed": lazy("La dejó cerrada hasta otro día"),
    "safety.area_opened": lazy("Abrió la zona"),
    "safety.area_passed": lazy("Un equipo salió por ahí de todos modos"),
    "safety.clearance_required": lazy("Dijo que ahí se pide permiso"),
    "safety.clearance_not_required": lazy("Dijo que ahí ya no se pide permiso"),
    "safety.clearance_asked": lazy("Pidió permiso"),
    "safety.clearance_given": lazy("Anotó que dieron permiso"),
    "safety.clearance_refused": lazy("Anotó que no dieron permiso"),
    "safety.interference_recorded": lazy("Anotó la injerencia"),
    "safety.interference_added": lazy("Agregó lo que se supo después"),
    "safety.interference_read": lazy("Leyó el registro"),
    "safety.interference_delivered": lazy("Lo entregó al organismo externo"),
    **warning_words.STEPS,
}
"""What each entry did, for histories and for what waits."""
RECORDS: Words = {
    "incident": lazy("Incidente de seguridad"),
    "closed_area": lazy("Zona cerrada"),
    "clearance_rule": lazy("Lugar donde se pide permiso"),
    "clearance": lazy("Permiso de paso"),
    "interference": lazy("Injerencia de una autoridad"),
    **warning_words.RECORDS,
}
"""What a record is called where two people wrote it differently."""
FIELDS: Words = {
    "incident_what": lazy("Qué pasó"),
    "incident_severity": lazy("Qué tan grave"),
    "incident_against": lazy("A quién"),
    "incident_place": lazy("Municipio"),
    "incident_route": lazy("Ruta del puesto"),
    "incident_route_said": lazy("En qué ruta"),
    "incident_reported": lazy("Cuándo pasó"),
    "incident_outcome": lazy("Cómo quedó"),
    "area_name": lazy("Cómo le dicen"),
    "area_route": lazy("Ruta del puesto"),
    "area_zone": lazy("Zona"),
    "area_state": lazy("Entidad"),
    "area_municipality": lazy("Municipio"),
    "area_reason": lazy("Por qué está cerrada"),
    "area_said_by": lazy("Quién lo dijo"),
    "area_from_on": lazy("Cerrada desde"),
    "area_until_on": lazy("Último día cerrada"),
    "area_opened_on": lazy("Se abrió el"),
    "closed_by": lazy("Quién la cerró"),
    "clearance_rule": lazy("Dónde se pide permiso"),
    "rule_ended": lazy("Ya no se pide"),
    "clearance_asked": lazy("Cuándo se pidió"),
    "clearance_answer": lazy("Respuesta"),
    "interference_recorded": lazy("Cuándo pasó"),
    "interference_people": lazy("Personas afectadas"),
    "interference_detained": lazy("Personas detenidas"),
    **warning_words.FIELDS,
}
"""What a field of a folded record is called."""


def said(words: Words, code: str) -> str:
    """Return the word for a code; a code of a newer version as it is."""
    return str(words.get(code, code))


def all_said(words: Words, codes: object) -> list[str]:
    """Return the words for several codes, in the order of the table; codes of a newer version last."""
    given = [str(code) for code in codes] if isinstance(codes, list | tuple) else []
    return [str(word) for code, word in words.items() if code in given] + [code for code in given if code not in words]
