"""The register of requests as a Django app: offers it to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class TransparencyConfig(AppConfig):
    name = "vereda.transparency"
    label = "transparency"
    verbose_name = "transparencia"

    def ready(self) -> None:
        from vereda.logbook.door import SubjectFold, kept_as_long_as, register
        from vereda.transparency import entries, lookups, tables
        from vereda.transparency.models import RequestRow
        from vereda.transparency.rules import fold

        register(
            SubjectFold(
                subject_kind=entries.REQUEST,
                kinds=entries.KINDS,
                start=fold.start,
                step=fold.step,
                models=(RequestRow,),
                project=tables.request,
            )
        )
        kept_as_long_as("transparency", lookups.kept_too_long)
