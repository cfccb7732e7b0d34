"""A partner in Chromium, on a phone and wide: counts its places, accepts, sees the name, and loses it with the consent."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from playwright.sync_api import expect

from vereda.desk.tests.test_browser import desk, enter  # noqa: F401  fixtures
from vereda.referrals.models import Place, Referral

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def offered(cast, by):
    """Return a family that was offered to Rosa's shelter."""
    from vereda.logbook.door import Plain, record
    from vereda.logbook.schema import FieldClass
    from vereda.people.door import ConsentFor, PersonMet, note_consent
    from vereda.referrals.door import Item, Receiver, Service, make_referral

    author, at = by("ines"), datetime.now(UTC) - timedelta(minutes=40)
    boxes = [Plain(cls=FieldClass.IDENTITY, fields={"given": "Xóchitl"})]
    person = record(PersonMet(nationality="HN", purpose="assist"), by=author, at=at, boxes=boxes).subject
    asked = note_consent(by=author, at=at, now=at, language="spa", person=person, given=[ConsentFor.REFER])
    told = {
        Item.PEOPLE: "Mujer y dos niños",
        Item.ARRIVES: "hoy a las 20:00",
        Item.CALL_BACK: "878 000 0000",
        Item.NAME: "Xóchitl",
    }
    made = make_referral(
        service=Service.SHELTER, receiver=Receiver(code=cast.reader("rosa").institution), told=told, person=person,
        consent=asked.receipt.subject, reader=cast.reader("ines", "assist"), by=author, at=at, now=at,
    )  # fmt: skip
    return made.receipt.subject


def test_a_partner_accepts_and_counts_and_the_page_closes_with_the_consent(looks, by, offered):
    from vereda.people.door import WithdrawnBy, withdraw_consent

    page = looks.page_of("rosa")

    look = partial(looks.look, page)

    def press(name: str) -> None:
        page.get_by_role("button", name=name, exact=True).click()

    main = page.locator("main")
    page.goto("/")
    page.wait_for_url(re.compile("/aliada/$"))
    look("the list")
    page.locator("main .rows a").click()
    expect(main).to_contain_text("Mujer y dos niños")
    expect(main).not_to_contain_text("Xóchitl")
    look("before an answer")
    press("Sí, les recibimos")
    expect(main).to_contain_text("Xóchitl")
    look("accepted")
    here = page.url

    page.get_by_role("link", name="Lugares hoy").first.click()
    look("no count")
    page.fill("#f-free-women", "4")
    page.fill("#f-free-men", "0")
    press("Guardar los lugares de hoy")
    page.get_by_role("button", name="Mujeres: uno menos").click()
    expect(page.locator(".free-steps")).to_contain_text("3")
    look("the count")
    assert Place.objects.get().free == {"women": 3, "men": 0}
    page.goto("/aliada/datos/")
    look("what it says of itself")

    page.goto(here)
    press("Ya llegaron")
    expect(main).to_contain_text("ya llegaron")
    row = Referral.objects.get(subject=offered)
    withdraw_consent(consent=row.consent, by=by("ines"), at=datetime.now(UTC), way=WithdrawnBy.TELEPHONE)
    page.reload()
    expect(page.locator("body")).not_to_contain_text("Xóchitl")
    page.goto("/aliada/")
    expect(main).to_contain_text("Ninguna por ahora")
