"""Prácticas: what works, shared."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import good_practice, good_practice_acts

routes: list[URLPattern] = [
    path("practicas/", good_practice.good_practices, name="good_practices"),
    path("practicas/nueva/", good_practice_acts.new_practice, name="new_practice"),
    path("practicas/<uuid:subject>/", good_practice.good_practice, name="good_practice"),
    path("practicas/<uuid:subject>/ficha/", good_practice_acts.describe_practice, name="describe_practice"),
    path("practicas/<uuid:subject>/cifras/", good_practice_acts.cite_figures, name="cite_figures"),
    path("practicas/<uuid:subject>/adoptar/", good_practice_acts.adopt_practice, name="adopt_practice"),
    path("practicas/<uuid:subject>/adopciones/<uuid:adoption>/", good_practice_acts.tell_result, name="tell_result"),
    path("practicas/<uuid:subject>/practica-<slug:language>.pdf", good_practice.good_practice_pdf, name="good_practice_pdf"),
    path("practicas/<uuid:subject>/<slug:language>/escribir/", good_practice_acts.write_practice, name="write_practice"),
    path("practicas/<uuid:subject>/<slug:language>/revisar/", good_practice_acts.review_practice, name="review_practice"),
    path("practicas/<uuid:subject>/<slug:language>/publicar/", good_practice_acts.publish_practice, name="publish_practice"),
    path("practicas/<uuid:subject>/<slug:language>/retirar/", good_practice_acts.withdraw_practice, name="withdraw_practice"),
]
