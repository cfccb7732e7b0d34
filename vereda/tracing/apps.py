"""Tracing as a Django app: offers reports and files to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class TracingConfig(AppConfig):
    name = "vereda.tracing"
    label = "tracing"
    verbose_name = "búsqueda de personas"

    def ready(self) -> None:
        from vereda.tracing.registering import offer_all

        offer_all()
