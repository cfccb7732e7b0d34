"""Words of forms: what is wrong with an answer, what a question is, who sees what was answered."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.surveys.schema import Answer, Use

type Words = Mapping[str, str | Promise]

WRONG: Words = {
    "missing": lazy("Falta contestar."),
    "type": lazy("No se entiende. Revise lo que escribió."),
    "choice": lazy("Esa respuesta ya no va con lo demás. Elija de nuevo."),
    "constraint": lazy("Eso no puede ser. Revíselo."),
}
TYPES: Words = {
    Answer.TEXT: lazy("texto"),
    Answer.INTEGER: lazy("número entero"),
    Answer.DECIMAL: lazy("número con decimales"),
    Answer.ONE: lazy("una de la lista"),
    Answer.SEVERAL: lazy("varias de la lista"),
    Answer.DATE: lazy("fecha"),
    Answer.TIME: lazy("hora"),
    Answer.INSTANT: lazy("fecha y hora"),
    Answer.POINT: lazy("punto"),
    Answer.IMAGE: lazy("foto"),
    Answer.AGREED: lazy("de acuerdo"),
    Answer.NOTE: lazy("aviso"),
    Answer.CALCULATED: lazy("cálculo"),
    Answer.GROUP: lazy("grupo"),
    Answer.REPEAT: lazy("repetición"),
}
CLASSES: Words = {
    "contact": lazy("a la vista, se puede contar"),
    "free_text": lazy("sellada"),
    "health": lazy("sellada, de salud"),
    "whereabouts": lazy("sellada, se destruye a los 7 días"),
}
STEPS: Words = {
    "surveys.form_published": lazy("Publicó una versión del formulario"),
    "surveys.form_closed": lazy("Cerró el formulario"),
    "surveys.answered": lazy("Contestó un formulario"),
    "surveys.photo_added": lazy("Agregó una foto a las respuestas"),
}
USES: Words = {
    Use.EXTRA: lazy("preguntas adicionales"),
    Use.ENCOUNTER: lazy("cada envío es un encuentro"),
}
