"""Words of safety: officer in danger, radio, text messages."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.messages.door import Trouble, Warned
from vereda.safety.door import Bearer, DangerOutcome, DangerStep, Level, RadioWord

OUTCOMES: Mapping[str, str | Promise] = {
    DangerOutcome.HELPED: lazy("Ya está a salvo"),
    DangerOutcome.FALSE_PRESS: lazy("Se apretó sin querer"),
    DangerOutcome.UNKNOWN: lazy("No se sabe"),
}
STEPS: Mapping[str, str | Promise] = {
    DangerStep.CALLED: lazy("Le llamamos; no contesta"),
    DangerStep.ANSWERED: lazy("Contestó"),
    DangerStep.TEAM_SENT: lazy("Va un equipo"),
    DangerStep.EMERGENCY_CALLED: lazy("Se llamó al número de emergencia"),
    DangerStep.NEIGHBOUR_ASKED: lazy("Se pidió apoyo a otro grupo"),
    DangerStep.FOUND: lazy("Lo encontramos"),
    DangerStep.OTHER: lazy("Otra cosa (escríbala en la nota)"),
}
LEVELS: Mapping[str, str | Promise] = {
    Level.FIRST: lazy("Primer aviso, al puesto y a la central"),
    Level.POST: lazy("Nadie lo leyó en 1 minuto: otra vez al puesto"),
    Level.COORDINATOR: lazy("Nadie lo leyó en 3 minutos: a la coordinación"),
    Level.HEADQUARTERS: lazy("Nadie lo leyó en 5 minutos: otra vez a la central"),
}
CALLS: Mapping[str, str | Promise] = {
    RadioWord.CHECK_IN: lazy("Se reportó: están bien"),
    RadioWord.POSITION: lazy("Dio su posición"),
    RadioWord.SUPPORT: lazy("Pide apoyo"),
    RadioWord.RELAY: lazy("Pasa una alerta"),
    RadioWord.OTHER: lazy("Otra cosa"),
}
BEARERS: Mapping[str, str | Promise] = {
    Bearer.PERSON: lazy("Persona"),
    Bearer.VEHICLE: lazy("Vehículo o lancha"),
    Bearer.POST: lazy("El puesto"),
}
WARNED: Mapping[str, str | Promise] = {
    Warned.POST: lazy("Al puesto: en seguida y al minuto; alerta sin leer, a los 5 minutos"),
    Warned.COORDINATOR: lazy("A la coordinación: a los 3 minutos; alerta sin leer, a los 10"),
    Warned.HEADQUARTERS: lazy("A la central: en seguida y a los 5 minutos; alerta sin leer, a los 15"),
}
SENT: Mapping[str, str | Promise] = {
    "queued": lazy("por enviar"),
    "sending": lazy("enviando"),
    "sent": lazy("la pasarela lo tomó"),
    "failed": lazy("no salió"),
}
TROUBLES: Mapping[str, str | Promise] = {
    Trouble.NO_GATEWAY: lazy("no hay pasarela"),
    Trouble.UNREACHABLE: lazy("la pasarela no responde"),
    Trouble.REFUSED: lazy("la pasarela no lo aceptó"),
    Trouble.NUMBER_GONE: lazy("el número ya no está"),
    Trouble.TOO_MANY: lazy("demasiados mensajes en una hora"),
}


def said(words: Mapping[str, str | Promise], code: str) -> str:
    """Return the word for a code; a code of a newer version as it is."""
    return str(words.get(code, code))
