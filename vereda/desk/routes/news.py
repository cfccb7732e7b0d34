"""Notas de prensa: what is said to the press of an edition, and whom it may ask."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import news, news_acts

routes: list[URLPattern] = [
    path("notas/", news.news, name="news"),
    path("notas/nueva/", news_acts.new_note, name="new_note"),
    path("notas/contactos/nuevo/", news_acts.new_contact, name="new_press_contact"),
    path("notas/contactos/<uuid:subject>/", news_acts.press_contact, name="press_contact"),
    path("notas/<uuid:subject>/", news.note, name="note"),
    path("notas/<uuid:subject>/borrador/", news.draft, name="note_draft"),
    path("notas/<uuid:subject>/redactar/", news_acts.rewrite, name="note_rewrite"),
    path("notas/<uuid:subject>/visto-bueno/", news_acts.approve, name="note_approve"),
    path("notas/<uuid:subject>/publicar/", news_acts.publish, name="note_publish"),
    path("notas/<uuid:subject>/anexo/", news.annex, name="note_annex"),
    path("notas/<uuid:subject>/cifra/<int:number>/", news.figure, name="note_figure"),
    path("notas/<uuid:subject>/nota-<slug:lang>.<slug:form>", news.note_file, name="note_file"),
]
