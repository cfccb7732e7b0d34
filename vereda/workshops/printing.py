"""A report as PDF, or as pictures of its pages to look at. A letter that the fonts do not have is refused."""

from __future__ import annotations

import re
import threading
from functools import cache
from pathlib import Path
from typing import Any, Literal

import orjson
import typst

from vereda.band import band_in
from vereda.settings.environment import env
from vereda.workshops.errors import GlyphMissing
from vereda.workshops.rules.drawn import Block, Report

SOURCE = Path(__file__).parent / "report.typ"
FONTS = ("DejaVu Sans", "Libertinus Serif")
"""The second one comes with Typst: a machine without fonts prints with it."""
DRAWN = re.compile(r"[\n -~¡-ÿĀ-ſ‘’“”–—…·•]*")
"""The signs that both fonts have; any other would be an empty box on paper."""
LONG = 24  # signs of a cell from which on its column takes what room is left
PPI = 100
_drawing = threading.Lock()  # a compiler is used by one thread at a time


def pdf(report: Report) -> bytes:
    """Return a report as PDF. Raises GlyphMissing."""
    return _made(report, "pdf")[0]


def pictures(report: Report) -> list[bytes]:
    """Return the same, one PNG a page. Raises GlyphMissing."""
    return _made(report, "png")


def _made(report: Report, form: Literal["pdf", "png"]) -> list[bytes]:
    data = {
        "lang": report.lang,
        "fonts": list(FONTS),
        "title": report.title,
        "band": band_in(report.lang) if env().demo else "",
        "heading": list(report.heading),
        "blocks": [_block(one) for one in report.blocks],
    }
    _refuse_unknown_signs(data)
    with _drawing:
        made = _compiler().compile(format=form, ppi=PPI, sys_inputs={"data": orjson.dumps(data).decode()})
    return made if isinstance(made, list) else [made or b""]


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(SOURCE)


def _block(one: Block) -> dict[str, Any]:  # Any: JSON
    longest = [max((len(row[place]) for row in one.rows), default=0) for place in range(len(one.heads))]
    # Columns of sentences share the room by their length; the others are as wide as what stands in them.
    widths = [0 if length < LONG else min(4, 2 + length // 60) for length in longest]
    return {
        "title": one.title,
        "lead": list(one.lead),
        "notes": list(one.notes),
        "heads": list(one.heads),
        "right": list(one.right),
        "widths": widths if any(widths) else [1] * len(widths),
        "rows": [list(row) for row in one.rows],
    }


def _refuse_unknown_signs(value: Any) -> None:  # Any: JSON
    if isinstance(value, str) and not DRAWN.fullmatch(value):
        raise GlyphMissing(sign=next(sign for sign in value if not DRAWN.fullmatch(sign)))
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _refuse_unknown_signs(one)
