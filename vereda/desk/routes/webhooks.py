"""Avisos a programas: who is told by a program, and keys of programs."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import webhooks

routes: list[URLPattern] = [
    path("avisos-a-programas/", webhooks.programs, name="webhooks"),
    path("avisos-a-programas/registrar/", webhooks.program_register, name="program_register"),
    path("avisos-a-programas/claves/", webhooks.program_keys, name="program_keys"),
    path("avisos-a-programas/claves/<uuid:key>/quitar/", webhooks.reading_key_end, name="reading_key_end"),
    path("avisos-a-programas/claves-de-formularios/<uuid:key>/quitar/", webhooks.sending_key_end, name="sending_key_end"),
    path("avisos-a-programas/cola/<int:delivery>/otra-vez/", webhooks.program_again, name="program_again"),
    path("avisos-a-programas/<uuid:subject>/", webhooks.program, name="program"),
    path("avisos-a-programas/<uuid:subject>/aprobar/", webhooks.program_approve, name="program_approve"),
    path("avisos-a-programas/<uuid:subject>/apagar/", webhooks.program_off, name="program_off"),
    path("avisos-a-programas/<uuid:subject>/secreto/", webhooks.program_secret, name="program_secret"),
    path("avisos-a-programas/<uuid:subject>/secreto-anterior/", webhooks.program_old_secret, name="program_old_secret"),
    path("avisos-a-programas/<uuid:subject>/prueba/", webhooks.program_test, name="program_test"),
]
