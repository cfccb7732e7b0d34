"""From folded forms and answers to the rows that pages read."""

from __future__ import annotations

from datetime import date
from hashlib import md5
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, id_if, instant
from vereda.logbook.schema import Folded, value_of, written_by
from vereda.surveys.models import AnsweredForm, FormVersion
from vereda.surveys.rules import fold


def form(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return one row for each version of a form."""
    asked = fold.asked(folded.state)
    return {
        FormVersion: [
            FormVersion(
                id=f"{UUID(subject).hex}:{version}",
                subject=UUID(subject),
                country=ref.country,
                form_id=told.form.form_id,
                version=version,
                title=told.form.title,
                is_asked=version == asked,
                form=told.form.model_dump(mode="json", by_alias=True, exclude_defaults=True),
                xform=told.xform,
                digest=md5(told.xform.encode(), usedforsecurity=False).hexdigest(),
            )
            for version, told in fold.versions(folded.state).items()
        ]
    }


def answers(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of an answered form; none while only a photo of it has arrived."""
    fields = folded.state["fields"]
    told = value_of(fields, "answered")
    if told is None:
        return {}
    row = AnsweredForm(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        survey=UUID(told["survey"]),
        form_version=told["form_version"],
        encounter=id_if(told.get("encounter")),
        entry=UUID(written_by(fields, "answered")),
        author=told["by"],
        channel=told["channel"],
        answered_at=instant(told["at"]),
        local_on=date.fromisoformat(told["on"]),
        clear=told.get("answers", {}),
        photos=fold.photos(folded.state),
    )
    return {AnsweredForm: [row]}
