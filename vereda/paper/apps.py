"""Paper as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "vereda.paper"
    label = "paper"
    verbose_name = "hojas"
