"""Words of hand-overs of alerts to others."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.rescue.door import AskStep, Handed, PassOutcome, PassReason, ToldBefore

REASONS: Mapping[str, str | Promise] = {
    PassReason.NEARER: lazy("Llega antes que nosotros"),
    PassReason.OTHER_SIDE: lazy("Están del otro lado de la frontera"),
    PassReason.BEYOND_REACH: lazy("Peligro de muerte, y no podemos llegar"),
}
HANDED: Mapping[str, str | Promise] = {
    Handed.POSITION: lazy("Posición"),
    Handed.NUMBER: lazy("Cuántas personas"),
    Handed.CONDITION: lazy("Estado"),
    Handed.CALL_BACK: lazy("Teléfono para llamar"),
}
TOLD: Mapping[str, str | Promise] = {
    ToldBefore.TOLD: lazy("Sí, se avisó antes"),
    ToldBefore.NOT_REACHED: lazy("No se pudo avisar"),
}
OUTCOMES: Mapping[str, str | Promise] = {
    PassOutcome.FOUND_ALIVE: lazy("Con vida"),
    PassOutcome.FOUND_DEAD: lazy("Sin vida"),
    PassOutcome.NOT_FOUND: lazy("Buscaron y no los hallaron"),
    PassOutcome.NOT_SEARCHED: lazy("No buscaron"),
}
ASKED: Mapping[str, str | Promise] = {
    AskStep.DAY: lazy("a las 24 horas"),
    AskStep.THREE_DAYS: lazy("a las 72 horas"),
    AskStep.MONTH: lazy("a los 30 días"),
}
STEPS: Mapping[str, str | Promise] = {
    "rescue.alert_passed": lazy("Entregó la alerta a otro servicio"),
    "rescue.pass_receipted": lazy("Anotó quién la tomó"),
    "rescue.outcome_asked": lazy("Preguntó qué pasó; todavía no se sabe"),
    "rescue.outcome_told": lazy("Anotó lo que dijeron que pasó"),
}
"""What an entry did, as a history says it."""


def said(words: Mapping[str, str | Promise], code: str) -> str:
    """Return the word for a code; a code of a newer version as it is."""
    return str(words.get(code, code))
