"""Orientación: the library of rights and dangers, its texts, its numbers, and what waits for a second person."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import guidance, guidance_acts, guidance_handouts, guidance_numbers, guidance_told

routes: list[URLPattern] = [
    path("orientacion/", guidance.library, name="guidance"),
    path("orientacion/revisar/", guidance.queue, name="guidance_queue"),
    path("orientacion/cambios/", guidance.changed, name="guidance_changed"),
    path("orientacion/dicho/", guidance_told.tell, name="tell"),
    path("orientacion/dicho/<uuid:telling>/quitar/", guidance_told.take_back, name="take_back_telling"),
    path("orientacion/dichos/", guidance_told.month, name="told_month"),
    path("encuentros/<uuid:subject>/dicho/", guidance_told.tell_at, name="tell_at"),
    path("orientacion/llevar/", guidance_handouts.to_carry, name="guidance_to_carry"),
    path("orientacion/llevar/archivo/", guidance_handouts.printed, name="guidance_printed"),
    path("orientacion/numeros/", guidance_numbers.numbers, name="guidance_numbers"),
    path("orientacion/numeros/<slug:code>/", guidance_numbers.number, name="guidance_number"),
    path("orientacion/numeros/<slug:code>/corregir/", guidance_numbers.correct, name="correct_number"),
    path("orientacion/numeros/<slug:code>/llamar/", guidance_numbers.ring, name="ring_number"),
    path("orientacion/numeros/<slug:code>/llamar/revisor/", guidance_numbers.ring_as_reviewer, name="ring_number_reviewing"),
    path("orientacion/numeros/<slug:code>/queda/<str:dispute>/", guidance_numbers.choose, name="choose_number"),
    path("orientacion/<slug:topic>/", guidance.topic, name="guidance_topic"),
    path("orientacion/<slug:topic>/<slug:language>/", guidance.text, name="guidance_text"),
    path("orientacion/<slug:topic>/<slug:language>/imagen/", guidance_handouts.picture, name="guidance_picture"),
    path("orientacion/<slug:topic>/<slug:language>/audio/", guidance_handouts.sound, name="guidance_sound"),
    path("orientacion/<slug:topic>/<slug:language>/escribir/", guidance_acts.write, name="write_text"),
    path("orientacion/<slug:topic>/<slug:language>/medir/", guidance_acts.measure, name="measure_text"),
    path("orientacion/<slug:topic>/<slug:language>/revisar/", guidance_acts.check, name="check_text"),
    path("orientacion/<slug:topic>/<slug:language>/retirar/", guidance_acts.withdraw, name="withdraw_text"),
    path(
        "orientacion/<slug:topic>/<slug:language>/retirar/revisor/",
        guidance_acts.withdraw_as_reviewer,
        name="withdraw_text_reviewing",
    ),
    path("orientacion/<slug:topic>/<slug:language>/queda/<str:dispute>/", guidance_acts.choose, name="choose_text"),
]
