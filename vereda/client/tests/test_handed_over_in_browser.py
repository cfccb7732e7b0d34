"""One phone, two agents, no network, and in the end a thief: all that was finished arrives, and none of it is read there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from vereda.access.actions.codes import make_agent_code, make_device_code
from vereda.access.actions.devices import revoke_device
from vereda.access.models import Device
from vereda.access.tests.cast import Cast
from vereda.client.tests.bare import BARE
from vereda.client.tests.conftest import load, run
from vereda.client.tests.hands import MEETING, OTHER_PIN, PIN, SYNC
from vereda.client.tests.pocket import Line, Pocket, found
from vereda.encounters.models import Encounter
from vereda.logbook.models import HeldEntry, LogEntry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOME = "piedras-negras"
OF_INES, OF_TOMAS, DRAFT = "pide llamar a Tegucigalpa", "se queda en la noria seca", "dos hermanas de Yoro"
WRONG_PIN = "730264"

type Hands = Callable[..., Any]  # Any: JSON there and back


@pytest.fixture
def line(live_server) -> Iterator[Line]:
    made = Line(urlsplit(live_server.url).port or 0)
    yield made
    made.cut()


def taken_up(page: Page, line: Line) -> Hands:
    """Return the core of the app in a page of that server."""
    page.context.route("**/app/bare.html", lambda route: route.fulfill(body=BARE, content_type="text/html"))
    load(page, line.url)
    return lambda body, told=None: run(page, body, told)


def noted(hands: Hands, text: str, count: int) -> None:
    """Record meetings with a note, as whoever is unlocked."""
    entry = {"kind": "encounters.recorded", "payload": MEETING, "boxes": [{"cls": "free_text", "fields": {"text": text}}]}
    for _ in range(count):
        assert "id" in hands("return core.record.record(told)", entry)


def test_what_two_agents_finished_arrives_from_a_phone_that_was_locked_by_wrong_pins_and_revoked(
    pocket: Pocket, line: Line, cast: Cast, home
):
    ines, tomas = cast.account("ines"), cast.account("tomas")
    hands = taken_up(pocket.start(line.url, opens=False), line)
    made = make_device_code(
        country="mx", group=HOME, label="Teléfono 7", by=cast.reader("rafael"), at=timezone.now(), account=ines.pk
    )
    hands("return core.device.enrol(told)", made[1])
    assert hands("await core.agents.choosePin(told); return core.sync.syncNow()", PIN)["code"] == ""
    code = make_agent_code(account=tomas.pk, country="mx", group=HOME, by=cast.reader("tomas"), at=timezone.now())[1]
    added = hands("core.agents.lock(); return core.agents.addAgent(told.code, told.pin)", {"code": code, "pin": OTHER_PIN})
    assert added["account"] == str(tomas.pk), added
    hands("core.agents.lock()")

    line.cut()
    hands("return core.agents.unlock(told.account, told.pin)", {"account": str(ines.pk), "pin": PIN})
    noted(hands, OF_INES, 3)
    hands("core.agents.lock()")  # she hands the phone over
    hands("return core.agents.unlock(told.account, told.pin)", {"account": str(tomas.pk), "pin": OTHER_PIN})
    noted(hands, OF_TOMAS, 2)
    hands("return core.drawer.put('draft/encounter', told)", {"note": DRAFT})
    hands("core.agents.lock()")
    wrong = {"account": str(tomas.pk), "pin": WRONG_PIN}
    told = [hands("return core.agents.unlock(told.account, told.pin)", wrong)["code"] for _ in range(10)]
    assert told == ["client.pin_wrong"] * 9 + ["client.agent_destroyed"]
    assert (
        hands("return core.agents.unlock(told.account, told.pin)", {**wrong, "pin": OTHER_PIN})["code"]
        == "client.agent_destroyed"
    )
    pocket.kill()

    revoke_device(device=Device.objects.get().subject, reason="stolen", by=cast.reader("rafael"), at=timezone.now())
    line.restore()
    hands = taken_up(pocket.start(line.url, opens=False), line)
    assert hands(SYNC)["order"] == "wiped"
    entries = LogEntry.objects.filter(kind="encounters.recorded")
    assert sorted(entries.values_list("author", flat=True)) == sorted([str(ines.pk)] * 3 + [str(tomas.pk)] * 2)
    assert set(HeldEntry.objects.filter(entry__in=entries.values("id")).values_list("why", flat=True)) == {
        "access.device_revoked"
    }
    assert not Encounter.objects.exists(), "it waits for Rafael"
    assert hands("return core.device.standing()")["state"] == "new"
    assert hands("return (await core.database.all('queue')).length") == 0
    pocket.close()
    words = (OF_INES, OF_TOMAS, DRAFT)
    assert found(pocket.profile, *words) == {word: [] for word in words}
