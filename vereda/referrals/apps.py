"""Referrals as a Django app: offers them to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "vereda.referrals"
    label = "referrals"
    verbose_name = "referencias"

    def ready(self) -> None:
        from vereda.referrals.registering import offer_all

        offer_all()
