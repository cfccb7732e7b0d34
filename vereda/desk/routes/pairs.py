"""Posibles coincidencias: records that may be one person."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import pairs

routes: list[URLPattern] = [
    path("coincidencias/", pairs.pairs, name="pairs"),
    path("coincidencias/siguiente/", pairs.next_pair, name="next_pair"),
    path("coincidencias/<uuid:left>/<uuid:right>/", pairs.pair, name="pair"),
    path("coincidencias/<uuid:left>/<uuid:right>/contestar/", pairs.decide, name="decide_pair"),
    path("coincidencias/<uuid:link>/deshacer/", pairs.undo, name="undo_pair"),
    path("coincidencias/persona/<uuid:subject>/", pairs.person, name="pair_person"),
]
