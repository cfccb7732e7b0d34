"""An order to wipe is believed from a node that the phone knows, and from nobody else: not from who holds a certificate."""

from __future__ import annotations

import pytest

from vereda.client.tests.hands import NOTE, SYNC, there, unlock, write

pytestmark = pytest.mark.browser

ANOTHER_NODE = """
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const hex = (bytes) => Array.from(new Uint8Array(bytes), (one) => one.toString(16).padStart(2, "0")).join("");
  const b64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
  const ECDSA = { name: "ECDSA", hash: "SHA-256" };
  const by = async (text) => b64(await crypto.subtle.sign(ECDSA, pair.privateKey, new TextEncoder().encode(text)));
  const signing = hex(await crypto.subtle.exportKey("spki", pair.publicKey));
  const { nodes } = JSON.parse(server.nodes.text);
  const post = { id: "feedfeedfeedfeed", name: "Puesto", role: "post", group: "piedras-negras", signing,
    sealing: nodes[0].sealing };
  globalThis.list = async (serial, all) => {
    const text = JSON.stringify({ serial, nodes: all });
    server.nodes = { text, signature: await server.sign(`vereda/nodes/1\\n${text}`) };
  };
  globalThis.withPost = [...nodes, post];
  globalThis.withoutPost = nodes;
  globalThis.thePost = { id: post.id, sign: by };
"""
DRAFT = "await core.drawer.put('draft/1', 'ZAFIRO'); "


def kept_all(phone) -> bool:
    """Tell whether Inés is still at work, with her draft, and the key still signs."""
    told = phone("return [core.agents.session()?.name, await core.drawer.get('draft/1'), Boolean(await core.device.signer())]")
    return told == ["Inés", "ZAFIRO", True]


@pytest.mark.parametrize(
    "forged",
    [
        "server.unproved = true",
        "server.ordersAs = { id: server.id, sign: async () => btoa('x'.repeat(64)) }",
        "const yesterday = await server.sign('vereda/wipe/1|' + btoa('y'.repeat(32)) + '|' + server.device);"
        " server.ordersAs = { id: server.id, sign: async () => yesterday }",
        "server.ordersAs = { id: server.id, sign: (text) => server.sign(text.replace(server.device, crypto.randomUUID())) }",
        ANOTHER_NODE + "server.ordersAs = thePost",
        ANOTHER_NODE + "server.ordersAs = { id: server.id, sign: thePost.sign }",
    ],
    ids=["without", "noise", "of yesterday", "of another phone", "by nobody we know", "in another's name"],
)
def test_sec_033_an_order_to_wipe_that_no_known_node_signed_destroys_nothing(phone, forged):
    unlock(phone)
    write(phone, boxes=NOTE)
    phone(DRAFT + "server.revoked = true; server.calls.length = 0; " + forged)
    told = phone(SYNC)
    assert (told["wrongServer"], told["order"], told["unsent"]) == (True, "", 1)
    assert phone("return server.calls") == ["POST hello"]
    assert kept_all(phone)


def test_sec_033_an_order_that_came_without_a_greeting_is_asked_for_again_by_one(phone):
    unlock(phone)
    phone(DRAFT + "await core.sync.syncNow()")
    write(phone, boxes=NOTE)
    phone("server.revoked = server.unproved = true; server.calls.length = 0")
    told = phone("return core.sync.syncNow(true)")
    assert (told["wrongServer"], told["unsent"]) == (True, 1)
    assert phone("return server.calls") == ["POST push", "POST hello"]
    assert kept_all(phone)
    phone("server.revoked = server.unproved = false; await core.sync.syncNow(); server.calls.length = 0; server.revoked = true")
    write(phone, boxes=NOTE)
    assert phone("return core.sync.syncNow(true)")["order"] == "wiped"
    assert phone("return server.calls")[:3] == ["POST push", "POST hello", "POST last"]


def test_sec_033_who_answers_a_delivery_with_an_order_and_a_greeting_as_always_is_not_believed(phone):
    unlock(phone)
    phone(DRAFT + "await core.sync.syncNow()")
    write(phone, boxes=NOTE)
    between = (
        "core.wire.setFetch((at, told) => at.endsWith('push')"
        " ? new Response(JSON.stringify({ code: 'access.device_revoked', order: 'wipe' }),"
        " { status: 401, headers: { 'Content-Type': 'application/json' } }) : server.fetch(at, told)); "
    )
    told = phone(between + "return core.sync.syncNow(true)")
    assert (told["wrongServer"], told["order"], told["unsent"]) == (True, "", 1)
    assert kept_all(phone)


def test_sec_033_a_lost_phone_whose_post_was_revoked_obeys_headquarters_and_the_post_no_more(phone):
    unlock(phone)
    phone(ANOTHER_NODE + DRAFT + "await list(2, withPost); await core.sync.syncNow()")
    phone("await list(3, withoutPost); await core.sync.syncNow(); server.revoked = true; server.ordersAs = thePost")
    write(phone, boxes=NOTE)
    assert phone(SYNC)["wrongServer"] is True
    assert kept_all(phone)
    assert phone("server.ordersAs = null; " + SYNC)["order"] == "wiped"
    assert len(there(phone)) == 1


def test_sec_033_a_post_that_is_newer_than_the_phones_list_brings_the_list_with_its_order(phone):
    phone(ANOTHER_NODE + "await list(2, withPost); server.revoked = true; server.ordersAs = thePost")
    assert phone(SYNC)["order"] == "wiped"
