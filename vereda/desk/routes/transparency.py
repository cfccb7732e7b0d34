"""Transparencia: who asks what of our numbers, by when, and what they were told."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import transparency as of
from vereda.desk.web import transparency_acts as acts

routes: list[URLPattern] = [
    path("transparencia/", of.register, name="transparency"),
    path("transparencia/nueva/", acts.transparency_new, name="transparency_new"),
    path("transparencia/solicitudes.csv", of.transparency_file, name="transparency_file"),
    path("transparencia/<uuid:subject>/", of.transparency_request, name="transparency_request"),
    path("transparencia/<uuid:subject>/celdas/", acts.transparency_cells, name="transparency_cells"),
    path("transparencia/<uuid:subject>/pregunta/", acts.transparency_outside, name="transparency_outside"),
    path("transparencia/<uuid:subject>/contestar/", acts.transparency_answer, name="transparency_answer"),
    path("transparencia/<uuid:subject>/quien/", of.transparency_asker, name="transparency_asker"),
    path("transparencia/<uuid:subject>/carta.<str:form>", of.transparency_letter, name="transparency_letter"),
    path("transparencia/<uuid:subject>/<slug:step>/", acts.transparency_step, name="transparency_step"),
]
