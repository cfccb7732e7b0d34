"""Reports as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "vereda.reports"
    label = "reports"
    verbose_name = "partes"
