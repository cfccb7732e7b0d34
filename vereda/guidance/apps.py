"""Guidance as a Django app: offers what it folds to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "vereda.guidance"
    label = "guidance"
    verbose_name = "orientación"

    def ready(self) -> None:
        from vereda.guidance.registering import offer_all

        offer_all()
