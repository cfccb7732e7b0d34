"""The phone in step with a headquarters: over lines that drop, double, cut and answer with a page; nothing lost, each once."""

from __future__ import annotations

from base64 import b64decode

import orjson
import pytest

from vereda.client.tests.conftest import load, run
from vereda.client.tests.hands import MEETING, NOTE, SYNC, sent, tally, there, unlock, write
from vereda.client.tests.pocket import until
from vereda.logbook.envelopes import envelope_of, open_envelope
from vereda.logbook.signatures import node_id

pytestmark = pytest.mark.browser


COUNT_BATCHES = """
  globalThis.batches = [];
  const push = server.handle;
  server.handle = async (at, told) => {
    if (at.endsWith('push')) batches.push([told.body.length, JSON.parse(await unpacked(told.body)).entries.length]);
    return push(at, told);
  };
"""


def test_what_was_recorded_goes_oldest_first_in_small_batches_and_stays_until_it_is_safe(phone):
    ids = tally(phone, 25)
    phone(COUNT_BATCHES)
    told = phone(SYNC)
    assert (told["unsent"], told["online"], told["code"]) == (0, True, "")
    assert there(phone) == ids
    assert all(size <= 27_000 and count <= 20 for size, count in phone("return batches"))
    assert len(sent(phone)) == 25, "acknowledged is not yet safe"
    phone("server.durable = 20; " + SYNC)
    assert [one["device_seq"] for one in sent(phone)] == [21, 22, 23, 24, 25]
    at_35_days = "core.clock.setNow(() => Date.now() + 36 * 86400000); server.now = core.clock.now; "
    phone(at_35_days + SYNC)
    assert sent(phone) == []
    assert phone("return batches.reduce((sum, [, count]) => sum + count, 0)") == 25, "nothing was sent twice"


def test_what_no_server_has_is_kept_however_old_it_is(phone):
    tally(phone, 2)
    phone("server.fault = () => 'lost'; core.clock.setNow(() => Date.now() + 90 * 86400000); " + SYNC)
    assert len(sent(phone)) == 2


@pytest.mark.parametrize("fault", ["lost", "html", "cut", "unanswered", "error"])
def test_rel_014_a_page_in_place_of_an_answer_is_no_network(phone, fault):
    ids = tally(phone, 3)
    told = phone("server.fault = () => told; " + SYNC, fault)
    assert (told["unsent"], told["appTooOld"], told["wrongServer"], told["order"]) == (3, False, False, "")
    assert told["online"] is (fault == "error")
    assert phone("server.fault = () => ''; " + SYNC)["unsent"] == 0
    assert there(phone) == ids


def test_rel_014_a_portal_that_sends_elsewhere_is_not_followed(phone):
    tally(phone)
    asked = phone(
        "const asked = []; core.wire.setFetch((at, told) => { asked.push([told.redirect, told.credentials, at]);"
        " return fetch('/portal', told); });"
        " const { online, unsent } = await core.sync.syncNow(); return [asked, online, unsent]"
    )
    assert asked == [[["manual", "omit", "/sync/v1/hello"]], False, 1]


def test_sec_030_a_server_that_cannot_prove_itself_gets_nothing(phone):
    tally(phone)
    told = phone("server.forge = true; server.calls.length = 0; " + SYNC)
    assert (told["wrongServer"], told["unsent"]) == (True, 1)
    assert phone("return server.calls") == ["POST hello"]
    told = phone("server.forge = false; const mine = server.sign; server.sign = null; return core.sync.syncNow()")
    assert told["wrongServer"] is False


def test_sec_030_a_proof_of_yesterday_or_for_another_phone_is_no_proof(phone):
    tally(phone)
    replayed = phone(
        "const kept = []; core.wire.setFetch(async (at, told) => { const came = await server.fetch(at, told);"
        " if (!at.endsWith('hello')) return came; kept.push(await came.clone().text());"
        " return new Response(kept[0], { headers: { 'Content-Type': 'application/json' } }); });"
        "await core.sync.syncNow(); server.calls.length = 0; const status = await core.sync.syncNow();"
        " return [status.wrongServer, server.calls]"
    )
    assert replayed == [True, ["POST hello"]]


def test_nodes_that_another_signed_are_not_taken(phone):
    told = phone(
        "const before = (await core.device.device()).nodes.text; const text = JSON.stringify({ serial: 9, nodes: [] });"
        " server.nodes = { text, signature: btoa('x'.repeat(64)) }; await core.sync.syncNow();"
        " return (await core.device.device()).nodes.text === before"
    )
    assert told is True


def test_rel_011_a_server_that_lost_what_it_had_gets_it_again(phone):
    ids = tally(phone, 5)
    phone(SYNC)
    phone("for (const id of told) server.entries.delete(id); server.epoch = 2", ids[2:])
    told = phone(SYNC)
    assert sorted(there(phone)) == sorted(ids)
    assert told["unsent"] == 0
    assert phone("server.calls.length = 0; await core.sync.syncNow(); return server.calls.includes('POST push')") is False


def test_what_a_server_acknowledged_and_does_not_have_is_sent_again(phone):
    ids = tally(phone, 5)
    phone(SYNC)
    phone("server.entries.delete(told)", ids[2])
    assert phone(SYNC)["unsent"] == 0
    assert sorted(there(phone)) == sorted(ids)


def test_what_a_server_refuses_and_does_not_count_is_not_a_reason_to_send_all_again(phone):
    tally(phone, 5)
    phone("server.refuse.set(2, 'logbook.signature_wrong'); " + SYNC)
    phone(COUNT_BATCHES + SYNC)
    assert phone("return batches") == []


def test_what_was_just_written_goes_without_a_greeting_while_the_proof_holds(phone):
    tally(phone)
    phone("await core.sync.syncNow(); server.calls.length = 0")
    tally(phone)
    assert phone("await core.sync.syncNow(true); return server.calls") == ["POST push"]
    tally(phone)
    phone("server.calls.length = 0; server.epoch = 2; await core.sync.syncNow(true); server.calls.length = 0")
    assert phone("await core.sync.syncNow(true); return server.calls")[0] == "POST hello", "after a surprise it is asked again"


def test_rel_012_what_a_twin_of_this_phone_numbered_before_us_is_sent_all_the_same(phone):
    phone("server.entries.set('twin', { device_seq: 1, digest: 'other' })")
    (ours,) = tally(phone)
    phone(SYNC)
    assert ours in there(phone), "the server must see the clash"


def test_rel_015_a_token_that_ends_in_the_middle_of_a_batch_loses_nothing(phone):
    ids = tally(phone, 25)
    told = phone(
        "let pushes = 0; const ask = server.handle; server.handle = (at, what) => {"
        " if (at.endsWith('push') && ++pushes === 2) server.stranger = true; return ask(at, what); }; " + SYNC
    )
    assert (told["stranger"], told["order"]) == (True, "")
    arrived = len(there(phone))
    assert 0 < arrived < 25
    assert told["unsent"] == 25 - arrived
    assert phone("server.stranger = false; " + SYNC)["unsent"] == 0
    assert there(phone) == ids


def test_a_refused_entry_stays_with_its_code_and_holds_up_no_other(phone):
    tally(phone, 4)
    told = phone("server.refuse.set(2, 'logbook.entry_invalid'); " + SYNC)
    assert (told["refused"], told["unsent"]) == (1, 0)
    assert [one["code"] for one in phone("return core.queue.refused()")] == ["logbook.entry_invalid"]
    assert len(there(phone)) == 3


def test_an_entry_at_which_the_server_stumbles_does_not_keep_the_others_back(phone):
    ids = tally(phone, 6)
    told = phone(
        "const ask = server.handle; server.handle = async (at, what) => at.endsWith('push')"
        " && JSON.parse(await unpacked(what.body)).entries"
        ".some((one) => one.device_seq === 3)"
        " ? new Response('{}', { status: 500, headers: { 'Content-Type': 'application/json' } })"
        " : ask(at, what); " + SYNC
    )
    assert sorted(there(phone)) == sorted(ids[:2] + ids[3:])
    assert told["unsent"] == 1


def test_many_entries_at_which_the_server_stumbles_keep_back_no_other_for_ever(phone):
    ids = tally(phone, 9)
    stumble = (
        "const ask = server.handle; server.handle = async (at, what) => at.endsWith('push')"
        " && JSON.parse(await unpacked(what.body)).entries.some((one) => one.device_seq < 6)"
        " ? new Response('{}', { status: 500, headers: { 'Content-Type': 'application/json' } })"
        " : ask(at, what); globalThis.well = () => { server.handle = ask }; "
    )
    assert phone(stumble + SYNC)["unsent"] == 9, "a server that is down is not asked for each"
    assert phone(SYNC)["unsent"] == 5
    assert sorted(there(phone)) == sorted(ids[5:])
    assert phone("well(); " + SYNC)["unsent"] == 0


def test_what_came_damaged_is_sent_again(phone):
    ids = tally(phone, 2)
    told = phone("server.refuse.set(1, 'logbook.envelope_damaged'); " + SYNC)
    assert (told["refused"], told["unsent"], there(phone)) == (0, 1, ids[1:])
    assert phone("server.refuse.clear(); " + SYNC)["unsent"] == 0
    assert there(phone) == [ids[1], ids[0]]


def test_sec_039_an_old_app_delivers_and_writes_nothing_new(phone):
    tally(phone, 2)
    told = phone("server.appLeast = 2; " + SYNC)
    assert (told["appTooOld"], told["unsent"]) == (True, 0)
    assert len(there(phone)) == 2
    assert write(phone, locked=True)["code"] == "client.app_too_old"
    older = (
        "const before = (await core.device.device()).too_old; await core.device.note({ too_old: told ?? before }); return before"
    )
    current = phone(older, 0)
    assert write(phone, locked=True)["seq"] == 3, "a newer app was installed and has spoken to nobody yet"
    phone(older, current)
    phone("server.appLeast = 1; " + SYNC)
    assert write(phone, locked=True)["seq"] == 4


def test_sec_033_a_revoked_phone_delivers_its_queue_and_then_forgets_everything(phone):
    unlock(phone)
    write(phone, boxes=NOTE)
    tally(phone, 2)
    phone("await core.drawer.put('draft/1', 'ZAFIRO'); server.revoked = true; server.calls.length = 0")
    told = phone(SYNC)
    assert told["order"] == "wiped"
    assert phone("return server.calls") == ["POST hello", "POST last", "POST wiped"]
    assert len(there(phone)) == 3
    left = phone(
        "const left = {}; for (const name of ['device', 'queue', 'agents', 'secrets', 'drawer', 'files', 'reference'])"
        " left[name] = (await core.database.all(name)).length; return left"
    )
    assert set(left.values()) == {0}
    assert phone("return core.device.standing()") == {"state": "new", "unsent": 0}


def test_sec_033_a_wipe_that_the_line_cuts_destroys_what_can_be_read_and_keeps_the_queue(phone):
    unlock(phone)
    write(phone, boxes=NOTE)
    told = phone("server.revoked = true; server.fault = (at) => (at.endsWith('last') ? 'lost' : ''); " + SYNC)
    assert (told["order"], told["unsent"]) == ("wipe", 1)
    assert phone("return [core.agents.session(), (await core.database.all('drawer')).length]") == [None, 0]
    assert write(phone, locked=True)["code"] == "access.device_revoked"
    assert phone("server.fault = () => ''; " + SYNC)["order"] == "wiped"
    assert len(there(phone)) == 1


@pytest.mark.parametrize(
    "fault",
    ["server.refuse.set(1, 'logbook.for_other_server')", "server.status = { last: 422 }", "server.status = { last: 413 }"],
)
def test_sec_033_a_wipe_leaves_what_no_server_kept(phone, fault):
    tally(phone, 1)
    phone(f"server.revoked = true; {fault}; " + SYNC)
    assert [one["device_seq"] for one in sent(phone)] == [1]
    phone("server.refuse.clear(); server.status = {}; return core.farewell.sayFarewell()")
    assert (len(there(phone)), sent(phone)) == (1, [])


def test_a_wipe_ordered_by_a_page_that_is_no_answer_of_ours_wipes_nothing(phone):
    unlock(phone)
    phone(
        "core.wire.setFetch(async () => new Response(JSON.stringify({ order: 'wipe' }), { status: 401,"
        " headers: { 'Content-Type': 'application/json' } })); await core.sync.syncNow()"
    )
    assert phone("return core.agents.session().name") == "Inés"


def test_open_work_comes_at_once_to_who_enters_while_a_round_is_under_way(phone, tab):
    phone(
        "server.open = [{ subject: 'm1', kind: 'rescue', heads: ['h1'], conflicts: [] }];"
        "const underWay = new Promise((go) => { globalThis.ends = go; });"
        "void navigator.locks.request('vereda-sync', () => underWay);"
        "globalThis.stop = core.sync.startSync()"
    )
    unlock(phone)
    phone("await new Promise((later) => setTimeout(later, 50)); ends()")  # her own round was due meanwhile
    until(tab, "(await core.openwork.openWork()).length === 1")
    phone("stop()")


def test_sec_036_open_work_comes_to_who_is_unlocked_page_by_page_and_goes_when_it_is_done(phone):
    phone("server.open = [1, 2, 3, 4, 5].map((n) => ({ subject: `m${n}`, kind: 'rescue', heads: [`h${n}`], conflicts: [] }))")
    phone("server.calls.length = 0; " + SYNC)
    assert "GET pull" not in phone("return server.calls"), "nobody is unlocked"
    unlock(phone)
    phone(SYNC)
    assert [one["subject"] for one in phone("return core.openwork.openWork()")] == unordered("m1", "m2", "m3", "m4", "m5")
    phone("server.open.push({ subject: 'm6', heads: [] }); server.gone = ['m1']; " + SYNC)
    assert [one["subject"] for one in phone("return core.openwork.openWork()")] == unordered("m2", "m3", "m4", "m5", "m6")


class unordered:  # noqa: N801  reads as a value
    """Equals any list with these members."""

    def __init__(self, *members: str) -> None:
        self.members = sorted(members)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, list) and sorted(other) == self.members

    def __hash__(self) -> int:
        return hash(tuple(self.members))


def test_an_entry_names_the_heads_that_its_author_had_seen(phone, headquarters):
    subject, head = "019a0000-0000-7000-8000-000000000001", "019a0000-0000-7000-8000-00000000000a"
    unlock(phone)
    phone(
        "server.open = [{ subject: told[0], heads: [told[1]], state: {}, conflicts: [] }]; await core.sync.syncNow()",
        [subject, head],
    )
    first = write(phone, kind="encounters.corrected", subject=subject, payload={"people_met": 4})["id"]
    write(phone, kind="encounters.corrected", subject=subject, payload={"people_met": 5})
    bodies = []
    for raw in sent(phone):
        opened = open_envelope(envelope_of(raw), node_id(headquarters.public_key()), headquarters)
        assert opened is not None
        bodies.append(orjson.loads(opened.body))
    assert [one["seen"] for one in bodies] == [[head], [head, first]]


def test_rel_016_two_tabs_lose_no_entry_and_one_of_them_leads(phone, tab):
    other = tab.context.new_page()
    load(other)
    one = "core.record.record({ kind: 'encounters.recorded', payload: told, locked: true })"
    many = f"return Promise.all([...Array(12)].map(() => {one}))"
    tab.evaluate("(told) => { globalThis.both = (async () => { " + many + " })(); }", MEETING)
    theirs = run(other, many, MEETING)
    ours = tab.evaluate("() => both")
    assert sorted(one["seq"] for one in [*ours, *theirs]) == list(range(1, 25))
    held = "navigator.locks.request('vereda-sync', () => new Promise((go) => { globalThis.release = go })); return null"
    run(other, held)
    assert phone("server.calls.length = 0; await core.sync.syncNow(); return server.calls") == []
    run(other, "release(); return null")
    assert phone(SYNC)["unsent"] == 0
    assert len(there(phone)) == 24
    told = run(other, "return core.sync.status()")
    assert told["unsent"] == 0
    other.close()


def test_rel_017_a_browser_that_clears_its_store_is_found_out_and_the_unsent_number_is_not_zero(phone):
    tally(phone, 3)
    phone("await core.queue.counts();  await new Promise((done) => { indexedDB.deleteDatabase('vereda').onsuccess = done })")
    assert phone("return core.device.standing()") == {"state": "evicted", "unsent": 3}
    assert phone("return core.queue.counts()")["unsent"] == 3
    assert write(phone, locked=True)["code"] == "client.not_enrolled"


def test_rel_017_the_browser_is_asked_to_keep_the_store(core):
    assert core(
        "let asked = 0; Object.defineProperty(navigator.storage, 'persist', { value: async () => { asked += 1; return true; } });"
        " globalThis.server = await makeServer({ sealing: told }); core.wire.setFetch(server.fetch);"
        " await core.device.enrol('K7QM-2XRD-9F'); const { quota } = await core.device.storage(); return [asked, quota > 0]",
        SEALING,
    ) == [1, True]


SEALING = (
    "3059301306072a8648ce3d020106082a8648ce3d03010703420004"
    "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
)
"""A public key of no secret: the base point of P-256."""


def test_a_fingerprint_of_another_headquarters_is_refused(core):
    refused = core(
        "globalThis.server = await makeServer({ sealing: told }); core.wire.setFetch(server.fetch);"
        " return core.device.enrol('https://x.example/app/#inscribir=k7qm-2xrd-9f.0123456789abcdef')",
        SEALING,
    )
    assert refused["code"] == "client.wrong_server"
    assert core("return core.device.standing()") == {"state": "new", "unsent": 0}


def test_a_headquarters_with_another_key_to_sign_than_the_picture_said_is_refused(core):
    two = "const [ours, other] = [await makeServer({ sealing: told }), await makeServer({ sealing: told })]; "
    ours = f"{two} core.wire.setFetch(other.fetch); return core.device.enrol('K7QM-2XRD-9F.' + told_by(ours, other))"
    swapped = "const told_by = (one) => one.fingerprint; " + ours
    assert core("const pair = await makeServer({ sealing: told }); return pair.id !== pair.fingerprint", SEALING) is True
    assert core(swapped, SEALING)["code"] == "client.wrong_server", "the same key to seal to, and a signature by another"
    assert core("return core.device.standing()")["state"] == "new"
    assert core("const told_by = (_one, two) => two.id; " + ours, SEALING)["code"] == "client.wrong_server"
    assert core("const told_by = (_one, two) => two.fingerprint; " + ours, SEALING)["group"] == "piedras-negras"


def test_a_busy_server_is_given_the_time_that_it_asks_for_and_phones_spread(core):
    asked = [[1, 0, 0], [1, 0, 1], [4, 0, 1], [40, 0, 1], [1, 30, 0], [1, 30, 1]]
    waits = core("return told.map(([count, after, drawn]) => core.sync.waitAfter(count, after, () => drawn))", asked)
    assert waits == [2500, 5000, 40_000, 600_000, 30_000, 32_500]


PHOTO = """
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [900, 700];
  const pen = canvas.getContext('2d');
  for (let n = 0; n < 9000; n += 1) {
    pen.fillStyle = `hsl(${(n * 37) % 360} 80% 50%)`;
    pen.fillRect((n * 97) % 900, (n * 61) % 700, 23, 17);
  }
  const bytes = new Uint8Array(await (await new Promise((go) => canvas.toBlob(go, 'image/jpeg', 1))).arrayBuffer());
  // A camera writes its place behind the first two bytes: marker, length, text.
  const exif = [Uint8Array.of(0xff, 0xe1, 0, 24), core.bytes.utf8('Exif GPS 28.72013 ZAFI')];
  const file = await core.files.keepPhoto(new Blob([bytes.slice(0, 2), ...exif, bytes.slice(2)]));
  const boxes = [{ cls: 'free_text', fields: { text: 'foto', attachments: [file] } }];
  await core.record.record({ kind: 'encounters.recorded', payload: told, boxes });
  let cut = 0;
  server.fault = (at) => (at.includes('files') && (cut += 1) % 3 === 0 ? 'unanswered' : '');
  for (let n = 0; n < 40 && (await core.files.photosWaiting()); n += 1) await core.sync.syncNow();
  const arrived = new Uint8Array(server.files.get(file.sha256));
  const whole = core.bytes.toHex(await core.bytes.sha256(arrived));
  const key = await core.bytes.aesKey(core.bytes.fromBase64(file.key));
  const seen = core.bytes.toBase64(await core.bytes.decrypt(key, arrived, 'vereda/file/1'));
  return { file, whole, seen, waiting: await core.files.photosWaiting() };
"""


def test_a_photo_loses_its_place_is_encrypted_and_goes_last_in_pieces(phone):
    unlock(phone)
    told = phone(PHOTO, MEETING)
    picture = b64decode(told["seen"])
    assert told["whole"] == told["file"]["sha256"]
    assert told["file"]["size"] > 3 * 32 * 1024
    assert picture[:2] == b"\xff\xd8"
    assert b"GPS" not in picture
    assert told["waiting"] == 0


MANY = """
  const [one] = await core.database.all('queue');
  await core.database.within(['queue', 'device'], 'readwrite', async (queue, states) => {
    for (let seq = 2; seq <= told; seq += 1) {
      const id = crypto.randomUUID();
      const envelope = JSON.stringify({ ...JSON.parse(one.envelope), id, device_seq: seq });
      queue.put(core.queue.row({ seq, id, envelope }));
    }
    states.put({ next: told + 1, clock: '' }, 'counter');
  });
  const status = await core.sync.syncNow();
  return [status.unsent, server.entries.size, (await core.queue.counts()).kept];
"""


def test_rel_009_two_thousand_entries_of_thirty_days_go_in_one_contact(phone):
    tally(phone)
    assert phone(MANY, 2000) == [0, 2000, 2000]


def test_a_photo_goes_again_to_a_server_that_lost_its_entry_and_leaves_when_it_is_safe(phone):
    unlock(phone)
    phone(PHOTO, MEETING)
    kept = "return (await core.database.all('files')).map((one) => one.is_there)"
    assert phone(kept) == [True]
    phone("server.fault = () => ''; server.entries.clear(); server.files.clear(); server.epoch = 2; " + SYNC)
    assert phone("return [server.entries.size, server.files.size]") == [1, 1]
    phone("server.durable = 1; " + SYNC)
    assert phone(kept) == []
