"""Paper as a Django app: offers printed sheets and single sheets to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "vereda.paper"
    label = "paper"
    verbose_name = "hojas"

    def ready(self) -> None:
        from vereda.logbook.door import SubjectFold, register
        from vereda.paper import entries, tables
        from vereda.paper.models import Sheet, SheetBatch
        from vereda.paper.rules import fold

        register(
            SubjectFold(
                subject_kind="sheet_batch",
                kinds=entries.BATCH_KINDS,
                start=fold.start,
                step=fold.batch_step,
                models=(SheetBatch,),
                project=tables.batch,
            )
        )
        register(
            SubjectFold(
                subject_kind="sheet",
                kinds=entries.SHEET_KINDS,
                start=fold.start,
                step=fold.sheet_step,
                models=(Sheet,),
                project=tables.sheet,
            )
        )
