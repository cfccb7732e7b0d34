"""Words of the question of when a group last helped somebody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.desk.labels import Labels
from vereda.encounters.door import LastHelpAnswered
from vereda.people.schema import LastHelp

QUESTION = lazy("¿Cuándo fue la última vez que un grupo como este le ayudó?")
ANSWERS: Mapping[str, str | Promise] = {
    LastHelp.NEVER: lazy("Nunca"),
    LastHelp.WEEK: lazy("Esta semana (7 días)"),
    LastHelp.MONTH: lazy("Este mes (30 días)"),
    LastHelp.YEAR: lazy("Este año (12 meses)"),
    LastHelp.LONGER: lazy("Hace más tiempo"),
    LastHelp.NONE: lazy("Sin respuesta"),
}
STEPS: Mapping[str, str | Promise] = {"encounters.last_help_answered": lazy("Anotó cuándo fue la última ayuda")}


def said_of(payload: Any, labels: Labels) -> str:  # Any: the payload of an entry that is not read yet
    """Return what an entry added or took away: 'Nunca · <país>: +3'."""
    if not isinstance(payload, LastHelpAnswered):
        return ""
    return "; ".join(f"{ANSWERS[one.answer]} · {labels.nationality(one.nationality)}: {one.people:+d}" for one in payload.answers)
