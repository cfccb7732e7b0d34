"""Words of workshops on the screen: what was done in each entry."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

STEPS: Mapping[str, str | Promise] = {
    "workshops.proposed": lazy("Propuso el taller"),
    "workshops.scheduled": lazy("Puso fechas al taller"),
    "workshops.organiser_set": lazy("Anotó quién organiza"),
    "workshops.funded": lazy("Anotó quién paga"),
    "workshops.line_set": lazy("Anotó una línea del presupuesto"),
    "workshops.delegation_set": lazy("Anotó una delegación"),
    "workshops.session_set": lazy("Anotó una sesión"),
    "workshops.material_set": lazy("Anotó un material"),
    "workshops.interpreting_set": lazy("Anotó interpretación"),
    "workshops.expert_engaged": lazy("Pidió a una persona especialista"),
    "workshops.expert_rated": lazy("Anotó qué se dijo de quien enseñó"),
    "workshops.invited": lazy("Invitó a una delegación"),
    "workshops.replied": lazy("Anotó qué contestó una delegación"),
    "workshops.attended": lazy("Anotó cuántas personas llegaron"),
    "workshops.minutes_written": lazy("Escribió una minuta"),
    "workshops.evaluated": lazy("Anotó hojas de evaluación"),
    "workshops.promised": lazy("Anotó un compromiso"),
    "workshops.followed": lazy("Anotó cómo va un compromiso"),
    "workshops.held": lazy("Cerró el taller"),
    "workshops.chapter_kept": lazy("Guardó un capítulo del informe"),
    "workshops.chapter_read": lazy("Anotó quién leyó el informe"),
    "workshops.taken_back": lazy("Retiró algo del taller"),
    "workshops.guest_named": lazy("Anotó a una persona que viene"),
    "workshops.expert_listed": lazy("Anotó a una persona especialista"),
    "workshops.expert_left": lazy("Quitó a una persona de la lista de especialistas"),
    "workshops.visit_planned": lazy("Planeó la visita"),
    "workshops.place_agreed": lazy("Anotó si un servicio recibe la visita"),
    "workshops.visitor_set": lazy("Anotó quién va a la visita"),
    "workshops.briefing_read": lazy("Anotó que leyó las reglas"),
    "workshops.morning_checked": lazy("Revisó la mañana de la visita"),
    "workshops.point_reported": lazy("Anotó qué se vio en un punto"),
    "workshops.followed_up": lazy("Anotó que quedó hecho"),
    "workshops.visit_ended": lazy("Anotó que volvieron"),
    "workshops.photo_brought": lazy("Trajo una fotografía"),
    "workshops.photo_confirmed": lazy("Confirmó que la fotografía se puede mostrar"),
    "workshops.photo_taken": lazy("Borró la fotografía"),
}
