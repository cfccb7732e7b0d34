"""Webhooks as a Django app: offers receivers to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "vereda.webhooks"
    label = "webhooks"
    verbose_name = "avisos a programas"

    def ready(self) -> None:
        from vereda.logbook.door import SubjectFold, register
        from vereda.webhooks import entries, tables
        from vereda.webhooks.models import Receiver
        from vereda.webhooks.rules import receiver

        register(
            SubjectFold(
                subject_kind=entries.RECEIVER,
                kinds=entries.KINDS,
                start=receiver.start,
                step=receiver.step,
                models=(Receiver,),
                project=tables.receiver,
            )
        )
