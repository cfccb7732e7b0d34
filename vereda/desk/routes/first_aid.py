"""Primeros auxilios: written from an encounter, measured again, handed over."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import first_aid, first_aid_fhir, first_aid_triage

routes: list[URLPattern] = [
    path("encuentros/<uuid:subject>/primeros-auxilios/", first_aid.of_encounter, name="first_aids"),
    path("encuentros/<uuid:subject>/primeros-auxilios/nuevo/", first_aid.new_first_aid, name="new_first_aid"),
    path("encuentros/<uuid:subject>/primeros-auxilios/triage/", first_aid_triage.triage_many, name="first_aid_triage"),
    path("primeros-auxilios/reglas/", first_aid.first_aid_rules, name="first_aid_rules"),
    path("primeros-auxilios/consejo/", first_aid.advise, name="first_aid_advice"),
    path("primeros-auxilios/<uuid:subject>/", first_aid.first_aid, name="first_aid"),
    path("primeros-auxilios/<uuid:subject>/corregir/", first_aid.correct_first_aid, name="correct_first_aid"),
    path("primeros-auxilios/<uuid:subject>/triage/", first_aid_triage.triage_one, name="triage_first_aid"),
    path("primeros-auxilios/<uuid:subject>/anular/", first_aid.withdraw_first_aid, name="withdraw_first_aid"),
    path("primeros-auxilios/<uuid:subject>/carta.pdf", first_aid.first_aid_letter, name="first_aid_letter"),
    path("primeros-auxilios/<uuid:subject>/resumen/", first_aid_fhir.first_aid_summary, name="first_aid_summary"),
    path("primeros-auxilios/<uuid:subject>/quitar/<slug:line>/", first_aid.withdraw_line, name="withdraw_first_aid_line"),
    path("primeros-auxilios/<uuid:subject>/<slug:what>/", first_aid.act_on_first_aid, name="act_on_first_aid"),
]
