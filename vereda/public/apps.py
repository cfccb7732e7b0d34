"""The public pages as a Django app: their templates and their one style."""

from __future__ import annotations

from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "vereda.public"
    label = "public"
    verbose_name = "páginas públicas"

    def ready(self) -> None:
        """Say what stands in public, for programs that asked to be told of it."""
        from vereda.public.telling import offer_all

        offer_all()
