"""Words of good practice on the screen."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.exchange.schema import Origin, ReferenceStatus, Result, Stage, Topic

type Words = Mapping[str, str | Promise]

STEPS: Words = {
    "exchange.practice_opened": lazy("Empezó una buena práctica"),
    "exchange.practice_described": lazy("Cambió la ficha de la práctica"),
    "exchange.text_written": lazy("Escribió la práctica en una lengua"),
    "exchange.text_reviewed": lazy("Revisó la práctica"),
    "exchange.text_published": lazy("Publicó la práctica"),
    "exchange.text_withdrawn": lazy("Retiró la práctica"),
    "exchange.adopted": lazy("Anotó que alguien la adoptó"),
    "exchange.adoption_told": lazy("Anotó cómo le fue a quien la adoptó"),
    "exchange.adoption_withdrawn": lazy("Quitó una adopción anotada por error"),
}
TOPICS: Words = {
    Topic.RESCUE: lazy("Búsqueda y rescate"),
    Topic.ORIENTATION: lazy("Orientación"),
    Topic.HEALTH: lazy("Salud y primeros auxilios"),
    Topic.LEGAL: lazy("Ayuda legal"),
    Topic.PROTECTION: lazy("Protección: niñez, trata, riesgo"),
    Topic.TRACING: lazy("Búsqueda de familiares"),
    Topic.REFERRALS: lazy("Referir a otra institución"),
    Topic.ACROSS_BORDERS: lazy("Entre países"),
    Topic.TEAMS: lazy("Equipos y formación"),
    Topic.TRUST: lazy("Confianza: ayuda sin control"),
    Topic.RECORDS: lazy("Registro y cifras"),
}
ORIGINS: Words = {
    Origin.POST: lazy("Del trabajo de un puesto"),
    Origin.MISSION: lazy("De una misión"),
    Origin.WORKSHOP: lazy("De un taller"),
    Origin.VISIT: lazy("De una visita de campo"),
    Origin.SOURCES: lazy("De lo que otros publicaron"),
    Origin.ABROAD: lazy("De otro país"),
}
STAGES: Words = {
    Stage.NONE: lazy("sin texto"),
    Stage.DRAFT: lazy("borrador"),
    Stage.REVIEWED: lazy("revisada, falta publicar"),
    Stage.PUBLISHED: lazy("publicada"),
    Stage.WITHDRAWN: lazy("retirada"),
}
RESULTS: Words = {
    Result.TOO_EARLY: lazy("Es pronto para saber"),
    Result.WORKED: lazy("Sirvió"),
    Result.IN_PART: lazy("Sirvió en parte"),
    Result.NOT: lazy("No sirvió"),
    Result.STOPPED: lazy("Se dejó"),
}
REFERENCES: Words = {
    ReferenceStatus.READ: lazy("leída"),
    ReferenceStatus.SECOND_HAND: lazy("citada por otros; falta leerla"),
    ReferenceStatus.NAMED: lazy("anotada; falta leerla"),
}
PARTS: Words = {
    "title": lazy("Título"),
    "context": lazy("Dónde y con quién"),
    "problem": lazy("Qué pasaba"),
    "done": lazy("Qué se hizo"),
    "took": lazy("Qué hizo falta"),
    "evidence": lazy("Cómo se sabe que sirve"),
    "limits": lazy("Qué no resuelve"),
    "adapt": lazy("Cómo adaptarla"),
}
HINTS: Words = {
    "context": lazy("Terreno, instituciones, época. Nada de personas auxiliadas ni de lugares que solo el grupo conoce."),
    "took": lazy("Gente, material, acuerdos, dinero, tiempo."),
    "evidence": lazy("Qué se contó y quién lo contó. Lo que no se sabe, también. Las fuentes se citan por número: [1]."),
    "limits": lazy("A quién puede dañar, dónde no sirve, qué queda sin resolver."),
}
