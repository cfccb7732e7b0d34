"""First aid as a Django app: offers its records to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class MedicalConfig(AppConfig):
    name = "vereda.medical"
    label = "medical"
    verbose_name = "primeros auxilios"

    def ready(self) -> None:
        from vereda.medical.registering import offer_all

        offer_all()
