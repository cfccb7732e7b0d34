"""First aid as who carries a case of protection reads it."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import case_aid

routes: list[URLPattern] = [
    path("proteccion/<uuid:subject>/primeros-auxilios/", case_aid.case_aids, name="case_aids"),
    path("proteccion/<uuid:subject>/primeros-auxilios/<uuid:record>/", case_aid.case_aid, name="case_aid"),
]
