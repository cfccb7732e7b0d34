"""Emergencias: one record opened for an hour, and its review."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import emergency

routes: list[URLPattern] = [
    path("emergencia/", emergency.emergency, name="emergency"),
    path("emergencia/<uuid:subject>/", emergency.opened, name="emergency_opened"),
    path("emergencias/", emergency.emergencies, name="emergencies"),
    path("emergencias/<uuid:subject>/", emergency.review, name="emergency_review"),
]
