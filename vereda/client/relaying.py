"""What the node of a post asks of headquarters: part of /sync/v1. A phone's token opens nothing here."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from vereda.access.door import open_to_all
from vereda.client.answers import REVOKED, Refusal, raw
from vereda.client.bearer import AnyDevice, device_of
from vereda.client.enrolling import answer_refusal, demand_patience
from vereda.errors import FieldError
from vereda.logbook.door import BatchTooLarge, EntryInvalid
from vereda.relay.door import Asking, asking, back, entries, greet, join, listing, lost, members, take_photo, take_up

router = Router(auth=AnyDevice())
BODY_MOST = 8_000_000  # [bytes]
PROVED = "the node of a post proves itself by its token, and gets what belongs to its own group"
REFUSALS = dict.fromkeys((401, 403, 404, 409, 410, 413, 422, 429, 503), Refusal)

type Said = dict[str, Any]  # Any: JSON


class JoinIn(Schema):
    """A code as headquarters showed it, the public keys of the node [P-256, DER SubjectPublicKeyInfo, hexadecimal], and the id
    of the headquarters that showed the code."""

    code: str = Field(max_length=40)
    sealing: str = Field(max_length=400, pattern=r"^([0-9a-f]{2})+$")
    signing: str = Field(max_length=400, pattern=r"^([0-9a-f]{2})+$")
    headquarters: str = Field(max_length=16)


class HelloIn(Schema):
    """challenge: 32 random bytes [base64] that headquarters signs; at: the post's clock."""

    challenge: str = Field(pattern=r"^[A-Za-z0-9+/]{43}=$")
    at: str = Field(default="", max_length=40)


class ListIn(Schema):
    """cursor: the last block of headquarters that the post looked through."""

    cursor: int = Field(ge=0, le=2**53)


class EntriesIn(Schema):
    ids: list[UUID] = Field(max_length=500)


class MembersIn(Schema):
    """have: digest of the records that the post has, or ''."""

    have: str = Field(default="", max_length=64)


class PhotoIn(Schema):
    """A piece of an encrypted photo, at most 32 kB [base64]; name: SHA-256 of the whole ciphertext."""

    name: str = Field(pattern=r"^[0-9a-f]{64}$")
    offset: int = Field(ge=0, le=2**31)
    piece: str = Field(max_length=50_000)
    last: bool = False


class Answered(Schema):
    """An answer; docs/decisions/relay.md says what it holds."""


@router.post("/join", auth=None, response={200: Answered, **REFUSALS})
@open_to_all(reason="a code of one use is the right, and it is gone with its use")
def join_post(request: HttpRequest, told: JoinIn) -> HttpResponse:
    """Take an installation in as the post of the code's group."""
    try:
        demand_patience(request)
        return raw(join(**told.dict(), at=timezone.now()))
    except FieldError as why:
        return answer_refusal(request, why)


@router.post("/hello", response={200: Answered, **REFUSALS})
@open_to_all(reason=PROVED)
def hello(request: HttpRequest, told: HelloIn) -> HttpResponse:
    """Prove headquarters' identity, and tell where the post stands; also to a revoked one, which may still deliver."""
    post = asking(device_of(request))
    return raw(greet(post, challenge=told.challenge, at=timezone.now())) if post else _stranger()


@router.post("/push", response={200: Answered, **REFUSALS})
@open_to_all(reason=PROVED)
def push(request: HttpRequest) -> HttpResponse:
    """Take envelopes in: of phones as they came, and of the post's own desk; also from a revoked post."""
    if asking(device_of(request)) is None:
        return _stranger()
    return raw({"answers": take_up(_batch(request), now=timezone.now())})


@router.post("/list", response={200: Answered, **REFUSALS})
@open_to_all(reason=PROVED)
def list_entries(request: HttpRequest, told: ListIn) -> HttpResponse:
    """List what the post should have of later blocks."""
    return _for_post(request, lambda post: listing(post, told.cursor))


@router.post("/entries", response={200: Answered, **REFUSALS})
@open_to_all(reason=PROVED)
def whole_entries(request: HttpRequest, told: EntriesIn) -> HttpResponse:
    """Give entries whole, with the content keys that a post may hold, sealed to this one."""
    return _for_post(request, lambda post: entries(post, told.ids))


@router.post("/lost", response={200: Answered, **REFUSALS})
@open_to_all(reason=PROVED)
def lost_entries(request: HttpRequest, told: EntriesIn) -> HttpResponse:
    """Tell which entries that were passed down are here no more, after a restore."""
    return _for_post(request, lambda _: lost(told.ids))


@router.post("/back", response={200: Answered, **REFUSALS})
@open_to_all(reason=PROVED)
def entries_back(request: HttpRequest) -> HttpResponse:
    """Take back what was passed down and lost: what this headquarters signed, and nothing else. Not from a revoked post."""
    return _for_post(request, lambda _: back(_batch(request), at=timezone.now()))


@router.post("/members", response={200: Answered, **REFUSALS})
@open_to_all(reason=PROVED)
def own_members(request: HttpRequest, told: MembersIn) -> HttpResponse:
    """Give what the post needs to recognise its own members: no secret."""
    return _for_post(request, lambda post: members(post, told.have))


@router.post("/photo", response={200: Answered, **REFUSALS})
@open_to_all(reason=PROVED)
def photo(request: HttpRequest, told: PhotoIn) -> HttpResponse:
    """Take a piece of a photo that a phone gave to its post."""
    return _for_post(request, lambda post: take_photo(told.name, told.offset, told.piece, told.last))


def _batch(request: HttpRequest) -> list[Any]:  # Any: JSON
    """Return the entries that a post brings; raises BatchTooLarge, EntryInvalid."""
    if len(request.body) > BODY_MOST:
        raise BatchTooLarge(count=len(request.body), most=BODY_MOST)
    try:
        batch = orjson.loads(request.body)["entries"]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        batch = None
    if not isinstance(batch, list):
        raise EntryInvalid(field="entries", problem="a JSON object with a list 'entries' is expected")
    return batch


def _for_post(request: HttpRequest, answer: Callable[[Asking], Said]) -> HttpResponse:
    post = asking(device_of(request))
    if post is None:
        return _stranger()
    return raw(REVOKED, HTTPStatus.UNAUTHORIZED) if post.is_revoked else raw(answer(post))


def _stranger() -> HttpResponse:
    return raw({"code": "relay.not_a_post", "details": {}}, HTTPStatus.FORBIDDEN)
