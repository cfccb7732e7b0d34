"""The phone's disk, searched as raw bytes, and the browser killed while it writes: nothing of a person, nothing half."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from playwright.sync_api import Page

from vereda.client.tests.conftest import START, run
from vereda.client.tests.hands import INES, LUPE, OTHER_PIN, PIN
from vereda.client.tests.pocket import found
from vereda.logbook.envelopes import envelope_of, open_envelope, verify_signature
from vereda.logbook.signatures import der_of, node_id, public_key_of

pytestmark = pytest.mark.browser

NAME, WORDS, LON, LAT = "Xiadani Quetzalcoatl", "cruza con su hijo por la noria seca", -100.5312719, 28.7201344
MISSION, TELEPHONE = "desaparecida junto al tanque viejo", "8781234567"
CLEAR = "esto se publica y se encuentra"  # in the reference text, which lies in clear: the search sees what is there


@pytest.fixture
def enrolled(headquarters) -> Callable[[Page], None]:
    """Return a function that enrols the phone on a page."""
    told = {
        "sealing": der_of(headquarters.public_key()).hex(),
        "members": [INES, LUPE],
        "pins": {INES["account"]: PIN, LUPE["account"]: OTHER_PIN},
    }

    def enrol(page: Page) -> None:
        run(page, START, told)

    return enrol


FILL = """
  const [name, words, lon, lat, mission, telephone, clear] = told;
  const row = await core.database.read('reference', 'current');
  await core.database.write('reference', { ...row, text: JSON.stringify({ ...JSON.parse(row.text), clear }) }, 'current');
  await core.agents.unlock('11', '482913');
  server.open = [{ subject: 'm1', kind: 'rescue', heads: [], state: { text: mission, telephone }, conflicts: [] }];
  await core.sync.syncNow();
  await core.drawer.put('draft/encuentro', { name, words, lon, lat });
  const boxes = [
    { cls: 'free_text', fields: { text: words } },
    { cls: 'whereabouts', fields: { lon, lat } },
    { cls: 'identity', fields: { given: name }, owner: '019a0000-0000-7000-8000-000000000001' },
  ];
  for (let n = 0; n < 20; n += 1) {
    await core.record.record({ kind: 'encounters.recorded', payload: { people_met: 3 }, boxes, draft: 'draft/encuentro' });
    await core.drawer.put('draft/encuentro', { name, words, lon, lat, n });
  }
  server.fault = () => 'lost';
  await core.sync.syncNow();
  return [(await core.openwork.openWork()).length, (await core.openwork.written()).length];
"""
CANARIES = (NAME, WORDS, str(LON), str(LAT), MISSION, TELEPHONE)


def test_sec_028_sec_035_the_disk_of_a_phone_tells_nothing_of_a_person_during_the_shift_and_after(pocket, enrolled):
    page = pocket.start()
    enrolled(page)
    assert run(page, FILL, [*CANARIES[:2], LON, LAT, MISSION, TELEPHONE, CLEAR]) == [1, 20]
    pocket.close()
    hits = found(pocket.profile, *CANARIES, CLEAR)
    assert hits.pop(CLEAR), "the search does not see what lies there in clear"
    assert hits == {word: [] for word in CANARIES}

    page = pocket.start()
    assert run(page, "return core.drawer.get('draft/encuentro')")["code"] == "client.locked"
    run(page, "await core.agents.unlock('11', '482913'); await core.agents.endShift(); return null")
    assert run(page, "return (await core.queue.counts()).unsent") == 20
    pocket.close()
    assert found(pocket.profile, *CANARIES) == {word: [] for word in CANARIES}


OUT = """
  const [folio, sign, meet, lon, lat, clear] = told;
  const row = await core.database.read('reference', 'current');
  await core.database.write('reference', { ...row, text: JSON.stringify({ ...JSON.parse(row.text), clear }) }, 'current');
  await core.agents.unlock('11', '482913');
  const team = { team: 't1', call_sign: sign, members: ['11'], check_in_min: 60, heard: [], where: { place: meet, lon, lat } };
  const state = { folio, where: { lon, lat }, teams: [team] };
  server.open = [{ subject: 'm1', kind: 'mission', is_open: true, heads: [], state, conflicts: [] }];
  await core.sync.syncNow();
  const point = { cls: 'whereabouts', fields: { lon, lat } };
  const found = { kind: 'rescue.people_found', subject: 'm1', payload: { people: 5 }, boxes: [point] };
  const payload = { people_met: 5, mission: 'm1' };
  await core.record.record({ kind: 'encounters.recorded', payload, boxes: [point], beside: [found] });
  await core.drawer.put('piece/000000', { n: 0, line: 1, points: [[lon, lat, 1]] });
  const seen = (await core.openwork.openWork())[0].state.teams[0].call_sign;
  core.agents.lock();
  return seen;
"""


def test_a_phone_that_was_handed_over_holds_nothing_readable_of_the_mission_nor_of_its_way(pocket, enrolled):
    folio, sign, meet = "PN-ZAFIRO-77", "Halcon Peregrino", "la compuerta vieja del ejido"
    page = pocket.start()
    enrolled(page)
    assert run(page, OUT, [folio, sign, meet, LON, LAT, CLEAR]) == sign
    assert run(page, "return core.openwork.openWork()")["code"] == "client.locked"
    pocket.close()
    canaries = (folio, sign, meet, str(LON), str(LAT))
    hits = found(pocket.profile, *canaries, CLEAR)
    assert hits.pop(CLEAR), "the search does not see what lies there in clear"
    assert hits == {word: [] for word in canaries}

    page = pocket.start()
    run(page, "await core.agents.unlock('11', '482913'); await core.agents.endShift(); return null")
    assert run(page, "return (await core.queue.counts()).unsent") == 2
    assert run(page, "return (await core.database.all('drawer')).length") == 0
    pocket.close()
    assert found(pocket.profile, *canaries) == {word: [] for word in canaries}


def test_sec_028_who_takes_the_queue_has_no_key_to_it(pocket, enrolled, headquarters):
    page = pocket.start()
    enrolled(page)
    run(page, FILL, [*CANARIES[:2], LON, LAT, MISSION, TELEPHONE, CLEAR])
    kept = run(
        page,
        "const kinds = []; for (const store of ['device', 'agents', 'drawer', 'files', 'reference'])"
        " for (const one of await core.database.all(store)) kinds.push(JSON.stringify(one)); return kinds.join(' ')",
    )
    for word in CANARIES:
        assert word not in kept
    assert run(
        page,
        "const { privateKey } = await core.database.read('device', 'keys');"
        " const out = (how) => crypto.subtle.exportKey(how, privateKey).then(() => 'out', () => 'kept');"
        " return Promise.all(['pkcs8', 'jwk'].map(out))",
    ) == ["kept", "kept"]


def on_disk(profile: Path, *marks: str) -> list[bool]:
    """Return for each mark [hexadecimal] whether its bytes stand anywhere in a profile."""
    contents = [path.read_bytes() for path in profile.rglob("*") if path.is_file()]
    return [any(bytes.fromhex(mark) in content for content in contents) for mark in marks]


def test_sec_034_after_the_shift_its_key_is_gone_from_the_disk_and_after_expiry_what_every_pin_needs(pocket, enrolled):
    names = ["shift|11", "agent|11", "agent|12", "contact"]
    page = pocket.start()
    enrolled(page)
    look = "return Promise.all(told.map(async (name) => core.bytes.toHex(await core.secrets.secret(name))))"
    marks = run(page, look, names)
    pocket.close()
    assert on_disk(pocket.profile, *marks) == [True] * 4, "the search sees what is there"

    page = pocket.start()
    run(page, "await core.agents.unlock('11', '482913'); await core.agents.endShift(); return null")
    pocket.close()
    assert on_disk(pocket.profile, *marks) == [False, True, True, True]

    page = pocket.start()
    run(page, "core.clock.setNow(() => Date.now() + 73 * 3600000); return core.agents.checkTime()")
    pocket.close()
    assert on_disk(pocket.profile, *marks) == [False] * 4


def test_sec_038_after_the_second_pin_what_every_pin_needs_is_gone_from_the_disk(pocket, enrolled):
    names = ["shift|11", "shift|12", "agent|11", "agent|12", "contact"]
    page = pocket.start()
    enrolled(page)
    run(page, "await core.agents.unlock('11', '482913'); await core.agents.setSecondPin('482913', '730264'); return null")
    look = "return Promise.all(told.map(async (name) => core.bytes.toHex(await core.secrets.secret(name))))"
    marks = run(page, look, names)
    pocket.close()
    assert on_disk(pocket.profile, *marks) == [True] * 5, "the search sees what is there"

    page = pocket.start()
    assert run(page, "return core.agents.unlock('11', '730264')")["name"] == "Inés"
    pocket.close()
    assert on_disk(pocket.profile, *marks) == [False] * 5


WRITE_ON = """(told) => {
  globalThis.written = 0;
  globalThis.loop = (async () => {
    await core.agents.unlock('11', '482913');
    for (let n = told.from; ; n += 1) {
      await core.drawer.put(`draft/${n}`, { n });
      await drafted(n);
      await core.record.record({ kind: 'encounters.recorded', payload: { people_met: n }, draft: `draft/${n}` });
      await recorded(n);
      written += 1;
    }
  })();
}"""
LOOK = """
  await core.agents.unlock('11', '482913');
  return {
    drafts: (await core.drawer.list('draft/')).map(({ value }) => value.n),
    copies: (await core.openwork.written()).map((one) => one.payload.people_met),
    rows: (await core.database.all('queue')).map((one) => one.envelope),
    next: (await core.database.read('device', 'counter')).next,
    unsent: (await core.queue.counts()).unsent,
  };
"""
KILLS = 5


def test_rel_019_a_browser_killed_while_it_writes_has_each_form_whole_or_its_draft(pocket, enrolled, headquarters):
    page = pocket.start()
    enrolled(page)
    key = public_key_of(b64decode(run(page, "return server.key")))
    drafted, recorded, begin = set[int](), set[int](), 1
    for kill in range(KILLS):
        page.expose_function("drafted", lambda n: drafted.add(n))
        page.expose_function("recorded", lambda n: recorded.add(n))
        page.evaluate(WRITE_ON, {"from": begin})
        page.wait_for_function("(many) => written >= many", arg=3 + 2 * kill)
        pocket.kill()
        page = pocket.start()
        seen = run(page, LOOK)
        envelopes = [envelope_of(orjson.loads(row)) for row in seen["rows"]]
        assert [one.device_seq for one in envelopes] == list(range(1, len(envelopes) + 1))
        assert seen["next"] == len(envelopes) + 1
        assert seen["unsent"] == len(envelopes)
        assert all(verify_signature(one, key) for one in envelopes)
        bodies = [open_envelope(one, node_id(headquarters.public_key()), headquarters) for one in envelopes]
        whole = {orjson.loads(one.body)["payload"]["people_met"] for one in bodies if one is not None}
        assert recorded <= whole, "what was said to be written is there"
        assert drafted <= whole | set(seen["drafts"]), "what is not written yet has its draft"
        assert not whole & set(seen["drafts"]), "nothing is there twice"
        assert set(seen["copies"]) == whole
        begin = max(whole | set(seen["drafts"])) + 1
