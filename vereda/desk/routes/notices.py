"""Avisos de peligro and the risk map."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import danger_notice_acts as acts
from vereda.desk.web import danger_notices as notices

routes: list[URLPattern] = [
    path("peligros/", notices.danger_notices, name="danger_notices"),
    path("peligros/nuevo/", acts.new_notice, name="new_notice"),
    path("peligros/municipios/", acts.notice_towns, name="notice_towns"),
    path("peligros/clima/", acts.consult_weather, name="consult_weather"),
    path("peligros/mapa/", notices.risk_map, name="risk_map"),
    path("peligros/mapa.<str:form>", notices.risk_picture, name="risk_picture"),
    path("peligros/<uuid:subject>/", notices.danger_notice, name="danger_notice"),
    path("peligros/<uuid:subject>/cambiar/", acts.change_notice, name="change_notice"),
    path("peligros/<uuid:subject>/terminar/", acts.end_notice, name="end_notice"),
    path("peligros/<uuid:subject>/archivo/", acts.give_notice, name="give_notice"),
    path("peligros/<uuid:subject>/archivo/<uuid:entry>/", notices.notice_file, name="notice_file"),
    path("peligros/<uuid:subject>/muestra/", notices.notice_preview, name="notice_preview"),
]
