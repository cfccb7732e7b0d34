"""The rules of first aid on the phone, against those of the desk: the same answer or refusal, at each edge of each table."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from vereda.client.tests.bare import PAGE, origin
from vereda.errors import FieldError
from vereda.medical import rules
from vereda.medical.rules import tables_for_phones
from vereda.medical.rules.handover import fitted
from vereda.medical.rules.numbers import ranges
from vereda.medical.rules.registered import rows
from vereda.medical.words import Band, Consciousness, Signs

pytestmark = pytest.mark.browser

CASES = Path(rules.__file__).parent.parent / "tests" / "data" / "news2_check_values.csv"
WALKED = """async ({ tables, calls }) => {
  const engine = { ...(await import('/app/care/rules.js')), ...(await import('/app/care/signs.js')) };
  engine.useTables(tables);
  return calls.map(([name, ...told]) => {
    try { return { is: engine[name](...told) }; }
    catch (why) { return { code: why.code ?? String(why), details: why.details ?? {} }; }
  });
}"""

type Call = tuple[str, list[Any], Callable[[], Any]]  # Any: what the two say


@pytest.fixture(scope="module")
def bare(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"{origin()}{PAGE}")
    yield page
    page.close()


def alike(page: Page, calls: list[Call]) -> None:
    """Ask both engines, and compare answers and refusals."""
    told = {"tables": json.loads(json.dumps(tables_for_phones())), "calls": [[name, *args] for name, args, _ask in calls]}
    answers = page.evaluate(WALKED, told)
    assert len(answers) == len(calls) > 0
    for (name, args, ask), found in zip(calls, answers, strict=True):
        try:
            wanted = {"is": ask()}
        except FieldError as why:
            details = {key: value if isinstance(value, int) else str(value) for key, value in why.details.items()}
            wanted = {"code": why.code, "details": details}
        assert found == wanted, (name, args)


def answered(ask: Callable[[], Any]) -> Any:  # Any: what the desk says, or the code of its refusal
    try:
        return ask()
    except FieldError as why:
        return why.code


SET = {
    "respirations": 16, "spo2": 97, "scale": 1, "oxygen": False, "systolic": 125, "pulse": 72, "consciousness": "A",
    "temperature_c": "37.0",
}  # fmt: skip


def score(told: dict[str, Any], who: dict[str, Any] | None = None) -> Call:
    return "news2", [told, who or {}], lambda: plain(rules.news2(**{**dict.fromkeys(SET), **told}, **(who or {})))


def plain(found: rules.Score) -> dict[str, Any]:
    return {"parts": dict(found.parts), "total": found.total, "band": str(found.band)}


def test_every_worked_case_of_news2_is_equal(bare: Page) -> None:
    with CASES.open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    assert len(cases) == 48
    calls = [
        score(
            {
                "respirations": int(row["rr"]), "spo2": int(row["spo2"]), "scale": int(row["scale"]), "oxygen": row["gas"],
                "systolic": int(row["sbp"]), "pulse": int(row["pulse"]), "consciousness": row["acvpu"],
                "temperature_c": row["temp_c"],
            }
        )
        for row in cases
    ]  # fmt: skip
    alike(bare, calls)
    told = {"tables": json.loads(json.dumps(tables_for_phones())), "calls": [[name, *args] for name, args, _ in calls]}
    for row, found in zip(cases, bare.evaluate(WALKED, told), strict=True):
        assert (found["is"]["total"], found["is"]["band"]) == (int(row["total"]), row["band"]), row["case"]


def test_every_value_of_news2_that_can_be_and_the_first_that_cannot(bare: Page) -> None:
    calls = []
    for name in ("respirations", "spo2", "systolic", "pulse"):
        least, most = ranges()[name]
        for value, scale, oxygen in product(range(least - 1, most + 2), (1, 2), (True, False)):
            if name == "spo2" or (scale == 1 and not oxygen):
                calls.append(score({**SET, name: value, "scale": scale, "oxygen": oxygen}))
    for tenth in [*range(95, 105), *range(340, 400), 470, 471, 3700]:
        calls.append(score({**SET, "temperature_c": f"{tenth // 10}.{tenth % 10}"}))
    for hundredth in range(3495, 3515):
        calls.append(score({**SET, "temperature_c": f"{hundredth // 100}.{hundredth % 100:02}"}))
    for state, name in product("ACVPU", ("respirations", "systolic", "pulse")):
        calls += [score({**SET, "consciousness": state}), score({**SET, "consciousness": state, name: 0})]
    alike(bare, calls)


def test_what_news2_was_not_made_for_and_what_is_missing_or_no_word_is_refused_alike(bare: Page) -> None:
    calls = [score(SET, {"age_years": age}) for age in (0, 15, 16, 17, 120, 121)]
    calls += [score(SET, {"pregnant": True}), score(SET, {"age_years": 15, "pregnant": True})]
    calls += [score({key: value for key, value in SET.items() if key != name}) for name in SET if name != "scale"]
    calls += [score({**SET, **wrong}) for wrong in (
        {"spo2": 101}, {"pulse": 0}, {"temperature_c": "370"}, {"temperature_c": "x"}, {"temperature_c": "-3"}, {"scale": 3},
        {"oxygen": "helium"}, {"consciousness": "X"}, {"pulse": 72.5}, {"pulse": True}, {"temperature_c": True},
    )]  # fmt: skip
    alike(bare, calls)


def test_every_band_asks_for_the_same(bare: Page) -> None:
    for band, found in zip(Band, bare.evaluate(WALKED, asked("nextStep", [[str(band)] for band in Band])), strict=True):
        assert (found["is"]["next_es"], found["is"]["next_en"]) == rules.next_step(band)


def asked(name: str, args: list[list[Any]]) -> dict[str, Any]:
    return {"tables": json.loads(json.dumps(tables_for_phones())), "calls": [[name, *one] for one in args]}


def test_shock_index_at_each_edge_of_each_age(bare: Page) -> None:
    pairs = [(pulse, 100) for pulse in range(85, 126)] + [
        (199, 200),
        (0, 80),
        (120, 0),
        (301, 80),
        (80, 301),
        (137, 96),
        (1, 300),
    ]
    ages = [None, 3, 4, 6, 7, 12, 13, 16, 17, 120, 121]
    calls: list[Call] = []
    for (pulse, systolic), age in product(pairs, ages):

        def ask(pulse: int = pulse, systolic: int = systolic, age: int | None = age) -> dict[str, Any]:
            found = rules.shock_index(pulse, systolic, age_years=age)
            return {"ratio": str(found.ratio), "alarm": str(found.alarm), "rule": found.rule}

        calls.append(("shockIndex", [pulse, systolic, age], ask))
    alike(bare, calls)


def test_every_coma_with_parts_that_cannot_be_tested_and_outside_the_scale(bare: Page) -> None:
    calls: list[Call] = []
    for parts in product(["NT", *range(6)], ["NT", *range(7)], ["NT", *range(8)]):

        def ask(parts: Any = parts) -> dict[str, Any]:
            found = rules.coma(*parts)
            return {"written": found.written, "total": found.total, "isAirwayAtRisk": found.is_airway_at_risk}

        calls.append(("coma", list(parts), ask))
    alike(bare, calls)


def test_arm_and_breathing_of_every_month(bare: Page) -> None:
    calls: list[Call] = []
    for mm, months, oedema in product((49, 50, 114, 115, 124, 125, 500, 501), (0, 5, 6, 59, 60, 1440), (False, True)):

        def arm(mm: int = mm, months: int = months, oedema: bool = oedema) -> dict[str, Any]:
            found = rules.muac(mm, age_months=months, oedema=oedema)
            return {"state": str(found.state), "byOedema": found.by_oedema}

        calls.append(("muac", [mm, months, oedema], arm))
    for mm, figure in product((49, 209, 210, 229, 230, 500), (210, 220, 230)):

        def below(mm: int = mm, figure: int = figure) -> bool:
            return rules.muac_adult(mm, cut_off_mm=figure)

        calls.append(("muacAdult", [mm, figure], below))
    for counted, months in product((-1, 0, 39, 40, 49, 50, 59, 60, 61, 100, 101), range(61)):

        def breath(counted: int = counted, months: int = months) -> dict[str, Any]:
            found = rules.child_breathing(counted, age_months=months)
            return {"isFast": found.is_fast, "figure": found.figure}

        calls.append(("childBreathing", [counted, months], breath))
    alike(bare, calls)


def test_heat_cold_and_what_is_done_for_them(bare: Page) -> None:
    warm = [
        f"{tenth // 10}.{tenth % 10}"
        for tenth in [99, 100, *range(275, 285), *range(315, 325), *range(345, 355), *range(395, 405)]
    ]
    calls: list[Call] = []
    for told in warm:
        calls.append(("coldGrade", [told], lambda told=told: graded(told)))
        for state in [*Consciousness, "X"]:
            calls.append(("isHeatStroke", [told, str(state)], lambda told=told, state=state: rules.is_heat_stroke(told, state)))
    alike(bare, calls)
    heat, cold = bare.evaluate(WALKED, asked("steps", [["HEAT_STROKE"], ["HYPOTHERMIA"]]))
    for found, wanted in ((heat, rules.heat_steps()), (cold, rules.cold_steps())):
        assert [(int(one["order"]), one["label_es"], one["label_en"], one["never"] == "true") for one in found["is"]] == list(
            wanted
        )


def graded(told: str) -> dict[str, Any]:
    found = rules.cold_grade(told)
    return {"grade": str(found.grade), "isEmergency": found.is_emergency}


def test_danger_signs_and_those_of_a_newborn_that_was_measured(bare: Page) -> None:
    calls: list[Call] = []
    for of in Signs:
        codes = [one.code for one in rules.named_signs(of)]
        for seen in [[], codes, *[[one] for one in codes], ["none"], ["bleeding"], ["yellow_soles"]]:

            def ask(of: Signs = of, seen: list[str] = seen) -> list[str]:
                return [one.code for one in rules.danger_signs(of, seen)]

            calls.append(("dangerSigns", [str(of), seen], ask))
    told = {"tables": json.loads(json.dumps(tables_for_phones())), "calls": [[name, *args] for name, args, _ in calls]}
    for (_name, args, wanted), found in zip(calls, bare.evaluate(WALKED, told), strict=True):
        assert answered(wanted) == (found.get("code") or [one["code"] for one in found["is"]]), args
    measured: list[Call] = []
    for breaths, warm in product((None, 59, 60, 101), (None, "35.4", "35.5", "37.5", "37.6", "370")):

        def follow(breaths: int | None = breaths, warm: str | None = warm) -> list[str]:
            return rules.newborn_measured(respirations=breaths, temperature_c=warm)

        measured.append(("newbornMeasured", [{"respirations": breaths, "temperature_c": warm}], follow))
    alike(bare, measured)


@pytest.mark.parametrize("is_child", [False, True])
def test_every_way_of_a_triage(bare: Page, is_child: bool) -> None:
    steps = rules.triage_steps(is_child=is_child)
    calls: list[Call] = []
    for count in range(len(steps) + 1):
        for answers in product((True, False), repeat=count):
            told = dict(zip(steps, answers, strict=False))
            calls.append(("triage", [told, is_child], lambda told=told: walked(told, is_child)))
    for step in steps:  # a way that skips what came before stands at the first question
        calls.append(("triage", [{step: True}, is_child], lambda step=step: walked({step: True}, is_child)))
    answers = bare.evaluate(
        WALKED, {"tables": json.loads(json.dumps(tables_for_phones())), "calls": [[name, *args] for name, args, _ in calls]}
    )
    for (_name, args, ask), found in zip(calls, answers, strict=True):
        one = found["is"]
        assert {**one, "next": one["next"]["step"] if one["next"] else None} == ask(), args
    assert {found["is"]["colour"] for found in answers} == {None, "red", "yellow", "green", "black"}
    (refused,) = bare.evaluate(WALKED, asked("triage", [[{"sings": True}, is_child]]))
    assert (refused["code"], refused["details"]) == ("medical.triage_step_unknown", {"step": "sings"})


def walked(answers: dict[str, bool], is_child: bool) -> dict[str, Any]:
    found = rules.triage(answers, is_child=is_child)
    return {
        "rule": found.rule,
        "colour": str(found.colour) if found.colour else None,
        "next": found.next.code if found.next else None,
        "path": [list(one) for one in found.path],
    }


def test_the_text_fits_alike_and_counts_signs_and_not_bytes(bare: Page) -> None:
    parts = ["Uno.", "", "  Dos  ", "x" * 470, "ñ" * 300, "🫀" * 170, "Fin."]
    for most in (4, 10, 480, 481):
        (found,) = bare.evaluate(WALKED, asked("fitted", [[parts, most]]))
        wanted = fitted(parts, name_words=(), words_of=lambda said: said, most=most)
        assert (found["is"]["text"], found["is"]["leftOut"]) == (wanted.text, wanted.left_out)
        ranks = [-len(one) % 3 for one in parts]
        (found,) = bare.evaluate(WALKED, asked("fitted", [[parts, most, ranks]]))
        wanted = fitted(parts, name_words=(), words_of=lambda said: said, most=most, ranks=ranks)
        assert (found["is"]["text"], found["is"]["leftOut"]) == (wanted.text, wanted.left_out)


def test_the_tables_of_the_phone_are_those_of_the_desk() -> None:
    told = json.loads(json.dumps(tables_for_phones()))
    for name in ("news2", "triage", "signs", "steps", "possible"):
        there = list(rows(name))
        assert len(told[name]) == len(there)
        assert all(one.items() <= row.items() for one, row in zip(told[name], there, strict=True))
    assert {one["code"] for one in told["complaints"]} == {one.code for one in rules.complaints().values() if one.on_form}
    assert len(told["complaints"]) == len({one["code"] for one in told["complaints"]})
    assert set(told["rules"]) == set(rules.rules())
    assert not any(one["is_signed"] for one in told["rules"].values())
