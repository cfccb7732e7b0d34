"""What devices and other nodes send and ask: /sync/v1. Described in OpenAPI at /sync/v1/openapi.json."""

from __future__ import annotations

import errno
from http import HTTPStatus
from typing import Any

import orjson
from django.db import InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import ValidationError
from ninja.security import HttpBearer

from vereda.access.door import device_of_token, open_to_all
from vereda.client import reference
from vereda.client.enrolling import router as enrolling
from vereda.errors import FieldError
from vereda.logbook.door import (
    BatchTooLarge,
    CannotWriteNow,
    EntryInvalid,
    PieceOutOfPlace,
    finish_file,
    head,
    is_file_named,
    parsed,
    progress,
    public_keys,
    receive,
    take_piece,
)

BODY_MOST = 4_000_000  # [bytes] of one batch; a phone on 2G sends a few thousand
RETRY_S = 30  # after 'cannot write now'
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


class DeviceToken(HttpBearer):
    """The random token that a device got when it was enrolled. A revoked device is still recognised: what it sends is held."""

    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        return device_of_token(token)


class EntryIn(Schema):
    """One entry: the author's bytes as text, its boxes in the body's order [base64], their content keys by HPKE [base64]."""

    body: str
    boxes: list[str] = []
    keys: str = ""


BATCH_IN = {
    "type": "object",
    "required": ["entries"],
    "properties": {"entries": {"type": "array", "items": EntryIn.model_json_schema()}},
}
"""What `push` takes; written here because the body is parsed by hand."""


class AnswerOut(Schema):
    id: str
    status: str
    code: str = ""
    details: dict[str, Any] = {}  # Any: the details of a FieldError


class Contact(Schema):
    """What every contact tells: which life of this server it is, and how far this device's entries are here and safe."""

    epoch: int
    have_upto: int
    durable_upto: int


class BatchOut(Contact):
    answers: list[AnswerOut]


class NodeOut(Contact):
    """The public keys of this node [DER, hexadecimal], known to a device from its enrolment."""

    sealing_key: str
    signing_key: str


class FileOut(Schema):
    """How many bytes of a file are here, and whether it is complete."""

    here: int
    complete: bool


class Refusal(Schema):
    code: str
    details: dict[str, Any] = {}  # Any: the details of a FieldError


class Stranger(Schema):
    """The one answer to a token that nobody has."""

    detail: str


def raw(payload: object, status: int = 200) -> HttpResponse:
    """Return JSON that orjson wrote: half the time of an intake answer was in the standard library's writer."""
    return HttpResponse(orjson.dumps(payload), content_type="application/json", status=status)


api = NinjaAPI(
    title="Vereda sync",
    version="1",
    docs_url=None,
    docs_decorator=open_to_all(reason="the description of this interface, the same for everybody"),
    auth=DeviceToken(),
    urls_namespace="sync",
)
api.add_router("", enrolling)


api.add_router("", reference.router)


@api.exception_handler(FieldError)
def refused(request: HttpRequest, why: FieldError) -> HttpResponse:
    """Answer what the sender can mend; nothing was stored."""
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if isinstance(why, BatchTooLarge) else HTTPStatus.UNPROCESSABLE_ENTITY
    return raw({"code": why.code, "details": why.details}, status)


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, why: ValidationError) -> HttpResponse:
    """Answer what stands wrong in the address as any other refusal."""
    first = why.errors[0]
    field = ".".join(str(part) for part in first["loc"][1:])
    return raw({"code": EntryInvalid.code, "details": {"field": field, "problem": first["msg"]}}, HTTPStatus.UNPROCESSABLE_ENTITY)


@api.exception_handler(OperationalError)
@api.exception_handler(InternalError)
def cannot_write(request: HttpRequest, why: Exception) -> HttpResponse:
    """Answer that the database is locked, full, read-only or away: nothing was stored, the sender tries again."""
    answer = raw({"code": CannotWriteNow.code, "details": {}}, HTTPStatus.SERVICE_UNAVAILABLE)
    answer["Retry-After"] = str(RETRY_S)
    return answer


@api.exception_handler(OSError)
def no_room(request: HttpRequest, why: OSError) -> HttpResponse:
    """Answer a full or read-only disk in the same way; any other fault of the machine stays a fault."""
    if why.errno not in NO_ROOM:
        raise why
    return cannot_write(request, why)


PROVED = "a device proves itself by its token, and reads nothing of a case here"


@api.post(
    "/push",
    response={200: BatchOut, 401: Stranger, 413: Refusal, 422: Refusal, 503: Refusal},
    openapi_extra={"requestBody": {"content": {"application/json": {"schema": BATCH_IN}}, "required": True}},
)
@open_to_all(reason=PROVED)
def push(request: HttpRequest) -> HttpResponse:
    """Take in a batch of entries; each is answered, and all that were accepted are on disk when this answers.

    The same entry again is answered `known` and writes nothing. Not acknowledged means: send it again.
    """
    if len(request.body) > BODY_MOST:
        raise BatchTooLarge(count=len(request.body), most=BODY_MOST)
    try:
        batch = orjson.loads(request.body)
        entries = batch["entries"]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        raise EntryInvalid(field="entries", problem="a JSON object with a list 'entries' is expected") from None
    if not isinstance(entries, list):
        raise EntryInvalid(field="entries", problem="a list is expected")
    device = _device(request)
    answers = receive(parsed(entries), device=device)
    return raw({**_contact(device), "answers": answers})


@api.get("/node", response={200: NodeOut, 401: Stranger, 503: Refusal})
@open_to_all(reason=PROVED)
def node(request: HttpRequest) -> HttpResponse:
    """Return this node's public keys and where the device stands."""
    sealing, signing = public_keys()
    return raw({**_contact(_device(request)), "sealing_key": sealing, "signing_key": signing})


@api.put(
    "/files/{name}",
    response={200: FileOut, 401: Stranger, 404: Refusal, 409: Refusal, 422: Refusal, 503: Refusal},
    openapi_extra={"requestBody": {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}},
)
@open_to_all(reason=PROVED)
def put_piece(request: HttpRequest, name: str, offset: int, last: bool = False) -> HttpResponse:
    """Take a piece of an encrypted attachment, at most 32 kB; `last` says that it is the final one.

    name    SHA-256 of the whole ciphertext; an entry that is here must name it
    offset  where the piece begins; after a cut ask with an empty piece at 0: the answer says how much is here
    """
    if not is_file_named(name):
        return raw({"code": "logbook.file_not_here", "details": {}}, HTTPStatus.NOT_FOUND)
    try:
        here = take_piece(name, offset, request.body)
    except PieceOutOfPlace as why:
        return raw({"code": why.code, "details": why.details}, HTTPStatus.CONFLICT)
    if last:
        finish_file(name)
    return raw({"here": here, "complete": last})


def _device(request: HttpRequest) -> str:
    return str(request.auth)  # type: ignore[attr-defined]  # set by ninja's DeviceToken


def _contact(device: str) -> dict[str, int]:
    last = head()
    have, durable = progress(device)
    return {"epoch": last.epoch if last else 1, "have_upto": have, "durable_upto": durable}
