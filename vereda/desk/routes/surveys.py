"""Formularios: questions that a country or a funder adds, answered here, on phones and in other programs."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import survey_forms as forms
from vereda.desk.web import survey_keys as keys
from vereda.desk.web import surveys as of

routes: list[URLPattern] = [
    path("formularios/", of.surveys, name="surveys"),
    path("formularios/respuestas/<uuid:subject>/", of.survey_answers, name="survey_answers"),
    path("formularios/respuestas/<uuid:subject>/foto/<uuid:entry>/", of.survey_photo, name="survey_photo"),
    path("formularios/<uuid:survey>/contestar/", of.survey_answer, name="survey_answer"),
    path("formularios/<uuid:survey>/respuestas.csv", of.survey_file, name="survey_file"),
    path("formularios/<uuid:survey>/tabla.csv", of.survey_table, name="survey_table"),
    path("formularios/claves/", keys.survey_keys, name="survey_keys"),
    path("formularios/claves/<uuid:key>/quitar/", keys.survey_key_end, name="survey_key_end"),
    path("formularios/tablas/", of.survey_tables, name="survey_tables"),
    path("formularios/versiones/", forms.survey_forms, name="survey_forms"),
    path("formularios/versiones/revisar/", forms.survey_preview, name="survey_preview"),
    path("formularios/versiones/<uuid:survey>/", forms.survey_form, name="survey_form"),
    path("formularios/versiones/<uuid:survey>/cerrar/", forms.survey_close, name="survey_close"),
]
