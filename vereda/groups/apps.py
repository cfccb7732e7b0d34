"""Groups as a Django app: offers what it folds to the logbook at the start."""

from __future__ import annotations

from pathlib import Path

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "vereda.groups"
    label = "groups"
    verbose_name = "grupos"

    def ready(self) -> None:
        from vereda.groups import models
        from vereda.groups.entries import agreements, call_number, handover, roster, routes
        from vereda.groups.lookups import retention
        from vereda.groups.rules import agreements as agreement_rules
        from vereda.groups.rules import call_number as call_number_rules
        from vereda.groups.rules import handover as handover_rules
        from vereda.groups.rules import patrols as patrol_rules
        from vereda.groups.rules import roster as roster_rules
        from vereda.groups.rules import routes as route_rules
        from vereda.groups.tables import agreements as agreement_tables
        from vereda.groups.tables import call_number as call_number_tables
        from vereda.groups.tables import duty
        from vereda.logbook.door import SubjectFold, kept_as_long_as, register
        from vereda.logbook.schema import offer_form

        self._patrols()
        for kind, kinds, step, model, project in (
            (
                "call_number",
                call_number.CALL_NUMBER_KINDS,
                call_number_rules.step,
                models.CallNumber,
                call_number_tables.call_number,
            ),
            ("turn", roster.TURN_KINDS, roster_rules.turn_step, models.Turn, duty.turn),
            ("roster_day", roster.ROSTER_KINDS, roster_rules.roster_step, models.RosterDay, duty.roster_day),
            ("lent_staff", roster.LENT_KINDS, roster_rules.lent_step, models.LentStaff, duty.lent_staff),
            ("handover", handover.HANDOVER_KINDS, handover_rules.handover_step, models.Handover, duty.handover),
            ("route", routes.ROUTE_KINDS, route_rules.route_step, models.NamedRoute, duty.route),
            ("patrol_plan", routes.PLAN_KINDS, route_rules.plan_step, models.PatrolPlan, duty.patrol_plan),
            (
                "agreement",
                agreements.AGREEMENT_KINDS,
                agreement_rules.agreement_step,
                models.Agreement,
                agreement_tables.agreement,
            ),
            (
                "volunteer",
                agreements.VOLUNTEER_KINDS,
                agreement_rules.volunteer_step,
                models.Volunteer,
                agreement_tables.volunteer,
            ),
        ):
            register(
                SubjectFold(subject_kind=kind, kinds=kinds, start=patrol_rules.start, step=step, models=(model,), project=project)
            )
        offer_form(Path(__file__).parent / "forms" / "patrol.json")
        kept_as_long_as("groups", retention.kept_too_long)

    def _patrols(self) -> None:
        from vereda.groups import facts
        from vereda.groups.entries import patrols as entries
        from vereda.groups.models import Patrol, Shift
        from vereda.groups.rules import patrols as rules
        from vereda.groups.tables import patrols as tables
        from vereda.logbook.door import SubjectFold, register

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
