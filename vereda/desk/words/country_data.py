"""Words of the page on the country's data-protection law."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.countries.door import Duty

type Words = Mapping[str, str | Promise]

DUTIES: Words = {
    Duty.BASIS: lazy("La ley y los derechos que da"),
    Duty.ACCESS: lazy("Responder a quien pide ver, corregir o borrar"),
    Duty.BREACH: lazy("Avisar de una fuga"),
    Duty.CONSENT: lazy("Pedir permiso"),
    Duty.KEEPING: lazy("Guardar"),
    Duty.ERASING: lazy("Borrar"),
    Duty.OFFICER: lazy("Nombrar a quien responde"),
    Duty.RECORDS: lazy("Llevar un registro"),
    Duty.SECURITY: lazy("Seguridad"),
    Duty.TRAINING: lazy("Capacitar a quien los guarda"),
}
SINCE: Words = {
    "last_activity": lazy("desde lo último que se hizo"),
    "recorded": lazy("desde que se anotó"),
    "received": lazy("desde que llegó"),
    "created": lazy("desde que se hizo"),
    "mission_closed": lazy("desde que se cerró la misión"),
    "last_legal_date": lazy("desde la última fecha del caso"),
    "solved_or_withdrawn": lazy("desde que se resolvió o se retiró"),
}
