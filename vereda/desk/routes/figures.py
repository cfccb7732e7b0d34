"""What is looked at before a month is published, what the press printed, and every row of a period as a file."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import fact_rows, month_flags, press_figures

routes: list[URLPattern] = [
    path("boletin/publicadas/", press_figures.press_figures, name="press_figures"),
    path("boletin/antes-de-publicar/", month_flags.month_flags, name="month_flags"),
    path("boletin/hechos.csv", fact_rows.fact_rows, name="fact_rows"),
    path("boletin/hechos-<slug:state>.csv", fact_rows.fact_rows, name="fact_rows_of"),
]
