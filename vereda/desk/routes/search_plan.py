"""El plan de búsqueda de una misión, y los terrenos del puesto."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import search_plan, terrain

routes: list[URLPattern] = [
    path("misiones/<uuid:subject>/plan/", search_plan.search_plan, name="search_plan"),
    path("misiones/<uuid:subject>/plan/hacer/", search_plan.make_plan, name="make_plan"),
    path("misiones/<uuid:subject>/plan/buscada/", search_plan.search_area, name="plan_area_searched"),
    path("misiones/<uuid:subject>/plan/recorrido/<uuid:track>/", search_plan.count_track, name="plan_count_track"),
    path("misiones/<uuid:subject>/plan/quitar/<uuid:search>/", search_plan.take_search_out, name="plan_take_out"),
    path("misiones/<uuid:subject>/plan/hojas/", search_plan.plan_sheets, name="plan_sheets"),
    path("misiones/<uuid:subject>/plan/plan.<str:form>", search_plan.plan_file, name="plan_file"),
    path("terrenos/", terrain.terrains, name="terrains"),
    path("terrenos/<slug:digest>/quitar/", terrain.take_away, name="take_terrain_away"),
]
