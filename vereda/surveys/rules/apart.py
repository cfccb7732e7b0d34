"""Answers taken apart by the class of the box in which each lies, and put together again; laid out as rows. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from vereda.logbook.schema import FieldClass
from vereda.surveys.entries.facts import is_clear
from vereda.surveys.entries.form import Answers, Form, Node
from vereda.surveys.rules.working import plain, text_of
from vereda.surveys.words import HOLDING, Answer


def taken_apart(form: Form, answers: Answers) -> dict[FieldClass, Answers]:
    """Return the answers of each class; a repeat has as many times in each, so that they can be put together.

    What a form wants in clear and is neither a code of its list nor a small whole number is sealed: programs send what they like.
    """
    nodes = {one.name: one for one in form.all_nodes()}
    codes = {name: {choice.code for choice in rows} for name, rows in form.lists.items()}

    def class_of(name: str, value: Any) -> FieldClass:  # Any: an answer
        node = nodes.get(name)
        if node is None or (node.cls is FieldClass.CONTACT and not _fits(value, codes.get(node.choices, set()))):
            return FieldClass.FREE_TEXT
        return node.cls

    found = {cls: _of(cls, class_of, answers) for cls in {one.cls for one in nodes.values()} | {FieldClass.FREE_TEXT}}
    return {cls: told for cls, told in found.items() if _holds(told)}


def _fits(value: Any, codes: set[str]) -> bool:  # Any: an answer
    every = value if isinstance(value, list) else [value]
    return is_clear(value) and all(one in codes for one in every if isinstance(one, str))


def put_together(parts: Iterable[Answers]) -> Answers:
    """Return answers from their parts. A part whose key is gone is missing, and the others stand."""
    whole: Answers = {}
    for part in parts:
        for name, value in part.items():
            if isinstance(value, list) and all(isinstance(one, dict) for one in value):
                there = whole.setdefault(name, [])
                there += [{} for _ in range(len(value) - len(there))]
                whole[name] = [put_together([a, b]) for a, b in zip(there, value, strict=False)] + there[len(value) :]
            else:
                whole[name] = value
    return whole


def columns(form: Form) -> list[Node]:
    """Return the questions and calculations that a table of answers has columns for, in order."""
    return [one for one in form.all_nodes() if one.type not in HOLDING | {Answer.NOTE}]


def cells(form: Form, answers: Answers) -> dict[str, str]:
    """Return the answers as one line, by name: what was answered several times stands there with ' | ' between."""
    found: dict[str, list[str]] = {}
    for name, value in _leaves(answers):
        found.setdefault(name, []).append(text_of(plain(value)))
    return {node.name: " | ".join(found.get(node.name, [])) for node in columns(form)}


def _of(cls: FieldClass, class_of: Callable[[str, Any], FieldClass], answers: Answers) -> Answers:  # Any: an answer
    told: Answers = {}
    for name, value in answers.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            told[name] = [_of(cls, class_of, one) for one in value]
        elif value != [] and class_of(name, value) == cls:
            told[name] = value
    return told


def _holds(told: Any) -> bool:  # Any: answers
    if isinstance(told, dict):
        return any(_holds(one) for one in told.values())
    return any(_holds(one) for one in told) if isinstance(told, list) and told and isinstance(told[0], dict) else told != []


def _leaves(answers: Answers) -> Iterator[tuple[str, Any]]:  # Any: an answer
    for name, value in answers.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for one in value:
                yield from _leaves(one)
        else:
            yield name, value
