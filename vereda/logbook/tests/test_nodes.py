"""The list of nodes: signed by headquarters, later at each change, and believed by a post only so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from vereda.logbook import nodes
from vereda.logbook.envelopes import Recipient
from vereda.logbook.nodekeys import this_node
from vereda.logbook.nodes import KEPT, SIGNED_AS, Node, hear, nodes_document
from vereda.logbook.signatures import der_of, fingerprint_of, node_id, verify_p1363
from vereda.logbook.tests.pens import NOW
from vereda.settings.environment import env


@pytest.fixture(autouse=True)
def _no_list(home: Path) -> Iterator[None]:
    (env().home / KEPT).unlink(missing_ok=True)
    yield
    (env().home / KEPT).unlink(missing_ok=True)


def post(name: str) -> Node:
    public = ec.generate_private_key(ec.SECP256R1()).public_key()
    return Node(node_id(public), name, "post", name, der_of(public).hex(), der_of(public).hex())


def test_the_list_holds_headquarters_and_its_posts_and_is_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    one = post("piedras-negras")
    monkeypatch.setattr(nodes, "_posts", [lambda: [one]])
    made = nodes_document(NOW)
    assert verify_p1363(this_node().signing, made.signature, SIGNED_AS + made.text.encode())
    own, told = made.read()
    assert (own.role, own.recipient) == ("headquarters", Recipient(this_node().id, this_node().headquarters.public))
    assert told == one


def test_it_is_made_anew_only_when_it_changed_and_then_has_a_later_serial(monkeypatch: pytest.MonkeyPatch) -> None:
    """A revoked post is no longer in it, and the shorter list wins also where the clock went back."""
    one = post("piedras-negras")
    monkeypatch.setattr(nodes, "_posts", [lambda: [one]])
    first = nodes_document(NOW)
    assert nodes_document(NOW + timedelta(days=3)) == first
    monkeypatch.setattr(nodes, "_posts", [list])
    second = nodes_document(NOW - timedelta(hours=1))
    assert [node.role for node in second.read()] == ["headquarters"]
    assert second.serial > first.serial
    monkeypatch.setattr(nodes, "_posts", [lambda: [one]])
    assert nodes_document(NOW - timedelta(hours=1)).serial > second.serial


def test_a_post_keeps_the_latest_list_that_headquarters_signed() -> None:
    signing = this_node().signing
    early = nodes._signed([], 1)
    late = nodes._signed([], 2)
    assert hear(late, signing)
    assert not hear(early, signing), "an older list would bring a revoked post back"
    assert not hear(replace(nodes._signed([], 3), text='{"serial":9,"nodes":[]}'), signing)
    assert nodes._kept() == late


def test_the_fingerprint_of_headquarters_is_of_both_its_keys() -> None:
    sealing_key, signing, other = (ec.generate_private_key(ec.SECP256R1()).public_key() for _ in range(3))
    told = fingerprint_of(sealing_key, signing)
    assert told == sha256(der_of(sealing_key) + der_of(signing)).hexdigest()[:16]
    assert len({told, fingerprint_of(sealing_key, other), fingerprint_of(other, signing), node_id(sealing_key)}) == 4
