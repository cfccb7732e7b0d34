"""Triage on the phone without a signal: every way to a colour, several people, undo, and what is wanted of it in first aid."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import Page, expect

from vereda.client.tests.pocket import until
from vereda.client.tests.screens import PIN, Hand
from vereda.client.tests.test_care_screens import LOCK, carer, opened, pick, sent
from vereda.client.tests.test_screens import Looks, desk, enrolled, phone  # noqa: F401
from vereda.encounters.models import Encounter
from vereda.medical.door import FirstAid, records
from vereda.medical.rules import triage, triage_steps

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def ways(is_child: bool) -> list[tuple[tuple[tuple[str, bool], ...], str]]:
    """Return each way of a triage, with its colour."""
    steps = list(triage_steps(is_child=is_child))
    found = {
        (walked.path, str(walked.colour))
        for answers in product((True, False), repeat=len(steps))
        if (walked := triage(dict(zip(steps, answers, strict=True)), is_child=is_child)).colour
    }
    return sorted(found)


def begin(hand: Hand) -> None:
    hand.at("tonight")
    hand.tap("form_aid")
    hand.tap("form_triage")
    asks(hand.page, "walks")


def asks(page: Page, step: str) -> None:
    expect(page.locator(f'[data-ask="{step}"]')).to_be_visible()


def walk(hand: Hand, path: tuple[tuple[str, bool], ...]) -> None:
    for step, yes in path:
        asks(hand.page, step)
        hand.tap("yes" if yes else "no")


def ends(page: Page, colour: str) -> None:
    expect(page.locator(f'[data-colour="{colour}"]')).to_be_visible()


def counted(page: Page) -> dict[str, int]:
    return {
        colour: int(page.locator(f'[data-count="{colour}"] b').inner_text()) for colour in ("red", "yellow", "green", "black")
    }


@pytest.mark.parametrize("is_child", [False, True])
def test_every_way_leads_to_its_colour_with_word_and_shape_and_is_counted(enrolled, is_child):  # noqa: F811
    hand = carer(enrolled())
    page = hand.page
    begin(hand)
    every = ways(is_child)
    assert {colour for _path, colour in every} == {"red", "yellow", "green", "black"}
    rule = "JUMPSTART v1" if is_child else "START v1"
    for number, (path, colour) in enumerate(every, start=1):
        expect(page.get_by_role("heading", level=1)).to_have_text(hand.said("triage_person", n=number))
        if is_child:
            pick(hand, "child")
        walk(hand, path)
        ends(page, colour)
        shown = page.locator(f'[data-colour="{colour}"]')
        expect(shown).to_contain_text(hand.said(f"colour_{colour}"))
        expect(shown.locator("svg")).to_be_visible()
        expect(page.locator(".rule-of")).to_contain_text(rule)
        expect(page.locator(".rule-of")).to_contain_text(hand.said("aid_unsigned"))
        hand.tap("triage_next")
    wanted = [colour for _path, colour in every]
    assert counted(page) == {colour: wanted.count(colour) for colour in ("red", "yellow", "green", "black")}
    hand.tap("triage_list_n", n=len(every))
    rows = page.locator("[data-person]")
    expect(rows).to_have_count(len(every))
    order = [int(str(one.get_attribute("data-person"))) for one in rows.all()]
    assert wanted[order[0] - 1] == "red"
    assert wanted[order[-1] - 1] == "black"
    assert FirstAid.objects.count() == 0, "a sheet is written only where somebody asks for it"


def test_what_was_tapped_is_taken_back_one_by_one_over_people(enrolled):  # noqa: F811
    hand = carer(enrolled())
    page = hand.page
    begin(hand)
    walk(hand, (("walks", False), ("breathes", True), ("rate", True)))
    ends(page, "red")
    hand.tap("triage_next")
    hand.tap("yes")
    ends(page, "green")
    assert counted(page) == {"red": 1, "yellow": 0, "green": 1, "black": 0}
    hand.tap("triage_undo")
    asks(page, "walks")
    assert counted(page) == {"red": 1, "yellow": 0, "green": 0, "black": 0}
    hand.tap("triage_undo")
    asks(page, "rate")
    expect(page.get_by_role("heading", level=1)).to_have_text(hand.said("triage_person", n=1))
    assert counted(page) == {"red": 0, "yellow": 0, "green": 0, "black": 0}
    pick(hand, "child")
    asks(page, "walks")
    for _once in range(3):
        hand.tap("triage_undo")
    asks(page, "walks")
    hand.tap("triage_list_n", n=0)
    hand.sees("triage_nobody")
    expect(page.locator("[data-person]")).to_have_count(0)


def test_a_lock_in_the_midst_loses_nobody(enrolled):  # noqa: F811
    hand = carer(enrolled())
    page = hand.page
    begin(hand)
    walk(hand, (("walks", True),))
    hand.tap("triage_next")
    walk(hand, (("walks", False), ("breathes", True)))
    asks(page, "rate")
    page.evaluate(LOCK)
    hand.at("start")
    hand.enter("Inés", PIN)
    hand.at("tonight")
    page.get_by_text(hand.said("draft_of", what=hand.said("form_triage"))).click()
    asks(page, "rate")
    expect(page.get_by_role("heading", level=1)).to_have_text(hand.said("triage_person", n=2))
    assert counted(page) == {"red": 0, "yellow": 0, "green": 1, "black": 0}


def test_what_is_wanted_becomes_a_record_and_the_sheet_can_be_wiped(enrolled):  # noqa: F811
    hand = carer(enrolled())
    page = hand.page
    begin(hand)
    path = (("walks", False), ("breathes", False), ("opened", True))
    walk(hand, path)
    ends(page, "red")
    page.locator('[data-k="mark"]').fill("gorra azul")
    until(page, "JSON.stringify(await (await import('/app/drawer.js')).list('draft/')).includes('gorra azul')")
    hand.tap("triage_write")
    expect(page.locator('[data-step="complaint"]')).to_be_visible()
    hand.tap("aid_save")
    record = opened(hand)
    hand.tap("aid_handover")
    expect(page.locator("[data-handover]")).to_contain_text("Triage rojo: primero (START v1)")
    hand.back()
    expect(page.get_by_role("button", name=hand.said("aid_handover"))).to_be_visible()
    page.locator("header .round").first.click()
    hand.tap("triage_next")
    hand.tap("yes")
    hand.tap("triage_list_n", n=2)
    expect(page.locator('[data-person="1"]')).to_contain_text(hand.said("triage_written"))
    expect(page.locator('[data-person="1"]')).to_contain_text("gorra azul")
    hand.tap("triage_wipe")
    hand.sees("triage_wipe_means", n=1)
    hand.tap("triage_wipe_now")
    hand.tap("form_triage")
    asks(page, "walks")
    assert counted(page) == {"red": 0, "yellow": 0, "green": 0, "black": 0}
    sent(hand)

    row = FirstAid.objects.get()
    assert str(row.subject) == record
    (told,) = [one.told for one in records.triages(row)]
    assert told
    assert (told.rule, str(told.colour), [(one.step, one.yes) for one in told.path]) == ("START v1", "red", list(path))
    stands = records.told(row)
    assert stands
    assert (stands.complaints, str(stands.sex), str(stands.pregnant), stands.note) == ([], "U", "unknown", "")
    assert Encounter.objects.get().people_met == 1


@pytest.mark.parametrize("lang", ["es", "en"])
def test_every_screen_of_triage_is_strong_large_and_narrow_enough(enrolled, lang):  # noqa: F811
    hand = carer(enrolled(lang))
    page, looks = hand.page, Looks(hand)
    begin(hand)
    looks.at("the first question")
    pick(hand, "child")
    for step in ("walks", "breathes"):
        asks(page, step)
        hand.tap("no")
    asks(page, "opened")
    looks.at("something to do first")
    hand.tap("no")
    asks(page, "any_pulse")
    hand.tap("no")
    ends(page, "black")
    looks.at("black")
    for colour, path in (
        ("red", (("walks", False), ("breathes", True), ("rate", True))),
        ("yellow", (("walks", False), ("breathes", True), ("rate", False), ("pulse", True), ("obeys", True))),
        ("green", (("walks", True),)),
    ):
        hand.tap("triage_next")
        walk(hand, path)
        ends(page, colour)
        looks.at(colour)
    hand.tap("triage_list_n", n=4)
    expect(page.locator("[data-person]")).to_have_count(4)
    looks.at("the list")
    hand.tap("triage_wipe")
    looks.at("to wipe")
    assert looks.wrong == [], "\n".join(looks.wrong)
