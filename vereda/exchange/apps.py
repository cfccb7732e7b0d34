"""Good practice as a Django app: offers its subjects to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "vereda.exchange"
    label = "exchange"
    verbose_name = "buenas prácticas"

    def ready(self) -> None:
        from vereda.exchange import entries, models, tables
        from vereda.exchange.rules import fold
        from vereda.logbook.door import SubjectFold, register

        for kind, kinds, start, step, model, project in (
            (
                entries.PRACTICE,
                entries.PRACTICE_KINDS,
                fold.start_practice,
                fold.step_practice,
                models.GoodPractice,
                tables.practice,
            ),
            (entries.TEXT, entries.TEXT_KINDS, fold.start_text, fold.step_text, models.PracticeText, tables.text),
            (entries.ADOPTION, entries.ADOPTION_KINDS, fold.start_adoption, fold.step_adoption, models.Adoption, tables.adoption),
        ):
            register(SubjectFold(subject_kind=kind, kinds=kinds, start=start, step=step, models=(model,), project=project))
