"""The phone's core and a real server: what Inés records arrives once, what a thief changes is seen, a lost phone delivers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from vereda.access.actions.codes import make_agent_code, make_device_code
from vereda.access.actions.devices import revoke_device
from vereda.access.models import Device, ReadRow
from vereda.access.tests.cast import Cast
from vereda.client.tests.bare import BARE
from vereda.client.tests.conftest import load, run
from vereda.client.tests.hands import OTHER_PIN, PIN, SYNC
from vereda.encounters.models import Encounter
from vereda.logbook.door import progress
from vereda.logbook.models import LogEntry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOME = "piedras-negras"
MISSION = UUID(int=7)
MEETING = {"people_met": 2, "lines": [{"line_id": "a", "count": 2, "nationality": "HN"}], "services": [{"service": "WATER"}]}
NOTE = [{"cls": "free_text", "fields": {"text": "pide llamar", "lang": "es"}}]
PLACE = [{"cls": "whereabouts", "fields": {"lon": -100.53, "lat": 28.72, "accuracy_m": 8}}]


@pytest.fixture
def phone(page: Page, live_server, cast: Cast, home) -> Callable[..., Any]:  # Any: JSON there and back
    """Return the core of a phone that Rafael enrolled for Inés; she is in her shift."""
    page.context.route("**/app/bare.html", lambda route: route.fulfill(body=BARE, content_type="text/html"))
    load(page, live_server.url)

    def in_page(body: str, told: Any = None) -> Any:  # Any: as above
        return run(page, body, told)

    code = make_device_code(
        country="mx", group=HOME, label="Teléfono 7", by=cast.reader("rafael"), at=timezone.now(), account=cast.account("ines").pk
    )[1]
    told = in_page("return core.device.enrol(told)", code)
    assert told["welcome"]["name"] == cast.account("ines").display_name, told
    assert in_page("await core.agents.choosePin(told); return core.sync.syncNow()", PIN)["code"] == ""
    return in_page


def record(phone, count: int = 1, **told: Any) -> list[str]:
    made = phone(
        "const made = []; for (let n = 0; n < told.count; n += 1) made.push(await core.record.record(told.entry)); return made",
        {"count": count, "entry": {"kind": "encounters.recorded", "payload": MEETING, **told}},
    )
    assert isinstance(made, list), made
    return [one["id"] for one in made]


def test_a_pin_is_stretched_six_hundred_thousand_times_by_the_app_that_is_served(phone):
    seen = """
      const [slow, rounds] = [crypto.subtle.deriveBits, []];
      crypto.subtle.deriveBits = function (how, ...rest) { rounds.push(how.iterations); return slow.call(this, how, ...rest); };
      core.agents.lock();
      await core.agents.unlock(told.account, told.pin);
      return rounds;
    """
    account = phone("return core.agents.session().account")
    assert phone(seen, {"account": account, "pin": PIN}) == [600_000]


def test_what_was_recorded_arrives_once_and_sending_it_all_again_adds_nothing(phone):
    ids = record(phone, 25, boxes=[*NOTE, *PLACE])
    told = phone(SYNC)
    assert (told["code"], told["unsent"], told["refused"]) == ("", 0, 0)
    assert Encounter.objects.count() == 25
    assert {str(one) for one in LogEntry.objects.filter(kind="encounters.recorded").values_list("id", flat=True)} == set(ids)
    again = "await core.database.within(['queue'], 'readwrite', async (rows) => { for (const one of await core.database.answer("
    again += "rows.getAll())) rows.put({ ...one, acked: {} }); });"
    assert phone(again + SYNC)["unsent"] == 0
    assert Encounter.objects.count() == 25


def test_a_tally_of_the_locked_phone_counts(phone):
    phone("core.agents.lock()")
    record(phone, locked=True, boxes=PLACE)
    assert phone(SYNC)["refused"] == 0
    assert Encounter.objects.get().people_met == 2


def test_sec_029_a_replaced_and_an_invented_entry_are_refused_and_a_dropped_one_leaves_a_gap(phone):
    record(phone, 4)
    told = phone(
        "await core.database.within(['queue'], 'readwrite', async (rows) => {"
        " const all = await core.database.answer(rows.getAll()); const [one, two, three, four] = all.map((row) => ({ ...row }));"
        " const other = JSON.parse(one.envelope); const turn = (text) => [...text].reverse().join('');"
        " rows.put({ ...two, envelope: JSON.stringify({ ...other, id: two.id, device_seq: 2 }) });"  # another's content
        " rows.delete(3);"
        " const made = JSON.parse(four.envelope);"
        " rows.put({ ...four, envelope: JSON.stringify({ ...made, signature: other.signature }) }); });" + SYNC
    )
    assert told["refused"] == 2
    assert progress(str(Device.objects.get().subject))[0] == 1, "the number after the first is missed"
    assert Encounter.objects.count() == 1
    assert [one["code"] for one in phone("return core.queue.refused()")] == ["logbook.signature_wrong"] * 2


def test_sec_036_the_open_work_of_the_own_group_comes_and_the_token_alone_gets_nothing(phone, cast, live_server):
    from vereda.logbook.door import Author
    from vereda.rescue import door as rescue

    for name, group, zone, folio in (
        ("ines", HOME, "America/Matamoros", "PN-7"),
        ("nadia", "tapachula", "America/Mexico_City", "TP-1"),
    ):
        by = Author(account=str(cast.account(name).pk), group=group, country="mx", zone=zone)
        rescue.open_mission(by=by, at=timezone.now(), folio=folio)
    assert phone(SYNC)["code"] == ""
    work = phone("return core.openwork.openWork()")
    assert [one["kind"] for one in work if "PN-7" in str(one["state"])] == ["mission"]
    assert "TP-1" not in str(work)
    told = phone(
        "const { token } = await core.device.device(); const answer = await core.wire.call('GET', 'pull?cursor=0',"
        " { token, headers: { 'X-Vereda-Agent': (await core.agents.agents())[0].account } }); return [answer.status, answer.json]"
    )
    assert told[0] == 403, told


def test_a_second_agent_joins_by_her_own_code(phone, cast):
    code = make_agent_code(
        account=cast.account("tomas").pk, country="mx", group=HOME, by=cast.reader("tomas"), at=timezone.now()
    )[1]
    assert phone("core.agents.lock(); return core.agents.addAgent(told.code, told.pin)", {"code": code, "pin": OTHER_PIN})["name"]
    record(phone, boxes=NOTE)
    assert phone(SYNC)["refused"] == 0
    assert LogEntry.objects.get(kind="encounters.recorded").author == str(cast.account("tomas").pk)
    assert (
        phone("return core.agents.addAgent(told.code, told.pin)", {"code": "K7QM-2XRD-9F", "pin": PIN})["code"]
        == "access.code_unknown"
    )


def test_sec_033_a_revoked_phone_delivers_what_it_has_which_waits_and_then_is_wiped(phone, cast):
    record(phone, 3, boxes=NOTE)
    revoke_device(device=Device.objects.get().subject, reason="lost", by=cast.reader("rafael"), at=timezone.now())
    told = phone(SYNC)
    assert told["order"] == "wiped", told
    assert Encounter.objects.count() == 0
    assert LogEntry.objects.filter(kind="encounters.recorded").count() == 3
    assert LogEntry.objects.filter(kind="access.device_wiped").count() == 1
    assert phone("return core.device.standing()")["state"] == "new"


def test_a_record_that_was_opened_on_the_phone_stands_in_the_log_of_reads_once(phone, cast):
    look = "const { noteLook } = await import('/app/looks.js'); await noteLook(told, 'K1', 'rescue');"
    phone(look + look.replace("const { noteLook } = await import('/app/looks.js');", ""), str(MISSION))
    before = ReadRow.objects.filter(subject=str(MISSION)).count()
    assert phone(SYNC)["unsent"] == 0
    rows = list(ReadRow.objects.filter(subject=str(MISSION))[before:])
    assert [(row.account, row.device, row.purpose, row.record_class) for row in rows] == [
        (str(cast.account("ines").pk), str(Device.objects.get().subject), "rescue", "K1")
    ]
    phone("core.agents.lock()")
    phone(look, str(MISSION))
    assert phone(SYNC)["unsent"] == 0, "a locked phone opens nothing, and tells nothing"
