"""Gatherings as a Django app: offers counts and caravans to the logbook at the start."""

from __future__ import annotations

from pathlib import Path

from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "vereda.gatherings"
    label = "gatherings"
    verbose_name = "concentraciones"

    def ready(self) -> None:
        from vereda.gatherings import entries, tables
        from vereda.gatherings.models import CaravanPart, Gathering
        from vereda.gatherings.rules import caravans, counts
        from vereda.logbook.door import SubjectFold, register
        from vereda.logbook.schema import offer_form

        register(
            SubjectFold(
                subject_kind="gathering",
                kinds=entries.GATHERING_KINDS,
                start=counts.start,
                step=counts.step,
                models=(Gathering,),
                project=tables.gathering,
            )
        )
        register(
            SubjectFold(
                subject_kind="caravan",
                kinds=entries.CARAVAN_KINDS,
                start=caravans.start,
                step=caravans.step,
                models=(CaravanPart,),
                project=tables.caravan,
            )
        )
        forms = Path(__file__).parent / "forms"
        offer_form(forms / "distribution.json")
        offer_form(forms / "reception.json")
