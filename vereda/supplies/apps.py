"""Supplies as a Django app: offers stock, vehicles, trips and equipment to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class SuppliesConfig(AppConfig):
    name = "vereda.supplies"
    label = "supplies"
    verbose_name = "bienes"

    def ready(self) -> None:
        from vereda.logbook.door import register
        from vereda.supplies.folds import FOLDS

        for fold in FOLDS:
            register(fold)
