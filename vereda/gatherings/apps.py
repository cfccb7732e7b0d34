"""Gatherings as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "vereda.gatherings"
    label = "gatherings"
    verbose_name = "concentraciones"
