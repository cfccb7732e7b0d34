"""The words of a bulletin in its two languages. A document keeps its language, whatever the screen speaks.

Pure, so that a notebook writes the same heading as the desk. A third language is a third entry.
"""

from __future__ import annotations

from string import Formatter
from typing import Any

from vereda.countries.door import worded

PHRASES: dict[str, dict[str, str]] = {
    "es": {
        "title": "Boletín interno de {country}",
        "period": "del {from_on} al {to_on}",
        "internal": "Uso interno, no para publicación",
        "as_of": "a la fecha del bloque {block}",
        "as_of_on": "a la fecha del bloque {block}, {on}",
        "services_by_category": "atenciones: una por persona, encuentro y categoría (agua y comida son una asistencia social)",
        "services_by_service": "servicios: uno por persona, encuentro y servicio (agua y comida son dos)",
        "people": "personas atendidas, una por persona y encuentro (quien fue atendida dos veces cuenta dos veces)",
        "encounters": "encuentros: uno por reunión, cualquiera que sea el número de personas",
        "value": "valor",
        "total": "Total",
        "outside": "Fuera del total",
        "outside_unit": "cuerpos y recorridos por su número; las demás categorías en la misma unidad",
        "*": "no registrado junto",
        "XX": "nacionalidad desconocida",
        "U": "desconocido",
        "category": "categoría",
        "nationality": "nacionalidad",
        "group": "grupo",
        "state": "entidad (donde ocurrió)",
        "month": "mes",
        "sex": "sexo",
        "age_band": "edad",
        "service": "servicio",
        "scope": "ámbito",
        "to": "hasta",
        "sex.F": "mujer",
        "sex.M": "hombre",
        "sex.X": "otro",
        "sex.U": "desconocido",
        "age_band.0-17": "0-17 (solo se sabe menor)",
        "age_band.18+": "18+ (solo se sabe mayor)",
        "age_band.U": "desconocida",
        "category.BODY": "Cuerpos recuperados",
        "category.PATROL": "Recorridos",
        "note.overlap": "El total se cuenta, no se suma: una persona o un encuentro puede estar en varias filas.",
        "note.not_together": "«*»: se sabe, pero no junto con los demás datos de la fila.",
        "note.minors": "Menores de 18 años: {minors}.",
        "note.reported": "Quedan fuera de esta tabla {number} atenciones de totales reportados, que no dicen {what}.",
        "note.reported_people": "cuántas personas fueron",
        "note.reported_service": "qué servicio se dio",
        "note.reported_encounters": "en cuántos encuentros",
        "note.without_category": "Quedan fuera {number} servicios sin categoría oficial en su fecha.",
        "note.not_additive": "Una fila de servicio no suma a su categoría: agua y comida son una sola asistencia social.",
        "note.aggregates": "No se cuentan como encuentros los totales reportados ni las filas importadas como suma.",
        "note.margins": "Hay encuentros cuyos datos por separado no suman a las personas atendidas; revíselos.",
        "note.unknown_code": "Códigos que el paquete del país no conoce: {codes}.",
    },
    "en": {
        "title": "Internal bulletin of {country}",
        "period": "from {from_on} to {to_on}",
        "internal": "Internal use, not for publication",
        "as_of": "as of block {block}",
        "as_of_on": "as of block {block}, {on}",
        "services_by_category": "attentions: one per person, encounter and category (water and food are one social assistance)",
        "services_by_service": "services: one per person, encounter and service (water and food are two)",
        "people": "people helped, one per person and encounter (who was helped twice counts twice)",
        "encounters": "encounters: one per meeting, however many people were met",
        "value": "value",
        "total": "Total",
        "outside": "Outside the total",
        "outside_unit": "bodies and patrols by their number; the other categories in the same unit",
        "*": "not recorded together",
        "XX": "nationality unknown",
        "U": "unknown",
        "category": "category",
        "nationality": "nationality",
        "group": "group",
        "state": "state (where it happened)",
        "month": "month",
        "sex": "sex",
        "age_band": "age",
        "service": "service",
        "scope": "scope",
        "to": "up to",
        "sex.F": "female",
        "sex.M": "male",
        "sex.X": "other",
        "sex.U": "unknown",
        "age_band.0-17": "0-17 (only known as minor)",
        "age_band.18+": "18+ (only known as adult)",
        "age_band.U": "unknown",
        "category.BODY": "Bodies recovered",
        "category.PATROL": "Patrols",
        "note.overlap": "The total is counted, not summed: a person or an encounter can be in several rows.",
        "note.not_together": "'*': known, but not together with the rest of the row.",
        "note.minors": "Under 18: {minors}.",
        "note.reported": "Left out of this table: {number} attentions of reported totals, which do not say {what}.",
        "note.reported_people": "how many people they were",
        "note.reported_service": "which service was given",
        "note.reported_encounters": "in how many encounters",
        "note.without_category": "Left out: {number} services without an official category on their date.",
        "note.not_additive": "Rows of services do not sum to their category: water and food are one social assistance.",
        "note.aggregates": "Reported totals and rows imported as a sum are not counted as encounters.",
        "note.margins": "There are encounters whose separate counts do not sum to the people met; look at them.",
        "note.unknown_code": "Codes that the country pack does not know: {codes}.",
    },
}


def phrase(lang: str, name: str, **details: Any) -> str:  # Any: each phrase names its own details
    """Return a phrase in a language; Spanish where a language is not there."""
    return _said(lang, name).format(**details)


def word_of(dimension: str, lang: str) -> str:
    """Return the word for a dimension, its code where it has none."""
    return _said(lang, dimension) if dimension in PHRASES["es"] else dimension


def _said(lang: str, name: str) -> str:
    return worded(PHRASES["es"][name], lang, PHRASES.get(lang, PHRASES["es"])[name])


def names_in(text: str) -> set[str]:
    """Return the {names} of a phrase."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}
