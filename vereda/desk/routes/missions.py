"""Misiones: opened, teams sent and heard, told, found, closed, printed."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.routes import search_plan, tracks
from vereda.desk.web import central_missions, central_plan, lessons, mission_forms, mission_map, missions

routes: list[URLPattern] = [
    path("misiones/", missions.missions, name="missions"),
    path("misiones/abrir/", missions.open_mission, name="open_mission"),
    path("misiones/<uuid:subject>/", missions.mission, name="mission"),
    path("misiones/<uuid:subject>/vivo/", missions.live, name="mission_live"),
    path("misiones/<uuid:subject>/hoja/", missions.sheet, name="mission_sheet"),
    path("misiones/<uuid:subject>/mapa/", mission_map.mission_map, name="mission_map"),
    path("misiones/<uuid:subject>/despacho/", mission_forms.dispatch, name="dispatch_team"),
    path("misiones/<uuid:subject>/equipos/<uuid:team>/", mission_forms.change, name="change_team"),
    path("misiones/<uuid:subject>/equipos/<uuid:team>/<slug:what>/", missions.act_on_team, name="team_act"),
    path("misiones/<uuid:subject>/parte/", missions.report_situation, name="report_situation"),
    path("misiones/<uuid:subject>/pista/", mission_forms.clue, name="note_clue"),
    path("misiones/<uuid:subject>/pista/<uuid:clue>/quitar/", missions.withdraw_clue, name="withdraw_clue"),
    path("misiones/<uuid:subject>/encontradas/", mission_forms.found, name="people_found"),
    path("misiones/<uuid:subject>/intento/", missions.end_attempt, name="end_attempt"),
    path("misiones/<uuid:subject>/cerrar/", missions.close_mission, name="close_mission"),
    path("misiones/<uuid:subject>/reabrir/", missions.reopen_mission, name="reopen_mission"),
    path("misiones/<uuid:subject>/aprendido/", missions.note_after, name="note_after"),
    path("misiones/<uuid:subject>/practica/", lessons.mission_practice, name="mission_practice"),
    *tracks.routes,
    path("central/misiones/", central_missions.missions, name="central_missions"),
    path("central/misiones/<uuid:subject>/plan/", central_plan.search_plan, name="central_plan"),
    path("central/misiones/<uuid:subject>/<uuid:team>/enterado/", central_missions.see_overdue, name="central_see_overdue"),
    *search_plan.routes,
]
