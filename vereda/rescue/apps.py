"""Rescue as a Django app: offers missions to the logbook at the start."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.apps import AppConfig


class RescueConfig(AppConfig):
    name = "vereda.rescue"
    label = "rescue"
    verbose_name = "rescates"

    def ready(self) -> None:
        from vereda.logbook.door import SubjectFold, SubjectRef, register
        from vereda.logbook.schema import Folded, value_of
        from vereda.rescue import entries, rules
        from vereda.rescue.models import Mission

        def mission(subject: str, folded: Folded, ref: SubjectRef) -> dict[type, list[Any]]:  # Any: unsaved rows
            fields = folded.state["fields"]
            opened, closed = value_of(fields, "opened"), value_of(fields, "closed")
            if opened is None:
                return {}
            row = Mission(
                subject=UUID(subject),
                country=ref.country,
                group=ref.group,
                folio=opened[1],
                terrain=opened[2] or "",
                opened_at=datetime.fromisoformat(opened[0]).astimezone(UTC),
                closed_at=datetime.fromisoformat(closed[0]).astimezone(UTC) if closed else None,
                outcome=closed[1] if closed else "",
            )
            return {Mission: [row]}

        register(
            SubjectFold(
                subject_kind="mission",
                kinds=entries.KINDS,
                start=rules.start,
                step=rules.step,
                models=(Mission,),
                project=mission,
                ends_at=rules.ended_at,
            )
        )
