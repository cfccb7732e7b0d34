"""The facts of forms: that a version stands, that a form is asked no more; and of answers: that they were given, a photo of them.

Answers lie in boxes unless the form says of a question that its codes may stand in clear. Where they belong to an encounter
the boxes are owned by it: what is erased or struck there takes them along.
"""

from __future__ import annotations

from math import isfinite
from typing import Annotated, Any, ClassVar
from uuid import UUID

import orjson
from pydantic import AfterValidator, Field, StringConstraints

from vereda.logbook.schema import Attachment, Demand, FieldClass, Payload, Strict, Whereabouts
from vereda.surveys.entries.form import Form, Name

SURVEY, ANSWERS = "survey", "survey_answers"
FORM_MOST = 120_000  # [bytes] of an XForm; with the form itself it fits into what goes to a post
ANSWERS_MOST = 40_000  # [bytes] of the answers of one class
TEXT_MOST, DEEP_MOST = 4000, 6
CODE_MOST = 64  # [signs]
COUNT_MOST = 9_999
"""Of people, hours, litres; a larger whole number may be a telephone, a paper or a place, and is sealed."""


def _answers(told: dict[str, Any]) -> dict[str, Any]:  # Any: JSON
    if len(orjson.dumps(told)) > ANSWERS_MOST:
        raise ValueError(f"answers longer than {ANSWERS_MOST} bytes")
    if not _plain(told, 0):
        raise ValueError("names, texts, whole or decimal numbers, lists are expected")
    return told


def _plain(value: Any, depth: int) -> bool:  # Any: JSON
    if depth > DEEP_MOST:
        return False
    if isinstance(value, dict):
        return all(isinstance(key, str) and 0 < len(key) <= 64 and _plain(one, depth + 1) for key, one in value.items())
    if isinstance(value, list):
        return len(value) <= 500 and all(_plain(one, depth + 1) for one in value)
    if isinstance(value, float):
        return isfinite(value)
    return isinstance(value, bool | int) or (isinstance(value, str) and len(value) <= TEXT_MOST)


def _in_clear(told: dict[str, Any]) -> dict[str, Any]:  # Any: JSON
    """Refuse what is no code, yes or no, nor a small whole number: a name, a number of a telephone or of a paper is sealed."""
    if not all(is_clear(one) for one in told.values()):
        raise ValueError("codes and small whole numbers are expected in clear")
    return told


def is_clear(value: Any) -> bool:  # Any: an answer
    """Tell whether a value may stand in clear."""
    if isinstance(value, dict):
        return all(is_clear(one) for one in value.values())
    if isinstance(value, list):
        return all(is_clear(one) for one in value)
    if isinstance(value, str):
        return len(value) <= CODE_MOST and not any(sign.isspace() for sign in value)
    return isinstance(value, bool) or (isinstance(value, int) and abs(value) <= COUNT_MOST)


Told = Annotated[dict[str, Any], AfterValidator(_answers)]  # Any: JSON, checked above
Clear = Annotated[Told, AfterValidator(_in_clear)]


class FormPublished(Payload):
    """A version of a form stands: from now on it is asked. xform: the same as XML, for programs that ask by OpenRosa."""

    kind: ClassVar[str] = "surveys.form_published"
    subject_kind: ClassVar[str] = SURVEY
    from_devices: ClassVar[bool] = False
    demands: ClassVar[Demand] = Demand("K0", "approve")
    form: Form
    xform: Annotated[str, StringConstraints(min_length=1, max_length=FORM_MOST)]


class FormClosed(Payload):
    """A form is asked no more; its answers stay, and a phone that was away may still send some."""

    kind: ClassVar[str] = "surveys.form_closed"
    subject_kind: ClassVar[str] = SURVEY
    from_devices: ClassVar[bool] = False
    demands: ClassVar[Demand] = Demand("K0", "approve")


class Sealed(Strict):
    """Answers of one class; with the photos among them."""

    answers: Told = Field(default_factory=dict)
    attachments: list[Attachment] = Field(default_factory=list, max_length=20)


class Answered(Payload):
    """One form was answered once.

    survey     subject of the form; form_version: the one that was asked
    encounter  the meeting it belongs to
    answers    what may stand in clear: codes and whole numbers that the form names so
    """

    kind: ClassVar[str] = "surveys.answered"
    subject_kind: ClassVar[str] = ANSWERS
    from_posts: ClassVar[bool] = True
    boxes: ClassVar = {FieldClass.FREE_TEXT: Sealed, FieldClass.HEALTH: Sealed, FieldClass.WHEREABOUTS: Whereabouts}
    survey: UUID
    form_version: Annotated[str, StringConstraints(min_length=1, max_length=32)]
    encounter: UUID | None = None
    answers: Clear = Field(default_factory=dict)


class PhotoAdded(Payload):
    """A photo of an answer came: programs that ask by OpenRosa may send them after the answers."""

    kind: ClassVar[str] = "surveys.photo_added"
    subject_kind: ClassVar[str] = ANSWERS
    from_devices: ClassVar[bool] = False
    from_posts: ClassVar[bool] = True
    boxes: ClassVar = {FieldClass.FREE_TEXT: Sealed}
    question: Name


FORM_KINDS = (FormPublished, FormClosed)
ANSWER_KINDS = (Answered, PhotoAdded)
