"""Words of the library: what a topic is, how a text stands, what it lacks, how easy it reads."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.countries.door import TopicKind
from vereda.guidance.door import Ease, Kept, Lacks, NumberLacks

type Words = Mapping[str, str | Promise]

FIRST = lazy("Primero esto: de esto depende la vida")
SHELVES: Words = {
    TopicKind.RIGHT: lazy("Derechos"),
    TopicKind.DANGER: lazy("Peligros"),
    TopicKind.SERVICE: lazy("Quién ayuda"),
    TopicKind.PROCEDURE: lazy("Trámites"),
    TopicKind.NUMBER: lazy("Números"),
    TopicKind.CALL: lazy("Qué pasa si llamo"),
    TopicKind.KEPT: lazy("Qué guardan de mí"),
}
KEPT: Words = {
    Kept.PUBLISHED: lazy("publicado"),
    Kept.OLDER: lazy("publicado; hay uno más nuevo por revisar"),
    Kept.PREVIEW: lazy("por revisar"),
    Kept.WITHDRAWN: lazy("retirado"),
    Kept.MISSING: lazy("sin texto"),
}
LACKS: Words = {
    Lacks.TEXT: lazy("Nadie lo ha escrito en esta lengua."),
    Lacks.WITHDRAWN: lazy("Se retiró y no se ha vuelto a escribir."),
    Lacks.SOURCE: lazy("Falta leer la fuente, o se leyó hace más de 12 meses."),
    Lacks.REVIEWER: lazy("Falta que otra persona lo revise y responda por él."),
    Lacks.EXPIRED: lazy("La revisión venció."),
    Lacks.NUMBER: lazy("Nombra un número que hoy no se puede dar: falta llamar para comprobarlo."),
    Lacks.PLACE: lazy("Nombra un lugar que hoy no se puede mostrar: falta revisarlo."),
    Lacks.NAME: lazy("Nombra algo que no está en el paquete del país."),
}
NUMBER_LACKS: Words = {
    NumberLacks.SOURCE: lazy("Sin fuente leída: no se muestra a nadie."),
    NumberLacks.REVIEWER: lazy("Nadie responde por él con su nombre."),
    NumberLacks.RUNG: lazy("Nadie ha llamado en 90 días."),
    NumberLacks.UNANSWERED: lazy("La última vez nadie contestó."),
}
EASE: Words = {
    Ease.VERY_HARD: lazy("muy difícil"),
    Ease.RATHER_HARD: lazy("algo difícil"),
    Ease.NORMAL: lazy("normal"),
    Ease.RATHER_EASY: lazy("bastante fácil"),
    Ease.VERY_EASY: lazy("muy fácil"),
}
SIZES: Words = {"short": lazy("Corto"), "spoken": lazy("Hablado"), "full": lazy("Completo")}
PARTS: Words = {
    "title": lazy("Título"),
    "short": lazy("Corto: un mensaje"),
    "spoken": lazy("Hablado: para leer en voz alta"),
    "full": lazy("Completo: la página"),
    "source": lazy("Fuente"),
    "article": lazy("Ley y artículo"),
}
STEPS: Words = {
    "guidance.text_written": lazy("Escribió una versión"),
    "guidance.text_checked": lazy("Revisó una versión y responde por ella"),
    "guidance.text_withdrawn": lazy("Retiró el texto"),
    "guidance.number_corrected": lazy("Corrigió el número"),
    "guidance.number_rung": lazy("Llamó al número"),
    "guidance.people_told": lazy("Anotó qué se dijo"),
    "guidance.telling_withdrawn": lazy("Quitó lo dicho: fue un error"),
}
DONE: Words = {**STEPS, "logbook.conflict_resolved": lazy("Eligió entre dos versiones")}
"""What is told of the history of a text or a number; remarks of the machine are left out."""
RECORDS: Words = {
    "guidance_text": lazy("Texto de orientación"),
    "hotline": lazy("Número para dar"),
    "telling": lazy("Lo que se dijo"),
}
FIELDS: Words = {
    "guidance_text": lazy("Texto"),
    "hotline_number": lazy("Número"),
    "people_told": lazy("Qué se dijo y a cuántas personas"),
    "telling_withdrawn": lazy("Se quitó"),
}
