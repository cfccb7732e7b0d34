"""País: how far it is, its checklist, and beside another one."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import readiness as of

routes: list[URLPattern] = [
    path("pais/", of.readiness_page, name="readiness"),
    path("pais/comparar/", of.compare_countries, name="compare_countries"),
    path("pais/datos/", of.country_data, name="country_data"),
    path("pais/<slug:code>/", of.readiness_step, name="readiness_step"),
]
