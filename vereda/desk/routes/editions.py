"""Ediciones: what is published of a month, by two persons."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import editions, editions_compare

routes: list[URLPattern] = [
    path("ediciones/", editions.editions, name="editions"),
    path("ediciones/tablas/", editions.edition_tables, name="edition_tables"),
    path("ediciones/impresas/<slug:series>/<str:period>/", editions.edition, name="printed_edition"),
    path("ediciones/<str:period>/", editions.edition, name="edition"),
    path("ediciones/<str:period>/r<int:number>/<str:name>", editions.edition_file, name="edition_file"),
    path(
        "ediciones/impresas/<slug:series>/<str:period>/r<int:number>/<str:name>",
        editions.edition_file,
        name="printed_edition_file",
    ),
    path("ediciones/<str:period>/comparar/", editions_compare.edition_compare, name="edition_compare"),
    path("ediciones/<str:period>/comparar/<slug:code>.csv", editions_compare.edition_compare_file, name="edition_compare_file"),
    path("ediciones/<str:period>/preparar/", editions.edition_prepare, name="edition_prepare"),
    path("ediciones/<str:period>/propuesta/", editions.edition_proposed, name="edition_proposed"),
]
