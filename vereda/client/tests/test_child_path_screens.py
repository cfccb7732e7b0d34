"""Children who are alone, on the phone: from the first call to the signature without a signal; then all of it arrives."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, expect

from vereda.client.tests.screens import Hand
from vereda.client.tests.test_legal_screens import KEPT
from vereda.client.tests.test_orient_screens import SYNC, sent
from vereda.client.tests.test_roadside_screens import pick
from vereda.client.tests.test_screens import Looks, desk, enrolled, phone  # noqa: F401
from vereda.logbook.door import record
from vereda.logbook.models import LogEntry
from vereda.protection import door as protection
from vereda.protection.door import ChildPath
from vereda.protection.entries.path import ChildPathReopened

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GROUP = ("piedras-negras", "mx")
WISH, OFFICIAL, NUMBER = "Quiero ir con mi tía Lupita", "Lic. Robles", "CR-7741"


def field(hand: Hand, name: str) -> Locator:
    return hand.page.locator(f'[data-field="{name}"]')


def alone(hand: Hand) -> None:
    """Meet a girl who is alone, and open her path."""
    hand.tap("form_encounter")
    hand.at("form")
    hand.tile("lines", "F-0-17")
    field(hand, "unaccompanied_minors").locator("button").last.click()
    hand.tile("services", "WATER")
    hand.tap("save")
    hand.at("written")
    hand.tap("it_is_right")
    hand.at("form")
    hand.tap("path_begin")
    hand.at("tonight")


def act(hand: Hand, words: str) -> None:
    """Two taps from tonight's screen to a form of the open path."""
    hand.tap("see_path")
    hand.page.get_by_role("button", name=words).click()
    hand.at("form")


def kept(hand: Hand) -> None:
    hand.tap("save")
    hand.at("tonight")


def refused(hand: Hand, words: str) -> None:
    hand.tap("save")
    expect(hand.page.locator(".wrong-said").first).to_have_text(words)


def fill(hand: Hand, name: str, value: str) -> None:
    field(hand, name).locator("input, textarea").fill(value)


def local(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M}"


def test_at_two_in_the_field_from_the_first_call_to_the_signature_without_a_signal(enrolled):  # noqa: F811
    hand = enrolled("es")
    page, looks = hand.page, Looks(hand)
    page.evaluate(SYNC)
    page.context.set_offline(True)
    alone(hand)

    hand.tap("see_path")
    expect(page.locator("[data-with-us=true]")).to_contain_text("Siguen con nosotros")
    looks.at("the open path")
    page.get_by_role("button", name="Anotar a quién se avisó").click()
    hand.at("form")
    pick(hand, "office", "Sistema Nacional")
    pick(hand, "by", "Por teléfono")
    field(hand, "answered").locator('[data-k="no"]').click()
    kept(hand)

    act(hand, "Lo que quiere")
    looks.at("what it wants")
    refused(hand, "Falta: Con sus palabras, como las dijo")
    fill(hand, "screening/words", WISH)
    pick(hand, "screening/lang", "Español")
    kept(hand)

    act(hand, "En el vehículo")
    adults = field(hand, "screening/adults")
    adults.get_by_role("button", name="Inés").first.click()
    looks.at("who rides along")
    refused(hand, "En el vehículo van dos personas adultas distintas. Anote a las dos.")
    adults.get_by_role("button", name="Alguien de la oficina").click()
    fill(hand, "screening/vehicle", "Camioneta 4")
    kept(hand)

    act(hand, "Ya llegaron: que firmen")
    offered = field(hand, "office").locator("button").all_inner_texts()
    assert offered
    assert not any("Migraci" in one for one in offered)
    fill(hand, "screening/name", OFFICIAL)
    fill(hand, "screening/number", NUMBER)
    pick(hand, "office", "Sistema Nacional")
    shown = datetime.fromisoformat(field(hand, "screening/signed_at").locator("input").input_value())
    fill(hand, "screening/signed_at", local(shown + timedelta(minutes=20)))
    refused(hand, "La hora de la firma está en el futuro. Revísela.")
    looks.at("the signature")
    fill(hand, "screening/signed_at", local(shown - timedelta(minutes=5)))
    kept(hand)

    hand.sees("child_signed")
    hand.tap("see_path")
    expect(page.locator("[data-with-us=false]")).to_contain_text("ya no están con nosotros")
    expect(page.get_by_role("button", name="Ya llegaron: que firmen")).to_have_count(0)
    looks.at("signed")
    stored = page.evaluate(KEPT)
    assert not any(word in stored or word in page.content() for word in ("Lupita", "Robles", NUMBER, "Camioneta 4"))
    hand.back()
    hand.at("tonight")
    assert not ChildPath.objects.exists(), "nothing has arrived yet"

    sent(hand)
    row = ChildPath.objects.get()
    assert [one[1:] for one in row.calls] == [["dif", "telephone", False]]
    wishes, vehicle, official = protection.wishes(row), protection.vehicle(row), protection.official(row)
    assert (wishes.words, wishes.lang) == (WISH, "spa")
    assert vehicle.vehicle == "Camioneta 4"
    assert len(set(vehicle.adults)) == 2
    assert "office" in vehicle.adults
    assert (official.name, official.number, row.signed_office) == (OFFICIAL, NUMBER, "dif")
    assert timedelta(minutes=4) < timezone.now() - official.signed_at < timedelta(minutes=20)
    assert not row.is_with_us
    assert protection.still_with_us(*GROUP) == []
    clear = b"".join(bytes(one.body) for one in LogEntry.objects.filter(subject=row.subject))
    assert not any(word.encode() in clear for word in ("Lupita", "Robles", NUMBER, "Camioneta"))

    page.evaluate(SYNC)
    hand.sees("child_signed")
    hand.tap("see_path")
    page.get_by_role("button", name="Cerrar la ruta").click()
    hand.at("form")
    pick(hand, "outcome", "Con la autoridad de protección")
    kept(hand)
    expect(page.get_by_text(hand.said("child_signed"))).to_have_count(0)
    sent(hand)
    row.refresh_from_db()
    assert row.outcome == "in_care"
    assert looks.wrong == []


def test_when_the_desk_takes_it_up_again_the_phone_says_that_they_are_with_us(enrolled, cast):  # noqa: F811
    from vereda.access.door import author_of

    hand = enrolled("es")
    page = hand.page
    alone(hand)
    act(hand, "Ya llegaron: que firmen")
    fill(hand, "screening/name", OFFICIAL)
    fill(hand, "screening/number", NUMBER)
    pick(hand, "office", "Sistema Nacional")
    kept(hand)
    hand.sees("child_signed")
    sent(hand)
    row = ChildPath.objects.get()
    assert not row.is_with_us
    record(ChildPathReopened(), subject=row.subject, by=author_of(cast.reader("ines")), at=timezone.now())
    page.evaluate(SYNC)
    hand.sees("child_open", n=1)
    hand.tap("see_path")
    expect(page.locator("[data-with-us=true]")).to_be_visible()
    expect(page.get_by_role("button", name="Ya llegaron: que firmen")).to_be_visible()
