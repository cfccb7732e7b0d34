"""SEC-038: the second PIN opens an empty home, destroys what could be read, and has the phone say that it is lost."""

from __future__ import annotations

import json

import pytest

from vereda.client.tests.conftest import load, run
from vereda.client.tests.hands import INES, LUPE, NOTE, OTHER_PIN, PIN, SYNC, sent, tally, there, unlock, write
from vereda.logbook.envelopes import envelope_of, open_envelope
from vereda.logbook.signatures import node_id

pytestmark = pytest.mark.browser

SECOND = "730264"
SET = "return core.agents.setSecondPin(told[0], told[1])"
SHAPES = """
  const shapes = {};
  for (const { account } of await core.agents.agents()) {
    const [file, shift] = [await core.secrets.secret(`agent|${account}`), await core.secrets.secret(`shift|${account}`)];
    shapes[account] = [file?.length, shift?.length ?? 0];
  }
  const rows = (await core.database.all('agents')).map((one) => Object.keys(one).sort());
  return { shapes, rows, state: Object.keys(await core.device.device()).sort() };
"""
WRITTEN = "return (await core.drawer.list('')).map((one) => one.name)"


@pytest.fixture
def forced(phone):
    """Return a phone on which both worked, Inés has a second PIN, and somebody makes her open it."""
    unlock(phone, LUPE["account"], OTHER_PIN)
    write(phone, boxes=NOTE)
    phone("await core.drawer.put('draft/1', 'ZAFIRO')")
    phone("core.agents.lock()")
    unlock(phone)
    assert phone(SET, [PIN, SECOND]) is None
    write(phone, boxes=NOTE)
    phone("await core.drawer.put('draft/1', 'ZAFIRO'); localStorage.setItem('vereda-patrol-out', 'x'); core.agents.lock()")
    return phone


def authors(rows, headquarters) -> list[str]:
    """Return who wrote the envelopes of a queue."""
    bodies = [open_envelope(envelope_of(one), node_id(headquarters.public_key()), headquarters) for one in rows]
    return [json.loads(one.body)["author"] for one in bodies]


def test_sec_038_the_second_pin_opens_an_empty_home_and_what_was_there_is_gone_for_everybody(forced):
    before = forced(SHAPES)
    told = unlock(forced, pin=SECOND)
    assert (told["account"], told["name"]) == (INES["account"], INES["name"]), "the answer is that of any evening"
    assert forced(WRITTEN) == []
    assert forced("return (await core.database.all('drawer')).length") == 0
    assert forced("return localStorage.getItem('vereda-patrol-out')") is None
    assert forced(SHAPES) == before, "the files of all stay in their places and sizes"
    assert [one["inShift"] for one in forced("return core.agents.agents()")] == [True, True]
    assert len(sent(forced)) == 2, "the queue is nobody's to read, and stays"
    forced("core.agents.lock()")
    assert unlock(forced)["code"] == "client.pin_wrong"
    assert unlock(forced, LUPE["account"], OTHER_PIN)["code"] == "client.pin_wrong"
    again = unlock(forced, pin=SECOND)
    assert (again["account"], again["shift"]) == (told["account"], told["shift"]), "it opens again, the same empty shift"


def test_sec_038_a_key_that_was_copied_before_opens_nothing_of_what_is_there_after(forced):
    """The contact token is a new one: a copied file of an agent is of no use even where the disk keeps deleted files."""
    copied = "globalThis.kept = [await core.secrets.secret('contact'), await core.secrets.secret('agent|11')]; "
    copied += "return kept.map((one) => one.length)"
    assert forced(copied) == [32, 196]
    unlock(forced, pin=SECOND)
    same = "const now = [await core.secrets.secret('contact'), await core.secrets.secret('agent|11')];"
    assert forced(same + "return now.map((one, at) => String(one) === String(kept[at]))") == [False, False]


def test_sec_038_whether_there_is_a_second_pin_cannot_be_told_from_what_is_stored(phone):
    unlock(phone)
    before = phone(SHAPES)
    assert before["shapes"] == {"11": [196, 60], "12": [196, 60]}
    assert phone(SET, [PIN, SECOND]) is None
    assert phone(SHAPES) == before
    files = "return [...(await core.secrets.secret('agent|11'))]"
    with_one = phone(files)
    assert phone(SET, [PIN, ""]) is None
    without = phone(files)
    changed = [at for at, (one, two) in enumerate(zip(with_one, without, strict=True)) if one != two]
    assert changed[0] >= 76
    assert changed[-1] < 136, "the second wrap alone, as when another second PIN is chosen"
    phone("core.agents.lock()")
    assert unlock(phone, pin=SECOND)["code"] == "client.pin_wrong"
    assert unlock(phone)["account"] == INES["account"]


def test_sec_038_every_try_makes_one_slow_derivation_and_looks_at_both_wraps(forced):
    watched = """
      const [slow, opens] = [crypto.subtle.deriveBits, crypto.subtle.decrypt];
      globalThis.did = { slow: 0, opens: 0 };
      crypto.subtle.deriveBits = function (...all) { did.slow += 1; return slow.apply(this, all); };
      crypto.subtle.decrypt = function (...all) { did.opens += 1; return opens.apply(this, all); };
    """
    ask = "did.slow = did.opens = 0; const said = await core.agents.unlock('11', told).catch((why) => why); core.agents.lock();"
    forced(watched)
    assert forced(ask + "return [said.code, did.slow, did.opens]", "555000") == ["client.pin_wrong", 1, 2]
    right, second = (forced(ask + "return [said.account, did.slow, did.opens]", pin) for pin in (PIN, SECOND))
    assert right == ["11", 1, 4], "both wraps, the own secret, the shift's key"
    assert second == ["11", 1, 3], "both wraps, the own secret; a shift that begins is made, not opened"


@pytest.mark.parametrize(
    ("second", "why"),
    [
        ("482913", "client.pin_close"),
        ("482914", "client.pin_close"),
        ("482931", "client.pin_close"),
        ("4829135", "client.pin_close"),
        ("48291377777", "client.pin_close"),
        ("582903", "client.pin_close"),
        ("12345", "client.pin_short"),
        ("123456", "client.pin_easy"),
    ],
)
def test_sec_038_a_slip_of_the_thumb_is_not_the_second_pin(phone, second, why):
    unlock(phone)
    assert phone(SET, [PIN, second]) == {"code": why}


def test_sec_038_only_who_knows_the_pin_chooses_the_second_and_tries_are_counted(phone):
    unlock(phone)
    assert phone(SET, ["555000", SECOND]) == {"code": "client.pin_wrong", "left": 9}
    assert phone(SET, [PIN, SECOND]) is None
    assert phone(SET, [SECOND, "915538"])["code"] == "client.pin_wrong", "the second is no key to anything but the empty home"
    for left in range(8, 0, -1):
        assert phone(SET, ["555000", SECOND])["left"] == left
    assert phone(SET, ["555000", SECOND])["code"] == "client.agent_destroyed"
    assert phone("return core.agents.session()") is None
    assert phone(SET, [PIN, SECOND])["code"] == "client.locked"


def test_sec_038_other_tabs_that_were_open_lose_their_keys(forced, tab):
    other = tab.context.new_page()
    load(other)
    assert run(other, "await core.agents.unlock('12', told); return core.drawer.get('draft/1')", OTHER_PIN) == "ZAFIRO"
    unlock(forced, pin=SECOND)
    other.wait_for_function("() => core.agents.session() === null")
    assert forced("return core.agents.session()?.account") == INES["account"]
    other.close()


def test_sec_038_at_the_next_contact_it_says_that_it_is_lost_delivers_and_shows_nothing_of_it(forced, headquarters):
    unlock(forced, pin=SECOND)
    write(forced, boxes=NOTE)
    assert authors(sent(forced), headquarters)[2] == forced("return (await core.device.device()).device"), "nobody answers for it"
    forced("server.calls.length = 0; server.open = [{ subject: 'm1', kind: 'mission', heads: [], conflicts: [] }]")
    told = forced(SYNC)
    assert forced("return server.lost") is True
    assert forced("return server.calls") == ["POST hello", "POST last"], "nothing is fetched, nothing goes the usual way"
    assert (told["order"], told["wrongServer"], told["stranger"], told["online"], told["unsent"], told["code"]) == (
        "", False, False, True, 0, "",
    )  # fmt: skip
    assert forced("return core.agents.session()?.name") == INES["name"], "the home stays open while somebody looks at it"
    write(forced, boxes=NOTE)
    assert forced("return core.sync.syncNow(true)")["unsent"] == 0
    assert len(there(forced)) == 4
    forced("core.agents.lock()")
    tally(forced)
    assert forced(SYNC)["order"] == "wiped"
    assert len(there(forced)) == 5
    assert forced("return core.device.standing()") == {"state": "new", "unsent": 0}


def test_sec_038_what_was_written_at_once_after_does_not_go_by_an_older_greeting(forced):
    forced(SYNC)
    forced("server.calls.length = 0")
    unlock(forced, pin=SECOND)
    write(forced)
    forced("return core.sync.syncNow(true)")
    assert forced("return server.calls") == ["POST hello", "POST last"]


def test_sec_038_a_round_that_was_under_way_sends_nothing_of_what_is_written_after(forced):
    during = (
        "const ask = server.handle; let isFirst = true; server.calls.length = 0;"
        " server.handle = async (at, told) => { if (at.endsWith('push') && isFirst) { isFirst = false;"
        "  await core.agents.unlock('11', '730264');"
        "  await core.record.record({ kind: 'encounters.recorded', payload: { people_met: 3 } }); }"
        " return ask(at, told); }; "
    )
    told = forced(during + SYNC)
    assert forced("return server.calls") == ["POST hello", "POST push", "POST hello", "POST last"]
    assert (told["unsent"], told["order"]) == (0, "")
    assert forced("return core.agents.session()?.account") == INES["account"]


def test_sec_038_without_contact_the_empty_home_goes_on_and_nothing_is_lost(forced):
    unlock(forced, pin=SECOND)
    write(forced)
    assert forced("server.fault = () => 'lost'; " + SYNC)["unsent"] == 3
    assert len(forced(WRITTEN)) == 2, "what was written since, and the head of its subject"
    assert forced("server.fault = () => ''; server.unproved = true; " + SYNC)["wrongServer"] is True
    assert len(sent(forced)) == 3
    assert forced("server.unproved = false; core.agents.lock(); " + SYNC)["order"] == "wiped"
    assert len(there(forced)) == 3


def test_sec_038_a_phone_that_nobody_was_made_to_open_says_that_it_is_not_lost(phone):
    unlock(phone)
    assert phone(SET, [PIN, SECOND]) is None
    phone(SYNC)
    assert phone("return server.lost") is False
