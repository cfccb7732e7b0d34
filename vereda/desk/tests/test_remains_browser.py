"""Files of people found dead in Chromium: strong, large, narrow enough; the sheet with the longest texts on one page."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from vereda.desk.tests.test_browser import desk, enter  # noqa: F401  fixtures
from vereda.encounters.door import PlaceKind, Where
from vereda.rescue.actions.belongings import Seen
from vereda.rescue.actions.remains import Finding
from vereda.rescue.door import (
    Circumstance,
    FoundBy,
    Official,
    Remains,
    ToldBy,
    belongings_actions,
    remains_actions,
    remains_steps,
)
from vereda.rescue.entries import remains as limits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def words(signs: int) -> str:
    """Return a text of so many signs, in words as long as people write them."""
    return ("Fotografía enmarcada y documento plastificado doblado " * 30)[:signs].strip().ljust(signs, "x")


LONGEST = Official(name=words(limits.NAME_MOST), post=words(limits.NAME_MOST), unit=words(limits.UNIT_MOST))


@pytest.fixture
def longest(request: pytest.FixtureRequest, by, mission) -> UUID:
    """Return a file in which every text is as long as it may be, and the list as well, or of as many lines as are asked for."""
    lines_wanted = getattr(request, "param", limits.BELONGINGS_MOST)
    now = datetime.now(UTC)
    ago = [now - timedelta(minutes=minutes) for minutes in (90, 80, 70, 60)]
    where = Where(kind=PlaceKind.POINT, lat=28.7123, lon=-100.5234, place=words(limits.WAY_MOST))
    finding = Finding(
        number=2, where=where, way=words(limits.WAY_MOST), mission=mission, found_by=FoundBy.OTHER_GROUP, setting="railway",
        circumstance=Circumstance.INSIDE, finders=[by(name).account for name in ("ines", "rafael")],
    )  # fmt: skip
    subject = remains_actions.find_remains(finding, by=by("ines"), at=ago[0], now=now).subject
    told = {"remains": subject, "by": by("ines"), "now": now, "official": LONGEST}
    remains_steps.tell_prosecutor(to="fiscalias-estatales", how=ToldBy.EMERGENCY, at=ago[1], **told)
    remains_steps.prosecutor_came(at=ago[2], **told)
    remains_steps.number_case(remains=subject, number=words(limits.CASE_MOST), by=by("ines"), at=now)
    staying = [by(name).account for name in ("ines", "rafael")]
    remains_steps.stay_with(remains=subject, who=staying, until=now + timedelta(hours=2), by=by("ines"), at=now)
    lines = [Seen(what=words(limits.WHAT_MOST), lay=words(limits.LAY_MOST), count=1000) for _ in range(lines_wanted)]
    if lines:
        belongings_actions.list_belongings(remains=subject, seen=lines, by=by("ines"), at=now)
    else:
        belongings_actions.nothing_to_see(remains=subject, by=by("ines"), at=now)
    version = Remains.objects.get().version
    belongings_actions.countersign(remains=subject, version=version, by=by("rafael"), at=now)
    belongings_actions.receive_belongings(version=version, at=ago[3], **told)
    remains_steps.hand_over_remains(at=ago[3], **told)
    for number in range(2):
        remains_steps.note_match(
            remains=subject, report=f"B-{number}", text=words(limits.NOTE_MOST), by=by("ines"), at=now + timedelta(seconds=number)
        )
    return subject


def pages(page: Page, paper: str) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format=paper)))


@pytest.mark.parametrize(("longest", "lines"), [(n, n) for n in (0, 6, 12, 18, 24)], indirect=["longest"])
def test_the_sheet_is_one_page_of_both_papers_and_holds_every_line(desk: Page, longest: UUID, lines: int):  # noqa: F811
    desk.goto(f"/fallecidas/{longest}/hoja/")
    expect(desk.locator(".sheet-list tbody tr")).to_have_count(lines)
    for paper in ("A4", "Letter"):
        assert pages(desk, paper) == 1, f"{lines} lines on {paper}"


def test_a_short_sheet_is_printed_large_and_its_blanks_are_there(desk: Page, by):  # noqa: F811
    at = datetime.now(UTC) - timedelta(minutes=5)
    subject = remains_actions.find_remains(Finding(number=1), by=by("ines"), at=at, now=datetime.now(UTC)).subject
    desk.goto(f"/fallecidas/{subject}/hoja/")
    desk.emulate_media(media="print")
    assert desk.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > 13, "10.5 pt"
    assert desk.locator(".sheet-facts .blank").count() >= 6
    assert desk.locator("img").count() == 0
    expect(desk.get_by_text("Recibe por la autoridad")).to_be_visible()
    assert pages(desk, "Letter") == pages(desk, "A4") == 1


def test_two_notes_for_the_forensic_service_are_one_page(browser: Browser, live_server, enter, longest: UUID):  # noqa: F811
    context = browser.new_context(base_url=live_server.url)
    enter(context, "rafael")
    page = context.new_page()
    page.goto(f"/fallecidas/{longest}/nota-forense/?purpose=tracing")
    for paper in ("A4", "Letter"):
        assert pages(page, paper) == 1, paper
    page.emulate_media(media="print")
    expect(page.locator("#given-to")).to_be_hidden()
    context.close()


def test_the_pages_are_strong_large_and_narrow_enough(looks, longest, by):
    at = datetime.now(UTC) - timedelta(minutes=50)
    fresh = remains_actions.find_remains(Finding(number=1), by=by("ines"), at=at, now=datetime.now(UTC)).subject
    done, open_ = f"/fallecidas/{longest}/", f"/fallecidas/{fresh}/"
    pages = {
        "ines": ["/fallecidas/", "/fallecidas/nueva/", done, open_, f"{open_}corregir/", f"{done}hoja/"],
        "rafael": [f"{done}nota-forense/?purpose=tracing", "/hoy/"],
        "graciela": ["/central/fallecidas/"],
    }
    looks.walk(pages)


def test_from_today_to_the_call_by_hand(desk: Page):  # noqa: F811
    desk.goto("/hoy/")
    desk.get_by_role("link", name="Persona sin vida").click()
    desk.locator('select[name="circumstance"]').select_option("by_rails")
    desk.get_by_role("button", name="Abrir la ficha").click()
    desk.wait_for_url(re.compile(r"/fallecidas/[0-9a-f-]{36}/$"))
    desk.get_by_label("A quién").select_option("fiscalias-estatales")
    desk.get_by_role("button", name="Ya avisé").click()
    expect(desk.get_by_role("heading", name="Llegada de la autoridad")).to_be_visible()
    assert Remains.objects.get().told_to == "fiscalias-estatales"
