"""Workshops as a Django app: offers them to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "vereda.workshops"
    label = "workshops"
    verbose_name = "talleres"

    def ready(self) -> None:
        from vereda.logbook.door import SubjectFold, kept_as_long_as, register
        from vereda.workshops import lookups, models, photographs, tables
        from vereda.workshops.entries import chapter, people, photo, visit, workshop
        from vereda.workshops.rules import fold
        from vereda.workshops.rules import photo as photo_rules

        for kind, kinds, model, project, erasable in (
            (workshop.WORKSHOP, (*workshop.KINDS, *chapter.CHAPTER_KINDS), models.WorkshopRow, tables.workshop, False),
            (visit.VISIT, visit.VISIT_KINDS, models.VisitRow, tables.visit, False),
            (people.GUEST, people.GUEST_KINDS, models.GuestRow, tables.guest, True),
            (people.EXPERT, people.EXPERT_KINDS, models.ExpertRow, tables.expert, True),
        ):
            register(
                SubjectFold(
                    subject_kind=kind,
                    kinds=kinds,
                    start=fold.start,
                    step=fold.step,
                    models=(model,),
                    project=project,
                    is_erasable=erasable,
                )
            )
        register(
            SubjectFold(
                subject_kind=photo.PHOTO,
                kinds=photo.PHOTO_KINDS,
                start=photo_rules.start,
                step=photo_rules.step,
                models=(models.PhotoRow,),
                project=tables.photo,
                is_erasable=False,
            )
        )
        kept_as_long_as("workshops", lookups.kept_too_long)
        kept_as_long_as("visit photographs", photographs.kept_too_long)
