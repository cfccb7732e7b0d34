"""Mapas del puesto: brought, shown below the maps of the desk, cut for a handheld."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import maps, maps_kept, maps_mission

routes: list[URLPattern] = [
    path("mapas/", maps.maps, name="maps"),
    path("mapas/base.json", maps.base, name="base_maps"),
    path("mapas/puesto/<slug:group>/", maps_kept.maps_of, name="maps_of"),
    path("mapas/puesto/<slug:group>/traer/", maps_kept.bring, name="bring_map"),
    path("mapas/puesto/<slug:group>/<slug:name>/quitar/", maps_kept.remove, name="remove_map"),
    path("mapas/<slug:name>/recorte/", maps.cut, name="cut_map"),
    path("mapas/<slug:name>/recorte.<str:form>", maps.cut_file, name="cut_file"),
    path("mapas/teselas/<slug:group>/<slug:name>/<int:z>/<int:x>/<int:y>", maps.tile, name="tile"),
    path("misiones/<uuid:subject>/fondo/", maps_mission.mission_base, name="mission_base"),
    path("misiones/<uuid:subject>/fondo/<slug:name>.<str:form>", maps_mission.mission_base_file, name="mission_base_file"),
]
