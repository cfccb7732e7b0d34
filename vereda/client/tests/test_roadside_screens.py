"""Six things noticed and one act on the phone: without a line, sealed past the post, and not read back on the phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from vereda.access.door import author_of
from vereda.client.tests.test_legal_screens import KEPT, met
from vereda.client.tests.test_orient_screens import SYNC, sent
from vereda.client.tests.test_screens import Looks, desk, enrolled, phone  # noqa: F401
from vereda.encounters.models import Encounter
from vereda.logbook.door import history
from vereda.logbook.models import LogEntry
from vereda.protection.door import ProtectionCase, case_actions, cases, sealed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID = "Pidió hablar sola"


def test_an_agent_at_the_roadside_tells_protection_without_a_line_and_cannot_read_it_back(enrolled):  # noqa: F811
    hand = enrolled("es")
    page, looks = hand.page, Looks(hand)
    page.evaluate(SYNC)
    page.context.set_offline(True)
    hand.tap("form_roadside")
    expect(page.locator(".alarm").first).to_contain_text("Un momento a solas, un lugar seguro")
    hand.sees("roadside_unsigned")
    assert page.locator('[data-field="screening/noticed"] button').count() == 6
    hand.tap("roadside_send")
    expect(page.locator(".wrong-said")).to_be_visible()
    page.locator('[data-field="screening/noticed"]').get_by_role("button", name="Tiene miedo").click()
    page.locator('[data-field="screening/words"] input').fill(SAID)
    page.locator('[data-field="screening/presses"]').get_by_role("button", name="Sí", exact=True).click()
    looks.at("telling protection")
    hand.tap("roadside_send")
    hand.sees("roadside_sent")
    assert "hablar sola" not in page.content()
    kept = page.evaluate(KEPT)
    for word in ("hablar sola", "AFRAID", "protection.case_asked"):
        assert word not in kept
    sent(hand)
    row = ProtectionCase.objects.get()
    said = sealed.asked(row)
    assert (said.noticed, said.words, said.presses) == (["AFRAID"], SAID, True)
    assert (row.folio, row.encounters, row.persons, row.group) == (f"P-{row.subject.hex[-6:].upper()}", [], [], "piedras-negras")
    clear = b"".join(bytes(one.body) for one in LogEntry.objects.all())
    assert SAID.encode() not in clear
    assert b"AFRAID" not in clear
    assert [one.channel for one in history(row.subject)] == ["phone"]
    page.evaluate(SYNC)
    assert "protection" not in page.evaluate(KEPT), "nothing of it comes back with the open work"
    assert looks.wrong == []


def test_from_an_encounter_it_names_it_and_a_case_worker_takes_it(enrolled, cast):  # noqa: F811
    hand = enrolled("es")
    page = hand.page
    page.evaluate(SYNC)
    met(hand)
    hand.tap("form_roadside")
    page.locator('[data-field="screening/noticed"] button').first.click()
    hand.tap("roadside_send")
    hand.sees("roadside_sent")
    sent(hand)
    (row,) = cases.waiting_cases("piedras-negras", "mx")
    assert row.encounters == [str(Encounter.objects.get().subject)]
    lucia = author_of(cast.reader("lucia"))
    case_actions.take(case=row.subject, by=lucia, at=row.asked_at)
    assert cases.is_case_of(lucia.account, "mx", encounters=[Encounter.objects.get().subject])
