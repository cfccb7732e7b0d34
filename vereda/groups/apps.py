"""Groups as a Django app: offers shifts and patrols to the logbook at the start."""

from __future__ import annotations

from pathlib import Path

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "vereda.groups"
    label = "groups"
    verbose_name = "grupos"

    def ready(self) -> None:
        from vereda.groups import entries, facts, rules, tables
        from vereda.groups.models import Patrol, Shift
        from vereda.logbook.door import SubjectFold, register
        from vereda.logbook.schema import offer_form

        register(
            SubjectFold(
                subject_kind="shift",
                kinds=entries.SHIFT_KINDS,
                start=rules.start,
                step=rules.shift_step,
                models=(Shift,),
                project=tables.shift,
            )
        )
        register(
            SubjectFold(
                subject_kind="patrol",
                kinds=entries.PATROL_KINDS,
                start=rules.start,
                step=rules.patrol_step,
                models=(Patrol,),
                project=tables.patrol,
                facts=facts.facts,
                counted_on=facts.departed_on,
            )
        )
        offer_form(Path(__file__).parent / "forms" / "patrol.json")
