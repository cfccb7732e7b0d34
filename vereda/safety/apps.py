"""Safety as a Django app: offers what it folds to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "vereda.safety"
    label = "safety"
    verbose_name = "seguridad"

    def ready(self) -> None:
        from vereda.safety.registering import offer_all

        offer_all()
