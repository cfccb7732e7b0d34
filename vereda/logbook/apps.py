"""The logbook as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class LogbookConfig(AppConfig):
    name = "vereda.logbook"
    label = "logbook"
    verbose_name = "bitácora"
