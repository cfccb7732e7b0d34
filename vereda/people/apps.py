"""People as a Django app: offers persons to the logbook at the start."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "vereda.people"
    label = "people"
    verbose_name = "personas"

    def ready(self) -> None:
        from vereda.logbook.door import SubjectFold, SubjectRef, register
        from vereda.logbook.schema import Folded, value_of
        from vereda.people import entries, rules
        from vereda.people.models import Person

        def person(subject: str, folded: Folded, ref: SubjectRef) -> dict[type, list[Any]]:  # Any: unsaved rows
            fields = folded.state["fields"]
            identity = value_of(fields, "identity")
            asked = value_of(fields, "erasure") or ["", None]
            row = Person(
                subject=UUID(subject),
                country=ref.country,
                group=ref.group,
                nationality=value_of(fields, "nationality", "XX"),
                sex=value_of(fields, "sex", "U"),
                age_band=value_of(fields, "age_band", "U"),
                identity_entry=UUID(identity) if identity else None,
                erasure_asked_by=asked[0],
                erasure_asked_at=datetime.fromisoformat(asked[1]).astimezone(UTC) if asked[1] else None,
            )
            return {Person: [row]}

        register(
            SubjectFold(
                subject_kind="person",
                kinds=entries.KINDS,
                start=rules.start,
                step=rules.step,
                models=(Person,),
                project=person,
                names=rules.search_tokens,
            )
        )
