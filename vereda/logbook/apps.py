"""The logbook as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class LogbookConfig(AppConfig):
    name = "vereda.logbook"
    label = "logbook"
    verbose_name = "bitácora"

    def ready(self) -> None:
        from vereda.logbook import among  # noqa: F401  registers a lookup
