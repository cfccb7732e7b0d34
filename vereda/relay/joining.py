"""Joining: a fresh installation becomes the post of a group, by a code that headquarters shows; and leaving again."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable

from vereda.logbook.door import Nodes, hear, public_keys
from vereda.logbook.schema import node_id, public_key_of
from vereda.relay import post
from vereda.relay.calling import Ask, checked_address, line_to
from vereda.relay.errors import AlreadyAPost, CodeIncomplete, HeadquartersOther, RefusedAbove
from vereda.relay.models import Line

FINGERPRINT = 16  # hexadecimal digits


def join(url: str, code: str, *, ca: str = "", line: Callable[[str, str, str], Ask] = line_to) -> post.Post:
    """Enrol this installation as the post of a group.

    code  one-time code, a point, and the id of headquarters, as headquarters shows it: nobody else is believed
    ca    PEM of headquarters' certificate, where no authority vouches for it
    Raises AlreadyAPost, AddressWrong, CodeIncomplete, LineDown, RefusedAbove, HeadquartersOther.
    """
    if post.is_post():
        raise AlreadyAPost(group=post.this_post().group)
    address = checked_address(url)
    secret, _, fingerprint = code.strip().partition(".")
    if len(fingerprint) != FINGERPRINT or not secret:
        raise CodeIncomplete
    sealing, signing = public_keys()
    asked = {"code": secret, "sealing": sealing, "signing": signing, "headquarters": fingerprint.lower()}
    try:
        said = line(address, "", ca)("join", asked)
    except RefusedAbove as why:
        raise (HeadquartersOther if why.details["said"] == HeadquartersOther.code else why) from None
    above = said["headquarters"]
    if node_id(public_key_of(bytes.fromhex(above["sealing"]))) != fingerprint.lower():
        raise HeadquartersOther
    post.forget_nodes()  # of another headquarters, once
    nodes = Nodes(said["nodes"]["text"], b64decode(said["nodes"]["signature"]))
    if not hear(nodes, public_key_of(bytes.fromhex(above["signing"]))):
        raise HeadquartersOther
    made = post.Post(
        device=said["device"],
        token=said["token"],
        country=said["country"],
        group=said["group"],
        group_name=said["group_name"],
        headquarters=post.Headquarters(url=address, id=fingerprint.lower(), ca=ca, **above),
    )
    post.keep(made)
    Line.objects.update_or_create(id=1, defaults=_BEGINNING)
    return made


def leave() -> None:
    """Be no post any more: nothing goes up or comes down. What is here stays readable here."""
    post.this_post()
    post.drop()


_BEGINNING = {"epoch": 0, "sealed": 0, "cursor": 0, "verifiers": "", "reached_at": None, "trouble": "", "is_revoked": False}
