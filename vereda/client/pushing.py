"""What devices send: envelopes to `push`, of a revoked device to `last`, photos in pieces to `files`. Part of /sync/v1."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from vereda.access.door import open_to_all
from vereda.client.acting import after_received
from vereda.client.answers import NOBODY, Contact, Refusal, Stranger, contact, raw
from vereda.client.bearer import PROVED, AnyDevice, device_of
from vereda.client.packed import unpacked
from vereda.logbook.door import (
    BatchTooLarge,
    EntryInvalid,
    PieceOutOfPlace,
    finish_file,
    is_file_named,
    receive_sealed,
    take_piece,
    this_node,
)

BODY_MOST = 4_000_000  # [bytes] of one batch; a phone on 2G sends a few thousand
ENVELOPES_MOST = 100  # a phone sends fifty

router = Router()


class EnvelopeIn(Schema):
    """One entry, sealed and signed (docs/decisions/envelope.md). Base64 with padding, digests in hexadecimal."""

    id: str
    country: str
    group: str
    device: str
    device_seq: int
    node: str
    size: int
    digest: str
    commit: str
    sealed: str
    keys: dict[str, str]
    signature: str


BATCH_IN = {
    "type": "object",
    "required": ["entries"],
    "properties": {"entries": {"type": "array", "items": EnvelopeIn.model_json_schema()}},
}
"""What `push` takes; written here because the body is parsed by hand."""
TAKES_BATCH: dict[str, Any] = {"requestBody": {"content": {"application/json": {"schema": BATCH_IN}}, "required": True}}


class AnswerOut(Schema):
    id: str
    status: str
    code: str = ""
    details: dict[str, Any] = {}  # Any: the details of a FieldError


class BatchOut(Contact):
    answers: list[AnswerOut]


class FileOut(Schema):
    """How many bytes of a file are here, and whether it is complete."""

    here: int
    complete: bool


ANSWERS: dict[int, Any] = {200: BatchOut, 401: NOBODY, 413: Refusal, 422: Refusal, 503: Refusal}


@router.post("/push", response=ANSWERS, openapi_extra=TAKES_BATCH)
@open_to_all(reason=PROVED)
def push(request: HttpRequest) -> HttpResponse:
    """Take in a batch of envelopes; each is answered, and all that were accepted are on disk when this answers.

    The same entry again is answered `known` and writes nothing. Not acknowledged means: send it again.
    """
    return _taken(request)


@router.post("/last", auth=AnyDevice(), response={**ANSWERS, 401: Stranger}, openapi_extra=TAKES_BATCH)
@open_to_all(reason=PROVED)
def last(request: HttpRequest) -> HttpResponse:
    """Take what a revoked device still carries. It waits for the supervisor; when all is acknowledged, the device deletes it."""
    return _taken(request)


def _taken(request: HttpRequest) -> HttpResponse:
    batch, device = batch_of(_body(request)), device_of(request)
    answers = receive_sealed(batch, device=device)
    after_received([one.id for one in answers if one.status == "accepted"])
    return raw({**contact(device), "answers": answers})


def _body(request: HttpRequest) -> bytes:
    try:
        return unpacked(request, BODY_MOST)
    except ValueError:
        raise EntryInvalid(field="entries", problem="the body does not open") from None


def batch_of(body: bytes) -> list[Any]:  # Any: JSON from outside
    """Return the envelopes of a request's body; raises EntryInvalid, BatchTooLarge."""
    if len(body) > BODY_MOST:
        raise BatchTooLarge(count=len(body), most=BODY_MOST)
    try:
        entries = orjson.loads(body)["entries"]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        raise EntryInvalid(field="entries", problem="a JSON object with a list 'entries' is expected") from None
    if not isinstance(entries, list):
        raise EntryInvalid(field="entries", problem="a list is expected")
    if len(entries) > ENVELOPES_MOST:
        raise BatchTooLarge(count=len(entries), most=ENVELOPES_MOST)
    return entries


@router.put(
    "/files/{name}",
    response={200: FileOut, 401: NOBODY, 404: Refusal, 409: Refusal, 422: Refusal, 503: Refusal},
    openapi_extra={"requestBody": {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}},
)
@open_to_all(reason=PROVED)
def put_piece(request: HttpRequest, name: str, offset: int, last: bool = False) -> HttpResponse:
    """Take a piece of an encrypted attachment, at most 32 kB; `last` says that it is the final one.

    name    SHA-256 of the whole ciphertext; an entry that is here must name it. A post passes on what it cannot open
    offset  where the piece begins; after a cut ask with an empty piece at 0: the answer says how much is here
    """
    passing = not is_file_named(name)
    if passing and not this_node().is_post:
        return raw({"code": "logbook.file_not_here", "details": {}}, HTTPStatus.NOT_FOUND)
    try:
        here = take_piece(name, offset, request.body, passing=passing)
    except PieceOutOfPlace as why:
        return raw({"code": why.code, "details": why.details}, HTTPStatus.CONFLICT)
    if last:
        finish_file(name, passing=passing)
    return raw({"here": here, "complete": last})
