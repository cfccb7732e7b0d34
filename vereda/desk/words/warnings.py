"""Words of warnings: of authorities, as CAP grades them, and of those that the post gives out."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.safety.door import CapCertainty, CapMessage, CapSeverity, CapStatus, CapUrgency, GivenFor

type Words = Mapping[str, str | Promise]

SEVERITIES: Words = {
    CapSeverity.EXTREME: lazy("Extremo"),
    CapSeverity.SEVERE: lazy("Grave"),
    CapSeverity.MODERATE: lazy("Moderado"),
    CapSeverity.MINOR: lazy("Menor"),
    CapSeverity.UNKNOWN: lazy("Gravedad sin indicar"),
}
CERTAINTIES: Words = {
    CapCertainty.OBSERVED: lazy("está ocurriendo"),
    CapCertainty.LIKELY: lazy("probable"),
    CapCertainty.POSSIBLE: lazy("posible"),
    CapCertainty.UNLIKELY: lazy("poco probable"),
    CapCertainty.UNKNOWN: lazy("probabilidad sin indicar"),
}
URGENCIES: Words = {
    CapUrgency.IMMEDIATE: lazy("actuar ya"),
    CapUrgency.EXPECTED: lazy("actuar en la próxima hora"),
    CapUrgency.FUTURE: lazy("actuar pronto"),
    CapUrgency.PAST: lazy("ya no urge"),
    CapUrgency.UNKNOWN: lazy("urgencia sin indicar"),
}
LOUD = frozenset({CapSeverity.EXTREME, CapSeverity.SEVERE})
"""Severities that stand among what must be seen; the others are notes."""

STATUSES: Words = {
    CapStatus.ACTUAL: lazy("Real"),
    CapStatus.EXERCISE: lazy("Ejercicio: no es real"),
    CapStatus.TEST: lazy("Prueba: no es real"),
}
ENDED: Words = {
    CapMessage.UPDATE: lazy("lo cambió otro más nuevo"),
    CapMessage.CANCEL: lazy("quien lo dio lo canceló"),
    "": lazy("terminó a su hora"),
}
HAZARDS: Words = {
    GivenFor.FLOOD: lazy("Creciente o inundación"),
    GivenFor.FIRE: lazy("Incendio"),
    GivenFor.ROAD: lazy("Camino cortado"),
    GivenFor.HEAT: lazy("Calor extremo"),
    GivenFor.COLD: lazy("Frío extremo"),
    GivenFor.STORM: lazy("Tormenta o viento fuerte"),
}
MESSAGES: Words = {
    CapMessage.ALERT: lazy("Archivo hecho"),
    CapMessage.UPDATE: lazy("Se cambió"),
    CapMessage.CANCEL: lazy("Se canceló"),
}
STEPS: Words = {
    "safety.warning_told": lazy("Trajo el aviso de una autoridad"),
    "safety.warning_taken_out": lazy("Quitó el aviso: fue un error"),
    "safety.warning_given": lazy("Preparó, cambió o canceló el aviso del puesto"),
}
RECORDS: Words = {
    "authority_warning": lazy("Aviso de peligro de una autoridad"),
    "given_warning": lazy("Aviso de peligro del puesto"),
}
FIELDS: Words = {
    "warning": lazy("Lo que dice el aviso"),
    "warning_taken_out": lazy("Se quitó"),
}
