"""The facts of a photograph of a field visit: brought, looked at by a second person, taken away.

The picture lies in a sealed box of its own subject, drawn anew before it is sealed: no position, no day of a camera. Clear is of
which visit and point it is, and what its author looked for in it. Until a second person confirms, nobody but those two sees it.
"""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.logbook.schema import Attachment, FieldClass, Strict
from vereda.workshops.entries.base import OfWorkshops
from vereda.workshops.words import MayNot, PhotoGone

PHOTO = "visit_photo"


class PhotoFiles(Strict):
    """The picture, and a small one for lists."""

    attachments: Annotated[list[Attachment], Field(min_length=2, max_length=2)]


class OfPhoto(OfWorkshops):
    subject_kind: ClassVar[str] = PHOTO


class PhotoBrought(OfPhoto):
    """Somebody brought a photograph of a point. without: what they looked for and did not find in it."""

    kind: ClassVar[str] = "workshops.photo_brought"
    field: ClassVar[tuple[str, ...]] = ("brought",)
    boxes: ClassVar = {FieldClass.FREE_TEXT: PhotoFiles}
    visit: UUID
    point: Annotated[str, StringConstraints(max_length=80)]
    without: Annotated[list[MayNot], Field(max_length=8)]


class PhotoConfirmed(OfPhoto):
    """A second person looked at it and found none of that either; from the one who brought it, it is worth nothing."""

    kind: ClassVar[str] = "workshops.photo_confirmed"
    field: ClassVar[tuple[str, ...]] = ("confirmed",)
    without: Annotated[list[MayNot], Field(max_length=8)]


class PhotoTaken(OfPhoto):
    """It is kept no more: its key was destroyed at once."""

    kind: ClassVar[str] = "workshops.photo_taken"
    field: ClassVar[tuple[str, ...]] = ("taken",)
    why: PhotoGone


PHOTO_KINDS = (PhotoBrought, PhotoConfirmed, PhotoTaken)
