"""Training on the phone, the whole way without a line: read, answered, arrived; counted and checked when it is sent."""

from __future__ import annotations

import json
from base64 import b64decode
from datetime import timedelta
from io import BytesIO

import pytest
import zxingcpp
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from vereda.access.door import author_of, local_day
from vereda.client.tests.screens import WORDS
from vereda.client.tests.test_orient_screens import SYNC, sent
from vereda.client.tests.test_screens import Looks, desk, enrolled, phone  # noqa: F401
from vereda.training import door as training
from vereda.training.door import Otherwise, Plan
from vereda.training.schema import ChangedFor, How, Verdict, courses, verify

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOME = "piedras-negras"
BACK = "async () => { await (await import('/app/frame.js')).restart('training') }"
AGAIN = """async () => {
  const drawer = await import('/app/drawer.js');
  await drawer.put('training/own', { ...(await drawer.get('training/own')), at: 0 });
  await (await import('/app/sync.js')).syncNow(false, true);
}"""
"""A contact after more than half an hour."""


def also(hand):
    """Let the hand know the words of training."""
    hand.words = hand.words | json.loads((WORDS / f"training.{hand.lang}.json").read_text())
    return hand


def answer(hand, right: int) -> None:
    """Answer a test: so many right, the rest wrong."""
    for at, one in enumerate(courses()["rights"].of.questions):
        letter = one.answer if at < right else "ab"[one.answer == "a"]
        hand.on(hand.page.locator(f'[data-question="{one.code}"] [data-answer="{letter}"]'))


def test_the_whole_way_without_a_line(cast, enrolled):  # noqa: F811
    sergio, account = author_of(cast.reader("sergio")), str(cast.account("ines").pk)
    now, today = timezone.now(), local_day("mx", HOME)
    held = training.plan(Plan(course="trafficking", group=HOME, begins_on=today, ends_on=today), by=sergio, at=now).subject
    soon = today + timedelta(days=5)
    river = training.plan(
        Plan(topics=["RESCUE-02"], title="Rescate en río", group=HOME, begins_on=soon, ends_on=soon, place="Aula"),
        by=sergio,
        at=now,
    ).subject
    hand = also(enrolled("es"))
    page, looks = hand.page, Looks(hand)
    page.evaluate(SYNC)
    hand.kept()
    page.context.set_offline(True)

    hand.tap("training")
    expect(page.get_by_text("Rescate en río")).to_be_visible()
    looks.at("training")
    page.get_by_role("button", name="Derechos").click()
    page.locator('[data-module="m1"] summary').click()
    looks.at("a course")
    assert "no se pregunta por ellos" not in page.content(), "no answer lies on the phone"
    hand.tap("training_before")
    answer(hand, 4)
    looks.at("a test")
    hand.drafted("training-rights-before", *(f'"{one.code}":' for one in courses()["rights"].of.questions))
    page.reload()  # a killed browser
    hand.enter("Inés")
    hand.at("tonight")
    page.get_by_text(hand.said("draft_of", what=hand.said("form_training"))).click()
    page.get_by_role("button", name=hand.said("training_go_on")).click()
    hand.tap("training_go_on")
    expect(page.locator('[data-answer][aria-pressed="true"]')).to_have_count(len(courses()["rights"].of.questions))
    hand.tap("save")
    hand.sees("training_kept")
    page.get_by_role("button", name="Derechos").click()
    expect(page.locator("[data-standing]")).to_contain_text(hand.said("training_waits"))
    hand.tap("training_after")
    answer(hand, 9)
    hand.tap("save")
    hand.sees("training_kept")

    page.get_by_role("button", name="Reconocer la trata").first.click()  # the session, above the course
    page.locator("#day-code").fill(training.code_of_day(held, today).lower())
    looks.at("the code of the day")
    hand.tap("training_arrived")
    hand.sees("training_kept")
    sent(hand)
    kept = training.own_session(account, "rights", "mx")
    assert [(one.before, one.after) for one in kept.one.there] == [((4, 10), (9, 10))], "counted where the bank is"
    assert [(one.who, one.how) for one in training.session(held, "mx").there] == [(account, How.CODE)]

    until = today + timedelta(days=30)
    training.certify(kept.subject, account, name="Inés Carrillo", until_on=until, today=today, by=sergio, at=now)
    training.close(held, today=today, by=sergio, at=now)
    training.certify(held, account, name="Inés Carrillo", until_on=until, today=today, by=sergio, at=now)
    moved = Otherwise(begins_on=soon + timedelta(days=2), ends_on=soon + timedelta(days=2), place="Muelle")
    training.change(river, moved, ChangedFor.WEATHER, by=sergio, at=now)
    page.evaluate(AGAIN)
    page.context.set_offline(True)
    page.evaluate("async () => { await (await import('/app/frame.js')).restart('tonight') }")
    page.get_by_text(hand.said("training_changed", n=1)).click()
    page.get_by_role("button", name="Rescate").click()
    expect(page.locator("[data-change]")).to_contain_text("Muelle")
    expect(page.locator("[data-change]")).to_contain_text("Por el clima")
    looks.at("a session that was moved")
    page.evaluate(BACK)
    page.get_by_role("button", name="Derechos").last.click()
    looks.at("a certificate")
    drawn = page.evaluate("document.querySelector('[data-square]').toDataURL().split(',')[1]")
    with Image.open(BytesIO(b64decode(drawn))) as seen:
        told = zxingcpp.read_barcodes(seen.convert("L"))[0].text
    found = verify(told, training.published_keys("mx", today), today)
    assert (found.verdict, found.said.name) == (Verdict.VALID, "Inés Carrillo")
    page.evaluate(BACK)
    hand.tap("training_can")
    expect(page.locator('[data-duty="boat"]')).to_contain_text("Rescate en río")
    looks.at("what may be done")
    page.evaluate(BACK)
    page.get_by_role("button", name="Derechos").first.click()
    expect(page.locator("[data-standing]")).to_contain_text("90 de 100")
    page.locator("[data-right] summary").click()
    expect(page.get_by_text("no se pregunta por ellos")).to_be_visible()
    assert looks.wrong == [], "\n".join(looks.wrong)
