"""A note as PDF. A letter that the fonts do not have is refused."""

from __future__ import annotations

import re
import threading
from functools import cache
from pathlib import Path
from typing import Any, Literal

import orjson
import typst

from vereda.press.entries import Paragraph
from vereda.press.errors import GlyphMissing
from vereda.press.rules.telling import plain
from vereda.press.sheet import Sheet, contact_lines, figure_line

SOURCE = Path(__file__).parent / "note.typ"
FONTS = ("DejaVu Sans", "Libertinus Serif")
"""The second one comes with Typst: a machine without fonts prints with it."""
DRAWN = re.compile(r"[\n -~¡-ÿĀ-ſ‘’“”–—…·•]*")
PPI = 100
_drawing = threading.Lock()  # a compiler is used by one thread at a time


def pdf(sheet: Sheet, name: str) -> bytes:
    """Return a note as PDF; name: what its foot says. Raises GlyphMissing."""
    return _made(sheet, name, "pdf")[0]


def pictures(sheet: Sheet, name: str) -> list[bytes]:
    """Return the same, one PNG a page. Raises GlyphMissing."""
    return _made(sheet, name, "png")


def _made(sheet: Sheet, name: str, form: Literal["pdf", "png"]) -> list[bytes]:
    data = _data(sheet, name)
    _refuse_unknown_signs(data)
    with _drawing:
        made = _compiler().compile(format=form, ppi=PPI, sys_inputs={"data": orjson.dumps(data).decode()})
    return made if isinstance(made, list) else [made or b""]


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(SOURCE)


def _data(sheet: Sheet, name: str) -> dict[str, Any]:  # Any: JSON
    return {
        "lang": sheet.lang,
        "fonts": list(FONTS),
        "name": name,
        "draft": sheet.word("preview") if sheet.is_draft else "",
        "headline": plain(sheet.headline),
        "title": _runs(sheet.headline),
        "dateline": sheet.dateline,
        "body": [_runs(one) for one in sheet.body],
        "contacts_title": sheet.word("contacts"),
        "contacts": [contact_lines(one, sheet) for one in sheet.contacts],
        "figures_title": sheet.word("figures"),
        "figures": [[str(one.number), figure_line(one, sheet)] for one in sheet.text.figures],
    }


def _runs(one: Paragraph) -> list[dict[str, Any]]:  # Any: JSON
    return [run.model_dump(mode="json") for run in one.runs]


def _refuse_unknown_signs(value: Any) -> None:  # Any: JSON
    if isinstance(value, str) and not DRAWN.fullmatch(value):
        raise GlyphMissing(sign=next(sign for sign in value if not DRAWN.fullmatch(sign)))
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _refuse_unknown_signs(one)
