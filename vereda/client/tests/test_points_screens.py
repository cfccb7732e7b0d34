"""On patrol, one tap says how a point is; nothing on the phone says where it stands; what was tapped twice is there once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from vereda.access.door import author_of
from vereda.client.tests.pocket import Pocket, until
from vereda.client.tests.test_counting_in_browser import SENT, SYNC, at_work
from vereda.client.tests.test_enrolling import Desk
from vereda.client.tests.test_screens import Looks
from vereda.logbook.door import history
from vereda.safety.door import AssistPoint, points_actions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pocket(browser: Browser, chromium: str, tmp_path: Path) -> Iterator[Pocket]:
    made = Pocket(browser.browser_type, chromium, tmp_path / "phone")
    yield made
    made.close()
    assert made.wrong == []


@pytest.fixture
def put(cast) -> Callable[..., UUID]:
    """Return a function that sets a point of the group."""
    by, at = author_of(cast.reader("rafael")), timezone.now() - timedelta(days=2)

    def made(what: str, number: str) -> UUID:
        told = points_actions.Told(what=what, number=number, name="La noria")
        stands = points_actions.Stands(28.71234, -100.52345, "bajo el mezquite")
        return points_actions.set_point(told, by=by, at=at, stands=stands).subject

    return made


def test_a_team_on_patrol_says_in_one_tap_how_a_point_is(cast, pocket, put, live_server):
    tenth, second = put("water", "10"), put("water", "2")
    put("beacon", "1")
    hand = at_work(pocket, live_server.url, Desk(cast).phone(agent="ines"))
    page, looks = hand.page, Looks(hand)
    page.evaluate(SYNC)
    hand.tap("form_patrol")
    hand.at("form")
    page.locator('[data-field="route"] input').fill("Ruta 3")
    hand.tap("patrol_go")
    hand.at("tonight")
    hand.tap("form_patrol")
    looks.at("patrol with points")
    hand.tap("points")
    rows = page.locator("main .row")
    expect(rows).to_have_text([re.compile(one) for one in ("Depósito de agua 2", "Depósito de agua 10", "Baliza de auxilio 1")])
    looks.at("points")
    hand.taps = 0
    hand.on(rows.nth(0))
    looks.at("point")
    expect(page.locator("[data-found=empty]")).to_be_visible()
    page.evaluate("() => { const one = document.querySelector('[data-found=empty]'); one.click(); one.click(); }")
    expect(rows.nth(0)).to_contain_text(hand.said("point_empty"))
    expect(rows.nth(1)).not_to_contain_text(hand.said("point_empty"))
    page.evaluate(SYNC)
    until(page, f"await ({SENT})()")
    row = AssistPoint.objects.get(subject=second)
    assert [visit[3:5] for visit in row.visits] == [[str(cast.account("ines").pk), "empty"]]
    told = [one for one in history(second) if one.kind == "safety.point_looked_at"]
    assert [one.channel for one in told] == ["phone"]
    assert AssistPoint.objects.get(subject=tenth).visits == []
    kept = page.evaluate("async () => JSON.stringify((await (await import('/app/drawer.js')).list('')))")
    assert "Ruta 3" in kept
    assert not [one for one in ("28.71", "mezquite", "noria") if one in kept]
    assert looks.wrong == [], "\n".join(looks.wrong)
