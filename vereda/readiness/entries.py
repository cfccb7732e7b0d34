"""The facts of readiness: that a step was taken, on which day, and in which public document it stands. No person is in them."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import StringConstraints

from vereda.logbook.schema import Code, Day, Payload
from vereda.readiness.words import Mark

READINESS = "readiness"
DOCUMENT_MOST = 200  # [signs]


class StepMarked(Payload):
    """Somebody of headquarters says how a step of the checklist stands; the last word counts.

    step      code of the checklist
    on        day on which it was done
    document  name of a public document: a decree, an agreement with its number; never a person
    """

    kind: ClassVar[str] = "readiness.step_marked"
    subject_kind: ClassVar[str] = READINESS
    from_devices: ClassVar[bool] = False
    step: Code
    mark: Mark
    on: Day
    document: Annotated[str, StringConstraints(max_length=DOCUMENT_MOST, strip_whitespace=True)] = ""


KINDS = (StepMarked,)
