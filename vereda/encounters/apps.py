"""Encounters as a Django app: offers its subjects to the logbook at the start."""

from __future__ import annotations

from pathlib import Path

from django.apps import AppConfig


class EncountersConfig(AppConfig):
    name = "vereda.encounters"
    label = "encounters"
    verbose_name = "encuentros"

    def ready(self) -> None:
        from vereda.encounters import entries, facts, rules, tables
        from vereda.encounters.models import Encounter, ImportBatch, ReportedTotal
        from vereda.logbook.door import SubjectFold, register
        from vereda.logbook.schema import offer_form

        def mission_of(payload: object) -> str | None:
            mission = getattr(payload, "mission", None)
            return str(mission) if mission else None

        register(
            SubjectFold(
                subject_kind="encounter",
                kinds=entries.KINDS,
                start=rules.start,
                step=rules.step,
                fold_version=2,
                models=(Encounter,),
                project=tables.encounter,
                facts=facts.facts,
                counted_on=facts.local_day,
                held_by=mission_of,
                linked=rules.persons_of,
                counting=rules.counting,
            )
        )
        register(
            SubjectFold(
                subject_kind="reported_total",
                kinds=entries.TOTAL_KINDS,
                start=rules.total_start,
                step=rules.total_step,
                models=(ReportedTotal,),
                project=tables.reported_total,
                facts=facts.total_facts,
                counted_on=facts.total_day,
            )
        )
        register(
            SubjectFold(
                subject_kind="import",
                kinds=entries.IMPORT_KINDS,
                start=rules.import_start,
                step=rules.import_step,
                models=(ImportBatch,),
                project=tables.import_batch,
                is_complete=rules.is_import_counted,
                months=lambda state: {facts.date.fromisoformat(month) for month in state["months"]},
            )
        )
        offer_form(Path(__file__).parent / "forms" / "encounter.json")
