"""Safety as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "vereda.safety"
    label = "safety"
    verbose_name = "seguridad"
