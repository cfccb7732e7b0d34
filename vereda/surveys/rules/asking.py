"""What a form asks of somebody who has answered so much of it, and what is wrong with what was answered. Pure.

A form is walked in its order. What does not apply is neither asked nor kept; calculations are worked out on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from vereda.surveys.entries.form import Answers, Choice, Form, Node, within
from vereda.surveys.rules.expressions import parsed
from vereda.surveys.rules.phones import required_tree
from vereda.surveys.rules.working import Frame, Here, is_true, plain, text_of, worked
from vereda.surveys.words import SILENT, Answer

TIMES_MOST = 100
"""Times that a repeat can be answered."""
WHOLE_MOST = 13  # [signs] of a whole number
REFERENCE = re.compile(r"\$\{\s*([A-Za-z_][\w.-]*)\s*\}")

type Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Asked:
    """One row of a form as it stands for somebody.

    path     repeats and numbers of times around, then the name
    value    the answer so far, '' where there is none
    choices  those that the filter leaves
    inside   what a group holds, or what a repeat holds each time
    wrong    'missing', 'type', 'choice' or 'constraint'; '' where nothing is
    said     what the form says of its constraint, or where an answer is required; words by language
    """

    node: Node
    path: Path
    value: Any = ""  # Any: an answer
    label: Mapping[str, str] = field(default_factory=dict)
    hint: Mapping[str, str] = field(default_factory=dict)
    choices: Sequence[Choice] = ()
    required: bool = False
    times: Sequence[Sequence[Asked]] = ()
    is_fixed: bool = False  # a repeat whose number of times the form itself tells
    wrong: str = ""
    said: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Walked:
    """A form walked through: what it asks, and the answers that are kept."""

    asked: Sequence[Asked]
    answers: Answers

    def every(self) -> Iterator[Asked]:
        """Yield every row that applies, in order."""
        yield from _every(self.asked)

    def wrong(self) -> list[Asked]:
        """Return the rows that cannot stay as they are."""
        return [one for one in self.every() if one.wrong]


def walk(form: Form, answers: Mapping[str, Any], now: datetime) -> Walked:  # Any: answers
    """Return what a form asks after so many answers, what is wrong with them, and which of them are kept.

    answers  by name; for a repeat a list of such dicts; what the form does not know is left out
    now      instant of answering, local
    """
    walker = _Walker(form, now)
    kept: Answers = {}
    asked = walker.level(form.nodes, answers, kept, Here([kept], (), walker.around, now), ())
    return Walked(asked, kept)


def named_in(form: Form) -> set[str]:
    """Return the names that conditions, filters, calculations and words of a form refer to."""
    found: set[str] = set()
    for node in form.all_nodes():
        told = (node.relevant, node.choice_filter, node.repeat_count, node.required, node.calculation)
        for text in (*told, *node.label.values(), *node.hint.values()):
            found |= set(REFERENCE.findall(text))
    return found


class _Walker:
    def __init__(self, form: Form, now: datetime) -> None:
        self.form, self.now, self.around = form, now, within(form)

    def level(self, nodes: Sequence[Node], given: Mapping[str, Any], kept: Frame, here: Here, way: Path) -> list[Asked]:
        found = []
        for node in nodes:
            if node.relevant and not is_true(worked(parsed(node.relevant), here)):
                continue
            if node.type is Answer.GROUP:
                found.append(self.row(node, way, here, times=[self.level(node.children, given, kept, here, way)]))
            elif node.type is Answer.REPEAT:
                found.append(self.repeat(node, given, kept, here, way))
            elif node.type is Answer.CALCULATED:
                value = worked(parsed(node.calculation), here) if node.calculation else ""
                if text_of(value) not in ("", "NaN"):
                    kept[node.name] = value if isinstance(value, bool) else text_of(value)
            else:
                found.append(self.question(node, given, kept, here, way))
        return found

    def repeat(self, node: Node, given: Mapping[str, Any], kept: Frame, here: Here, way: Path) -> Asked:
        told = given.get(node.name)
        frames = [one for one in told if isinstance(one, Mapping)] if isinstance(told, list) else []
        count = _count(node, here)
        many = min(TIMES_MOST, len(frames) if count is None else count)
        kept[node.name] = mine = []
        times = []
        for at in range(many):
            frame: Frame = {}
            mine.append(frame)
            inner = Here([*here.frames, frame], (*here.repeats, node.name), self.around, self.now, nth=at + 1)
            times.append(self.level(node.children, frames[at] if at < len(frames) else {}, frame, inner, (*way, node.name, at)))
        return self.row(node, way, here, times=times, is_fixed=count is not None)

    def question(self, node: Node, given: Mapping[str, Any], kept: Frame, here: Here, way: Path) -> Asked:
        value = given.get(node.name, "")
        if value in ("", None, []) and node.usual and node.name not in given and "(" not in node.usual:
            value = _usual(node)
        choices = self.choices(node, here)
        required = node.type not in SILENT | {Answer.IMAGE} and _is_required(node, here)  # no photo can be demanded of anybody
        wrong, said = "", node.required_said
        if value in ("", None, []):
            wrong, value = ("missing", "") if required else ("", "")
        else:
            wrong = _misfit(node, value, choices)
            own = Here(here.frames, here.repeats, here.around, here.now, own=value, nth=here.nth)
            if not wrong and node.constraint and not is_true(worked(parsed(node.constraint), own)):
                wrong, said = "constraint", node.constraint_said
        if value != "" and wrong != "type" and node.type is not Answer.NOTE:
            kept[node.name] = value
        return self.row(node, way, here, value=value, choices=choices, required=required, wrong=wrong, said=said)

    def row(self, node: Node, way: Path, here: Here, **more: Any) -> Asked:  # Any: fields of Asked
        return Asked(node, (*way, node.name), label=_filled(node.label, here), hint=_filled(node.hint, here), **more)

    def choices(self, node: Node, here: Here) -> list[Choice]:
        rows = self.form.lists.get(node.choices, []) if node.choices else []
        if not node.choice_filter:
            return rows
        tree = parsed(node.choice_filter, in_choices=True)
        return [
            one
            for one in rows
            if is_true(
                worked(
                    tree,
                    Here(
                        here.frames, here.repeats, here.around, here.now, choice={**one.columns, "name": one.code}, nth=here.nth
                    ),
                )
            )
        ]


def _every(asked: Sequence[Asked]) -> Iterator[Asked]:
    for one in asked:
        yield one
        for inside in one.times:
            yield from _every(inside)


def _count(node: Node, here: Here) -> int | None:
    if not node.repeat_count:
        return None
    value = text_of(worked(parsed(node.repeat_count), here))
    return int(value) if value.isdecimal() and len(value) < 6 else 0


def _is_required(node: Node, here: Here) -> bool:
    tree = required_tree(node)
    return tree is not None and is_true(worked(tree, here))


def _filled(words: Mapping[str, str], here: Here) -> dict[str, str]:
    """Return words with the answers that they name."""

    def answer(found: re.Match[str]) -> str:
        values = here.values(found[1]) if found[1] in here.around else []
        return text_of(plain(values[0])) if values else ""

    return {language: REFERENCE.sub(answer, said) if "${" in said else said for language, said in words.items()}


def _usual(node: Node) -> Any:  # Any: an answer
    if node.type is Answer.SEVERAL:
        return node.usual.split()
    is_whole = node.type is Answer.INTEGER and node.usual.isdecimal() and len(node.usual) <= WHOLE_MOST
    return int(node.usual) if is_whole else node.usual


def _misfit(node: Node, value: Any, choices: Sequence[Choice]) -> str:  # Any: an answer
    """Return 'type' for an answer that is none of this question, 'choice' for a code that is not offered, else ''."""
    codes = {one.code for one in choices}
    match node.type:
        case Answer.INTEGER:
            return "" if isinstance(value, int) and not isinstance(value, bool) else "type"
        case Answer.DECIMAL:
            return "" if isinstance(value, int | float) and not isinstance(value, bool) else "type"
        case Answer.ONE:
            return "type" if not isinstance(value, str) else "" if value in codes else "choice"
        case Answer.SEVERAL:
            if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
                return "type"
            return "" if set(value) <= codes else "choice"
        case Answer.AGREED:
            return "" if value is True else "type"
        case Answer.POINT:
            return "" if _is_point(value) else "type"
        case Answer.DATE | Answer.TIME | Answer.INSTANT:
            return "" if _is_instant(node.type, value) else "type"
    return "" if isinstance(value, str) else "type"


def _is_point(value: Any) -> bool:  # Any: an answer
    if not isinstance(value, Mapping) or not {"lat", "lon"} <= set(value) <= {"lat", "lon", "accuracy_m"}:
        return False
    if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in value.values()):
        return False
    return abs(value["lat"]) <= 90 and abs(value["lon"]) <= 180


def _is_instant(kind: Answer, value: Any) -> bool:  # Any: an answer
    read = {Answer.DATE: date.fromisoformat, Answer.TIME: time.fromisoformat, Answer.INSTANT: datetime.fromisoformat}[kind]
    try:
        read(value)
    except (TypeError, ValueError):
        return False
    return True
