"""Words of what is told to programs of others, on the screen."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.webhooks.schema import Kind, OffFor, Standing, State, Trouble, Use

type Words = Mapping[str, str | Promise]

STEPS: Words = {
    "webhooks.receiver_registered": lazy("Registró un programa que pide avisos"),
    "webhooks.receiver_approved": lazy("Lo aprobó una segunda persona: se le avisa"),
    "webhooks.receiver_switched_off": lazy("Lo apagó: ya no se le avisa"),
}
KINDS: Words = {
    Kind.EDITION_PUBLISHED: lazy("Edición publicada"),
    Kind.EDITION_REVISED: lazy("Edición revisada"),
    Kind.TEXT_PUBLISHED: lazy("Texto de la guía, nuevo o cambiado"),
    Kind.TEXT_WITHDRAWN: lazy("Texto de la guía que ya no se muestra"),
    Kind.NOTICE_PUBLISHED: lazy("Aviso de peligro, nuevo o cambiado"),
    Kind.NOTICE_ENDED: lazy("Aviso de peligro que terminó"),
    Kind.PRACTICE_PUBLISHED: lazy("Buena práctica, nueva o cambiada"),
    Kind.PRACTICE_WITHDRAWN: lazy("Buena práctica retirada"),
    Kind.TEST: lazy("Prueba"),
}
USES: Words = {
    Use.FIGURES: lazy("Trabajar con tablas publicadas"),
    Use.TELLING: lazy("Informar a personas en camino: derechos y peligros"),
    Use.LEARNING: lazy("Aprender de buenas prácticas"),
}
STANDINGS: Words = {
    Standing.PROPOSED: lazy("falta la segunda persona"),
    Standing.ACTIVE: lazy("se le avisa"),
    Standing.OFF: lazy("apagado"),
}
OFF: Words = {
    OffFor.ENDED: lazy("Ya no hace falta"),
    OffFor.REFUSED: lazy("La segunda persona no lo aprobó"),
    OffFor.SECRET_LOST: lazy("Otra persona puede tener su secreto"),
    OffFor.ENFORCEMENT: lazy("Depende de una autoridad que detiene, o dejó el paquete del país"),
    OffFor.GONE: lazy("Contestó que ya no quiere avisos (410)"),
    OffFor.UNREACHABLE: lazy("No recibió nada en tres días"),
}
STATES: Words = {
    State.WAITING: lazy("espera"),
    State.SENDING: lazy("se está enviando"),
    State.TAKEN: lazy("recibido"),
    State.GIVEN_UP: lazy("no se pudo: se dejó de intentar"),
    State.DROPPED: lazy("no se envió: el programa está apagado"),
}
TROUBLES: Words = {
    Trouble.NO_NAME: lazy("no se encuentra el servidor"),
    Trouble.OWN_NETWORK: lazy("la dirección lleva a una red interna: no se llamó"),
    Trouble.CERTIFICATE: lazy("su certificado no vale"),
    Trouble.SLOW: lazy("no contestó a tiempo"),
    Trouble.UNREACHABLE: lazy("no se pudo conectar"),
}
