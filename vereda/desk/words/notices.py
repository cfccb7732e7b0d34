"""Words of danger notices and of the risk map."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.notices.door import AreaBy, NoticeKind, Origin
from vereda.safety.door import CapSeverity

type Words = Mapping[str, str | Promise]

KINDS: Words = {
    NoticeKind.HEAT: lazy("Calor"),
    NoticeKind.COLD: lazy("Frío"),
    NoticeKind.STORM: lazy("Tormenta o viento"),
    NoticeKind.FLOOD: lazy("Inundación"),
    NoticeKind.RIVER: lazy("Río"),
    NoticeKind.SEA: lazy("Mar"),
    NoticeKind.FIRE: lazy("Incendio"),
    NoticeKind.TRAIN: lazy("Tren"),
    NoticeKind.ROAD: lazy("Camino"),
    NoticeKind.VEHICLE: lazy("Vehículos"),
    NoticeKind.ANIMALS: lazy("Animales"),
    NoticeKind.SMUGGLER_ABANDONMENT: lazy("Abandono por guías"),
    NoticeKind.KIDNAP: lazy("Secuestro"),
    NoticeKind.EXTORTION: lazy("Extorsión"),
    NoticeKind.ASSAULT: lazy("Asalto"),
    NoticeKind.SEXUAL_VIOLENCE: lazy("Violencia sexual"),
    NoticeKind.URBAN_CRIME: lazy("Delitos en la ciudad"),
}
SEVERITIES: Words = {
    CapSeverity.EXTREME: lazy("Extremo: puede matar hoy"),
    CapSeverity.SEVERE: lazy("Grave"),
    CapSeverity.MODERATE: lazy("Moderado"),
    CapSeverity.MINOR: lazy("Menor"),
}
GRAVE: Words = {
    CapSeverity.EXTREME: lazy("extremo"),
    CapSeverity.SEVERE: lazy("grave"),
    CapSeverity.MODERATE: lazy("moderado"),
    CapSeverity.MINOR: lazy("menor"),
    CapSeverity.UNKNOWN: lazy("sin indicar"),
}
AREAS: Words = {
    AreaBy.STATES: lazy("Estados"),
    AreaBy.MUNICIPALITIES: lazy("Municipios"),
    AreaBy.CROSSING: lazy("Un cruce formal"),
    AreaBy.HAZARD: lazy("Un peligro del paquete"),
    AreaBy.DRAWN: lazy("Un área dibujada"),
}
ORIGINS: Words = {
    Origin.OWN: lazy("Lo escribió la oficina"),
    Origin.HAZARD: lazy("Peligro del paquete del país"),
    Origin.MISSIONS: lazy("Búsquedas, por estado y con más de 30 días"),
    Origin.WARNING: lazy("Aviso de una autoridad"),
    Origin.FORECAST: lazy("Pronóstico del clima"),
}
MONTHS = lazy("ene feb mar abr may jun jul ago sep oct nov dic")
"""In one text: alone, 'mar' and 'may' are also what Django calls months and days, and one English would serve for both."""

SEASONS: Words = {"heat": lazy("Muertes por calor"), "water": lazy("En el agua"), "cold": lazy("Muertes por frío")}
STEPS: Words = {
    "notices.notice_set": lazy("Dio o cambió el aviso de peligro"),
    "notices.notice_ended": lazy("Terminó el aviso antes de su fecha"),
    "notices.notice_given": lazy("Hizo el archivo público del aviso"),
}
RECORDS: Words = {"danger_notice": lazy("Aviso de peligro")}
FIELDS: Words = {
    "danger_notice": lazy("Lo que dice el aviso de peligro"),
    "notice_ended": lazy("Terminó antes de su fecha"),
}
