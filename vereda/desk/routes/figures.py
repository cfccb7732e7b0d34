"""What is looked at before a month is published, and what the press printed."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import month_flags, press_figures

routes: list[URLPattern] = [
    path("boletin/publicadas/", press_figures.press_figures, name="press_figures"),
    path("boletin/antes-de-publicar/", month_flags.month_flags, name="month_flags"),
]
