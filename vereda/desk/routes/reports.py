"""Partes and operations."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import operations, reports, reports_above, reports_month, switches

routes: list[URLPattern] = [
    path("partes/", reports.reports_first, name="reports"),
    path("partes/mes/", reports_month.month, name="reports_month"),
    path("partes/mes/mes.<str:form>", reports_month.month_file, name="reports_month_file"),
    path("partes/estado/", reports_above.reports_state, name="reports_state"),
    path("partes/estado/<str:state>/<str:on>/", reports_above.reports_state_day, name="reports_state_day"),
    path("partes/estado/<str:state>/<str:on>/firmar/", reports_above.sign_state, name="sign_state"),
    path("partes/estado/<str:state>/<str:on>/responder/", reports_above.answer_state, name="answer_state"),
    path("partes/estado/<str:state>/<str:on>/preguntar/", reports_above.ask_state, name="ask_state"),
    path("partes/estado/<str:state>/<str:on>/corregir/", reports_above.correct_state, name="correct_state"),
    path("partes/estado/<str:state>/<str:on>/puesto/<str:group>/", reports_above.report_post, name="report_post"),
    path("partes/estado/<str:state>/<str:on>/puesto/<str:group>/preguntar/", reports_above.ask_post, name="ask_post"),
    path("partes/estado/<str:state>/<str:on>/puesto/<str:group>/corregir/", reports_above.correct_post, name="correct_post"),
    path("partes/pais/", reports_above.reports_country, name="reports_country"),
    path("partes/pais/<str:on>/", reports_above.reports_country_day, name="reports_country_day"),
    path("partes/pais/<str:on>/firmar/", reports_above.sign_country, name="sign_country"),
    path("partes/dia/<str:on>/", reports.report_day, name="report_day"),
    path("partes/dia/<str:on>/firmar/", reports.sign_report, name="sign_report"),
    path("partes/dia/<str:on>/responder/", reports.answer_report, name="answer_report"),
    path("operativos/", operations.operations, name="operations"),
    path("operativos/nuevo/", operations.new_operation, name="new_operation"),
    path("operativos/nuevo/varios/", operations.new_operation_above, name="new_operation_above"),
    path("operativos/<uuid:tag>/", operations.operation, name="operation"),
    path("operativos/<uuid:tag>/terminar/", operations.end_operation, name="end_operation"),
    path("operativos/<uuid:tag>/terminar/varios/", operations.end_operation_above, name="end_operation_above"),
    path("operativos/<uuid:tag>/sacar/", operations.leave_out, name="leave_out"),
    path("servicios/", switches.services, name="services"),
    path("servicios/cambiar/", switches.switch, name="switch_service"),
    path("servicios/cambiar/oficina/", switches.switch_above, name="switch_service_above"),
]
