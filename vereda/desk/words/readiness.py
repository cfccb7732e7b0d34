"""Words of readiness on the screen: parts of the checklist, milestones, parts of a comparison, what somebody did."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.readiness.door import Mark, Section

type Words = Mapping[str, str | Promise]

SECTIONS: Words = {
    Section.MANDATE: lazy("Mandato"),
    Section.LAW: lazy("Leyes"),
    Section.AGREEMENTS: lazy("Convenios"),
    Section.TEAM: lazy("Equipo"),
    Section.EQUIPMENT: lazy("Material"),
    Section.POSTS: lazy("Puestos"),
    Section.TRAINING: lazy("Capacitación"),
    Section.DATA: lazy("Protección de datos"),
    Section.FIRST_DAYS: lazy("Los primeros noventa días"),
}
MARKS: Words = {
    Mark.DONE: lazy("Hecho"),
    Mark.OPEN: lazy("Todavía no"),
    Mark.NOT_NEEDED: lazy("Aquí no hace falta"),
}
MILESTONES: Words = {
    "mandate": lazy("Mandato escrito"),
    "agreement": lazy("Primer convenio"),
    "post": lazy("Primer puesto con turno"),
    "certified": lazy("Cinco agentes con constancia"),
    "patrol": lazy("Primer recorrido"),
    "encounter": lazy("Primer encuentro"),
    "bulletin": lazy("Primer boletín publicado"),
    "year": lazy("Primer año"),
}
STEPS: Words = {"readiness.step_marked": lazy("Dijo cómo va un paso de la preparación")}
