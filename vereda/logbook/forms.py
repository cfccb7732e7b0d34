"""Forms as data: a layout beside the schema, from which phone and desk draw the same questions, in the same order.

A layout names fields of an entry kind (`path`), the widget to answer with, the list of the country's reference that the answers
come from, and the class of the box where the field lies in one. It holds no rule: the schema decides, the layout only asks.
`faults` says what is wrong with a layout; a test holds every layout of the house to it. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

import orjson
from pydantic import BaseModel, Field, model_validator

from vereda.logbook.entries import Code, Payload, Strict
from vereda.logbook.words import FieldClass

FROM_WORK = frozenset({"@missions", "@alerts", "@patrols", "@encounters", "@members", "@adults", "@vehicles"})
"""Lists that no reference holds: they are taken from the open work and the group of whoever answers."""


class Widget(StrEnum):
    """How a question is answered. A new one needs code in both faces; a new field needs none."""

    TALLY = "tally"  # tiles that count people into lines
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"
    PLACE = "place"  # fills the coarse place at `path`, and the exact one into the box of class whereabouts
    TEXT = "text"
    PHOTO = "photo"
    YES_NO = "yes_no"
    HOUR = "hour"  # day and hour, now unless changed, and never one that is to come
    LANGUAGE = "language"
    LINK = "link"  # the id of another record of the open work


class Said(Strict):
    """Words on the screen, in each language of the interface."""

    es: str = Field(min_length=1)
    en: str = Field(min_length=1)


class When(Strict):
    """Ask only when another field of the form stands so: above a number, equal to a code, or holding one of some codes."""

    path: str
    above: int | None = None
    equals: str | bool | None = None
    any_of: list[str] = Field(default_factory=list)

    @model_validator(mode="after")
    def _one_test(self) -> Self:
        if (self.above is not None) + (self.equals is not None) + bool(self.any_of) != 1:
            raise ValueError("exactly one of above, equals, any_of is expected")
        return self


class Opens(Strict):
    """Another form that must follow when the number is above this one: never only a note."""

    form: Code
    above: int = 0


class Tile(Strict):
    """A tile that counts one person with these values."""

    label: Said
    values: dict[str, str]


class Question(Strict):
    """One field.

    path      field of the payload, or of the box of `class` where that is not `contact`; parts joined by '.'
    list      list of the reference whose codes are offered; those of FROM_WORK come from the open work
    lists     for a tally: attribute of a line -> list of its values
    item      where the payload holds objects: the name of the code in each; `count`: of the number of people in each
    asks      where a row of the list says so (`asks_role`): attribute of the object -> list of its answers
    sums_to   the number that is never below the sum of the tally
    none      what is tapped when nothing applies: it answers a required field with nothing
    filled    the face fills it in; the agent corrects it
    least, most  the numbers that can be answered, how many of a list, how many signs of words; below `least` nothing was answered
    lacking   what is said where nothing was answered, or too little, instead of 'still needed'
    """

    path: str = Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$")
    widget: Widget
    label: Said
    hint: Said | None = None
    list: str = ""
    lists: dict[str, str] = Field(default_factory=dict)
    tiles: tuple[Tile, ...] = ()
    item: str = ""
    count: str = ""
    asks: dict[str, str] = Field(default_factory=dict)
    sums_to: str = ""
    none: Said | None = None
    filled: bool = False
    least: int = 0
    most: int = 1_000_000
    required: bool = False
    lacking: Said | None = None
    when: When | None = None
    opens: Opens | None = None
    cls: FieldClass = Field(default=FieldClass.CONTACT, alias="class")


class Step(Strict):
    """Questions on one screen. `optional`: may be passed over with one tap; `folded`: shut on the desk too, until asked for."""

    id: Code
    title: Said
    optional: bool = False
    folded: bool = False
    fields: tuple[Question, ...] = Field(min_length=1)


class After(Strict):
    """A button on the record that the form made: another entry on the same subject, with few questions or none."""

    kind: Code
    label: Said
    fields: tuple[Question, ...] = ()


class Layout(Strict):
    """One form: the kind that it writes, its steps, and the buttons that follow."""

    kind: Code
    title: Said
    steps: tuple[Step, ...] = Field(min_length=1)
    then: tuple[After, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return all questions of the form itself, in order."""
        return tuple(question for step in self.steps for question in step.fields)

    def question(self, path: str, cls: FieldClass = FieldClass.CONTACT) -> Question:
        """Return the question that fills a field; raises StopIteration when the form does not ask it."""
        return next(one for one in self.questions if one.path == path and one.cls == cls)


def read_layout(file: Path) -> Layout:
    """Return the layout in a file; raises pydantic's ValidationError."""
    return Layout.model_validate(orjson.loads(file.read_bytes()))


_offered: dict[str, Layout] = {}


def offer_form(file: Path) -> None:
    """Offer a form to the faces under the name of its file (modules do, at the start of the program)."""
    _offered[file.stem] = read_layout(file)


def forms() -> dict[str, Layout]:
    """Return the forms that modules offer, by name."""
    return {name: _offered[name] for name in sorted(_offered)}


# --- what must hold ------------------------------------------------------------------------------------------------------

SHAPES: Mapping[Widget, str] = {
    Widget.TALLY: "array",
    Widget.NUMBER: "integer",
    Widget.CHOICE: "string",
    Widget.CHOICES: "array",
    Widget.PLACE: "object",
    Widget.TEXT: "string",
    Widget.PHOTO: "array",
    Widget.YES_NO: "boolean",
    Widget.HOUR: "string",
    Widget.LANGUAGE: "string",
    Widget.LINK: "string",
}
FROM_LISTS = frozenset({Widget.CHOICE, Widget.CHOICES, Widget.LANGUAGE, Widget.LINK})


def faults(layout: Layout, kinds: Mapping[str, type[Payload]], lists: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with a layout, in words for an engineer.

    kinds  entry kinds by name
    lists  names of the lists that the reference holds
    """
    known = {*lists, *FROM_WORK}
    parts: list[tuple[str, tuple[Question, ...]]] = [(layout.kind, layout.questions)]
    parts += [(one.kind, one.fields) for one in layout.then]
    for name, questions in parts:
        kind = kinds.get(name)
        if kind is None or not kind.from_devices:
            yield f"{name}: no kind that a phone may write"
            continue
        yield from _missing(kind, questions)
        for question in questions:
            yield from (f"{name} {question.path}: {said}" for said in _wrong(question, kind, questions, known))
    ids = [step.id for step in layout.steps]
    if len(set(ids)) < len(ids):
        yield f"{layout.kind}: two steps of one name"


def _missing(kind: type[Payload], questions: tuple[Question, ...]) -> Iterator[str]:
    asked = {question.path.split(".")[0] for question in questions if question.cls == FieldClass.CONTACT}
    asked |= {question.sums_to for question in questions}
    for name, field in kind.model_fields.items():
        if field.is_required() and name not in asked:
            yield f"{kind.kind} {name}: required by the schema, and not asked"


def _wrong(question: Question, kind: type[Payload], all_: tuple[Question, ...], lists: Collection[str]) -> Iterator[str]:
    model: type[BaseModel] | None = kind if question.cls == FieldClass.CONTACT else kind.boxes.get(question.cls)
    if model is None:
        yield f"the kind has no box of class {question.cls}"
        return
    schema = model.model_json_schema()
    found = _at(schema, schema, question.path)
    if found is None:
        yield "no such field in the schema"
        return
    if SHAPES[question.widget] not in _types(found, schema):
        yield f"{question.widget} does not answer {sorted(_types(found, schema))}"
    if question.widget in FROM_LISTS and not question.list:
        yield "no list"
    yield from (f"no list {name}" for name in _lists_of(question) if name not in lists)
    if question.widget == Widget.PLACE and FieldClass.WHEREABOUTS not in kind.boxes:
        yield "no box for the exact place"
    yield from _wrong_parts(question, found, schema)
    paths = {one.path for one in all_} | {one.sums_to for one in all_}
    if question.when and question.when.path not in paths:
        yield f"asked when {question.when.path}, which is not asked"
    if question.sums_to and _at(schema, schema, question.sums_to) is None:
        yield f"no field {question.sums_to}"


def _lists_of(question: Question) -> Iterator[str]:
    yield from (name for name in (question.list, *question.lists.values(), *question.asks.values()) if name)


def _wrong_parts(question: Question, found: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:  # Any: JSON schema
    parts = [question.item, question.count, *question.lists, *question.asks]
    parts += [name for tile in question.tiles for name in tile.values]
    for name in parts:
        if name and _at(_items(found, schema), schema, name) is None:
            yield f"no {name} in each of the list"


def _at(here: Mapping[str, Any], schema: Mapping[str, Any], path: str) -> Mapping[str, Any] | None:  # Any: JSON schema
    """Return the schema of a field by its path, through references and `| None`."""
    for part in path.split("."):
        options = [one.get("properties", {}).get(part) for one in _options(here, schema)]
        step = next((one for one in options if one is not None), None)
        if step is None:
            return None
        here = step
    return here


def _options(found: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:  # Any: JSON schema
    if "$ref" in found:
        yield from _options(schema["$defs"][found["$ref"].rsplit("/", 1)[1]], schema)
    elif "anyOf" in found:
        for one in found["anyOf"]:
            yield from _options(one, schema)
    else:
        yield found


def _types(found: Mapping[str, Any], schema: Mapping[str, Any]) -> set[str]:  # Any: JSON schema
    return {one.get("type", "") for one in _options(found, schema)}


def _items(found: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:  # Any: JSON schema
    return next((one["items"] for one in _options(found, schema) if "items" in one), {})
