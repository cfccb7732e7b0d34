"""People as a Django app: offers persons and their consent to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "vereda.people"
    label = "people"
    verbose_name = "personas"

    def ready(self) -> None:
        from vereda.people.registering import offer_all

        offer_all()
