"""What the phone advises for somebody is what the desk advises: rule, title, sentence, level, steps and order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.utils import translation
from playwright.sync_api import Browser, Page

from vereda.client.tests.bare import PAGE, origin
from vereda.desk.rooms.first_aid_advice import Advice, advice
from vereda.medical.door import Told, VitalSet
from vereda.medical.rules import complaints, tables_for_phones

pytestmark = pytest.mark.browser

APP = Path(__file__).parent.parent / "app"
ADVISED = """async ({ lang, cases }) => {
  const [words, rules] = [await import('/app/words.js'), await import('/app/care/rules.js')];
  const care = await import('/app/care/advice.js');
  await words.useLanguage(lang);
  await words.alsoWords('care');
  await rules.readTables();
  return cases.map(({ told, vitals }) => care.advice(told, vitals ?? undefined).map((one) =>
    [one.rule, one.title, one.said ?? '', one.level ?? '', one.steps ?? [], one.parts ?? [], one.thanks ?? '']));
}"""
TAKEN = "2026-11-29T02:10:00-06:00"


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    for kept in APP.glob("words/*.json"):
        page.route(f"**/words/{kept.name}", lambda route, _asked, kept=kept: route.fulfill(body=kept.read_text()))
    page.route("**/care/tables.json", lambda route: route.fulfill(body=orjson.dumps(tables_for_phones()).decode()))
    page.goto(f"{origin()}{PAGE}")
    yield page
    page.close()


def cases() -> list[dict[str, Any]]:  # Any: JSON
    """Return who is cared for and what was measured, as the phone keeps it: each rule on both sides of its edge."""
    who: list[dict[str, Any]] = [
        {}, {"age": {"n": 34, "unit": "years"}}, {"age": {"n": 15, "unit": "years"}}, {"age": {"n": 16, "unit": "years"}},
        {"age": {"n": 3, "unit": "years"}}, {"age": {"n": 0, "unit": "months"}}, {"age": {"n": 7, "unit": "months"}},
        {"age": {"n": 50, "unit": "months"}}, {"pregnant": "yes"}, {"pregnant": "yes", "signs": ["waters", "bleeding"]},
        {"age": {"n": 0, "unit": "months"}, "signs": ["yellow_soles"]}, {"pregnant": "no", "age": {"n": 120, "unit": "years"}},
        {"sex": "M", "age": {"n": 34, "unit": "years"}}, {"sex": "F", "pregnant": "unknown", "age": {"n": 34, "unit": "years"}},
    ]  # fmt: skip
    whole = {
        "respirations": 18, "spo2": 96, "oxygen": False, "systolic": 120, "pulse": 80, "consciousness": "A",
        "temperature_tenths": 370,
    }  # fmt: skip
    sets: list[dict[str, Any] | None] = [
        None, whole, {**whole, "pulse": 131}, {**whole, "respirations": 25, "spo2": 91, "pulse": 125}, {**whole, "scale": 2},
        {**whole, "oxygen": True, "scale": 2, "spo2": 97}, {"spo2": 88}, {"pulse": 100, "systolic": 100},
        {"pulse": 90, "systolic": 100},
        {"pulse": 123, "systolic": 100}, {"pulse": 80, "systolic": 0, "consciousness": "U"}, {"respirations": 60},
        {"respirations": 39}, {"muac_mm": 209}, {"muac_mm": 229}, {"muac_mm": 230},
        {"temperature_tenths": 400, "consciousness": "C"}, {"temperature_tenths": 400, "consciousness": "A"},
        {"temperature_tenths": 350}, {"temperature_tenths": 319}, {"temperature_tenths": 279}, {"temperature_tenths": 354},
        {"temperature_tenths": 376}, {"muac_mm": 114}, {"muac_mm": 124}, {"muac_mm": 125}, {"oedema": True},
        {"eyes": 4, "verbal": 5, "motor": 6}, {"eyes": 2, "verbal": 2, "motor": 4}, {"eyes": "NT", "verbal": 5, "motor": 6},
        {"eyes": 3}, {"pain": 8},
    ]  # fmt: skip
    made = [{"told": one, "vitals": vitals} for one, vitals in product(who, sets)]
    made += [{"told": {"complaints": [code]}, "vitals": None} for code, one in complaints().items() if one.on_form]
    return [*made, {"told": {"complaints": ["DEHYD", "SNAKE"], "pregnant": "yes", "signs": ["bleeding"]}, "vitals": whole}]


def at_the_desk(case: dict[str, Any]) -> list[list[Any]]:  # Any: JSON
    """Return what the desk advises, in the phone's shape."""
    told = {name: value for name, value in case["told"].items() if name != "age"}
    age = case["told"].get("age")
    known = Told(**told, **({f"age_{age['unit']}": age["n"]} if age else {}))
    vitals = VitalSet(taken_at=TAKEN, **case["vitals"]) if case["vitals"] else None
    return [shaped(one) for one in advice(known, vitals)]


def shaped(one: Advice) -> list[Any]:  # Any: JSON
    return [one.rule.id, one.title, one.said, one.level, list(one.steps), [list(part) for part in one.parts], one.thanks]


def test_the_phone_advises_as_the_desk_does(bare: Page) -> None:
    told = cases()
    assert len(told) > 350
    with translation.override("es"):
        wanted = [at_the_desk(case) for case in told]
    found = bare.evaluate(ADVISED, {"lang": "es", "cases": told})
    for case, mine, theirs in zip(told, found, wanted, strict=True):
        assert mine == theirs, case
    rules = {one[0] for advised in wanted for one in advised}
    assert rules >= {
        "NEWS2", "SHOCK_INDEX", "SHOCK_INDEX_CHILD", "GCS", "MUAC", "MUAC_PREGNANT", "CHILD_RATES", "PREGNANCY_SIGNS",
        "NEWBORN_SIGNS", "HEAT_STROKE", "HYPOTHERMIA", "ALTITUDE", "COMPLAINTS",
    }  # fmt: skip


def test_in_english_by_the_same_rules_and_levels(bare: Page) -> None:
    told = cases()[:60]
    with translation.override("es"):
        wanted = [[(one[0], one[3], len(one[4])) for one in at_the_desk(case)] for case in told]
    found = bare.evaluate(ADVISED, {"lang": "en", "cases": told})
    assert [[(one[0], one[3], len(one[4])) for one in advised] for advised in found] == wanted
    assert not any("Aún" in one[2] or "señal" in one[2] for advised in found for one in advised)
