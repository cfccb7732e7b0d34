"""Leyes: the library of rights by country and article."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import laws

routes: list[URLPattern] = [
    path("leyes/", laws.laws, name="laws"),
    path("leyes/leyes.<str:form>", laws.laws_file, name="laws_file"),
    path("leyes/comparar/", laws.laws_compared, name="laws_compared"),
    path("leyes/comparar.<str:form>", laws.laws_compared_file, name="laws_compared_file"),
    path("leyes/paises/<str:iso>/", laws.law_country, name="law_country"),
    path("leyes/derechos/<str:code>/", laws.law_right, name="law_right"),
]
