"""Rescue as a Django app: offers missions and alerts to the logbook at the start."""

from __future__ import annotations

from pathlib import Path

from django.apps import AppConfig


class RescueConfig(AppConfig):
    name = "vereda.rescue"
    label = "rescue"
    verbose_name = "rescates"

    def ready(self) -> None:
        from vereda.logbook.door import SubjectFold, register
        from vereda.logbook.schema import offer_form
        from vereda.rescue import entries, rules, tables
        from vereda.rescue.models import Alert, Mission

        register(
            SubjectFold(
                subject_kind="mission",
                kinds=entries.KINDS,
                start=rules.start,
                step=rules.step,
                models=(Mission,),
                project=tables.mission,
                ends_at=rules.ended_at,
            )
        )
        register(
            SubjectFold(
                subject_kind="alert",
                kinds=entries.ALERT_KINDS,
                start=rules.start,
                step=rules.alert_step,
                models=(Alert,),
                project=tables.alert,
            )
        )
        offer_form(Path(__file__).parent / "forms" / "alert.json")
