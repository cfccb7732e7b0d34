"""Legal help as a Django app: offers cases to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class LegalConfig(AppConfig):
    name = "vereda.legal"
    label = "legal"
    verbose_name = "asistencia legal"

    def ready(self) -> None:
        from vereda.legal.registering import offer_all

        offer_all()
