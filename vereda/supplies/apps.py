"""Supplies as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class SuppliesConfig(AppConfig):
    name = "vereda.supplies"
    label = "supplies"
    verbose_name = "bienes"
