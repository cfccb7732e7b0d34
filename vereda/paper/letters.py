"""A letter to a body outside as PDF. What it says comes as data; a sign that the fonts lack is shown as such, never left out."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

import orjson
import typst

from vereda.paper.printing import DRAWN, FONTS

SOURCE = Path(__file__).parent / "letter.typ"
LACKING = "?"
_drawing = threading.Lock()  # a compiler is used by one thread at a time


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody wrote, under a heading. blank: so many lines to write on by hand."""

    title: str
    lines: Sequence[str]
    blank: int = 0


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter to be signed by hand.

    facts   (name, what is said)
    blanks  names with a line to write on by hand
    signs   what stands under the lines to be signed
    foot    on each page;  lang: of the words
    """

    sender: str
    day: str
    body: str
    subject: str
    opening: Sequence[str]
    facts: Sequence[tuple[str, str]]
    blanks: Sequence[str] = field(default_factory=list)
    accounts: Sequence[Told] = field(default_factory=tuple)
    closing: Sequence[str] = field(default_factory=tuple)
    signs: Sequence[str] = field(default_factory=tuple)
    foot: str = ""
    lang: str = "es"


def letter_pdf(letter: Letter, *, lacking: str) -> bytes:
    """Return a letter as PDF. lacking: the sentence that is added where a sign could not be drawn."""
    told = _drawable(asdict(letter))
    if told != asdict(letter) | {"facts": [list(fact) for fact in letter.facts]}:
        told["closing"] = [*told["closing"], lacking]
    data = orjson.dumps({**told, "fonts": list(FONTS)}).decode()
    with _drawing:
        made = _compiler().compile(format="pdf", sys_inputs={"data": data})
    return made[0] if isinstance(made, list) else made or b""


def lines_of(text: str) -> list[str]:
    """Return a text that somebody typed as the paragraphs of a letter."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(SOURCE)


def _drawable[T](value: T) -> T:
    """Return the same with `?` for each sign that the fonts do not have."""
    if isinstance(value, str):
        return "".join(sign if DRAWN.fullmatch(sign) else LACKING for sign in value)  # type: ignore[return-value]  # text in, text out
    if isinstance(value, dict):
        return {name: _drawable(one) for name, one in value.items()}  # type: ignore[return-value]  # as above
    if isinstance(value, list | tuple):
        return [_drawable(one) for one in value]  # type: ignore[return-value]  # JSON has lists alone
    return value
