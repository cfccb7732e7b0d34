"""Rescue as a Django app: offers missions and alerts to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class RescueConfig(AppConfig):
    name = "vereda.rescue"
    label = "rescue"
    verbose_name = "rescates"

    def ready(self) -> None:
        from vereda.rescue.registering import offer_all

        offer_all()
