"""A submission by OpenRosa becomes an entry, once for each instance; its photos become entries of their own, also later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

import orjson
from django.utils.crypto import salted_hmac

from vereda.logbook.door import (
    Author,
    Draft,
    PictureWrong,
    Plain,
    bare_picture,
    block_of,
    in_turn,
    keep_file,
    record_all,
    seal_file,
    subject_of_entry,
)
from vereda.logbook.schema import Channel, FieldClass, uuid8
from vereda.surveys import lookups
from vereda.surveys.actions.answering import drafts, walked
from vereda.surveys.entries.facts import PhotoAdded
from vereda.surveys.errors import OtherAnswersKept, PhotoWrong, SubmissionWrong, VersionUnknown
from vereda.surveys.models import FormVersion, SendingKey, SentInstance
from vereda.surveys.rules import submission

OLDEST = timedelta(days=400)
"""A telephone whose battery was empty begins anew in 1970."""


@dataclass(frozen=True)
class Taken:
    """What became of a submission. subject: of the answers; is_new: whether it wrote them; photos: how many were new."""

    subject: UUID
    is_new: bool
    photos: int


def submit(content: bytes, files: Mapping[str, bytes], key: SendingKey, *, by: Author, now: datetime) -> Taken:
    """Take a submission in. The same instance again writes nothing but photos that had not come.

    Raises SubmissionWrong, VersionUnknown, PhotoWrong, OtherAnswersKept, and what a meeting raises; nothing is written then.
    """
    sent = submission.read(content)
    row = lookups.version_by_id(sent.form_id, key.country, sent.version)
    if key.forms and str(row.subject) not in key.forms:
        raise VersionUnknown
    told = submission.answers_of(lookups.form_of(row), sent)
    photos = {name: _without_metadata(files[name]) for name in told.photos if name in files}
    entry = uuid8(0, sha256(f"openrosa|{key.country}|{key.group}|{sent.form_id}|{sent.instance}".encode()).digest())
    digest = _digest(sent.instance, told)
    made = [] if subject_of_entry(entry) else _answers(row, told, entry, by=by, now=now)
    with in_turn("openrosa", str(entry)):
        subject = subject_of_entry(entry)
        is_new = subject is None
        if subject is None:
            subject = record_all(made, now=now)[-1].subject
            SentInstance.objects.create(entry=entry, digest=digest)
        elif SentInstance.objects.filter(entry=entry).exclude(digest=digest).exists():
            raise OtherAnswersKept
    added = sum(_photo(entry, name, told.photos[name], photo, subject, by, now) for name, photo in photos.items())
    return Taken(subject, is_new, added)


def _digest(instance: str, told: submission.Read) -> str:
    """Return a keyed digest of answers, without the hour at which a telephone saved them: saved again they are the same."""
    said = orjson.dumps([instance, told.answers, told.photos], option=orjson.OPT_SORT_KEYS)
    return salted_hmac("vereda.surveys.submission", said, algorithm="sha256").hexdigest()


def _answers(row: FormVersion, told: submission.Read, entry: UUID, *, by: Author, now: datetime) -> list[Draft]:
    """Return the answers of a submission as drafts. Raises SubmissionWrong, and what a meeting raises."""
    at = told.ended_at if told.ended_at and now - OLDEST <= told.ended_at <= now else now
    seen = walked(row, told.answers, by=by, at=at)
    if wrong := next((one for one in seen.wrong() if one.wrong == "type"), None):
        raise SubmissionWrong(field=wrong.node.name)
    return drafts(row, seen.answers, by=by, at=at, encounter=None, channel=Channel.PHONE, entry=entry)


def _photo(answers: UUID, name: str, question: str, photo: bytes, subject: UUID, by: Author, now: datetime) -> bool:
    """Record a photo unless it came before."""
    entry = uuid8(0, sha256(f"{answers}|{name}".encode()).digest())
    if block_of(entry) is not None:
        return False
    attachment, sealed = seal_file(photo, "image/jpeg")
    keep_file(attachment, sealed)
    owner = getattr(lookups.AnsweredForm.objects.filter(subject=subject).first(), "encounter", None)
    box = Plain(cls=FieldClass.FREE_TEXT, fields={"attachments": [attachment.model_dump()]}, owner=owner)
    payload = PhotoAdded(question=question)
    draft = Draft(payload=payload, by=by, at=now, subject=subject, boxes=[box], channel=Channel.PHONE, id=entry)
    record_all([draft], now=now)
    return True


def _without_metadata(content: bytes) -> bytes:
    """Return a photo drawn anew, upright and smaller: no position, no day, no number of a camera. Raises PhotoWrong."""
    try:
        return bare_picture(content)
    except PictureWrong:
        raise PhotoWrong from None
