"""Words of missions: what was recorded, fields of a difference, results, ways of being heard, steps of a ring."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.rescue.door import AttemptResult, OverdueStep

STEPS: Mapping[str, str | Promise] = {
    "rescue.attempt_begun": lazy("Empezó un intento"),
    "rescue.attempt_ended": lazy("Terminó el intento"),
    "rescue.team_dispatched": lazy("Despachó a un equipo"),
    "rescue.team_changed": lazy("Corrigió los datos del equipo"),
    "rescue.team_departed": lazy("El equipo salió"),
    "rescue.team_checked_in": lazy("El equipo se reportó"),
    "rescue.team_returned": lazy("El equipo regresó"),
    "rescue.team_still_out": lazy("Deshizo el regreso: el equipo sigue fuera"),
    "rescue.team_stood_down": lazy("El equipo no salió"),
    "rescue.situation_reported": lazy("Parte de situación"),
    "rescue.clue_found": lazy("Anotó una pista"),
    "rescue.clue_withdrawn": lazy("Quitó una pista"),
    "rescue.people_found": lazy("Encontraron personas"),
    "rescue.overdue_rang": lazy("Un equipo no se reportó: se avisó"),
    "rescue.overdue_seen": lazy("Dijo «enterado»: pregunta por el equipo"),
    "rescue.post_fell_silent": lazy("La central dejó de oír al puesto"),
    "rescue.after_action_noted": lazy("Anotó lo que se aprendió"),
}
"""What each entry kind did."""

FIELDS: Mapping[str, str | Promise] = {
    "attempt": lazy("Inicio del intento"),
    "attempt_result": lazy("Resultado del intento"),
    "team": lazy("Equipo de la misión"),
    "dispatch": lazy("Despacho del equipo"),
    "clue": lazy("Pista"),
    "found": lazy("Personas encontradas"),
}
"""Fields of a difference."""

RESULTS: Mapping[str, str | Promise] = {
    AttemptResult.FOUND: lazy("Encontrados"),
    AttemptResult.PARTLY: lazy("Encontrados en parte"),
    AttemptResult.NOT_FOUND: lazy("No encontrados"),
    AttemptResult.BROKEN_OFF: lazy("Se suspendió: noche, clima, peligro o combustible"),
    AttemptResult.UNKNOWN: lazy("No se sabe"),
}
RANG: Mapping[str, str | Promise] = {
    OverdueStep.FIRST: lazy("No se reportó: se avisó al puesto y a la coordinación"),
    OverdueStep.AGAIN: lazy("Sin leer 5 minutos: otra vez al puesto y a la coordinación"),
    OverdueStep.HEADQUARTERS: lazy("Sin leer 10 minutos: a la central"),
}


def said(words: Mapping[str, str | Promise], code: str) -> str:
    """Return the word for a code; one that is not known stands as it is."""
    return str(words.get(code, code))
