"""A layout asks only what its schema holds, with a widget that can answer it; what is wrong is named."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

import pytest
from pydantic import Field, ValidationError

from vereda.logbook.entries import FreeText, Payload, Strict, Whereabouts
from vereda.logbook.forms import FROM_WORK, Layout, Widget, faults
from vereda.logbook.words import FieldClass


class Part(Strict):
    code: str
    people: int | None = None


class Where(Strict):
    h3_5: str = ""


class Told(Payload):
    kind: ClassVar[str] = "rescue.told"
    subject_kind: ClassVar[str] = "told"
    boxes: ClassVar = {FieldClass.FREE_TEXT: FreeText, FieldClass.WHEREABOUTS: Whereabouts}
    people: int
    parts: list[Part] = Field(default_factory=list)
    codes: list[str] = Field(default_factory=list)
    where: Where = Field(default_factory=Where)
    mission: UUID | None = None
    is_sure: bool = False


class FromDesk(Payload):
    kind: ClassVar[str] = "rescue.from_desk"
    subject_kind: ClassVar[str] = "told"
    from_devices: ClassVar[bool] = False


KINDS = {kind.kind: kind for kind in (Told, FromDesk)}
SAID = {"es": "sí", "en": "yes"}
PEOPLE = {"path": "people", "widget": "number", "label": SAID}


def layout(*fields: dict[str, Any], kind: str = "rescue.told", **more: Any) -> Layout:  # Any: JSON
    step = {"id": "one", "title": SAID, "fields": list(fields)}
    return Layout.model_validate({"kind": kind, "title": SAID, "steps": [step], **more})


def wrong(*fields: dict[str, Any], **more: Any) -> list[str]:  # Any: JSON
    return list(faults(layout(*fields, **more), KINDS, {"parts"}))


def test_a_sound_layout_has_no_fault():
    fields = [
        PEOPLE,
        {"path": "parts", "widget": "choices", "label": SAID, "list": "parts", "item": "code", "count": "people"},
        {"path": "codes", "widget": "choices", "label": SAID, "list": "parts", "when": {"path": "people", "above": 0}},
        {"path": "where", "widget": "place", "label": SAID},
        {"path": "mission", "widget": "link", "label": SAID, "list": "@missions"},
        {"path": "is_sure", "widget": "yes_no", "label": SAID},
        {"path": "text", "class": "free_text", "widget": "text", "label": SAID},
        {"path": "attachments", "class": "free_text", "widget": "photo", "label": SAID},
    ]
    assert wrong(*fields) == []


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ({"path": "nobody", "widget": "number"}, "no such field"),
        ({"path": "people.age", "widget": "number"}, "no such field"),
        ({"path": "people", "widget": "text"}, "text does not answer"),
        ({"path": "codes", "widget": "choice", "list": "parts"}, "choice does not answer"),
        ({"path": "codes", "widget": "choices"}, "no list"),
        ({"path": "codes", "widget": "choices", "list": "unheard"}, "no list unheard"),
        ({"path": "parts", "widget": "choices", "list": "parts", "item": "colour"}, "no colour in each"),
        ({"path": "text", "class": "health", "widget": "text"}, "no box of class health"),
        ({"path": "text", "widget": "text"}, "no such field"),
        ({"path": "codes", "widget": "choices", "list": "parts", "when": {"path": "sure", "above": 1}}, "which is not asked"),
        ({"path": "codes", "widget": "tally", "lists": {"sex": "unheard"}, "sums_to": "people"}, "no list unheard"),
    ],
)
def test_what_is_wrong_with_a_field_is_named(field: dict[str, Any], said: str):  # Any: JSON
    assert any(said in one for one in wrong(PEOPLE, {"label": SAID, **field})), wrong(PEOPLE, {"label": SAID, **field})


def test_a_required_field_that_nobody_asks_is_named():
    assert wrong({"path": "is_sure", "widget": "yes_no", "label": SAID}) == [
        "rescue.told people: required by the schema, and not asked"
    ]


def test_a_phone_is_given_no_form_of_what_it_may_not_write():
    after = [{"kind": "rescue.from_desk", "label": SAID}]
    assert "no kind that a phone may write" in wrong(PEOPLE, then=after)[0]
    assert "no kind that a phone may write" in wrong(PEOPLE, kind="rescue.unheard")[0]


def test_a_condition_tests_one_thing():
    with pytest.raises(ValidationError):
        layout({**PEOPLE, "when": {"path": "people", "above": 1, "equals": "x"}})
    with pytest.raises(ValidationError):
        layout({**PEOPLE, "when": {"path": "people"}})


def test_an_unknown_widget_or_key_is_refused():
    with pytest.raises(ValidationError):
        layout({**PEOPLE, "widget": "slider"})
    with pytest.raises(ValidationError):
        layout({**PEOPLE, "colour": "red"})


def test_lists_of_the_open_work_need_no_reference():
    assert all(name.startswith("@") for name in FROM_WORK)
    assert {widget.value for widget in Widget} >= {"tally", "number", "choice", "choices", "place", "text", "photo", "yes_no"}
