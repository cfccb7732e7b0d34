"""What devices and other nodes send and ask: /sync/v1. Described in OpenAPI at /sync/v1/openapi.json."""

from __future__ import annotations

import errno
from http import HTTPStatus

from django.db import InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from vereda.access.door import open_to_all
from vereda.client import courses, greeting, openwork, orientation, own, pushing, reference, texts
from vereda.client.answers import REVOKED, raw
from vereda.client.bearer import DeviceToken, RevokedDevice
from vereda.client.enrolling import router as enrolling
from vereda.client.relaying import router as relaying
from vereda.errors import FieldError
from vereda.logbook.door import BatchTooLarge, CannotWriteNow, EntryInvalid

RETRY_S = 30  # after 'cannot write now'
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}

api = NinjaAPI(
    title="Vereda sync",
    version="1",
    docs_url=None,
    docs_decorator=open_to_all(reason="the description of this interface, the same for everybody"),
    auth=DeviceToken(),
    urls_namespace="sync",
)
api.add_router("", enrolling)
api.add_router("", greeting.router)
api.add_router("", pushing.router)
api.add_router("", reference.router)
api.add_router("", openwork.router)
api.add_router("", orientation.router)
api.add_router("", courses.router)
api.add_router("", own.router)
api.add_router("", texts.router)
api.add_router("relay", relaying)


@api.exception_handler(FieldError)
def refused(request: HttpRequest, why: FieldError) -> HttpResponse:
    """Answer what the sender can mend; nothing was stored."""
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if isinstance(why, BatchTooLarge) else HTTPStatus.UNPROCESSABLE_ENTITY
    return raw({"code": why.code, "details": why.details}, status)


@api.exception_handler(RevokedDevice)
def ended(request: HttpRequest, why: RevokedDevice) -> HttpResponse:
    """Tell a revoked device to wipe itself; it may deliver to `last` before."""
    return raw(REVOKED, HTTPStatus.UNAUTHORIZED)


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, why: ValidationError) -> HttpResponse:
    """Answer what stands wrong in the address as any other refusal."""
    first = why.errors[0]
    field = ".".join(str(part) for part in first["loc"][1:])
    return raw({"code": EntryInvalid.code, "details": {"field": field, "problem": first["msg"]}}, HTTPStatus.UNPROCESSABLE_ENTITY)


@api.exception_handler(HttpError)
def not_read(request: HttpRequest, why: HttpError) -> HttpResponse:
    """Answer a body that is no JSON as any other refusal; a stranger as ever."""
    if why.status_code != HTTPStatus.BAD_REQUEST:
        return raw({"detail": str(why)}, why.status_code)
    return raw({"code": EntryInvalid.code, "details": {"field": "body", "problem": str(why)}}, HTTPStatus.UNPROCESSABLE_ENTITY)


@api.exception_handler(OperationalError)
@api.exception_handler(InternalError)
def cannot_write(request: HttpRequest, why: Exception) -> HttpResponse:
    """Answer that the database is locked, full, read-only or away: nothing was stored, the sender tries again."""
    return _later(CannotWriteNow.code, RETRY_S)


@api.exception_handler(OSError)
def no_room(request: HttpRequest, why: OSError) -> HttpResponse:
    """Answer a full or read-only disk in the same way; any other fault of the machine stays a fault."""
    if why.errno not in NO_ROOM:
        raise why
    return cannot_write(request, why)


def _later(code: str, retry_s: int) -> HttpResponse:
    answer = raw({"code": code, "details": {}}, HTTPStatus.SERVICE_UNAVAILABLE)
    answer["Retry-After"] = str(retry_s)
    return answer
