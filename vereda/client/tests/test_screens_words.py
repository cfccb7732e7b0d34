"""The words of the phone's screens: the same in both languages, none missing, none unused, the same names to fill in."""

from __future__ import annotations

import json
import re
from pathlib import Path

from vereda.client.tests.screens import words

APP = Path(__file__).parent.parent / "app"
SCREENS = [
    *APP.glob("*.js"),
    *(path for room in ("screens", "widgets", "protection", "legal") for path in APP.glob(f"{room}/*.js")),
]
BY_CODE = ("destroyed_", "form_", "info_", "open_", "attribute_", "point_", "stop_")
"""Beginnings of keys whose ends are codes."""
OF_THE_CORE = ("access.", "client.", "logbook.")


def code() -> str:
    return "\n".join(path.read_text() for path in SCREENS)


def test_both_languages_have_the_same_words():
    assert list(words("es")) == list(words("en")) == sorted(words("es"))
    for key, spanish in words("es").items():
        english = words("en")[key]
        assert set(re.findall(r"\{\w+\}", spanish)) == set(re.findall(r"\{\w+\}", english)), key
        assert spanish.count("|") == english.count("|"), key
        assert spanish.strip() == spanish
        assert english


def test_each_key_of_the_code_has_words_and_each_word_is_used():
    text = code()
    called = set(re.findall(r"""\bt\(\s*["]([a-z_.]+)["]""", text))
    assert called
    assert called <= set(words("es"))
    strings = set(re.findall(r'"([a-z][a-z_.]+)"', text)) | set(re.findall(r"`([a-z][a-z_.]+)`", text))
    left = [key for key in words("es") if key not in strings and not key.startswith((*BY_CODE, *OF_THE_CORE))]
    assert left == []


def test_each_error_of_the_phone_has_words_that_say_what_to_do():
    raised = set(re.findall(r'problem\(\s*"(client\.[a-z_]+)"', code())) | {"client.pin_short", "client.pin_easy"}
    # Of the sync itself: the state of the line, not an answer to somebody's tap.
    raised -= {"client.locked", "client.revoked", "client.order_unproved", "client.stranger", "client.epoch_changed"}
    assert raised <= set(words("es")), sorted(raised - set(words("es")))


def test_no_form_has_code_of_its_own_for_a_field():
    drawing = [APP / "forms.js", APP / "payload.js", *APP.glob("widgets/*.js")]
    codes = set()
    for layout in APP.parent.parent.glob("*/forms/*.json"):
        for step in json.loads(layout.read_text())["steps"]:
            codes |= {field["path"] for field in step["fields"]}
    generic = {
        "lines",
        "place",
        "text",
        "name",
        "services",
        "people",
        "children",
        "needs",
        "note",
        "language",
        "party",
        "team",
        "route",
        "what",
    }
    for path in drawing:
        named = set(re.findall(r'"([a-z_]+)"', path.read_text())) & (codes - generic)
        assert named <= {"dispositions", "attachments"}, (path.name, named)
