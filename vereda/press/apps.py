"""Notes to the press as a Django app: offers them to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "vereda.press"
    label = "press"
    verbose_name = "notas de prensa"

    def ready(self) -> None:
        from vereda.logbook.door import SubjectFold, register
        from vereda.press import entries, models, tables
        from vereda.press.rules import fold

        register(
            SubjectFold(
                subject_kind=entries.NOTE,
                kinds=entries.NOTE_KINDS,
                start=fold.start_note,
                step=fold.step_note,
                models=(models.Note,),
                project=tables.note,
            )
        )
        register(
            SubjectFold(
                subject_kind=entries.CONTACT,
                kinds=entries.CONTACT_KINDS,
                start=fold.start_contact,
                step=fold.step_contact,
                models=(models.Contact,),
                project=tables.contact,
            )
        )
