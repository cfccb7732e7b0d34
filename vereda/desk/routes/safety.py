"""Seguridad: officer in danger, radio, incidents, closed areas, clearances, interference, points."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import central, central_alerts, dangers, point_read, points, radio, references, texts

POINTS = [
    path("puntos/", points.points, name="points"),
    path("puntos/nuevo/", points.new_point, name="new_point"),
    path("puntos/<uuid:subject>/", points.point, name="point"),
    path("puntos/<uuid:subject>/cambiar/", points.change_point, name="change_point"),
    path("puntos/<uuid:subject>/estado/", points.look_at, name="look_at_point"),
    path("puntos/<uuid:subject>/quitar/", points.take_away, name="take_point_away"),
    path("punto-leido/", point_read.point_read, name="point_read"),
    path("puntos-de-referencia/", references.references, name="references"),
    path("puntos-de-referencia/ofrece/", references.offers, name="reference_offers"),
    path("puntos-de-referencia/agregar/", references.add, name="add_reference"),
    path("puntos-de-referencia/tabla/", references.read_in, name="read_in_references"),
    path("puntos-de-referencia/tabla.csv", references.references_csv, name="references_csv"),
    path("puntos-de-referencia/serie/quitar/", references.withdraw_series, name="withdraw_series"),
    path("puntos-de-referencia/<uuid:subject>/quitar/", references.withdraw, name="withdraw_reference"),
]
routes: list[URLPattern] = [
    *POINTS,
    path("agente-en-peligro/", dangers.dangers, name="dangers"),
    path("agente-en-peligro/banda/", dangers.band, name="danger_band"),
    path("agente-en-peligro/nueva/", dangers.new_danger, name="new_danger"),
    path("agente-en-peligro/<uuid:subject>/", dangers.danger, name="danger"),
    path("agente-en-peligro/<uuid:subject>/enterado/", dangers.see_danger, name="see_danger"),
    path("agente-en-peligro/<uuid:subject>/paso/", dangers.take_step, name="danger_step"),
    path("agente-en-peligro/<uuid:subject>/cerrar/", dangers.resolve_danger, name="resolve_danger"),
    path("agente-en-peligro/<uuid:subject>/reabrir/", dangers.reopen_danger, name="reopen_danger"),
    path("central/", central.central, name="central"),
    path("central/banda/", central.band, name="central_band"),
    path("central/alerta/<uuid:subject>/", central_alerts.alert, name="central_alert"),
    path("central/alerta/<uuid:subject>/vista/", central_alerts.read_alert, name="central_read_alert"),
    path("central/<uuid:subject>/", central.danger, name="central_danger"),
    path("central/<uuid:subject>/enterado/", central.see_danger, name="central_see_danger"),
    path("central/<uuid:subject>/paso/", central.take_step, name="central_danger_step"),
    path("central/<uuid:subject>/cerrar/", central.resolve_danger, name="central_resolve_danger"),
    path("central/<uuid:subject>/reabrir/", central.reopen_danger, name="central_reopen_danger"),
    path("central/mensajes/<uuid:subject>/atendido/", central.handle_text, name="central_handle_text"),
    path("radio/", radio.radio, name="radio"),
    path("radio/llamada/", radio.call, name="radio_call"),
    path("radio/llamada/<uuid:subject>/quitar/", radio.withdraw_call, name="withdraw_call"),
    path("radio/se-reporta/<uuid:subject>/", radio.heard, name="radio_heard"),
    path("radio/plan/", radio.radio_plan, name="radio_plan"),
    path("radio/plan/indicativo/", radio.give_sign, name="give_sign"),
    path("radio/plan/indicativo/<uuid:subject>/quitar/", radio.withdraw_sign, name="withdraw_sign"),
    path("radio/plan/canal/", radio.set_channel, name="set_channel"),
    path("radio/plan/canal/<uuid:subject>/quitar/", radio.withdraw_channel, name="withdraw_channel"),
    path("mensajes/", texts.text_messages, name="text_messages"),
    path("mensajes/numero/", texts.keep_number, name="keep_number"),
    path("mensajes/numero/<uuid:subject>/quitar/", texts.withdraw_number, name="withdraw_number"),
    path("mensajes/numero/<uuid:subject>/prueba/", texts.send_test, name="test_number"),
    path("mensajes/<uuid:subject>/", texts.received_text, name="received_text"),
    path("mensajes/<uuid:subject>/equipo/<uuid:mission>/<uuid:team>/<slug:what>/", texts.text_of_team, name="text_of_team"),
    path("mensajes/<uuid:subject>/atendido/", texts.handle_text, name="handle_text"),
]
