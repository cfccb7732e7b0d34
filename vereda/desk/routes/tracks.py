"""Recorridos grabados: brought to a mission, looked at, struck; areas and own tracks taken out as a file."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import tracks

routes: list[URLPattern] = [
    path("misiones/<uuid:subject>/grabados/traer/", tracks.bring, name="bring_tracks"),
    path("misiones/<uuid:subject>/grabados/revisar/", tracks.review, name="review_tracks"),
    path("misiones/<uuid:subject>/grabados/<uuid:track>/quitar/", tracks.strike, name="strike_track"),
    path("misiones/<uuid:subject>/grabados/<uuid:track>/devolver/", tracks.reinstate, name="reinstate_track"),
    path("misiones/<uuid:subject>/archivo/<slug:form>/", tracks.take_out, name="mission_file"),
]
