"""Notices as a Django app: offers what it folds and the topics of its notices at the start."""

from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "vereda.notices"
    label = "notices"
    verbose_name = "avisos de peligro"

    def ready(self) -> None:
        from vereda.notices.registering import offer_all

        offer_all()
