"""Casos: legal help, from the word at a post to the end of the last term. Quejas: sealed to the outside body."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import complaints, legal, legal_acts

routes: list[URLPattern] = [
    path("quejas/", complaints.listed, name="complaints"),
    path("quejas/cerradas.json", complaints.carried, name="complaints_file"),
    path("quejas/respuestas/", complaints.taken, name="complaints_taken"),
    path("casos/", legal.cases, name="legal_cases"),
    path("casos/nuevo/", legal.new_case, name="legal_new"),
    path("casos/comprobante/", legal.receipt, name="legal_receipt"),
    path("casos/<uuid:subject>/", legal.case, name="legal_case"),
    path("casos/<uuid:subject>/tomar/", legal_acts.take, name="legal_take"),
    path("casos/<uuid:subject>/datos/", legal.tell, name="legal_tell"),
    path("casos/<uuid:subject>/escrito.pdf", legal.draft, name="legal_draft"),
    path("casos/<uuid:subject>/paso/", legal_acts.step, name="legal_step"),
    path("casos/<uuid:subject>/paso/<uuid:step>/quitar/", legal_acts.withdraw_step, name="legal_no_step"),
    path("casos/<uuid:subject>/plazo/", legal.term, name="legal_term"),
    path("casos/<uuid:subject>/plazo/<uuid:term>/ampliar/", legal_acts.extend, name="legal_extend"),
    path("casos/<uuid:subject>/plazo/<uuid:term>/<slug:what>/", legal_acts.term, name="legal_term_act"),
    path("casos/<uuid:subject>/prueba/", legal_acts.keep, name="legal_keep"),
    path("casos/<uuid:subject>/prueba/<uuid:item>/archivo/", legal.evidence_file, name="legal_file"),
    path("casos/<uuid:subject>/prueba/<uuid:item>/entregar/", legal_acts.pass_on, name="legal_pass"),
    path("casos/<uuid:subject>/regreso/", legal_acts.ask_return, name="legal_return"),
    path("casos/<uuid:subject>/regreso/<uuid:request_id>/<slug:what>/", legal_acts.go_back, name="legal_return_act"),
    path("casos/<uuid:subject>/quien/", legal_acts.add_helper, name="legal_helper"),
    path("casos/<uuid:subject>/salir/", legal_acts.leave, name="legal_leave"),
    path("casos/<uuid:subject>/respuesta/", legal_acts.answer, name="legal_answer"),
    path("casos/<uuid:subject>/cerrar/", legal_acts.close, name="legal_close"),
    path("casos/<uuid:subject>/reabrir/", legal_acts.reopen, name="legal_reopen"),
]
