"""The sheet of a hand-over fitted on one printed page, A4 or letter, with room for two signatures; also after a full night.

What does not fit is read on the screen, and the page says how much that is. A test prints the fullest one in Chromium.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import ngettext

from vereda.groups.door import Sheet


class Print(NamedTuple):
    """A size of print. name: class of the page; signs: of a line in half the width; lines: that fit in both halves together."""

    name: str
    signs: int
    lines: int


PRINTS = (Print("", 42, 54), Print("dense", 50, 74), Print("denser", 60, 96), Print("densest", 72, 130))
PARTS_MOST, LINE_MOST = 24, 140
"""Beyond these a page would overflow in the smallest print as well: more is on the screen."""
TEXT_MOST, TEXT_LINES = 1400, 12
REMARK_MOST, REMARK_LINES = 500, 5
GOES_ON = " (…)"


@dataclass(frozen=True)
class Printed:
    """A sheet as it is printed. parts: title, lines, what is left out; cut: lines that are read on the screen alone."""

    density: str
    parts: Sequence[tuple[str, Sequence[str], str]]
    text: str
    remark: str
    cut: int


def printed(sheet: Sheet, remark: str) -> Printed:
    """Return a sheet in the largest print in which it fits on one page; in the smallest one the longest parts give way."""
    text, missing = cut_text(sheet.text, TEXT_MOST, TEXT_LINES), cut_text(remark, REMARK_MOST, REMARK_LINES)
    shown = [(part.title, [_short(line) for line in part.lines]) for part in sheet.parts[:PARTS_MOST]]
    size, room = PRINTS[-1], 0
    for size in PRINTS:
        room = size.lines - _besides(sheet, len(shown), text, missing, size)
        if sum(sum(_heights(lines, size)) for _title, lines in shown) <= room:
            break
    allowed = fitted([_heights(lines, size) for _title, lines in shown], room)
    parts = [_cut(title, lines, most) for (title, lines), most in zip(shown, allowed, strict=True)]
    return Printed(size.name, parts, text, missing, sum(len(part.lines) for part in sheet.parts) - sum(allowed))


def cut_text(text: str, most: int, lines: int) -> str:
    """Return a text in so many signs and lines; that it goes on is said."""
    kept = "\n".join(text.strip().splitlines()[:lines])[:most]
    return kept if kept == text.strip() else kept.rstrip() + GOES_ON


def fitted(heights: Sequence[Sequence[int]], room: int) -> list[int]:
    """Return how many lines of each part are printed, taking from the tallest part until all fit; each keeps its first."""
    allowed = [len(part) for part in heights]
    tall = [sum(part) for part in heights]
    while sum(tall) > room and max(allowed, default=0) > 1:
        tallest = max((place for place, most in enumerate(allowed) if most > 1), key=lambda place: tall[place])
        allowed[tallest] -= 1
        tall[tallest] = sum(heights[tallest][: allowed[tallest]]) + 1  # the line that says how many are left out
    return allowed


def _short(line: str) -> str:
    return line if len(line) <= LINE_MOST else line[: LINE_MOST - len(GOES_ON)] + GOES_ON


def _cut(title: str, lines: Sequence[str], most: int) -> tuple[str, Sequence[str], str]:
    rest = len(lines) - most
    more = ngettext("y %(n)d más, en la pantalla", "y %(n)d más, en la pantalla", rest) % {"n": rest} if rest else ""
    return title, lines[:most], more


def _besides(sheet: Sheet, parts: int, text: str, remark: str, size: Print) -> int:
    """Return the lines that headings, words and loose things take; what goes over the whole width takes two."""
    whole = 2 * size.signs
    words = sum(1 + len(line) // whole for told in (text, remark) for line in told.splitlines())
    return 2 * parts + 2 * (words + 2 + (len(sheet.loose) + 2) // 3)


def _heights(lines: Sequence[str], size: Print) -> list[int]:
    return [1 + len(line) // size.signs for line in lines]
