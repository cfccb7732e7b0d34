"""Distributions, receptions and caravans in a real browser: strong, large and narrow enough; the sheet prints on one page."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from vereda.access.door import author_of
from vereda.desk.tests.test_browser import enter  # noqa: F401  a fixture
from vereda.gatherings import door
from vereda.gatherings.door import Announcement, HeadMethod, ItemCounted, Offered, PeopleCounted, Point
from vereda.supplies.door import Holder, HolderKind, Line, issue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIX = [("F", "18+"), ("M", "18+"), ("F", "0-17"), ("M", "0-17"), ("U", "18+"), ("U", "U")]


@pytest.fixture
def paths(cast) -> list[str]:
    """Return the pages of a busy day: three counters, an overlap, goods that do not add up, a late bus, a caravan."""
    by, at = author_of(cast.reader("rafael")), timezone.now() - timedelta(hours=2)
    offered = [Offered(item="water_1l"), Offered(item="food_kit", each=0), Offered(item="dressing_kit", each=0)]
    point = Point(items=offered, staff=[by.account, str(cast.account("ines").pk)], note="Una nota")
    one = door.open_distribution(point, by=by, at=at).subject
    for lane, counter in (("Norte", by.account), ("Norte", str(cast.account("ines").pk))):
        door.take_lane(gathering=one, counter=counter, lane=lane, by=by, at=at)
    for lane in ("Norte", "Sur", "Puerta de atrás"):
        people = [PeopleCounted(sex=sex, age_band=band, count=119) for sex, band in SIX]
        door.count(gathering=one, by=by, at=at, lane=lane, people=people, items=[ItemCounted(item="water_1l", count=714)])
    holder = Holder(kind=HolderKind.DISTRIBUTION, id=str(one))
    issue([Line(item=code, quantity=2400) for code in ("water_1l", "dressing_kit")], holder=holder, by=by, at=at)
    told = Announcement(people=42, due_at=at + timedelta(hours=1), origin="MX-SON", announced_by="local_government")
    bus = door.announce_reception(Point(), told, by=by, at=at).subject
    crowd = door.open_caravan(name="Del viernes", by=by, at=at).subject
    door.take_headcount(caravan=crowd, by=by, at=at, method=HeadMethod.ROWS, rows=240, in_row=5, note="Desde el puente")
    door.open_child_point(caravan=crowd, in_charge=[by.account], where="Carpa azul", by=by, at=at)
    return [
        "/repartos/", "/repartos/abrir/", f"/repartos/{one}/", f"/repartos/{one}/hoja/", "/recepciones/", "/recepciones/avisar/",
        f"/recepciones/{bus}/", "/caravanas/", "/caravanas/abrir/", f"/caravanas/{crowd}/",
    ]  # fmt: skip


def test_each_page_is_strong_large_and_narrow_enough(looks, paths):
    looks.walk({"ines": paths})


def test_the_sheet_prints_on_one_page(browser: Browser, live_server, enter, paths):  # noqa: F811
    context = browser.new_context(base_url=live_server.url)
    enter(context, "ines")
    page = context.new_page()
    page.goto(next(path for path in paths if path.endswith("/hoja/")))
    said = page.locator("main").inner_text()
    pages = len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="Letter")))
    context.close()
    assert pages == 1
    assert said.count("Responsable") == 2
    assert "Una nota" not in said
