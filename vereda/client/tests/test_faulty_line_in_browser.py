"""The phone's own sync over many lines that fail by the dice: drop, no answer, twice, cut, a portal's page, a fault.

Each schedule is drawn from its seed, which a failure names. Between its steps the server loses what it took since its last
copy, and two rounds begin at once. In the end all is there, each once.
"""

from __future__ import annotations

import pytest

from tests.house import IS_WHOLE

pytestmark = pytest.mark.browser

SCHEDULES = 120 if IS_WHOLE else 40

SCHEDULE = """
  const dice = (seed) => () => { // mulberry32
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const faults = ['lost', 'unanswered', 'twice', 'cut', 'html', 'error'];
  const { database, record, sync, queue } = core;
  const wrong = [];
  let [injected, written] = [0, 0];
  for (let seed = told.first; seed < told.first + told.count && !(told.untilWrong && wrong.length); seed += 1) {
    const draw = dice(seed);
    const rate = draw() * 0.6;
    server.entries.clear();
    server.durable = 0;
    await database.within(['queue'], 'readwrite', async (rows) => { rows.clear(); });
    await database.write('device', { next: 1, clock: '' }, 'counter');
    const made = new Set();
    let copy = new Map();
    server.fault = () => {
      if (draw() >= rate) return '';
      injected += 1;
      return faults[Math.floor(draw() * faults.length)];
    };
    for (let step = 0; step < 12; step += 1) {
      const what = draw();
      if (what < 0.5) {
        const many = 1 + Math.floor(draw() * 4);
        const payload = { people_met: many, services: [] };
        const one = () => record.record({ kind: 'encounters.recorded', payload, locked: true });
        for (const { id } of await Promise.all([...Array(many)].map(one))) made.add(id);
      } else if (what < 0.6) {
        copy = new Map(server.entries);
        let upto = 0;
        const there = new Set([...copy.values()].map((one) => one.device_seq));
        while (there.has(upto + 1)) upto += 1;
        server.durable = upto;
      } else if (what < 0.65) {
        server.entries = new Map(copy);
        server.epoch += 1;
        injected += 1;
      } else {
        await (draw() < 0.3 ? Promise.all([sync.syncNow(), sync.syncNow()]) : sync.syncNow());
      }
    }
    server.fault = () => '';
    for (let more = 0; more < 3; more += 1) await sync.syncNow();
    written += made.size;
    const arrived = [...server.entries.values()];
    const numbers = new Set(arrived.map((one) => one.device_seq));
    if ([...made].some((id) => !server.entries.has(id))) wrong.push(`${seed}: lost`);
    if (arrived.length !== made.size || numbers.size !== made.size) wrong.push(`${seed}: not once each`);
    if ((await queue.counts()).unsent) wrong.push(`${seed}: still unsent`);
  }
  return { wrong, injected, written };
"""


def run(phone, first: int, count: int, *, until_wrong: bool = False) -> dict[str, object]:
    told: dict[str, object] = phone(SCHEDULE, {"first": first, "count": count, "untilWrong": until_wrong})
    return told


def test_over_many_faulty_lines_nothing_is_lost_and_each_is_there_once(phone):
    told = run(phone, 1, SCHEDULES)
    assert told["wrong"] == [], f"seeds: {told['wrong']}"
    assert int(str(told["injected"])) > SCHEDULES
    assert int(str(told["written"])) > 5 * SCHEDULES


@pytest.mark.parametrize(
    "planted",
    [
        # Acknowledged is taken for safe: deleted at once.
        "const keep = server.handle; server.handle = async (at, what) => { const came = await keep(at, what);"
        " if (!at.endsWith('hello')) return came; const json = await came.json();"
        " return new Response(JSON.stringify({ ...json, durable_upto: json.have_upto }), came) };",
        # The server acknowledges, forgets some, and says afterwards that it has them.
        "let n = 0; const keep = server.handle; server.handle = async (at, what) => { const came = await keep(at, what);"
        " if (at.endsWith('push') && (n += 1) % 7 === 0)"
        " for (const one of JSON.parse(await unpacked(what.body)).entries) server.entries.delete(one.id);"
        " if (!at.endsWith('hello')) return came; const json = await came.json();"
        " return new Response(JSON.stringify({ ...json, have_upto: 1000 }), came) };",
    ],
)
def test_a_fault_planted_on_purpose_is_caught(phone, planted):
    phone(planted + " return null")
    assert run(phone, 1, 40, until_wrong=True)["wrong"] != []
