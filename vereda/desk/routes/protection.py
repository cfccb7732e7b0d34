"""Protección: from the word of an agent at the roadside to a case that is carried step by step."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import protection, protection_acts, protection_notes, roadside, screening

routes: list[URLPattern] = [
    path("proteccion/", protection.cases_list, name="protection"),
    path("proteccion/avisar/", roadside.roadside, name="roadside"),
    path("proteccion/compartido/", protection.shared, name="protection_shared"),
    path("proteccion/capacitacion/", screening.trained, name="screeners"),
    path("proteccion/<uuid:subject>/", protection.case, name="protection_case"),
    path("proteccion/<uuid:subject>/tomar/", protection_acts.take, name="protection_take"),
    path("proteccion/<uuid:subject>/paso/", protection_acts.step, name="protection_step"),
    path("proteccion/<uuid:subject>/paso/<uuid:step>/quitar/", protection_acts.withdraw_step, name="protection_no_step"),
    path("proteccion/<uuid:subject>/quien/", protection_acts.worker, name="protection_worker"),
    path("proteccion/<uuid:subject>/salir/", protection_acts.leave, name="protection_leave"),
    path("proteccion/<uuid:subject>/sumar/", protection_acts.hold, name="protection_hold"),
    path("proteccion/<uuid:subject>/soltar/", protection_acts.let_go, name="protection_let_go"),
    path("proteccion/<uuid:subject>/compartir/", protection_acts.share, name="protection_share"),
    path("proteccion/<uuid:subject>/compartir/<uuid:line>/quitar/", protection_acts.end_share, name="protection_unshare"),
    path("proteccion/<uuid:subject>/cerrar/", protection_acts.close, name="protection_close"),
    path("proteccion/<uuid:subject>/reabrir/", protection_acts.reopen, name="protection_reopen"),
    path("proteccion/<uuid:subject>/valorar/", protection_notes.picture, name="protection_picture"),
    path("proteccion/<uuid:subject>/discapacidad/", protection_notes.difficulty, name="protection_difficulty"),
    path("proteccion/<uuid:subject>/horas/", protection_notes.hours, name="protection_hours"),
    path("proteccion/<uuid:subject>/tortura/", protection_notes.torture, name="protection_torture"),
    path("proteccion/<uuid:subject>/plan/", protection_notes.plan, name="safety_plan"),
    path("proteccion/<uuid:subject>/platica/", screening.screening, name="screening"),
]
