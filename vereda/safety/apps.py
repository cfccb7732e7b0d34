"""Safety as a Django app: offers alarms of officers and the radio to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "vereda.safety"
    label = "safety"
    verbose_name = "seguridad"

    def ready(self) -> None:
        from vereda.safety import registering

        registering.offer_danger()
        registering.offer_radio()
        registering.offer_points()
        registering.offer_incidents()
        registering.offer_closed()
