"""Extraviadas: reports of missing persons, from the call to the answer."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import candidates, missing, missing_forms, pfif, poster

routes: list[URLPattern] = [
    path("extraviadas/", missing.files, name="missing_files"),
    path("extraviadas/nueva/", missing_forms.new_report, name="new_report"),
    path("extraviadas/pfif/", pfif.read, name="read_pfif"),
    path("extraviadas/encargadas/", candidates.given, name="given_files"),
    path("extraviadas/<uuid:subject>/parecidas/", candidates.candidates, name="missing_candidates"),
    path("extraviadas/<uuid:subject>/parecidas/<uuid:person>/", candidates.look, name="look_at_candidate"),
    path("extraviadas/<uuid:subject>/encargar/", candidates.assign, name="assign_missing"),
    path("extraviadas/<uuid:subject>/", missing.missing, name="missing"),
    path("extraviadas/<uuid:subject>/comprobante/", missing.receipt, name="missing_receipt"),
    path("extraviadas/<uuid:subject>/cartel/", poster.poster, name="missing_poster"),
    path("extraviadas/<uuid:subject>/cartel/quitar/", poster.end, name="end_missing_poster"),
    path("extraviadas/<uuid:subject>/otra/", missing_forms.another, name="another_missing"),
    path("extraviadas/<uuid:subject>/datos/", missing_forms.describe, name="describe_missing"),
    path("extraviadas/<uuid:subject>/quien-busca/", missing_forms.seeker, name="missing_seeker"),
    path("extraviadas/<uuid:subject>/alerta/", missing_forms.open_alert, name="missing_alert"),
    path("extraviadas/<uuid:subject>/revision/", missing.review, name="missing_review"),
    path("extraviadas/<uuid:subject>/pista/", missing_forms.lead, name="missing_lead"),
    path("extraviadas/<uuid:subject>/pista/<uuid:lead>/quitar/", missing.withdraw_lead, name="withdraw_missing_lead"),
    path("extraviadas/<uuid:subject>/encontrada/", missing_forms.found, name="missing_found"),
    path("extraviadas/<uuid:subject>/no-era/", missing.take_back, name="missing_not_found"),
    path("extraviadas/<uuid:subject>/permite/", missing.say_wish, name="missing_wish"),
    path("extraviadas/<uuid:subject>/riesgo/", missing.check_risk, name="missing_risk"),
    path("extraviadas/<uuid:subject>/avisar/", missing.tell_seeker, name="missing_tell"),
    path("extraviadas/<uuid:subject>/forense/", missing.pass_to_forensics, name="missing_forensic"),
    path("extraviadas/<uuid:subject>/cerrar/", missing.close, name="close_missing"),
    path("extraviadas/<uuid:subject>/reabrir/", missing.reopen, name="reopen_missing"),
    path("extraviadas/<uuid:subject>/retirar/", missing.withdraw, name="withdraw_report"),
    path("extraviadas/<uuid:subject>/unir/", missing.join, name="join_missing"),
    path("extraviadas/<uuid:subject>/separar/", missing.separate, name="separate_missing"),
]
