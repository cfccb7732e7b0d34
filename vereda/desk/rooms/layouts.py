"""A form of the house, drawn on the desk from the same layout as on the phone: its questions, in its order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vereda.countries.door import ALERT_LISTS, Pack
from vereda.desk.labels import label
from vereda.desk.rooms.typed import Typed
from vereda.logbook.door import forms
from vereda.logbook.schema import Layout, Question

type Option = tuple[str, str]  # code, words
LONG = ("text", "note", "clothing")
"""What is told in sentences."""


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
    is_filled: bool
    most: int


@dataclass(frozen=True)
class Part:
    """Questions under one heading."""

    title: str
    questions: Sequence[Asked]
    optional: bool
    is_folded: bool


def parts(form: str, pack: Pack) -> list[Part]:
    """Return a form that a module offers, as the desk draws it. Photos are taken on phones alone, and not asked here."""
    return [
        Part(said(step.title), [_asked(one, pack) for one in step.fields if one.widget != "photo"], step.optional, step.folded)
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
    if name in ALERT_LISTS:
        rows = sorted(pack.alert_words.values(), key=lambda row: row.order)
        return [(row.code, label(row)) for row in rows if row.kind == ALERT_LISTS[name]]
    return OPTIONS[name](pack) if name in OPTIONS else []


OPTIONS: Mapping[str, Callable[[Pack], list[Option]]] = {
    "alert_sides": lambda pack: [(code, label(pack.nationalities[code])) for code in pack.sides if code in pack.nationalities],
    "child_steps": lambda pack: [
        (row.code, label(row)) for row in sorted(pack.child_path.values(), key=lambda row: row.order) if not row.never
    ],
    "languages": lambda pack: [(row.code, label(row)) for row in pack.languages.values()],
}
"""List of a layout -> its answers, where they are no words of an alert."""
YES, NO = "yes", "no"


def _asked(question: Question, pack: Pack) -> Asked:
    return Asked(
        name=question.path,
        widget=question.widget,
        label=said(question.label),
        hint=said(question.hint) if question.hint else "",
        options=[(YES, _("Sí")), (NO, _("No"))] if question.widget == "yes_no" else options(question.list, pack),
        is_long=question.path in LONG,
        is_sealed=question.cls != "contact",
        is_filled=question.filled,
        most=question.most,
    )


def _number(question: Question, typed: Typed, pack: Pack) -> int | None:
    return typed.number_or_none(question.path, question.most)


def _choice(question: Question, typed: Typed, pack: Pack) -> str:
    chosen = typed.get(question.path)
    return chosen if chosen in {code for code, _words in options(question.list, pack)} else ""


def _yes_no(question: Question, typed: Typed, pack: Pack) -> bool | None:
    return {YES: True, NO: False}.get(typed.get(question.path))


def _choices(question: Question, typed: Typed, pack: Pack) -> list[str]:
    return [code for code, _words in options(question.list, pack) if typed.is_on(f"c:{question.path}:{code}")]


def _text(question: Question, typed: Typed, pack: Pack) -> str:
    return typed.text(question.path, 4000 if question.path in LONG else 60)


READERS: Mapping[str, Callable[[Question, Typed, Pack], Any]] = {  # Any: codes, numbers, texts
    "number": _number,
    "choice": _choice,
    "language": _choice,
    "yes_no": _yes_no,
    "choices": _choices,
    "text": _text,
}
