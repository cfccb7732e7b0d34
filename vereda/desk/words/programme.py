"""Words of programmes on the screen: choices of forms, what an officer did, what a difference is about."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.programme.schema import About, Adding, ForWhom, Kind, Level, Section, Stands, Status, Unit

type Words = Mapping[str, str | Promise]

LEVELS: Words = {Level.GOAL: lazy("Objetivo general"), Level.OUTCOME: lazy("Efecto"), Level.OUTPUT: lazy("Producto")}
UNITS: Words = {
    Unit.PEOPLE: lazy("personas"),
    Unit.CONTACTS: lazy("contactos (quien vino dos veces cuenta dos)"),
    Unit.ITEMS: lazy("artículos"),
    Unit.EVENTS: lazy("eventos"),
    Unit.ORGANISATIONS: lazy("organizaciones"),
    Unit.COUNTRIES: lazy("países"),
    Unit.MINUTES: lazy("minutos"),
    Unit.PERCENT: lazy("porcentaje (cuántos, de cuántos)"),
}
ADDING: Words = {
    Adding.SUM: lazy("Se suma: lo que pasó en cada periodo"),
    Adding.LATEST: lazy("Vale la última: cómo está"),
}
ABOUT: Words = {
    About.HELPED: lazy("Personas a quienes ayudamos: sale redondeado, y lo muy pequeño no sale"),
    About.OTHERS: lazy("Funcionarios, personal, organizaciones, eventos"),
}
KINDS: Words = {
    Kind.WORKSHOP: lazy("Taller"),
    Kind.COURSE: lazy("Curso"),
    Kind.SUPPLY: lazy("Suministro"),
    Kind.SERVICE: lazy("Servicio"),
    Kind.OTHER: lazy("Otro"),
}
STATUS: Words = {
    Status.PLANNED: lazy("Prevista"),
    Status.RUNNING: lazy("En curso"),
    Status.DONE: lazy("Hecha"),
    Status.CANCELLED: lazy("Cancelada"),
}
FOR_WHOM: Words = {
    ForWhom.HELPED: lazy("Personas migrantes"),
    ForWhom.OFFICIALS: lazy("Funcionarias y funcionarios"),
    ForWhom.STAFF: lazy("Personal de los grupos"),
    ForWhom.ORGANISATIONS: lazy("Organizaciones"),
}
SECTIONS: Words = {
    Section.DONE: lazy("Lo logrado"),
    Section.DIFFICULT: lazy("Lo difícil"),
    Section.LEARNED: lazy("Lo aprendido"),
    Section.NEXT: lazy("Lo que sigue"),
}
STANDS: Words = {
    Stands.DOCUMENT: lazy("Un documento"),
    Stands.FIGURE: lazy("Un indicador de este programa"),
    Stands.EDITION: lazy("Una publicación de cifras"),
}

STEPS: Words = {
    "programme.opened": lazy("Abrió el programa"),
    "programme.partner_set": lazy("Anotó un país socio"),
    "programme.phase_opened": lazy("Abrió una fase"),
    "programme.phase_closed": lazy("Cerró la fase"),
    "programme.result_set": lazy("Anotó un resultado"),
    "programme.indicator_set": lazy("Anotó un indicador"),
    "programme.indicator_worded": lazy("Redactó un indicador"),
    "programme.target_set": lazy("Puso una meta"),
    "programme.value_reported": lazy("Reportó una cifra"),
    "programme.grant_set": lazy("Anotó un donativo"),
    "programme.spent": lazy("Anotó un gasto"),
    "programme.activity_set": lazy("Anotó una actividad"),
    "programme.claim_made": lazy("Escribió en el relato"),
    "programme.withdrawn": lazy("Retiró algo del programa"),
}
FIELDS: Words = {
    "partner": lazy("País socio"),
    "phase": lazy("Fase"),
    "result": lazy("Resultado"),
    "indicator": lazy("Indicador"),
    "worded": lazy("Redacción del indicador"),
    "target": lazy("Meta"),
    "value": lazy("Cifra reportada"),
    "grant": lazy("Donativo"),
    "activity": lazy("Actividad"),
    "claim": lazy("Relato"),
    "closed": lazy("Cierre"),
}
"""What two officers may have written differently. Costs are added, so they never differ."""
