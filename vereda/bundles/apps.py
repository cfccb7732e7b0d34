"""Between countries as a Django app: offers itself to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class BundlesConfig(AppConfig):
    name = "vereda.bundles"
    label = "bundles"
    verbose_name = "entre países"

    def ready(self) -> None:
        from vereda.bundles.registering import offer_all

        offer_all()
