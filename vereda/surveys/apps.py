"""Forms as a Django app: offers forms and answers to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "vereda.surveys"
    label = "surveys"
    verbose_name = "formularios"

    def ready(self) -> None:
        from vereda.logbook.door import SubjectFold, kept_as_long_as, register
        from vereda.surveys import lookups, tables
        from vereda.surveys.entries import facts
        from vereda.surveys.models import AnsweredForm, FormVersion
        from vereda.surveys.rules import fold

        register(
            SubjectFold(
                subject_kind=facts.SURVEY,
                kinds=facts.FORM_KINDS,
                start=fold.start,
                step=fold.step,
                is_erasable=False,  # it tells of no person
                models=(FormVersion,),
                project=tables.form,
            )
        )
        register(
            SubjectFold(
                subject_kind=facts.ANSWERS,
                kinds=facts.ANSWER_KINDS,
                start=fold.start,
                step=fold.step_answers,
                models=(AnsweredForm,),
                project=tables.answers,
                goes_with=fold.goes_with,
                places_of=fold.places_of,
            )
        )
        kept_as_long_as("surveys", lookups.kept_too_long)
