"""The first words of each session: `hello` proves the server and tells the device where it stands; `wiped` ends a lost one."""

from __future__ import annotations

from base64 import b64encode
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from vereda.access.door import agents_on, device, note_contact, note_lost, note_wiped, open_to_all, phone_expiry_h
from vereda.client.answers import NOBODY, REVOKED, Contact, Ended, Refusal, Stranger, contact, epoch, raw
from vereda.client.bearer import PROVED, AnyDevice, device_of
from vereda.client.errors import AppTooOld
from vereda.client.reference import reference_for
from vereda.logbook.door import node_keys, nodes_document, public_keys, this_node

APP_LEAST = 1
"""The oldest app that may write new entries. An older one still delivers, for ever."""

router = Router()


class HelloIn(Schema):
    """challenge: 32 random bytes [base64]; app: its version; reference: hash of what it has; nodes: serial of the list it has;
    unsent: entries that wait on it; at: the phone's clock [ISO]; lost: it is in other hands, and ends here."""

    challenge: str = Field(pattern=r"^[A-Za-z0-9+/]{43}=$")
    app: int = Field(ge=0, le=2**31 - 1)
    reference: str = Field(default="", max_length=64)
    nodes: int = Field(default=0, ge=0, le=2**53 - 1)
    unsent: int = Field(default=0, ge=0, le=2**31 - 1)
    at: str = Field(default="", max_length=40)
    lost: bool = False


class NodesOut(Schema):
    """The nodes that phones seal to, and headquarters' signature over 'vereda/nodes/1', a line end, and the text [base64]."""

    text: str
    signature: str


class OrderOut(Ended):
    """What a revoked device is told: the order that every call gets, here with what makes it believed.

    proof: this node's signature over 'vereda/wipe/1', challenge and device, joined by bars [r and s, base64]
    nodes: as in HelloOut"""

    node: str
    proof: str
    nodes: NodesOut | None


class HelloOut(Contact):
    """nodes: null when the device has this list (60 posts are 30 kB).

    proof: this node's signature over 'vereda/hello/1', challenge, at, device and epoch, joined by bars [r and s, base64]."""

    node: str
    at: str
    proof: str
    nodes: NodesOut | None
    expires_h: int
    app_least: int
    reference: str
    agents: list[str]
    code: str = ""


class NodeOut(Contact):
    """The public keys of this node [DER, hexadecimal], known to a device from its enrolment."""

    sealing_key: str
    signing_key: str


class WipedOut(Schema):
    noted: bool


@router.post(
    "/hello", auth=AnyDevice(), response={200: HelloOut, 401: OrderOut | Stranger, 422: Refusal, 426: HelloOut, 503: Refusal}
)
@open_to_all(reason=PROVED)
def hello(request: HttpRequest, told: HelloIn) -> HttpResponse:
    """Prove this node by signing the challenge, and tell the device all that it must know before it sends.

    401: the device is revoked, or says itself that it is lost, and is told to wipe itself with a proof: no phone does so on the
    word of who only holds the line.
    426: the app is too old to write anything new; it delivers what it has, and is told the same.
    """
    id_ = device_of(request)
    if told.lost:
        note_lost(device=UUID(id_), at=timezone.now())
    if is_ended(id_):
        return raw(order(id_, told.challenge, knows=told.nodes), HTTPStatus.UNAUTHORIZED)
    note_contact(device=id_, at=timezone.now(), app=told.app, unsent=told.unsent)
    said = greeting(id_, told.challenge, knows=told.nodes)
    if told.app < APP_LEAST:
        return raw({**said, "code": AppTooOld.code}, HTTPStatus.UPGRADE_REQUIRED)
    return raw(said)


def is_ended(id_: str) -> bool:
    """Return whether a device is in good standing no more."""
    row = device(UUID(id_))
    return row is not None and row.is_ended


def order(id_: str, challenge: str, *, knows: int) -> dict[str, Any]:  # Any: JSON
    """Return the order to wipe itself that a device believes. knows: serial of the list of nodes that it has, 0: none."""
    signed = f"vereda/wipe/1|{challenge}|{id_}"
    return {**REVOKED, "node": this_node().id, "proof": _signed(signed), "nodes": _nodes(knows)}


def _signed(text: str) -> str:
    return b64encode(node_keys().sign_bytes(text.encode())).decode()


def _nodes(knows: int) -> dict[str, str] | None:
    nodes = nodes_document(timezone.now())
    return None if nodes.serial == knows else {"text": nodes.text, "signature": b64encode(nodes.signature).decode()}


def greeting(id_: str, challenge: str, *, knows: int) -> dict[str, Any]:  # Any: JSON
    """Return what a device in good standing is told. knows: serial of the list of nodes that it has, 0: none."""
    row = device(UUID(id_))
    assert row is not None  # the token is a device's
    at, now_epoch = timezone.now(), epoch()
    signed = f"vereda/hello/1|{challenge}|{at.isoformat()}|{id_}|{now_epoch}"
    return {
        **contact(id_),
        "epoch": now_epoch,
        "node": this_node().id,
        "at": at.isoformat(),
        "proof": _signed(signed),
        "nodes": _nodes(knows),
        "expires_h": phone_expiry_h(row.country, row.group),
        "app_least": APP_LEAST,
        "reference": reference_for(id_).hash,
        "agents": agents_on(row),
    }


@router.get("/node", response={200: NodeOut, 401: NOBODY, 503: Refusal})
@open_to_all(reason=PROVED)
def node(request: HttpRequest) -> HttpResponse:
    """Return this node's public keys and where the device stands."""
    sealing, signing = public_keys()
    return raw({**contact(device_of(request)), "sealing_key": sealing, "signing_key": signing})


@router.post("/wiped", auth=AnyDevice(), response={200: WipedOut, 401: Stranger, 503: Refusal})
@open_to_all(reason=PROVED)
def wiped(request: HttpRequest) -> HttpResponse:
    """Note that a revoked device has deleted what could be read on it, and its key."""
    note_wiped(device=UUID(device_of(request)), at=timezone.now())
    return raw({"noted": True})
