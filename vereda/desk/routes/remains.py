"""Personas fallecidas localizadas: the files, one act at a time, the sheet, the note for the forensic service."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import central_remains, remains

routes: list[URLPattern] = [
    path("fallecidas/", remains.remains_list, name="remains_list"),
    path("fallecidas/nueva/", remains.new_remains, name="new_remains"),
    path("fallecidas/<uuid:subject>/", remains.remains, name="remains"),
    path("fallecidas/<uuid:subject>/corregir/", remains.correct_remains, name="correct_remains"),
    path("fallecidas/<uuid:subject>/hoja/", remains.sheet, name="remains_sheet"),
    path("fallecidas/<uuid:subject>/contrafirma/", remains.countersign, name="countersign"),
    path("fallecidas/<uuid:subject>/deshacer/", remains.undo, name="undo_remains"),
    path("fallecidas/<uuid:subject>/pertenencias/<uuid:line>/quitar/", remains.withdraw_belonging, name="withdraw_belonging"),
    path("fallecidas/<uuid:subject>/nota-forense/", remains.forensic, name="remains_forensic"),
    path("fallecidas/<uuid:subject>/nota-forense/entregada/", remains.give_note, name="give_forensic_note"),
    path("fallecidas/<uuid:subject>/forense/", remains.note_match, name="note_match"),
    path("fallecidas/<uuid:subject>/<slug:what>/", remains.act_on_remains, name="act_on_remains"),
    path("central/fallecidas/", central_remains.remains, name="central_remains"),
]
