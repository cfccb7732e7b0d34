"""The words of first aid on the phone: both languages whole, and the same as the desk says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vereda.client.tests.screens import WORDS, words
from vereda.desk.words import first_aid as desk
from vereda.medical.errors import record as record_errors
from vereda.medical.errors import rules as rule_errors
from vereda.medical.rules import complaints
from vereda.medical.words import Mechanism

APP = Path(__file__).parent.parent / "app"
CODE = "\n".join(path.read_text(encoding="utf-8") for path in APP.glob("care/*.js"))
BY_CODE = (
    "medical.", "group_", "mechanism_", "done_", "outcome_", "flag_", "awake_", "band_", "alarm_", "nourished_", "grade_",
    "moves_", "colour_", "part_", "sex_", "unit_", "scale_",
)  # fmt: skip


def table(lang: str) -> dict[str, str]:
    return words(f"care.{lang}")


def test_both_languages_have_the_same_words_and_none_of_the_first_screens():
    assert WORDS.is_dir()
    assert list(table("es")) == list(table("en")) == sorted(table("es"))
    assert not set(table("es")) & set(words("es"))
    for key, spanish in table("es").items():
        english = table("en")[key]
        assert set(re.findall(r"\{\w+\}", spanish)) == set(re.findall(r"\{\w+\}", english)), key
        assert spanish.count("|") == english.count("|"), key
        assert spanish.strip() == spanish
        assert english


def test_each_key_of_the_code_has_words_and_each_word_is_used():
    called = set(re.findall(r"""\bt\(\s*["]([A-Za-z0-9_.]+)["]""", CODE))
    assert called <= set(table("es")) | set(words("es")), sorted(called - set(table("es")) - set(words("es")))
    strings = set(re.findall(r'"([a-z][a-z_.]+)"', CODE))
    typed = re.findall(r"(\w+):", re.search(r"TYPED = \{(.*?)\}", CODE)[1])
    strings |= {f"aid_{name}" for name in typed} | {f"aid_tell_{name}" for name in typed}
    assert [key for key in table("es") if key not in strings and not key.startswith(BY_CODE)] == []


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("group", desk.GROUPS),
        ("done", desk.TREATMENTS),
        ("outcome", desk.OUTCOMES),
        ("flag", desk.FLAGS),
        ("awake", desk.CONSCIOUSNESS),
        ("band", desk.BANDS),
        ("alarm", desk.ALARMS),
        ("nourished", desk.NOURISHED),
        ("moves", desk.DIRECTIONS),
        ("colour", desk.COLOURS),
        ("mechanism", {code: said for code, said in desk.MECHANISMS.items() if code != Mechanism.UNKNOWN}),
    ],
)
def test_a_code_is_called_on_the_phone_as_at_the_desk(kind: str, told: desk.Words):
    mine = {key: said for key, said in table("es").items() if key.startswith(f"{kind}_")}
    for code, said in told.items():
        assert mine.pop(f"{kind}_{code.lower().replace('-', '_')}") == str(said)
    assert set(mine) <= {"group_usual", *(f"colour_short_{one}" for one in desk.COLOURS)}


def test_what_is_measured_is_called_as_at_the_desk():
    for name, said in desk.PARTS.items():
        if name != "score":
            assert table("es")[f"part_{'temperature_tenths' if name == 'temperature_c' else name}"] == str(said)


def test_the_closed_lists_of_the_phone_are_those_of_the_desk_in_its_order():
    for name, told in (
        ("MECHANISMS", [one for one in desk.MECHANISMS if one != Mechanism.UNKNOWN]),
        ("TREATMENTS", list(desk.TREATMENTS)),
        ("OUTCOMES", list(desk.OUTCOMES)),
        ("FLAGS", list(desk.FLAGS)),
        ("GROUPS", list(desk.GROUPS)),
    ):
        found = re.search(rf"export const {name} = \[(.*?)\]", CODE)
        assert found, name
        assert re.findall(r'"(\w+)"', found[1]) == [str(one) for one in told], name


def test_what_a_rule_refuses_is_said_as_the_desk_says_it():
    hints = {
        one.code: one.hint
        for module in (rule_errors, record_errors)
        for one in vars(module).values()
        if isinstance(one, type) and getattr(one, "code", "").startswith("medical.")
    }
    mine = {key: said for key, said in table("es").items() if key.startswith("medical.")}
    assert {key: hints[key] for key in mine} == mine
    raised = set(re.findall(r'problem\(\s*"(medical\.[a-z_]+)"', CODE))
    assert raised <= set(mine)


def test_each_complaint_of_the_form_has_a_symbol_that_is_there():
    symbols = dict(re.findall(r"([A-Z]{2,}): (`\$\{AT\}\w+`|\"[\w-]+\")", CODE))
    drawn = {name: set(re.findall(r'symbol id="([\w-]+)"', (APP / name).read_text())) for name in ("icons.svg", "care/signs.svg")}
    assert {code for code, one in complaints().items() if one.on_form} <= set(symbols)
    for named in symbols.values():
        own = named.startswith("`")
        assert named.strip('`"').removeprefix("${AT}") in drawn["care/signs.svg" if own else "icons.svg"], named
    used = set(re.findall(r"\$\{AT\}(\w+)", CODE))
    assert used == drawn["care/signs.svg"]
