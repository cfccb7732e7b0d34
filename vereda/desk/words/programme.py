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
    "programme.aggregate_received": lazy("Recibió celdas protegidas de un país"),
    "programme.report_proposed": lazy("Propuso mandar un informe"),
    "programme.report_sent": lazy("Mandó un informe"),
}
FIELDS: Words = {
    "partner": lazy("País socio"),
    "phase": lazy("Fase"),
    "result": lazy("Resultado"),
    "indicator": lazy("Indicador"),
    "worded": lazy("Redacción del indicador"),
    "target": lazy("Meta"),
    "value": lazy("Cifra reportada"),
    "aggregate": lazy("Celda protegida de un país"),
    "grant": lazy("Donativo del programa"),
    "activity": lazy("Actividad"),
    "claim": lazy("Relato"),
    "closed": lazy("Cierre"),
}
"""What two officers may have written differently. Costs are added, so they never differ."""

WRONG: Words = {
    "indicator": lazy("«{said}» no es un indicador de este programa"),
    "country": lazy("«{said}» no es un país socio de esas fechas, o el indicador lleva una sola cifra de todo el programa"),
    "day": lazy("«{said}» no es una fecha; se escribe 2026-07-31"),
    "outside_phase": lazy("los días ({said}) no caben en una fase"),
    "phase_closed": lazy("la fase {said} está cerrada y sus cifras quedaron fijas"),
    "not_in_framework": lazy("el indicador no se mide en la fase {said}: póngale meta primero"),
    "part": lazy("«{said}» no es un desglose conocido, o falta su código"),
    "value_or_withheld": lazy("va una cifra, o por qué va reservada (small, sensitive), y no las dos cosas"),
    "number": lazy("«{said}» no es un número entero"),
    "not_protected": lazy("{said} no es múltiplo de cinco: esa celda no viene protegida; pida al país la publicada"),
    "too_small": lazy("{said} es menos de lo que se puede mostrar: va reservada"),
    "needed": lazy("falta la columna «{said}»"),
    "twice": lazy("la misma celda está dos veces en el archivo"),
    "part_without_whole": lazy("es parte de una cifra que no está en el archivo"),
}
"""What is wrong with a row of a file of protected cells."""
PROBLEMS: Words = {
    "result_missing": lazy("El indicador no cuelga de ningún resultado"),
    "not_measured_anywhere": lazy("Ninguna fase mide el indicador"),
    "no_target": lazy("Sin meta"),
    "not_measured": lazy("No medido en el último trimestre terminado"),
    "country_missing": lazy("Falta la cifra de un país"),
    "sums_differ": lazy("La suma por línea y la suma por actividad no coinciden"),
    "line_over": lazy("Línea excedida"),
    "beside": lazy("Gasto en otra moneda sin tipo de cambio, o fuera del presupuesto"),
    "doubled": lazy("El mismo documento dos veces"),
    "cell_wrong": lazy("La celda que sostiene una frase no dice eso"),
    "cell_revised": lazy("La edición que sostiene una frase se revisó después"),
    "waits": lazy("Un informe espera a la segunda persona"),
    "seal_wrong": lazy("El sello de un informe mandado no coincide"),
}
"""What should be looked at before a report is sent."""
