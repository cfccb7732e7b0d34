"""Asking for legal help on the phone: from an encounter, without a line, sealed past the post, and not read back on the phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from vereda.client.tests.screens import Hand
from vereda.client.tests.test_orient_screens import SYNC, sent
from vereda.client.tests.test_screens import Looks, desk, enrolled, phone  # noqa: F401
from vereda.encounters.door import services_of
from vereda.encounters.models import Encounter
from vereda.legal.door import Answer, CaseKind, LegalCase, sealed
from vereda.logbook.door import history, subject
from vereda.logbook.models import LogEntry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID = "La detuvieron anoche en el retén"
KEPT = """async () => {
  const drawer = await import('/app/drawer.js');
  return JSON.stringify(await drawer.list(''));
}"""


def met(hand: Hand) -> None:
    """Write an encounter of one woman, and stand where it is shown."""
    hand.tap("form_encounter")
    hand.at("form")
    hand.tile("lines", "F-18+")
    hand.page.locator("[data-field=services]").get_by_role("button").first.click()
    hand.tap("save")
    hand.at("written")


def about(hand: Hand, name: str) -> None:
    """Choose what the case is about."""
    hand.page.locator('[data-field="legal/what"] button').click()
    expect(hand.page.locator(".over")).to_be_visible()
    assert hand.page.locator(".over").get_by_text("consulado").count() == 0, "no word to a consulate is asked for on a phone"
    hand.page.locator(".over").get_by_role("button", name=name).click()
    expect(hand.page.locator('[data-field="legal/what"]')).to_contain_text(name)


def test_help_is_asked_from_an_encounter_without_a_line_and_is_not_read_back(enrolled):  # noqa: F811
    hand = enrolled("es")
    page, looks = hand.page, Looks(hand)
    page.evaluate(SYNC)
    page.context.set_offline(True)
    met(hand)
    hand.tap("form_legal")
    hand.sees("legal_alone")
    expect(page.get_by_text("¿Pide refugio o teme volver a su país?")).to_be_visible()
    looks.at("asking for legal help")
    about(hand, "Juicio de amparo")
    page.locator('[data-field="legal/child"]').get_by_role("button", name="No", exact=True).click()
    page.locator('[data-field="legal/note"] textarea').fill(SAID)
    hand.tap("legal_send")
    hand.sees("legal_sent")
    assert "retén" not in page.content()
    kept = page.evaluate(KEPT)
    for word in ("retén", "habeas", "legal.case_opened"):
        assert word not in kept
    sent(hand)
    row = LegalCase.objects.get()
    opening = sealed.opening(row)
    assert opening
    assert (opening.what, opening.child, opening.seeks_refuge, opening.note) == (CaseKind.HABEAS, Answer.NO, Answer.UNKNOWN, SAID)
    encounter = Encounter.objects.get()
    assert (row.encounter, row.person, row.folio) == (encounter.subject, None, f"L-{row.subject.hex[-6:].upper()}")
    found = subject(encounter.subject)
    assert found
    assert services_of(found.folded.state)["LEGAL_ADVICE"] == 1
    clear = b"".join(bytes(one.body) for one in LogEntry.objects.all())
    assert SAID.encode() not in clear
    assert b"habeas" not in clear
    assert [one.channel for one in history(row.subject)] == ["phone"]
    assert looks.wrong == []


def test_a_second_request_counts_once_and_a_draft_that_was_left_is_offered(enrolled):  # noqa: F811
    hand = enrolled("es")
    page = hand.page
    page.evaluate(SYNC)
    met(hand)
    for _ in range(2):
        hand.tap("form_legal")
        about(hand, "Denuncia de un delito")
        hand.tap("legal_send")
        hand.at("tonight")
        page.locator("main .row").filter(has_text="Encuentro: 1 persona").first.click()
        hand.at("written")
    hand.tap("form_legal")
    page.locator('[data-field="legal/note"] textarea').fill(SAID)
    hand.drafted("legal", SAID)
    hand.back()
    hand.back()
    hand.at("tonight")
    page.get_by_text(hand.said("draft_of", what=hand.said("form_legal"))).click()
    expect(page.locator('[data-field="legal/note"] textarea')).to_have_value(SAID)
    sent(hand)
    assert LegalCase.objects.count() == 2
    found = subject(Encounter.objects.get().subject)
    assert found
    assert services_of(found.folded.state)["LEGAL_ADVICE"] == 1
