"""How a phone joins: `enrol` with a code of its supervisor, `agents` with the code of one more agent. Part of /sync/v1."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import asdict
from http import HTTPStatus
from typing import Any
from uuid import UUID

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from vereda.access.door import (
    AgentWithoutRight,
    CodeExpired,
    CodeUnknown,
    CodeUsed,
    DeviceRevokedAlready,
    Enrolled,
    TooManyCodes,
    add_agent_by_code,
    enrol_by_code,
    note_contact,
    open_to_all,
    phone_expiry_h,
    wait_for_codes,
    wrong_code,
)
from vereda.countries.door import pack
from vereda.errors import FieldError
from vereda.logbook.door import nodes_document, this_node

router = Router()

STATUS: dict[str, HTTPStatus] = {
    CodeUnknown.code: HTTPStatus.NOT_FOUND,
    CodeExpired.code: HTTPStatus.GONE,
    CodeUsed.code: HTTPStatus.CONFLICT,
    AgentWithoutRight.code: HTTPStatus.FORBIDDEN,
    DeviceRevokedAlready.code: HTTPStatus.UNAUTHORIZED,
    TooManyCodes.code: HTTPStatus.TOO_MANY_REQUESTS,
}
"""What is not here is 422, as any refusal."""


AGENT_KEY: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")


class EnrolIn(Schema):
    """A code as it was read or scanned, the phone's public key [P-256, DER SubjectPublicKeyInfo, base64], its version.

    agent_key  digest of the secret that the first agent's PIN opens on this phone [SHA-256, hexadecimal]
    """

    code: str = Field(max_length=40)
    public_key: str = Field(max_length=400)
    agent_key: str = AGENT_KEY
    app: int = Field(default=0, ge=0, le=2**31 - 1)


class AgentIn(Schema):
    """A code, and the digest of the secret that the agent's PIN opens on this phone [SHA-256, hexadecimal]."""

    code: str = Field(max_length=40)
    agent_key: str = AGENT_KEY


class AgentOut(Schema):
    account: str
    name: str
    role: str


class NodesOut(Schema):
    """Whom the phone seals to: JSON as text, signed by headquarters [ECDSA, IEEE P1363, base64]."""

    text: str
    signature: str


class EnrolOut(Schema):
    """All that a phone needs from the first day on. The token is told here and nowhere else."""

    device: str
    token: str
    country: str
    group: str
    group_name: str
    zone: str
    label: str
    agent: AgentOut | None
    nodes: NodesOut
    headquarters: str
    expires_h: int


class CodeRefused(Schema):
    code: str
    details: dict[str, Any] = {}  # Any: the details of a FieldError


REFUSALS = dict.fromkeys((403, 404, 409, 410, 422, 429), CodeRefused)


@router.post(
    "/enrol",
    auth=None,
    response={200: EnrolOut, **REFUSALS},
)
@open_to_all(reason="a code of one use is the right, and it is gone with its use")
def enrol(request: HttpRequest, told: EnrolIn) -> HttpResponse:
    """Take a phone into the group of the code. The same phone may ask again within the code's minutes, and is told the same."""
    try:
        demand_patience(request)
        made = enrol_by_code(code=told.code, public_key=told.public_key, agent_key=told.agent_key, at=timezone.now())
    except FieldError as why:
        return answer_refusal(request, why)
    note_contact(device=made.device, at=timezone.now(), app=told.app)
    return HttpResponse(orjson.dumps(_told(made)), content_type="application/json")


@router.post(
    "/agents",
    response={200: AgentOut, 401: CodeRefused, **REFUSALS},
)
@open_to_all(reason="a device proves itself by its token, and the code is the agent's right")
def agents(request: HttpRequest, told: AgentIn) -> HttpResponse:
    """Take one more agent onto this phone, by the code that she made on the desk."""
    try:
        demand_patience(request)
        device = UUID(request.auth)  # type: ignore[attr-defined]  # set by ninja's DeviceToken
        agent = add_agent_by_code(code=told.code, device=device, at=timezone.now(), agent_key=told.agent_key)
    except FieldError as why:
        return answer_refusal(request, why)
    return HttpResponse(orjson.dumps(asdict(agent)), content_type="application/json")


def _told(made: Enrolled) -> dict[str, Any]:  # Any: JSON
    group, nodes = pack(made.country).groups[made.group], nodes_document(timezone.now())
    return {
        **asdict(made),
        "group_name": group.name,
        "zone": group.zone,
        "nodes": {"text": nodes.text, "signature": b64encode(nodes.signature).decode()},
        "headquarters": this_node().headquarters.id,
        "expires_h": phone_expiry_h(made.country, made.group),
    }


def demand_patience(request: HttpRequest) -> None:
    if wait_s := wait_for_codes(_address(request)):
        raise TooManyCodes(wait_s=wait_s)


def answer_refusal(request: HttpRequest, why: FieldError) -> HttpResponse:
    """Answer what is wrong with the code; only guesses are counted, not a phone that comes late."""
    if isinstance(why, CodeUnknown):
        wrong_code(_address(request))
    told = orjson.dumps({"code": why.code, "details": why.details})
    status = STATUS.get(why.code, HTTPStatus.UNPROCESSABLE_ENTITY)
    answer = HttpResponse(told, content_type="application/json", status=status)
    if isinstance(why, TooManyCodes):
        answer["Retry-After"] = str(why.details["wait_s"])
    return answer


def _address(request: HttpRequest) -> str:
    """Return where a request comes from, for counting wrong codes in memory; a token, where there is one, says it better."""
    device = getattr(request, "auth", None)
    return f"device {device}" if device else str(request.META.get("REMOTE_ADDR", ""))
