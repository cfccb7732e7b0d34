"""Readiness as a Django app: offers the checklist to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class ReadinessConfig(AppConfig):
    name = "vereda.readiness"
    label = "readiness"
    verbose_name = "preparación"

    def ready(self) -> None:
        from vereda.logbook.door import SubjectFold, register
        from vereda.readiness import entries, models, tables
        from vereda.readiness.rules import fold

        register(
            SubjectFold(
                subject_kind=entries.READINESS,
                kinds=entries.KINDS,
                start=fold.start,
                step=fold.step,
                models=(models.ReadinessRow,),
                project=tables.readiness,
                is_erasable=False,
            )
        )
