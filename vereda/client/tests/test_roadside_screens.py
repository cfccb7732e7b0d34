"""Six things noticed and one act on the phone: without a line, sealed past the post, and not read back on the phone."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from vereda.access.door import author_of
from vereda.client.tests.screens import Hand
from vereda.client.tests.test_legal_screens import KEPT, met
from vereda.client.tests.test_orient_screens import SYNC, sent
from vereda.client.tests.test_screens import Looks, desk, enrolled, phone  # noqa: F401
from vereda.encounters.models import Encounter
from vereda.logbook.door import history
from vereda.logbook.models import LogEntry
from vereda.protection.door import ChildPath, ProtectionCase, case_actions, cases, ring_unanswered, sealed

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


def test_a_call_that_nobody_answered_is_noted_on_the_phone_and_rings_the_coordinator(enrolled):  # noqa: F811
    hand = enrolled("es")
    page = hand.page
    hand.tap("form_encounter")
    hand.at("form")
    hand.tile("lines", "F-0-17")
    page.locator('[data-field="unaccompanied_minors"] button').last.click()
    hand.tile("services", "WATER")
    hand.tap("save")
    hand.at("written")
    hand.tap("it_is_right")
    hand.at("form")
    hand.tap("path_begin")
    hand.at("tonight")
    page.context.set_offline(True)
    hand.tap("see_path")
    page.get_by_role("button", name="Anotar a quién se avisó").click()
    page.locator('[data-field="by"]').wait_for()
    hand.tap("save")
    expect(page.locator(".wrong-said").first).to_be_visible()
    pick(hand, "office", "Sistema Nacional")
    pick(hand, "by", "Por teléfono")
    page.locator('[data-field="answered"] [data-k="no"]').click()
    page.locator('[data-field="screening/name"] input').fill("la guardia")
    hand.tap("save")
    hand.at("tonight")
    sent(hand)
    row = ChildPath.objects.get()
    ((at, *told),) = row.calls
    assert told == ["dif", "telephone", False]
    assert ring_unanswered(now=datetime.fromisoformat(at) + timedelta(minutes=31)) == 1
    row.refresh_from_db()
    assert [one[1:] for one in row.rang] == [["coordinator", ""]]
    clear = b"".join(bytes(one.body) for one in LogEntry.objects.filter(subject=row.subject))
    assert b"guardia" not in clear


def pick(hand: Hand, field: str, name: str) -> None:
    """Choose of a list, whether it is drawn as tiles or opens over the page."""
    asked = hand.page.locator(f'[data-field="{field}"]')
    if not asked.get_by_role("button", name=name).count():
        asked.get_by_role("button").first.click()
        asked = hand.page.locator(".over")
    asked.get_by_role("button", name=name).first.click()


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
    assert [one.workers for one in cases.with_encounter(Encounter.objects.get().subject, "mx")] == [[lucia.account]]
