"""Protection as a Django app: offers children's paths to the logbook at the start."""

from __future__ import annotations

from pathlib import Path

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "vereda.protection"
    label = "protection"
    verbose_name = "protección"

    def ready(self) -> None:
        from vereda.logbook.door import SubjectFold, register
        from vereda.logbook.schema import offer_form
        from vereda.protection import entries, tables
        from vereda.protection.models import ChildPath
        from vereda.protection.rules import path as rules

        register(
            SubjectFold(
                subject_kind="child_path",
                kinds=entries.KINDS,
                start=rules.start,
                step=rules.step,
                models=(ChildPath,),
                project=tables.child_path,
                fold_version=2,
            )
        )
        offer_form(Path(__file__).parent / "forms" / "child_path.json")
