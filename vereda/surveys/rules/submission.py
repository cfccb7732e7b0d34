"""What a program sends by OpenRosa: an XML of answers becomes answers of the form. Pure.

Source: OpenRosa, Form Submission API and Metadata Schema (docs.getodk.org/openrosa).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from vereda.surveys.entries.facts import DEEP_MOST, TEXT_MOST
from vereda.surveys.entries.form import Answers, Form, Node
from vereda.surveys.errors import SubmissionWrong
from vereda.surveys.rules.asking import TIMES_MOST, WHOLE_MOST
from vereda.surveys.words import Answer

ENDED = "vereda_end"
"""Question that the XForm notes the time of answering in."""
SUBMISSION_MOST = 256 * 1024  # [bytes]
AGREED = "OK"
FAR_M = 100_000
CODES_MOST = 500


@dataclass(frozen=True)
class Submission:
    """A submission before its form is known."""

    form_id: str
    version: str
    instance: str
    root: Element = field(repr=False)


@dataclass(frozen=True)
class Read:
    """The answers of a submission. ended_at: when the program says that it was answered; photos: question by name of the file."""

    answers: Answers
    ended_at: datetime | None
    photos: dict[str, str]


def read(content: bytes) -> Submission:
    """Return what a submission says of itself. Raises SubmissionWrong."""
    if len(content) > SUBMISSION_MOST:
        raise SubmissionWrong(field="data")
    try:
        root = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError, LookupError):  # the last: an encoding that nobody knows
        raise SubmissionWrong(field="data") from None
    meta = next((one for one in root if _bare(one) == "meta"), None)
    instance = next((_text(one) for one in meta if _bare(one) == "instanceID"), "") if meta is not None else ""
    if not 1 <= len(instance) <= 200:
        raise SubmissionWrong(field="instanceID")
    return Submission(root.get("id", "")[:64], root.get("version", "")[:32], instance, root)


def answers_of(form: Form, submission: Submission) -> Read:
    """Return the answers to a form. Raises SubmissionWrong with the name of what the form does not know or cannot be read."""
    reader = _Reader()
    answers = reader.level(form.nodes, list(submission.root), 0)
    return Read(answers, reader.ended_at, reader.photos)


class _Reader:
    def __init__(self) -> None:
        self.ended_at: datetime | None = None
        self.photos: dict[str, str] = {}

    def level(self, nodes: Iterable[Node], elements: list[Element], depth: int) -> Answers:
        known = {node.name: node for node in nodes}
        found: Answers = {node.name: [] for node in known.values() if node.type is Answer.REPEAT}
        if depth > DEEP_MOST + 2:
            raise SubmissionWrong(field="data")
        for element in elements:
            name = _bare(element)
            node = known.get(name)
            if node is None:
                self.beside(name, element, known)
            elif node.type is Answer.GROUP:
                found |= self.level(node.children, list(element), depth + 1)
            elif node.type is Answer.REPEAT:
                if len(found[name]) >= TIMES_MOST:  # what would be cut off is not received as if it were whole
                    raise SubmissionWrong(field=name)
                found[name].append(self.level(node.children, list(element), depth + 1))
            elif (value := self.value(node, _text(element))) not in ("", []):
                found[name] = value
        return found

    def beside(self, name: str, element: Element, known: dict[str, Node]) -> None:
        """Take what stands in an XForm beside the questions: meta, the counts of repeats, the time of answering."""
        if name == ENDED:
            self.ended_at = _instant(_text(element))
        elif name != "meta" and known.get(name.removesuffix("_count")) is None:
            raise SubmissionWrong(field=name[:64])

    def value(self, node: Node, text: str) -> Any:  # Any: an answer
        if not text or node.type in (Answer.NOTE, Answer.CALCULATED):
            return ""
        if len(text) > TEXT_MOST:
            raise SubmissionWrong(field=node.name)
        if node.type is Answer.IMAGE:
            self.photos[text] = node.name
            return ""
        try:
            return _value(node.type, text)
        except ValueError:
            raise SubmissionWrong(field=node.name) from None


def _value(kind: Answer, text: str) -> Any:  # Any: an answer
    match kind:
        case Answer.INTEGER:
            if len(text) > WHOLE_MOST:
                raise ValueError(text)
            return int(text)
        case Answer.DECIMAL:
            return _finite(text)
        case Answer.SEVERAL:
            codes = text.split()
            if len(codes) > CODES_MOST:
                raise ValueError(text)
            return codes
        case Answer.AGREED:
            return True if text == AGREED else ""
        case Answer.POINT:
            lat, lon, *rest = (_finite(one) for one in text.split())
            return {"lat": lat, "lon": lon} | ({"accuracy_m": min(rest[1], FAR_M)} if len(rest) > 1 and rest[1] > 0 else {})
    return text


def _finite(text: str) -> float:
    found = float(text)
    if not math.isfinite(found):  # JSON knows no other
        raise ValueError(text)
    return found


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _bare(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _text(element: Element) -> str:
    return (element.text or "").strip()
