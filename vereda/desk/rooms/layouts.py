"""A form of the house, drawn on the desk from the same layout as on the phone: its questions, in its order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from vereda.countries.door import AlertWordKind, Pack
from vereda.desk.labels import label
from vereda.desk.rooms.typed import Typed
from vereda.logbook.door import forms
from vereda.logbook.schema import Layout, Question

type Option = tuple[str, str]  # code, words


@dataclass(frozen=True)
class Asked:
    """One question as a page draws it. name: of its field; `c:name:CODE` for each tile of a choice of several."""

    name: str
    widget: str
    label: str
    hint: str
    options: Sequence[Option]
    is_long: bool
    is_sealed: bool


@dataclass(frozen=True)
class Part:
    """Questions under one heading."""

    title: str
    questions: Sequence[Asked]
    optional: bool


def parts(form: str, pack: Pack) -> list[Part]:
    """Return a form that a module offers, as the desk draws it. Photos are taken on phones alone, and not asked here."""
    return [
        Part(said(step.title), [_asked(one, pack) for one in step.fields if one.widget != "photo"], step.optional)
        for step in forms()[form].steps
    ]


def read(form: str, typed: Typed, pack: Pack) -> dict[str, Any]:  # Any: codes, numbers, texts
    """Return what was typed, by path; what is wrong is noted beside its field. A place is read by its own fields."""
    return {
        question.path: found
        for question in layout(form).questions
        if (reader := READERS.get(question.widget)) and (found := reader(question, typed, pack)) not in (None, "", [])
    }


def layout(form: str) -> Layout:
    """Return the layout of a form that a module offers."""
    return forms()[form]


def said(words: Any) -> str:  # Any: words in both languages
    """Return words of a layout in the reader's language."""
    return str(words.en if (get_language() or "").startswith("en") else words.es)


def options(name: str, pack: Pack) -> list[Option]:
    """Return the answers of a list that the desk draws from a layout."""
    kinds = {"alert_needs": AlertWordKind.NEED, "alert_urgent": AlertWordKind.URGENT, "alert_ways": AlertWordKind.WAY}
    if name in kinds:
        rows = sorted(pack.alert_words.values(), key=lambda row: row.order)
        return [(row.code, label(row)) for row in rows if row.kind == kinds[name]]
    if name == "child_steps":
        return [(row.code, label(row)) for row in sorted(pack.child_path.values(), key=lambda row: row.order) if not row.never]
    return []


def _asked(question: Question, pack: Pack) -> Asked:
    return Asked(
        name=question.path,
        widget=question.widget,
        label=said(question.label),
        hint=said(question.hint) if question.hint else "",
        options=options(question.list, pack),
        is_long=question.path in ("text", "note"),
        is_sealed=question.cls != "contact",
    )


def _number(question: Question, typed: Typed, pack: Pack) -> int | None:
    return typed.number_or_none(question.path)


def _choice(question: Question, typed: Typed, pack: Pack) -> str:
    chosen = typed.get(question.path)
    return chosen if chosen in {code for code, _words in options(question.list, pack)} else ""


def _choices(question: Question, typed: Typed, pack: Pack) -> list[str]:
    return [code for code, _words in options(question.list, pack) if typed.is_on(f"c:{question.path}:{code}")]


def _text(question: Question, typed: Typed, pack: Pack) -> str:
    return typed.text(question.path, 4000 if question.path in ("text", "note") else 60)


READERS: Mapping[str, Callable[[Question, Typed, Pack], Any]] = {  # Any: codes, numbers, texts
    "number": _number,
    "choice": _choice,
    "choices": _choices,
    "text": _text,
}
