"""Protection as a Django app: offers what it keeps to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "vereda.protection"
    label = "protection"
    verbose_name = "protección"

    def ready(self) -> None:
        from vereda.protection.registering import offer_all

        offer_all()
