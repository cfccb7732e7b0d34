"""Seguridad: incidents, closed areas, leave to go somewhere, interference with our help."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import ground, interference, interference_central, security

routes: list[URLPattern] = [
    path("seguridad/", security.security, name="security"),
    path("seguridad/incidentes/nuevo/", security.new_incident, name="new_incident"),
    path("seguridad/incidentes/<uuid:incident>/", security.incident, name="incident"),
    path("seguridad/incidentes/<uuid:incident>/seguir/", security.follow_incident, name="follow_incident"),
    path("seguridad/incidentes/<uuid:incident>/cerrar/", security.close_incident, name="close_incident"),
    path("seguridad/incidentes/<uuid:incident>/reabrir/", security.reopen_incident, name="reopen_incident"),
    path("seguridad/zonas/nueva/", ground.new_area, name="new_area"),
    path("seguridad/zonas/<uuid:area>/", ground.closed_area, name="closed_area"),
    path("seguridad/zonas/<uuid:area>/renovar/", ground.renew_area, name="renew_area"),
    path("seguridad/zonas/<uuid:area>/abrir/", ground.open_area, name="open_area"),
    path("seguridad/permisos/", ground.clearances, name="clearances"),
    path("seguridad/permisos/lugar/", ground.require_clearance, name="require_clearance"),
    path("seguridad/permisos/lugar/<uuid:rule>/quitar/", ground.drop_clearance, name="drop_clearance"),
    path("seguridad/permisos/lugar/<uuid:rule>/pedir/", ground.ask_clearance, name="ask_clearance"),
    path("seguridad/permisos/<uuid:clearance>/respuesta/", ground.answer_clearance, name="answer_clearance"),
    path("injerencias/", interference.interferences, name="interferences"),
    path("injerencias/nueva/", interference.new_interference, name="new_interference"),
    path("injerencias/<uuid:subject>/", interference.interference, name="interference"),
    path("injerencias/<uuid:subject>/leer/", interference.read_interference, name="read_interference"),
    path("injerencias/<uuid:subject>/agregar/", interference.add_interference, name="add_interference"),
    path("injerencias/<uuid:subject>/entregar/", interference.deliver_interference, name="deliver_interference"),
    path("injerencias/<uuid:subject>/oficio/", interference.interference_letter, name="interference_letter"),
    path("injerencias-del-pais/", interference_central.interferences, name="central_interferences"),
    path("injerencias-del-pais/<uuid:subject>/", interference_central.interference, name="central_interference"),
    path("injerencias-del-pais/<uuid:subject>/leer/", interference_central.read_interference, name="central_read_interference"),
    path(
        "injerencias-del-pais/<uuid:subject>/entregar/",
        interference_central.deliver_interference,
        name="central_deliver_interference",
    ),
    path(
        "injerencias-del-pais/<uuid:subject>/oficio/",
        interference_central.interference_letter,
        name="central_interference_letter",
    ),
]
