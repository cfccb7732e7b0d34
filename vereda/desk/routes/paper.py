"""Sheets of paper and the typing screen."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import paper, paper_typing

routes: list[URLPattern] = [
    path("hojas/", paper.sheets, name="sheets"),
    path("hojas/imprimir/", paper.print_sheets, name="print_sheets"),
    path("hojas/muestra/<str:form>.pdf", paper.sample_file, name="sample_file"),
    path("hojas/impresas/<uuid:batch>.pdf", paper.batch_file, name="batch_file"),
    path("hojas/entregar/", paper.give_out, name="give_out_sheets"),
    path("hojas/recibir/", paper.take_back, name="take_back_sheets"),
    path("hojas/cancelar/", paper.cancel_sheet, name="cancel_sheet"),
    path("hojas/destruir/", paper.destroy_sheets, name="destroy_sheets"),
    path("hojas/teclear/", paper_typing.type_serial, name="type_serial"),
    path("hojas/teclear/<str:serial>/", paper_typing.type_sheet, name="type_sheet"),
]
