"""Words of notes to the press on the screen."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.press.schema import Approver, Method

type Words = Mapping[str, str | Promise]

STEPS: Words = {
    "press.note_drafted": lazy("Redactó la nota"),
    "press.quotation_approved": lazy("Anotó el visto bueno a una cita"),
    "press.note_published": lazy("Publicó la nota"),
    "press.contact_set": lazy("Anotó un contacto de prensa"),
}
APPROVERS: Words = {Approver.SPEAKER: lazy("La misma persona"), Approver.OFFICE: lazy("Su oficina")}
METHODS: Words = {
    Method.QUESTION: lazy("Pregunta"),
    Method.CARD: lazy("Tarjeta"),
    Method.MATCHING: lazy("Expedientes"),
}
