"""A form as a page draws it, and what was typed in it: one field a question, named by its path. It works without scripts."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vereda.desk.labels import folio
from vereda.desk.rooms.point_field import written
from vereda.desk.rooms.typed import Typed
from vereda.desk.words import surveys as words
from vereda.surveys import door as surveys
from vereda.surveys.door import AnsweredForm, FormVersion
from vereda.surveys.schema import (
    TIMES_MOST,
    Answer,
    Answers,
    Asked,
    Form,
    Node,
    Use,
    Walked,
    cells,
    columns,
    in_language,
    named_in,
)

TEXT_MOST = 2000
MORE, LESS = "more", "less"


@dataclass(frozen=True)
class Drawn:
    """One row of a form on a page. name: of its field; inside: rows of a group, or of each time of a repeat.

    decides  whether other rows depend on the answer: then the page is drawn anew when it changes
    """

    name: str
    type: Answer
    label: str
    hint: str
    options: Sequence[tuple[str, str]]
    is_required: bool
    is_sealed: bool
    inside: Sequence[Sequence[Drawn]]
    is_fixed: bool
    decides: bool


def drawn(form: Form, seen: Walked) -> list[Drawn]:
    """Return what applies of a form, as the page draws it in the reader's language. Photos are taken on telephones."""
    named = named_in(form)
    return [_drawn(form, one, named) for one in seen.asked if one.node.type is not Answer.IMAGE]


def _drawn(form: Form, one: Asked, named: Collection[str]) -> Drawn:
    return Drawn(
        name=field_of(one.path),
        type=one.node.type,
        label=said(form, one.label) or one.node.name,
        hint=said(form, one.hint),
        options=[(choice.code, said(form, choice.label) or choice.code) for choice in one.choices],
        is_required=one.required,
        is_sealed=one.node.cls != "contact",
        inside=[[_drawn(form, inner, named) for inner in time if inner.node.type is not Answer.IMAGE] for time in one.times],
        is_fixed=one.is_fixed,
        decides=one.node.name in named,
    )


def field_of(path: Iterable[str | int]) -> str:
    """Return the name of a field."""
    return "q:" + "/".join(map(str, path))


def said(form: Form, told: Mapping[str, str]) -> str:
    """Return words of a form in the reader's language, else in the form's own."""
    return in_language(dict(told), (get_language() or "es")[:2], form.usual_language)


def read(form: Form, typed: Typed, reader_group: str, country: str) -> Answers:
    """Return what was typed, by name; what is no answer stays as it was typed, and the form says so."""
    return _Reading(typed, reader_group, country).level(form.nodes, ())


class _Reading:
    def __init__(self, typed: Typed, group: str, country: str) -> None:
        self.typed, self.group, self.country = typed, group, country

    def level(self, nodes: Sequence[Node], way: tuple[str | int, ...]) -> Answers:
        found: Answers = {}
        for node in nodes:
            if node.type is Answer.GROUP:
                found |= self.level(node.children, way)
            elif node.type is Answer.REPEAT:
                many = self.times((*way, node.name))
                found[node.name] = [self.level(node.children, (*way, node.name, at)) for at in range(many)]
            elif (value := self.value(node, field_of((*way, node.name)))) not in (None, "", []):
                found[node.name] = value
        return found

    def times(self, way: tuple[str | int, ...]) -> int:
        """Return how often a repeat is answered: as often as it was drawn, one more or one less where somebody asked for it."""
        name = field_of(way)
        drawn_times = self.typed.get(f"n:{name}")
        many = int(drawn_times) if drawn_times.isdecimal() and len(drawn_times) < 4 else 1
        many += (self.typed.get("do") == f"{MORE}:{name}") - (self.typed.get("do") == f"{LESS}:{name}")
        return max(0, min(many, TIMES_MOST))

    def value(self, node: Node, name: str) -> Any:  # Any: an answer
        text = self.typed.get(name).strip()
        match node.type:
            case Answer.SEVERAL:
                return [rest for rest, _name in self.typed.named(f"{name}:")]
            case Answer.AGREED:
                return True if text else ""
            case Answer.INTEGER:
                return int(text) if text.removeprefix("-").isdecimal() and len(text) < 13 else text
            case Answer.DECIMAL:
                return _decimal(text)
            case Answer.POINT:
                point = written(self.typed, self.country, self.group, name)
                return {"lat": point.lat, "lon": point.lon} if point else ""
            case Answer.TEXT:
                return self.typed.text(name, TEXT_MOST)
            case Answer.IMAGE | Answer.NOTE | Answer.CALCULATED:
                return ""
        return text


def _decimal(text: str) -> float | str:
    try:
        return float(text.replace(",", ".")) if text and len(text) < 20 else text
    except ValueError:
        return text


def note_wrong(form: Form, seen: Walked, typed: Typed) -> list[tuple[str, str, str]]:
    """Note beside each field what is wrong with it, in the form's words where it has any; return (field, question, words)."""
    found = []
    for one in seen.wrong():
        name = field_of(one.path)
        told = said(form, one.said) if one.wrong in ("missing", "constraint") else ""
        typed.wrong(name, told or str(words.WRONG[one.wrong]))
        times = "".join(f" {int(part) + 1}" for part in one.path if isinstance(part, int))
        found.append((name, f"{said(form, one.label) or one.node.name}{times}", typed.error(name)))
    return found


@dataclass(frozen=True)
class Beside:
    """Forms at an encounter: those that can be answered there, and what was answered with its title."""

    asked: Sequence[FormVersion]
    answered: Sequence[tuple[AnsweredForm, str]]


def beside(encounter: UUID, group: str, country: str) -> Beside:
    """Return the forms that stand beside an encounter; one that makes encounters is answered elsewhere."""
    rows = surveys.asked_forms(country)
    titles = {one.subject: one.title for one in rows}
    asked = [one for one in rows if one.form.get("use", Use.EXTRA) == Use.EXTRA]
    return Beside(
        asked, [(one, titles.get(one.survey, _("Formulario"))) for one in surveys.answered_at(encounter, country, group)]
    )


# --- what was answered -----------------------------------------------------------------------------------------------------


def told(row: FormVersion, answers: Answers) -> list[tuple[str, str]]:
    """Return answers as (question, answer) in the order of the form; of a repeat, each time with its number."""
    form = surveys.form_of(row)
    return list(_told(form, form.nodes, answers, ""))


def _told(form: Form, nodes: Sequence[Node], answers: Answers, before: str) -> Iterator[tuple[str, str]]:
    for node in nodes:
        label = said(form, node.label) or node.name
        if node.type is Answer.GROUP:
            yield from _told(form, node.children, answers, before)
        elif node.type is Answer.REPEAT:
            for at, frame in enumerate(answers.get(node.name, []), start=1):
                yield from _told(form, node.children, frame, f"{before}{label} {at} · ")
        elif node.name in answers and node.type is not Answer.NOTE:
            yield f"{before}{label}", _answer(form, node, answers[node.name])


def _answer(form: Form, node: Node, value: Any) -> str:  # Any: an answer
    labels = {one.code: said(form, one.label) for one in form.lists.get(node.choices, [])}
    if isinstance(value, list):
        return ", ".join(labels.get(one) or one for one in value)
    if isinstance(value, bool):
        return _("Sí") if value else _("No")
    if isinstance(value, dict):
        return f"{value['lat']:.5f}, {value['lon']:.5f}"
    return labels.get(str(value)) or str(value)


def as_csv(row: FormVersion, told_rows: Iterable[tuple[AnsweredForm, Answers]], *, only_clear: bool) -> str:
    """Return answers as a table of codes: day, group, way in, version, then a column for each question.

    only_clear  leaves out the questions whose answers are sealed
    """
    form = surveys.form_of(row)
    nodes = [one for one in columns(form) if not only_clear or one.cls == "contact"]
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["folio", "local_on", "group", "channel", "version", *(one.name for one in nodes)])
    for one, answers in told_rows:
        line = cells(form, answers)
        before = [folio(one.subject), one.local_on.isoformat(), one.group, one.channel, one.form_version]
        writer.writerow([_safe(text) for text in (*before, *(line[node.name] for node in nodes))])
    return out.getvalue()


def _safe(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not text[1:].replace(".", "").isdecimal() else text
