"""Headquarters' side of the line: which posts there are, what one may ask, and what it is answered."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from vereda.access.door import (
    CodeFor,
    Reader,
    device,
    devices_of,
    digest_of,
    enrol_by_code,
    note_contact,
    revoke_device,
    verifiers,
)
from vereda.client.door import after_received
from vereda.countries.door import pack
from vereda.logbook.door import (
    Node,
    Ours,
    head,
    identity,
    known,
    list_for,
    node_keys,
    nodes_document,
    progress,
    public_keys,
    signed_for_its_desk,
    subject,
    take_back,
    this_node,
    whole,
)
from vereda.logbook.schema import Recipient, node_id, public_key_of
from vereda.relay.equal import known_besides
from vereda.relay.errors import HeadquartersOther, NoSuchPost, NotHeadquarters
from vereda.settings.environment import env

IDS_MOST = 500
MAKING = ("access.device_enrolled", "access.agent_added")
"""What makes a phone able to write for a group, and to see its open work."""


@dataclass(frozen=True)
class Asking:
    """A post that asks. `node`: its id and sealing key."""

    device: UUID
    country: str
    group: str
    is_revoked: bool
    node: Recipient


def join(*, code: str, sealing: str, signing: str, headquarters: str, at: datetime) -> dict[str, Any]:  # Any: JSON
    """Take a post in by a code of one use; return all that it needs.

    sealing, signing  its public keys [DER, hexadecimal]
    headquarters      id of the node that showed the code: another one leaves it unused
    Raises CodeUnknown, CodeExpired, CodeUsed, PublicKeyWrong, NotHeadquarters, HeadquartersOther.
    """
    demand_headquarters()
    if headquarters != this_node().id:
        raise HeadquartersOther
    made = enrol_by_code(code=code, public_key=_base64(signing), sealing_key=_base64(sealing), at=at, purpose=CodeFor.NODE)
    own_sealing, own_signing = public_keys()
    return {
        "device": made.device,
        "token": made.token,
        "country": made.country,
        "group": made.group,
        "group_name": pack(made.country).groups[made.group].name,
        "headquarters": {"sealing": own_sealing, "signing": own_signing, "age": str(identity().to_public())},
        "nodes": _nodes(at),
    }


def asking(id_: str) -> Asking | None:
    """Return the post that holds a token, also a revoked one; None for a phone."""
    row = device(id_)
    keys = sealing_keys([row.subject]) if row and row.is_node else {}
    if row is None or row.subject not in keys:
        return None
    sealing = public_key_of(bytes.fromhex(keys[row.subject]))
    return Asking(row.subject, row.country, row.group, row.revoked_at is not None, Recipient(node_id(sealing), sealing))


def greet(post: Asking, *, challenge: str, at: datetime) -> dict[str, Any]:  # Any: JSON
    """Prove that this is headquarters, and say how far the post and the devices of its group are here."""
    note_contact(device=post.device, at=at)
    last = head()
    epoch = last.epoch if last else 1
    said = at.isoformat()
    spoken = f"vereda/relay/1|{challenge}|{said}|{post.device}|{epoch}".encode()
    return {
        "at": said,
        "proof": b64encode(node_keys().sign_bytes(spoken)).decode(),
        "epoch": epoch,
        "have_upto": progress(str(post.device))[0],
        "durable": {str(row.subject): progress(str(row.subject))[1] for row in devices_of(post.country, post.group)},
        "is_revoked": post.is_revoked,
        "nodes": _nodes(at),
    }


def listing(post: Asking, after: int) -> dict[str, Any]:  # Any: JSON
    """Return what the post should have of the blocks after `after`."""
    page = list_for(_ours(post), after)
    entries = [[str(one.id), one.digest, one.held, one.why] for one in page.listed]
    return {"entries": entries, "cursor": page.cursor, "more": page.more}


def entries(post: Asking, ids: Sequence[UUID]) -> dict[str, Any]:  # Any: JSON
    """Return entries whole, their content keys sealed to the post."""
    return {"entries": whole(_ours(post), ids[:IDS_MOST], post.node)}


def lost(ids: Sequence[UUID]) -> dict[str, Any]:  # Any: JSON
    """Return which of the entries that this headquarters once passed down it lacks: it was restored."""
    here = known(ids)
    return {"lost": [str(one) for one in ids if one not in here]}


def back(given: Sequence[Any], *, at: datetime) -> dict[str, Any]:  # Any: JSON
    """Take back what this headquarters passed down and lost. Return an answer to each. Raises NotHeadquarters."""
    demand_headquarters()
    answers = take_back(given, now=at)
    after_received([one.id for one in answers if one.status == "accepted"])
    return {"answers": [{"id": one.id, "status": str(one.status), "code": one.code} for one in answers]}


def members(post: Asking, have: str) -> dict[str, Any]:  # Any: JSON
    """Return the verifier records of the group's members, unless the post has them."""
    records = verifiers(post.country, post.group)
    return {"same": True} if digest_of(records) == have else {"members": records}


# Which posts there are ----------------------------------------------------------------------------------------------------


def posts() -> list[Node]:
    """Return the posts of this country to which phones may seal, for the signed list of nodes."""
    rows = [row for row in devices_of(env().country) if row.is_node and row.revoked_at is None and row.public_key]
    keys = sealing_keys([row.subject for row in rows])
    return [
        Node(
            id=node_id(public_key_of(bytes.fromhex(keys[row.subject]))),
            name=row.label,
            role="post",
            group=row.group,
            sealing=keys[row.subject],
            signing=_hex(row.public_key or ""),
        )
        for row in rows
        if row.subject in keys
    ]


def sealing_keys(devices: Sequence[UUID]) -> Mapping[UUID, str]:
    """Return the public sealing keys of posts [DER, hexadecimal], as they were enrolled."""
    found = {}
    for id_ in devices:
        known = subject(id_)
        told = known.folded.state.get("enrolled", {}).get("sealing_key") if known else None
        if told:
            found[id_] = _hex(told)
    return found


def revoke_post(id_: str, *, reason: str, by: Reader, at: datetime) -> UUID:
    """Take a post away, by its node's id or its id among the devices: phones stop sealing to it, nothing goes down to it.

    What phones gave it still arrives: they signed it. Nothing is rewrapped here: the subject keys of a post are its own, and
    those of headquarters were never there (docs/decisions/relay.md).
    """
    demand_headquarters()
    for row in devices_of(env().country):
        if row.is_node and row.revoked_at is None and id_ in (str(row.subject), *_ids(row.subject)):
            revoke_device(device=row.subject, reason=reason, by=by, at=at)
            return row.subject
    raise NoSuchPost


def phones_made_at(post: UUID) -> list[tuple[str, datetime]]:
    """Return (label, when) of the phones in use that the desk of a post enrolled or gave an agent, the latest first.

    Whoever had a stolen post may have made a phone of his own with it. It is the group's like any other, pulls the group's open
    work, and outlives the post: no program can tell it from the others, somebody must look who holds each.
    """
    came = signed_for_its_desk(post, MAKING)
    rows = [device(one) for one in came]
    live = [row for row in rows if row is not None and not row.is_ended and not row.is_node]
    return sorted(((row.label, came[row.subject]) for row in live), key=lambda one: one[1], reverse=True)


def demand_headquarters() -> None:
    """Raise NotHeadquarters at a post."""
    if this_node().is_post:
        raise NotHeadquarters


def _ids(device: UUID) -> list[str]:
    return [node_id(public_key_of(bytes.fromhex(key))) for key in sealing_keys([device]).values()]


def _ours(post: Asking) -> Ours:
    return Ours(country=post.country, group=post.group, also=known_besides(post.country, post.group))


def _nodes(at: datetime) -> dict[str, str]:
    nodes = nodes_document(at)
    return {"text": nodes.text, "signature": b64encode(nodes.signature).decode()}


def _base64(key: str) -> str:
    return b64encode(bytes.fromhex(key)).decode()


def _hex(key: str) -> str:
    return b64decode(key).hex()
