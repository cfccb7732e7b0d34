"""Complaints as a Django app: offers them to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "vereda.complaints"
    label = "complaints"
    verbose_name = "quejas sobre el propio personal"

    def ready(self) -> None:
        from vereda.complaints.registering import offer_all

        offer_all()
