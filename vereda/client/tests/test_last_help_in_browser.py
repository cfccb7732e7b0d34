"""When a group last helped, on the phone: the parties that the server chooses too; one tap, no network, never in the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Locator, expect

from vereda.client.tests.screens import Hand
from vereda.client.tests.test_screens import Looks, desk, enrolled, phone, synced  # noqa: F401  fixtures
from vereda.encounters import asking
from vereda.encounters.door import Encounter
from vereda.encounters.entries import Answered, Disposition, LastHelpAnswered, Line, Recorded, Service
from vereda.encounters.tests.asked import ask_one_in, rule
from vereda.encounters.tests.test_asking import state_of
from vereda.logbook.door import history, subject
from vereda.logbook.ids import uuid7
from vereda.people.schema import LastHelp

pytestmark = pytest.mark.browser
GROUP = "piedras-negras"
NOT_WITH = ["HOSPITAL", "TRANSPORT_HOSPITAL"]
KIND = "encounters.last_help_answered"
NOT_YET = """async (path) => {
  for (const kept of await Promise.all((await caches.keys()).map((name) => caches.open(name))))
    for (const one of await kept.keys()) if (new URL(one.url).pathname === path) await kept.delete(one);
}"""
"""Take a file from what the phone keeps, as if it had not arrived."""


# --- the rule, the same on both sides


def test_phone_and_server_choose_the_same_parties(core: Callable[..., Any]):
    months = [int(datetime(2026, month, 28, 23, 59, 59, tzinfo=UTC).timestamp() * 1000) for month in range(1, 13)]
    ids = [str(uuid7(ms + number * 211)) for ms in months for number in range(40)] + [str(uuid4()) for _ in range(40)]
    cases = [[one, group, every] for one in ids for group, every in ((GROUP, 5), ("nogales", 5), (GROUP, 7), (GROUP, 1))]
    ours = [asking.is_chosen(UUID(one), group, every) for one, group, every in cases]
    asked = "const a = await import('/app/asking.js'); return Promise.all(told.map((one) => a.isChosen(...one)));"
    assert core(asked, cases) == ours
    assert 0 < sum(ours) < len(ours)
    months_told = core("const a = await import('/app/asking.js'); return told.map((one) => a.monthOf(one));", ids)
    assert months_told == [asking.month_of(UUID(one)) for one in ids]


def test_phone_and_server_take_the_same_rule_of_a_month(core: Callable[..., Any]):
    of_pack = (rule(5, since="2026-02"), rule(3, since="2026-04"))
    ids = [str(uuid7(int(datetime(2026, month, 15, tzinfo=UTC).timestamp() * 1000))) for month in (1, 2, 3, 4, 12)]
    told = {"ids": ids, "rules": [one.model_dump(mode="json", include={"since", "every", "not_with"}) for one in of_pack]}
    found = core(
        "const a = await import('/app/asking.js'); return told.ids.map((one) => a.ruleAt(told.rules, one)?.every ?? 0);", told
    )
    assert found == [0, 5, 5, 3, 3]
    assert found == [getattr(asking.rule_at(of_pack, UUID(one)), "every", 0) for one in ids]


MEETINGS = [
    Recorded(people_met=3),
    Recorded(people_met=2, lines=[Line(line_id="a", count=2, nationality="HN", age_band="18+")]),
    Recorded(people_met=2, lines=[Line(line_id="a", count=2, nationality="HN", age_band="0-17")]),
    Recorded(people_met=3, lines=[Line(line_id="a", count=2, age_band="5-11"), Line(line_id="b", nationality="GT")]),
    Recorded(people_met=3, mission=uuid4()),
    Recorded(people_met=3, unaccompanied_minors=1),
    Recorded(people_met=0, bodies=1),
    Recorded(people_met=3, services=[Service(service="TRANSPORT_HOSPITAL", people=1)]),
    Recorded(people_met=3, lines=[Line(line_id="a", services=["TRANSPORT_HOSPITAL"])]),
    Recorded(people_met=3, dispositions=[Disposition(code="HOSPITAL")]),
    Recorded(people_met=3, dispositions=[Disposition(code="SHELTER")], services=[Service(service="WATER")]),
]


def test_phone_and_server_spare_the_same_parties_and_see_the_same_nationalities(core: Callable[..., Any]):
    told = {"met": [one.model_dump(mode="json", exclude_defaults=True) for one in MEETINGS], "not_with": NOT_WITH}
    states = [state_of(one) for one in MEETINGS]
    may = core("const a = await import('/app/asking.js'); return told.met.map((one) => a.mayBeAsked(one, told.not_with));", told)
    assert may == [asking.may_be_asked(one, NOT_WITH) for one in states]
    assert 0 < sum(may) < len(may)
    read = "const a = await import('/app/asking.js'); return told.met.map((one) => Object.fromEntries(a.byNationality(one)));"
    assert core(read, told) == [asking.people_by_nationality(one) for one in states]


def test_phone_and_server_add_answers_up_alike(core: Callable[..., Any]):
    given = [("week", "HN", 3), ("never", "XX", 2), ("week", "HN", -2), ("month", "GT", 1), ("month", "GT", -1)]
    rows = [[{"answer": answer, "nationality": code, "people": people}] for answer, code, people in given]
    stands = core("const a = await import('/app/asking.js'); return a.standing(told);", rows)
    payloads = [LastHelpAnswered(every=5, answers=[Answered(answer=LastHelp(a), nationality=c, people=p)]) for a, c, p in given]
    found = asking.answers_of(state_of(MEETINGS[1], *payloads))
    assert sorted((one["answer"], one["nationality"], one["people"]) for one in stands) == [tuple(one) for one in found]


# --- the card


db = pytest.mark.django_db(transaction=True)


@pytest.fixture
def everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    ask_one_in(1, monkeypatch)


def card(hand: Hand) -> Locator:
    return hand.page.locator("[data-last-help]")


def write(hand: Hand, *, honduras: int = 0, more: int = 0) -> None:
    """Write a meeting up to the screen that is read aloud."""
    hand.tap("form_encounter")
    hand.at("form")
    if honduras:
        hand.tile("lines", "nationality")
        hand.page.locator('.over [data-k="HN"]').click()
        for _one in range(honduras):
            hand.tile("lines", "F-18+")
    if more:
        hand.tile("lines", "nationality")
        hand.page.locator('.over [data-k="GT"]').click()
        for _one in range(more):
            hand.tile("lines", "M-18+")
    hand.tile("services", "WATER")
    hand.tap("save")
    hand.at("written")


def answers() -> list[tuple[str, str, int]]:
    [row] = Encounter.objects.all()
    found = subject(row.subject)
    assert found is not None
    return [tuple(one) for one in asking.answers_of(found.folded.state)]


@db
@pytest.mark.usefixtures("everybody")
def test_what_was_written_is_shown_also_where_the_question_has_not_arrived(enrolled):  # noqa: F811
    hand = enrolled("es")
    hand.kept()
    hand.page.evaluate(NOT_YET, "/app/screens/lasthelp.js")
    hand.page.context.set_offline(True)
    write(hand, honduras=3)
    hand.tap("it_is_right")
    hand.at("tonight")


@db
@pytest.mark.usefixtures("everybody")
@pytest.mark.parametrize("lang", ["es", "en"])
def test_one_tap_after_the_meeting_without_a_network(enrolled, lang):  # noqa: F811
    hand = enrolled(lang)
    looks = Looks(hand)
    hand.kept()
    hand.page.context.set_offline(True)
    write(hand, honduras=3)
    hand.tap("it_is_right")
    expect(card(hand)).to_be_visible()
    looks.at("last help")
    before = hand.taps
    hand.tap("last_help_week")
    hand.at("tonight")
    hand.sees("last_help_noted")
    assert hand.taps - before == 1
    hand.page.context.set_offline(False)
    hand.page.evaluate("async () => { await (await import('/app/sync.js')).syncNow(false, true) }")
    synced(hand)
    assert answers() == [("week", "HN", 3)]
    [row] = Encounter.objects.all()
    told = [one for one in history(row.subject) if one.kind == KIND]
    assert [(one.payload.every, one.occurred_at) for one in told] == [(1, row.occurred_at)]
    assert looks.wrong == [], "\n".join(looks.wrong)


@db
@pytest.mark.usefixtures("everybody")
def test_who_skips_gives_no_answer_and_is_not_asked_again(enrolled):  # noqa: F811
    hand = enrolled()
    write(hand, honduras=2)
    hand.tap("it_is_right")
    expect(card(hand)).to_be_visible()
    hand.tap("last_help_skip")
    hand.at("tonight")
    synced(hand)
    assert answers() == [("none", "HN", 2)]


@db
@pytest.mark.usefixtures("everybody")
def test_who_goes_back_has_answered_nothing_and_can_do_so_later(enrolled):  # noqa: F811
    hand = enrolled()
    write(hand, honduras=1)
    hand.tap("it_is_right")
    expect(card(hand)).to_be_visible()
    hand.back()
    hand.at("tonight")
    synced(hand)
    assert answers() == []
    hand.page.locator(".rows .row").last.click()
    hand.at("written")
    hand.tap("last_help_title")
    hand.tap("last_help_never")
    hand.at("tonight")
    synced(hand)
    assert answers() == [("never", "HN", 1)]


@db
@pytest.mark.usefixtures("everybody")
def test_not_all_answer_alike_and_a_mistake_is_taken_back(enrolled):  # noqa: F811
    hand = enrolled()
    looks = Looks(hand)
    write(hand, honduras=3, more=2)
    hand.tap("it_is_right")
    expect(card(hand)).to_have_attribute("data-last-help", "5")
    hand.on(hand.page.locator('[data-k="HN"]'))
    hand.on(hand.page.locator(".stepper button").first)  # two of the three
    looks.at("last help, of some")
    hand.tap("last_help_month")
    expect(card(hand)).to_have_attribute("data-last-help", "3")
    hand.tap("last_help_never")
    hand.at("tonight")
    synced(hand)
    assert answers() == [("month", "HN", 2), ("never", "GT", 2), ("never", "HN", 1)]
    hand.page.locator(".rows .row").last.click()
    hand.at("written")
    looks.at("what was written, with the last help")
    hand.tap("last_help_title")
    looks.at("last help, answered")
    hand.tap("last_help_drop")
    expect(card(hand)).to_have_attribute("data-last-help", "5")
    hand.tap("last_help_year")
    hand.at("tonight")
    synced(hand)
    assert answers() == [("year", "GT", 2), ("year", "HN", 3)]
    assert looks.wrong == [], "\n".join(looks.wrong)


@db
def test_who_is_not_due_or_alone_or_struck_sees_no_card(enrolled, monkeypatch):  # noqa: F811
    ask_one_in(1, monkeypatch, since="2098-01")
    hand = enrolled()
    write(hand, honduras=1)
    hand.tap("it_is_right")
    hand.at("tonight")
    hand.sees("saved")
    expect(card(hand)).to_have_count(0)


@db
@pytest.mark.usefixtures("everybody")
def test_of_children_alone_and_of_who_had_it_struck_it_is_not_asked(enrolled):  # noqa: F811
    hand = enrolled()
    write(hand, honduras=1)
    hand.tap("strike_it")
    hand.tap("strike_now")
    hand.at("tonight")
    expect(card(hand)).to_have_count(0)
    hand.tap("form_encounter")
    hand.at("form")
    hand.tile("lines", "F-0-17")
    hand.tile("lines", "M-18+")
    hand.page.locator('[data-field="unaccompanied_minors"] button').last.click()
    hand.tile("services", "WATER")
    hand.tap("save")
    hand.at("written")
    hand.tap("it_is_right")
    expect(hand.page.locator('[data-form="protection.child_path_opened"]')).to_be_visible()
    expect(card(hand)).to_have_count(0)


def test_a_rule_is_in_what_a_phone_knows_and_nothing_of_its_source(monkeypatch: pytest.MonkeyPatch):
    from datetime import date

    import orjson

    from vereda.client import reference
    from vereda.countries.door import pack

    made = ask_one_in(4, monkeypatch)
    text = reference.compose(pack("mx"), GROUP, date(2026, 11, 20), (), (), asking=(made,)).text
    assert orjson.loads(text)["asking"] == [{"since": "2020-01", "every": 4, "not_with": list(made.not_with)}]
