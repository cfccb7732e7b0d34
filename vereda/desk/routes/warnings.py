"""Avisos: of authorities, brought as CAP files; of the post, given out as CAP files."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import given_warnings, warnings, warnings_central

routes: list[URLPattern] = [
    path("avisos/", warnings.warnings, name="warnings"),
    path("avisos/traer/", warnings.bring, name="bring_warning"),
    path("avisos/dar/", given_warnings.give, name="give_warning"),
    path("avisos/dados/<uuid:subject>/", given_warnings.given, name="given_warning"),
    path("avisos/dados/<uuid:subject>/cambiar/", given_warnings.change, name="change_given"),
    path("avisos/dados/<uuid:subject>/cancelar/", given_warnings.cancel, name="cancel_given"),
    path("avisos/dados/<uuid:subject>/<uuid:entry>.cap.xml", given_warnings.cap_file, name="given_file"),
    path("avisos/<uuid:subject>/", warnings.warning, name="warning"),
    path("avisos/<uuid:subject>/quitar/", warnings.take_out, name="take_out_warning"),
    path("central/avisos/", warnings_central.warnings, name="central_warnings"),
    path("central/avisos/traer/", warnings_central.bring, name="central_bring_warning"),
    path("central/avisos/<uuid:subject>/", warnings_central.warning, name="central_warning"),
    path("central/avisos/<uuid:subject>/a-todos/", warnings_central.pass_on, name="central_pass_warning"),
]
