"""Programmes for donors."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import programme, programme_acts, programme_sent

routes: list[URLPattern] = [
    path("programas/", programme.programmes, name="programmes"),
    path("programas/nuevo/", programme_acts.new_programme, name="new_programme"),
    path("programas/<uuid:subject>/", programme.programme, name="programme"),
    path("programas/<uuid:subject>/anotar/<slug:what>/", programme_acts.note, name="programme_note"),
    path("programas/<uuid:subject>/retirar/", programme_acts.withdraw, name="programme_withdraw"),
    path("programas/<uuid:subject>/diferencia/<str:dispute>/", programme_acts.choose, name="programme_choose"),
    path("programas/<uuid:subject>/fase/<slug:phase>/", programme.phase, name="programme_phase"),
    path("programas/<uuid:subject>/fase/<slug:phase>/cerrar/", programme_acts.close_phase, name="programme_close"),
    path("programas/<uuid:subject>/indicador/<slug:code>/", programme.indicator, name="programme_indicator"),
    path("programas/<uuid:subject>/donativo/<slug:grant>/", programme.grant, name="programme_grant"),
    path("programas/<uuid:subject>/informe/<slug:phase>/", programme.report, name="programme_report"),
    path("programas/<uuid:subject>/informe/<slug:phase>/informe.<slug:form>", programme.report_file, name="programme_file"),
    path("programas/<uuid:subject>/informe/<slug:phase>/mandar/", programme_sent.propose, name="programme_propose"),
    path("programas/<uuid:subject>/mandado/<uuid:report>/<int:number>/", programme_sent.sent, name="programme_sent"),
    path(
        "programas/<uuid:subject>/mandado/<uuid:report>/<int:number>/informe.<slug:form>",
        programme_sent.sent_file,
        name="programme_sent_file",
    ),
    path("programas/<uuid:subject>/mandado/<uuid:report>/mandar/", programme_sent.send, name="programme_send"),
    path(
        "programas/<uuid:subject>/edicion/<slug:period>/<int:revision>/<slug:table>/", programme_sent.cell, name="programme_cell"
    ),
    path("programas/<uuid:subject>/recibir/", programme_sent.receive, name="programme_receive"),
    path("programas/<uuid:subject>/revisar/", programme_sent.check, name="programme_check"),
    path("programas/<uuid:subject>/quien-hace-que.csv", programme.who_file, name="programme_who"),
]
