"""Words of alerts that ring, and of the codes that callers get."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.rescue.door import RingStep

RANG: Mapping[str, str | Promise] = {
    RingStep.POST: lazy("Sonó en el puesto"),
    RingStep.COORDINATOR: lazy("Se avisó a la coordinación"),
    RingStep.HEADQUARTERS: lazy("Se avisó a la central"),
}
STEPS: Mapping[str, str | Promise] = {
    "rescue.alert_rang": lazy("Nadie la había leído: se avisó"),
    "rescue.caller_code_given": lazy("Dio un código a quien avisó"),
}
"""What an entry did, as a history says it."""


def said(step: str) -> str:
    """Return whom an alert rang; a step of a newer version as it is."""
    return str(RANG.get(step, step))
