"""Photographs of visits: brought without position and day, confirmed by a second person, taken away with their key.

No program finds every face. So nobody sees one before two persons looked at it, and one that nobody looked at does not stay.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from vereda.countries.door import installed, pack
from vereda.logbook.door import (
    PREVIEW_SIDE,
    Author,
    Plain,
    Receipt,
    bare_picture,
    destroy_boxes,
    in_turn,
    keep_file,
    open_box,
    open_file,
    record,
    seal_file,
    this_node,
)
from vereda.logbook.schema import Attachment, FieldClass
from vereda.workshops import errors, lookups
from vereda.workshops.entries.photo import PhotoBrought, PhotoConfirmed, PhotoTaken
from vereda.workshops.models import PhotoRow
from vereda.workshops.rules.photo import looked_for_all
from vereda.workshops.words import PHOTO_WAITS_DAYS, Decided, MayNot, PhotoGone

RETENTION = "visit_photo"
"""How the country's table of retention names them."""
JPEG = "image/jpeg"


def bring_photo(
    visit: UUID, point: str, content: bytes, without: Collection[MayNot], *, by: Author, at: datetime, entry: UUID | None = None
) -> Receipt:
    """Keep a photograph of a point of a visit that left, for a second person to look at.

    content  JPEG or PNG as it came; without: what its author looked for and did not find in it
    Raises PhotoAtAPost, CodeUnknown, NotLeft, PhotoNotLookedAt, PictureWrong, and keeps nothing.
    """
    if this_node().is_post:  # a post cannot open the box again, and the picture would wait there
        raise errors.PhotoAtAPost
    seen = lookups.visit(visit, by.country)
    if all(one.name != point for one in seen.planned.points):
        raise errors.CodeUnknown(value=point[:40])
    if seen.morning is None or seen.morning.decided is not Decided.GO:
        raise errors.NotLeft
    if not looked_for_all(without):
        raise errors.PhotoNotLookedAt
    picture = bare_picture(content)
    made = [seal_file(one, JPEG) for one in (picture, bare_picture(picture, PREVIEW_SIDE))]
    for attachment, sealed in made:
        keep_file(attachment, sealed)
    box = Plain(cls=FieldClass.FREE_TEXT, fields={"attachments": [attachment.model_dump() for attachment, _sealed in made]})
    return record(PhotoBrought(visit=visit, point=point, without=list(without)), by=by, at=at, boxes=[box], id=entry)


def confirm_photo(subject: UUID, without: Collection[MayNot], *, by: Author, at: datetime) -> Receipt:
    """Note that a second person looked at one: from now on others see it. Raises PhotoUnknown, PhotoOwn, PhotoNotLookedAt."""
    with in_turn("visit_photo", str(subject)):
        row = photo(subject, by.country)
        if row.by == by.account:
            raise errors.PhotoOwn
        if not looked_for_all(without):
            raise errors.PhotoNotLookedAt
        return record(PhotoConfirmed(without=list(without)), subject=subject, by=by, at=at)


def take_photo_away(subject: UUID, why: PhotoGone, *, by: Author, at: datetime) -> Receipt:
    """Keep a photograph no more: its key goes now, its files with the next run of the retention. Raises PhotoUnknown."""
    with in_turn("visit_photo", str(subject)):
        photo(subject, by.country)
        receipt = record(PhotoTaken(why=why), subject=subject, by=by, at=at)
    destroy_boxes(subject, now=at)
    return receipt


def photo(subject: UUID, country: str) -> PhotoRow:
    """Return one that is kept. Raises PhotoUnknown."""
    row = PhotoRow.objects.filter(subject=subject, country=country, is_gone=False).first()
    if row is None:
        raise errors.PhotoUnknown
    return row


def photos(country: str, *, visit: UUID | None = None, point: str = "") -> list[PhotoRow]:
    """Return those that are kept, the latest first: of a visit, or those of a point that others may see."""
    rows = PhotoRow.objects.filter(country=country, is_gone=False).order_by("-on", "subject")
    if visit is not None:
        rows = rows.filter(visit=visit)
    if point:
        rows = rows.filter(point=point, is_confirmed=True)
    return [row for row in rows if open_box(row.entry, FieldClass.FREE_TEXT)]


def picture(row: PhotoRow, *, small: bool) -> bytes:
    """Return a photograph as JPEG. Raises PhotoUnknown where its key is gone, FileNotHere, FileDamaged."""
    box = open_box(row.entry, FieldClass.FREE_TEXT)
    if box is None:
        raise errors.PhotoUnknown
    return open_file(Attachment.model_validate(box["attachments"][1 if small else 0]))


def kept_too_long(now: datetime) -> Iterator[UUID]:
    """Yield those that were taken away, that nobody confirmed in time, or whose days in the country's table are over."""
    yield from PhotoRow.objects.filter(is_gone=True).values_list("subject", flat=True)
    waited = (now - timedelta(days=PHOTO_WAITS_DAYS)).date()
    yield from PhotoRow.objects.filter(is_gone=False, is_confirmed=False, on__lt=waited).values_list("subject", flat=True)
    for country in installed():
        since = pack(country).kept_since(RETENTION, now)
        if since is not None:
            old = PhotoRow.objects.filter(country=country, is_gone=False, is_confirmed=True, on__lt=since.date())
            yield from old.values_list("subject", flat=True)
