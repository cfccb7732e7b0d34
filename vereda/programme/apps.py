"""Programmes as a Django app: offers them to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "vereda.programme"
    label = "programme"
    verbose_name = "programas"

    def ready(self) -> None:
        from vereda.logbook.door import SubjectFold, register
        from vereda.programme import entries, models, tables
        from vereda.programme.rules import fold, sent

        register(
            SubjectFold(
                subject_kind="programme",
                kinds=entries.KINDS,
                start=fold.start,
                step=fold.step,
                models=(models.ProgrammeRow,),
                project=tables.programme,
            )
        )
        register(
            SubjectFold(
                subject_kind="donor_report",
                kinds=entries.REPORT_KINDS,
                start=sent.start,
                step=sent.step,
                models=(models.DonorReport,),
                project=tables.donor_report,
                is_erasable=False,
            )
        )
