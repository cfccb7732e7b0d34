"""Alertas: handed over to others, and the code of who called."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import passing

routes: list[URLPattern] = [
    path("alertas/entregadas/", passing.passings, name="passings"),
    path("alertas/<uuid:subject>/entrega/", passing.pass_alert, name="pass_alert"),
    path("alertas/<uuid:subject>/entrega/<uuid:handover>/folio/", passing.note_receipt, name="note_receipt"),
    path("alertas/<uuid:subject>/entrega/<uuid:handover>/pregunta/", passing.note_asked, name="note_asked"),
    path("alertas/<uuid:subject>/entrega/<uuid:handover>/resultado/", passing.note_outcome, name="note_outcome"),
    path("alertas/<uuid:subject>/codigo/", passing.give_code, name="give_code"),
]
