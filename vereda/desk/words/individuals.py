"""Words of the three estimates of individuals: what each is, and what to do where there is none."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.people.door import Method
from vereda.people.door import estimates as why

type Words = Mapping[str, str | Promise]

NAMES: Words = {
    Method.QUESTION: lazy("Pregunta"),
    Method.CARD: lazy("Tarjeta"),
    Method.MATCHING: lazy("Expedientes"),
}
WHAT: Words = {
    Method.QUESTION: lazy("De lo que contestaron cuando se les preguntó cuándo les ayudaron por última vez."),
    Method.CARD: lazy("De cada cuánto vuelve a verse una tarjeta de contacto."),
    Method.MATCHING: lazy(
        "De registros con nombre y con permiso que parecen de la misma persona. Son otras personas: solo quienes tienen "
        "expediente."
    ),
}
BY: Words = {
    Method.QUESTION: lazy("por una pregunta a una parte de los grupos"),
    Method.CARD: lazy("por tarjetas de contacto"),
    Method.MATCHING: lazy("por expedientes comparados"),
}
"""How the estimate was made, as it stands in a sentence."""

STANDS_ON: Words = {
    Method.QUESTION: lazy("personas atendidas, cada encuentro cuenta"),
    Method.CARD: lazy("personas atendidas, cada encuentro cuenta"),
    Method.MATCHING: lazy("registros de expedientes"),
}

TO_DO: Words = {
    why.NOBODY_MET: lazy("Elija otro periodo, o revise si los puestos ya enviaron lo suyo."),
    why.NOBODY_ASKED: lazy(
        "Al guardar un encuentro, el teléfono y el escritorio dicen a qué grupo preguntarle. Recuérdelo a los puestos: basta "
        "un toque, y «sin respuesta» también sirve."
    ),
    why.NOBODY_ANSWERED: lazy(
        "Hable con los puestos: quizá se toca «sin respuesta» para terminar antes. Diga para qué sirve la pregunta."
    ),
    why.NO_CARDS: lazy("Imprima tarjetas en Puesto y repártalas a quien quiera. Nadie está obligado a llevar una."),
    why.NO_CARD_AGAIN: lazy("Pregunte en los puestos si piden la tarjeta a quien llega. Con los meses habrá más."),
    why.FEW_CARDS_AGAIN: lazy("Pregunte en los puestos si piden la tarjeta a quien llega. Con los meses habrá más."),
    why.NO_RUN: lazy("Pida a quien revisa identidades que corra la comparación (vereda people link)."),
    why.NO_RECORDS: lazy("Nadie de estos días tiene expediente con permiso para comparar. No hace falta hacer nada."),
    why.NOT_CHECKED: lazy("Pida a quien revisa identidades que conteste pares en Coincidencias: con unos cincuenta ya se puede."),
}
"""What a coordinator can do about a missing number, by the sentence that says why it is missing."""
