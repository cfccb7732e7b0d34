"""The core of the phone in Chromium: what it seals, Python opens; what it was told to forget, it has forgotten."""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from tests.house import REPOSITORY
from vereda.client.tests.conftest import load, run
from vereda.client.tests.hands import HOUR, MEETING, NOTE, OTHER_PIN, PLACE, at, sent, unlock, write
from vereda.logbook import clock, sealing
from vereda.logbook.entries import Body
from vereda.logbook.envelopes import envelope_of, open_envelope, verify_signature
from vereda.logbook.signatures import der_of, node_id, public_key_of

pytestmark = pytest.mark.browser

# What is sealed ---------------------------------------------------------------------------------------------------


def test_what_the_phone_seals_by_hpke_python_opens(core, headquarters):
    told = {"spki": list(der_of(headquarters.public_key())), "info": "vereda/closed/1|x", "plain": list(range(64))}
    sealed = core(
        "const { utf8 } = core.bytes; const out = await core.hpke.sealTo(new Uint8Array(told.spki), utf8(told.info),"
        " new Uint8Array(told.plain)); return [...out]",
        told,
    )
    assert sealing.SUITE.decrypt(bytes(sealed), headquarters, told["info"].encode()) == bytes(range(64))
    with pytest.raises((sealing.InvalidTag, ValueError)):
        sealing.SUITE.decrypt(bytes(sealed), headquarters, b"vereda/closed/1|y")


def test_an_entry_of_the_phone_is_opened_and_proved_by_the_logbook(phone, headquarters):
    unlock(phone)
    told = write(phone, boxes=[*NOTE, *PLACE], at="2026-03-01T23:30:00-06:00")
    (raw,) = sent(phone)
    envelope = envelope_of(raw)
    device = public_key_of(b64decode(phone("return server.key")))
    assert verify_signature(envelope, device)
    opened = open_envelope(envelope, envelope.node, headquarters)
    assert opened is not None
    body = Body.model_validate_json(opened.body)
    assert (str(body.id), str(body.subject), body.device_seq, body.author) == (told["id"], told["subject"], 1, "11")
    assert (body.local_on.isoformat(), body.channel, body.pack) == ("2026-03-01", "phone", "p" * 64)
    assert [box.cls for box in body.boxes] == ["free_text", "whereabouts"]
    assert [str(box.owner) for box in body.boxes] == [told["subject"], told["id"]]
    fields = [
        sealing.open_sealed(key, box, sealing.bound_to(told["id"], str(named.owner), named.cls, named.version), told["id"])
        for named, box, key in zip(body.boxes, opened.boxes, opened.keys, strict=True)
    ]
    assert fields == [NOTE[0]["fields"], PLACE[0]["fields"]]
    assert abs(clock.ms_of(body.clock) - phone("return Date.now()")) < 60_000


OPEN_VECTOR = """
  const { fromBase64, fromHex, toHex, joined, sha256, utf8, text, aesKey, decrypt } = core.bytes;
  const { envelope, header } = told;
  const EC = { name: 'ECDH', namedCurve: 'P-256' };
  const plain = [];
  for (const node of [told.headquarters, told.post]) {
    const mine = await crypto.subtle.importKey('jwk', node.jwk, EC, false, ['deriveBits']);
    const wrapped = fromBase64(envelope.keys[node.id]);
    const enc = wrapped.subarray(0, 65);
    const theirs = await crypto.subtle.importKey('raw', enc, EC, false, []);
    const dh = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, mine, 256));
    const { key, nonce } = await core.hpke.schedule(dh, enc, fromHex(node.public).subarray(-65), utf8(header));
    const opener = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
    const k = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce }, opener, wrapped.subarray(65)));
    plain.push(text(await decrypt(await aesKey(k), fromBase64(envelope.sealed), header)));
  }
  return {
    plain,
    header: core.envelope.header(envelope, envelope.node),
    commit: toHex(await sha256(joined(fromBase64(told.salt), await sha256(utf8(told.body))))),
    isSigned: await core.nodes.isBy(told.device.public, envelope.signature, told.signed),
    isOther: await core.nodes.isBy(told.device.public, envelope.signature, told.signed + '0'),
  };
"""


def test_the_envelope_that_all_programs_are_tested_by_is_understood_by_the_phone(core):
    vector = orjson.loads((REPOSITORY / "tests" / "data" / "envelope.json").read_bytes())
    seen = core(OPEN_VECTOR, vector)
    assert seen["plain"] == [vector["plaintext"]] * 2
    assert seen["header"] == vector["header"]
    assert seen["commit"] == vector["envelope"]["commit"]
    assert (seen["isSigned"], seen["isOther"]) == (True, False)


SEAL_FOR_BOTH = """
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const id = core.ids.uuid7();
  const boxes = [];
  for (const cls of ['whereabouts', 'free_text', 'identity', 'health']) {
    boxes.push(await core.envelope.sealBox(id, { cls, fields: { cls }, owner: id }, 1));
  }
  const of = { id, country: 'mx', group: 'piedras-negras', device: core.ids.uuid7(), device_seq: 7 };
  const as = (node) => ({ id: node.id, sealing: core.bytes.fromHex(node.public) });
  const made = { of, body: '{}', boxes, outer: told.outer, headquarters: as(told.headquarters), post: as(told.post) };
  return core.envelope.sealEnvelope(made, pair.privateKey);
"""


@pytest.mark.parametrize(("outer", "for_post"), [("contact", True), ("identity", True), ("screening", False)])
def test_a_post_opens_what_it_may_hold_and_headquarters_all(core, outer, for_post):
    headquarters, post = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    nodes = {
        name: {"id": node_id(key.public_key()), "public": der_of(key.public_key()).hex()}
        for name, key in (("headquarters", headquarters), ("post", post))
    }
    envelope = envelope_of(core(SEAL_FOR_BOTH, {**nodes, "outer": outer}))
    whole = open_envelope(envelope, nodes["headquarters"]["id"], headquarters)
    assert whole is not None
    assert all(whole.keys)
    part = open_envelope(envelope, nodes["post"]["id"], post)
    assert (part is not None) is for_post
    if part is not None:
        assert [key is not None for key in part.keys] == [True, False, True, False]


@pytest.mark.parametrize("changed", ["sealed", "device_seq", "commit", "group"])
def test_a_replaced_part_of_an_envelope_is_no_longer_signed(phone, changed):
    write(phone, locked=True)
    (raw,) = sent(phone)
    device = public_key_of(b64decode(phone("return server.key")))
    other = {
        "sealed": b64encode(b64decode(raw["sealed"])[::-1]).decode(),
        "device_seq": 2,
        "commit": "0" * 64,
        "group": "tapachula",
    }
    raw = {**raw, changed: other[changed]}
    if changed == "sealed":
        from hashlib import sha256

        raw["digest"] = sha256(b64decode(raw["sealed"])).hexdigest()
    assert not verify_signature(envelope_of(raw), device)


def test_the_size_of_an_envelope_tells_little(phone):
    unlock(phone)
    for note in ("a", "bb", "c" * 40):
        write(phone, boxes=[{"cls": "free_text", "fields": {"text": note}}])
    assert {(one["size"] - 12 - 16) % 256 for one in sent(phone)} == {0}
    assert len({one["size"] for one in sent(phone)}) == 1


def test_local_days_and_offsets_are_those_of_the_post(core):
    told = core(
        "const ms = Date.parse('2026-07-01T04:30:00Z'); return ['America/Matamoros', 'America/Mexico_City', 'Asia/Kathmandu']"
        ".map((zone) => [core.clock.localDay(zone, ms), core.clock.isoIn(zone, ms)])"
    )
    assert told == [
        ["2026-06-30", "2026-06-30T23:30:00.000-05:00"],
        ["2026-06-30", "2026-06-30T22:30:00.000-06:00"],
        ["2026-07-01", "2026-07-01T10:15:00.000+05:45"],
    ]


def test_the_clock_of_the_phone_reads_as_the_logbooks(core):
    steps = [("", 5), ("00000000000a0000", 5), ("00000000000affff", 5), ("00000000000a0003", 11), ("", 1_790_000_000_123)]
    assert core("return told.map(([last, ms]) => core.clock.tick(last, ms))", steps) == [clock.tick(*one) for one in steps]


# Who may write and read --------------------------------------------------------------------------------------------


def test_a_locked_phone_takes_a_tally_and_no_note(phone, headquarters):
    told = write(phone, locked=True, boxes=PLACE)
    assert told["seq"] == 1
    opened = open_envelope(envelope_of(sent(phone)[0]), node_id(headquarters.public_key()), headquarters)
    assert opened is not None
    assert orjson.loads(opened.body)["author"] == phone("return server.device")
    for refused in (
        {"boxes": NOTE, "locked": True},
        {"payload": {"people_met": 1, "lines": [{"line_id": "a", "persons": ["x"]}]}, "locked": True},
        {"kind": "people.person_described", "locked": True},
        {},
    ):
        assert write(phone, **refused)["code"] == "client.locked"
    assert len(sent(phone)) == 1


def test_sec_035_ten_wrong_pins_destroy_what_that_agent_can_read_and_not_the_queue(phone):
    unlock(phone)
    write(phone, boxes=NOTE)
    phone("await core.drawer.put('draft/1', { note: 'a medias' }); core.agents.lock()")
    unlock(phone, "12", OTHER_PIN)
    phone("await core.drawer.put('draft/1', { note: 'de Lupe' }); core.agents.lock()")
    left = [unlock(phone, "11", "111222") for _ in range(10)]
    assert [one.get("left") for one in left[:9]] == list(range(9, 0, -1))
    assert left[9]["code"] == "client.agent_destroyed"
    assert unlock(phone)["code"] == "client.agent_destroyed"
    assert phone("return (await core.database.all('drawer')).filter((one) => one.account === '11').length") == 0
    assert phone(
        "return (await core.database.within(['secrets'], 'readonly', (all) => core.database.answer(all.getAllKeys()))).sort()"
    ) == [
        "agent|12",
        "contact",
        "shift|12",
    ]
    assert len(sent(phone)) == 1
    unlock(phone, "12", OTHER_PIN)
    assert phone("return core.drawer.get('draft/1')") == {"note": "de Lupe"}


def test_a_right_pin_begins_the_count_anew_and_a_cut_try_counts(phone):
    for _ in range(3):
        unlock(phone, "11", "999000")
    unlock(phone)
    assert phone("core.agents.lock(); return (await core.agents.agents())[0].left") == 10
    phone(
        "crypto.subtle.deriveBits = () => new Promise(() => {}); void core.agents.unlock('11', '999000');"
        " while (!(await core.database.read('agents', '11')).tries) await new Promise((go) => setTimeout(go, 5))"
    )
    assert phone("return (await core.database.read('agents', '11')).tries") == 1, "counted before the PIN was tried"


@pytest.mark.parametrize("pin", ["12345", "000000", "123456", "987654", "121212", "123123", "112233", "abcdef"])
def test_a_pin_that_is_too_easy_is_not_taken(core, pin):
    assert core("return core.pins.weakness(told)", pin)


def test_nobody_sees_the_drawer_of_another_agent(phone):
    unlock(phone)
    phone("await core.drawer.put('open/m1', { state: 'de Inés' })")
    assert unlock(phone, "12", OTHER_PIN)["name"] == "Lupe"
    assert phone("return [await core.drawer.get('open/m1'), (await core.drawer.list('')).length]") == [None, 0]
    stored = phone("return JSON.stringify((await core.database.all('drawer')).map((one) => [one.account, one.key]))")
    assert "m1" not in stored


def test_after_the_shift_nothing_of_it_can_be_read(phone):
    unlock(phone)
    write(phone, boxes=NOTE, draft="draft/1")
    assert phone("return (await core.openwork.written())[0].boxes[0].fields.text") == NOTE[0]["fields"]["text"]
    phone("await core.agents.endShift()")
    assert phone("return (await core.database.all('drawer')).length") == 0
    unlock(phone)
    assert phone("return (await core.openwork.written()).length") == 0
    assert len(sent(phone)) == 1


def test_sec_034_after_72_hours_without_contact_nothing_can_be_read_and_writing_goes_on(phone):
    unlock(phone)
    phone("await core.drawer.put('draft/1', 1); core.agents.lock()")
    at(phone, 71.9)
    assert unlock(phone)["name"] == "Inés"
    at(phone, 72.1)
    assert phone("return core.agents.checkTime()")["isExpired"] is True
    assert phone("return core.agents.session()") is None
    assert unlock(phone)["code"] == "client.agent_destroyed"
    assert phone("return [(await core.database.all('drawer')).length, await core.database.read('device', 'contact')]") == [
        0,
        None,
    ]
    at(phone, 0)
    assert "code" in unlock(phone), "setting the clock back does not help"
    at(phone, 73)
    assert write(phone, locked=True)["seq"] == 1
    assert phone("await core.sync.syncNow(); return server.entries.size") == 1
    assert phone("return core.agents.addAgent('CODE-11', '482913')")["name"] == "Inés"


def test_who_finishes_a_form_as_the_hours_run_out_writes_it_under_her_name(phone, headquarters):
    unlock(phone)
    at(phone, 0)
    at(phone, 72.1)
    assert write(phone, boxes=NOTE)["seq"] == 1
    opened = open_envelope(envelope_of(sent(phone)[0]), node_id(headquarters.public_key()), headquarters)
    assert opened is not None
    assert orjson.loads(opened.body)["author"] == "11"
    assert phone("return [core.agents.session(), (await core.database.all('drawer')).length]") == [None, 0]
    assert write(phone, boxes=NOTE)["code"] == "client.locked"


def test_sec_034_a_clock_that_is_set_back_locks_until_a_server_has_told_the_time(phone):
    unlock(phone)
    at(phone, 5)
    phone("await core.agents.checkTime()")
    at(phone, 1)
    assert phone("return core.agents.checkTime()")["isBack"] is True
    assert phone("return core.agents.session()") is None
    assert unlock(phone)["code"] == "client.clock_back"
    assert write(phone, locked=True)["seq"] == 1
    phone("server.now = core.clock.now; await core.sync.syncNow()")
    assert unlock(phone)["name"] == "Inés"


YEARS = 5 * 365 * 24


@pytest.mark.parametrize("hours", [-YEARS, YEARS])
def test_a_clock_that_is_years_wrong_and_stays_so_works_and_expires_as_any_other(phone, hours):
    at(phone, hours)
    assert phone("return core.sync.syncNow()")["code"] == ""
    assert unlock(phone)["name"] == "Inés"
    assert write(phone)["seq"] == 1
    at(phone, hours + 71)
    assert phone("return core.agents.checkTime()") == {"isBack": False, "isExpired": False}
    at(phone, hours + 70)
    assert phone("return core.agents.checkTime()")["isBack"] is True
    at(phone, hours + 73)
    assert phone("return core.agents.checkTime()")["isExpired"] is True


def test_sec_035_the_phone_locks_after_the_minutes_that_the_screen_allows(phone):
    unlock(phone)
    phone("globalThis.locks = 0; core.agents.onLock(() => { locks += 1 }); globalThis.minutes = 15;"
          " core.idle.touch(); globalThis.stop = core.idle.watchIdle(() => minutes)")  # fmt: skip
    look = "document.dispatchEvent(new Event('visibilitychange')); return [core.agents.session() !== null, locks]"
    at(phone, 2.1 / 60)
    assert phone(look) == [True, 0]
    phone("minutes = 2")
    assert phone(look) == [False, 1]


def test_an_agent_whose_posting_ended_is_forgotten_here(phone):
    unlock(phone)
    phone("await core.drawer.put('draft/1', 1); server.live = ['12']; await core.sync.syncNow()")
    assert phone("return core.agents.session()") is None
    assert unlock(phone)["why"] == "ended"
    assert unlock(phone, "12", OTHER_PIN)["name"] == "Lupe"


def test_whose_data_were_destroyed_in_one_tab_is_locked_in_every_tab(phone, tab):
    unlock(phone)
    other = tab.context.new_page()
    load(other)
    run(other, "await core.agents.destroyReadable('ended', '12'); return null")
    assert phone("await new Promise((go) => setTimeout(go, 50)); return core.agents.session()?.name") == "Inés"
    run(other, "await core.agents.destroyReadable('ended', '11'); return null")
    tab.wait_for_function("() => core.agents.session() === null")
    other.close()


def test_what_reached_the_disk_after_its_shift_ended_does_not_close_the_next(phone):
    unlock(phone)
    late = "globalThis.late = await core.drawer.sealItem('open/a1', { subject: 'a1' }); await core.agents.endShift(); return null"
    phone(late)
    phone("return core.database.write('drawer', late)")
    unlock(phone)
    phone("await core.drawer.put('draft/1', 7)")
    assert phone("return core.drawer.list('')") == [{"name": "draft/1", "value": 7}]


def test_exact_places_leave_the_drawer_when_their_seven_days_are_over(phone):
    unlock(phone)
    write(phone, boxes=[*NOTE, *PLACE])
    phone(
        "const where = { lon: -100.53127, lat: 28.72013 }; const where_until = new Date(Date.now() + told).toISOString();"
        " await core.drawer.put('open/a1', { subject: 'a1', state: { where, where_until } })",
        167 * HOUR,
    )
    look = (
        "const [copy] = await core.openwork.written(); const [work] = await core.openwork.openWork();"
        " return [copy.boxes.map((one) => one.cls), Boolean(work.state.where)]"
    )
    phone("core.clock.setNow(() => Date.now() + told)", 166 * HOUR)
    assert phone(look) == [["free_text", "whereabouts"], True]
    phone("core.clock.setNow(() => Date.now() + told)", 169 * HOUR)
    assert phone(look) == [["free_text"], False]
    assert len(sent(phone)) == 1, "what was sealed stays as it is"


def test_facts_of_one_moment_are_written_together_or_not_at_all(phone):
    unlock(phone)
    told = {
        "kind": "encounters.recorded",
        "payload": MEETING,
        "boxes": PLACE,
        "draft": "draft/found",
        "beside": [{"kind": "rescue.people_found", "subject": "m1", "payload": {"people": 3}, "boxes": PLACE}],
    }
    both = {**told, "beside": [{**told["beside"][0], "kind": "rescue.of_tomorrow"}]}  # type: ignore[index,dict-item]  # as above
    phone("await core.drawer.put('draft/found', { n: 1 })")
    assert phone("return core.record.record(told)", both)["code"] == "client.reference_missing"
    assert sent(phone) == []
    assert phone("return core.drawer.get('draft/found')") == {"n": 1}
    made = phone("return core.record.record(told)", told)
    rows = sent(phone)
    assert [row["device_seq"] for row in rows] == [made["seq"], made["seq"] + 1]
    assert rows[0]["id"] == made["id"]
    assert len({row["id"] for row in rows}) == 2
    copies = phone("return core.openwork.written()")
    assert [one["kind"] for one in copies] == ["rescue.people_found", "encounters.recorded"]
    assert phone("return [(await core.drawer.get('draft/found')) ?? null, (await core.drawer.get('heads/m1')).length]") == [
        None,
        1,
    ]
    assert write(phone)["seq"] == made["seq"] + 2


def test_the_phone_reckons_the_next_check_in_as_the_post_does(core):
    """Minutes from now; what a clock far ahead claims is no word of a team, and no departure."""
    from vereda.rescue.rules.overdue import AHEAD, Watched, hear_by

    now = datetime(2026, 11, 25, 8, tzinfo=UTC)

    def at(minutes: int) -> datetime:
        return now + timedelta(minutes=minutes)

    cases = [
        (left, heard) for left in (-90, None, 60) for heard in ([], [-30], [-80, -30], [5], [-30, 20], [-95], [-30, 90], [-90])
    ]
    teams, due = [], []
    for left, heard in cases:
        departed = None if left is None else at(left)
        words = [at(one) for one in heard]
        since = departed if departed and departed <= now + AHEAD else at(-120)
        due.append(hear_by(Watched(since=since, heard=words, seen=[], check_in_min=45, grace_min=10), now).timestamp() * 1000)
        said = {"departed_at": departed and departed.isoformat(), "heard": [one.isoformat() for one in words]}
        teams.append({**said, "meet_at": None, "sent_at": at(-120).isoformat(), "check_in_min": 45})
    reckon = "const { dueOf } = await import('/app/mission.js'); return told.teams.map((team) => dueOf(team, told.now).due)"
    assert core(reckon, {"teams": teams, "now": now.timestamp() * 1000}) == due
