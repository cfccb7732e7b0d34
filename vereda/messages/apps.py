"""Messages as a Django app: offers numbers of ours and texts that came to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "vereda.messages"
    label = "texts"  # django.contrib.messages has the other word
    verbose_name = "mensajes"

    def ready(self) -> None:
        from vereda.logbook.door import SubjectFold, kept_as_long_as, register
        from vereda.messages import entries, lookups, rules, tables
        from vereda.messages.models import ReceivedText, StaffNumber

        offered = (
            ("staff_number", entries.NUMBER_KINDS, rules.number_step, StaffNumber, tables.number),
            ("text", entries.TEXT_KINDS, rules.text_step, ReceivedText, tables.text),
        )
        for name, kinds, step, model, project in offered:
            register(SubjectFold(subject_kind=name, kinds=kinds, start=rules.start, step=step, models=(model,), project=project))
        kept_as_long_as("messages", lookups.kept_too_long)
