"""Talleres: workshops between countries, the people who come, field visits."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import field_visit_acts as visit_acts
from vereda.desk.web import lessons
from vereda.desk.web import visit_photos as photo_acts
from vereda.desk.web import workshop_acts as acts
from vereda.desk.web import workshops as of

routes: list[URLPattern] = [
    path("talleres/", of.workshops, name="workshops"),
    path("talleres/nuevo/", acts.new_workshop, name="new_workshop"),
    path("talleres/especialistas/", of.workshop_experts, name="workshop_experts"),
    path("talleres/especialistas/nueva/", acts.workshop_expert, name="new_workshop_expert"),
    path("talleres/especialistas/<uuid:subject>/", acts.workshop_expert, name="workshop_expert"),
    path("talleres/especialistas/<uuid:subject>/quitar/", acts.workshop_expert_gone, name="workshop_expert_gone"),
    path("talleres/visitas/", of.field_visits, name="field_visits"),
    path("talleres/visitas/<uuid:subject>/", of.field_visit, name="field_visit"),
    path("talleres/visitas/<uuid:subject>/plan/", visit_acts.visit_plan, name="field_visit_plan"),
    path("talleres/visitas/<uuid:subject>/anotar/<slug:what>/", visit_acts.visit_note, name="field_visit_note"),
    path("talleres/visitas/<uuid:subject>/persona/<uuid:guest>/", visit_acts.visit_guest, name="field_visit_guest"),
    path("talleres/visitas/<uuid:subject>/fotos/", photo_acts.visit_photo_add, name="visit_photo_add"),
    path("talleres/visitas/<uuid:subject>/fotos/<uuid:photo>/", photo_acts.visit_photo_act, name="visit_photo_act"),
    path("talleres/visitas/<uuid:subject>/fotos/<uuid:photo>/mirar/", photo_acts.visit_photo_check, name="visit_photo_check"),
    path("talleres/visitas/<uuid:subject>/fotos/<uuid:photo>/<slug:size>.jpg", photo_acts.visit_photo, name="visit_photo"),
    path("talleres/puntos/<str:point>/", of.workshop_point, name="workshop_point"),
    path("talleres/<uuid:subject>/", of.workshop, name="workshop"),
    path("talleres/<uuid:subject>/anotar/<slug:what>/", acts.workshop_note, name="workshop_note"),
    path("talleres/<uuid:subject>/invitar/", acts.workshop_invite, name="workshop_invite"),
    path("talleres/<uuid:subject>/invitacion/<slug:delegation>.ics", of.workshop_invitation, name="workshop_invitation"),
    path("talleres/<uuid:subject>/cerrar/", acts.workshop_hold, name="workshop_hold"),
    path("talleres/<uuid:subject>/leido/", acts.workshop_read, name="workshop_read"),
    path("talleres/<uuid:subject>/retirar/", acts.workshop_take_back, name="workshop_take_back"),
    path("talleres/<uuid:subject>/personas/", of.workshop_guests, name="workshop_guests"),
    path("talleres/<uuid:subject>/visita/", visit_acts.new_visit, name="workshop_visit"),
    path("talleres/<uuid:subject>/practica/<slug:what>/<str:code>/", lessons.workshop_practice, name="workshop_practice"),
    path("talleres/<uuid:subject>/informe.pdf", of.workshop_report, name="workshop_report"),
]
