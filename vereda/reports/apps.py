"""Reports as a Django app: offers reports, operations and switches to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "vereda.reports"
    label = "reports"
    verbose_name = "partes"

    def ready(self) -> None:
        from vereda.logbook.door import SubjectFold, register
        from vereda.reports import entries, models, rules, tables
        from vereda.reports.month_flags import month_flags
        from vereda.statistics.door import offer_flags

        offer_flags(month_flags)
        levels = (
            ("daily_report", entries.DAILY_KINDS, models.DailyReport, tables.daily),
            ("state_report", entries.STATE_KINDS, models.StateReport, tables.state),
            ("national_report", entries.NATIONAL_KINDS, models.NationalReport, tables.national),
        )
        for kind, kinds, model, project in levels:
            register(
                SubjectFold(subject_kind=kind, kinds=kinds, start=rules.start, step=rules.step, models=(model,), project=project)
            )
        register(
            SubjectFold(
                subject_kind="operation",
                kinds=entries.OPERATION_KINDS,
                start=rules.start_operation,
                step=rules.operation_step,
                models=(models.Operation,),
                project=tables.operation,
            )
        )
        register(
            SubjectFold(
                subject_kind="service_switch",
                kinds=entries.SWITCH_KINDS,
                start=rules.start_switch,
                step=rules.switch_step,
                models=(models.ServiceSwitch,),
                project=tables.switch,
            )
        )
