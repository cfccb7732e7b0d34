"""Sheets as a file to print: PDF for paper, pictures to look at. What does not fit, or has no letter in the font, is refused."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import orjson
import segno
import typst

from vereda.paper.errors import GlyphMissing, TextOverflows
from vereda.paper.rules.serials import Serial
from vereda.paper.rules.sheets import Drawn, Ground

SOURCE = Path(__file__).parent / "sheet.typ"
FONTS = ("DejaVu Sans", "Libertinus Serif")
"""The second one comes with Typst: a machine without fonts prints with it. Each sheet fits in both."""
DRAWN = re.compile(r"[ -~¡-ÿĀ-ſ‘’“”–—…·•]*")
"""The signs that both fonts have, tried one by one in a test; any other would be an empty box on paper."""
PPI = 150
_drawing = threading.Lock()  # a compiler is used by one thread at a time


def pdf(
    sheet: Drawn, ground: Ground, serials: Sequence[Serial], symbols: Mapping[str, str], *, own_fonts_only: bool = False
) -> bytes:
    """Return sheets as PDF: one copy for each serial, or a blank one without number where there is none.

    symbols         id -> SVG, the same as on the screen
    own_fonts_only  draw as on a machine that has no fonts
    Raises GlyphMissing, TextOverflows.
    """
    return _made(sheet, ground, serials, symbols, "pdf", own_fonts_only)[0]


def pictures(
    sheet: Drawn, ground: Ground, serials: Sequence[Serial], symbols: Mapping[str, str], *, own_fonts_only: bool = False
) -> list[bytes]:
    """Return the same, one PNG for each side."""
    return _made(sheet, ground, serials, symbols, "png", own_fonts_only)


def _made(
    sheet: Drawn,
    ground: Ground,
    serials: Sequence[Serial],
    symbols: Mapping[str, str],
    form: Literal["pdf", "png"],
    own_fonts_only: bool,
) -> list[bytes]:
    told = orjson.dumps(data_of(sheet, ground, serials, symbols, FONTS[1:] if own_fonts_only else FONTS)).decode()
    try:
        with _drawing:
            made = _compiler(own_fonts_only).compile(format=form, ppi=PPI, sys_inputs={"data": told})
    except typst.TypstError as why:
        found = re.search(r"OVERFLOW (\S+) \| ([^\"\n]*)", str(why.message))
        if found is None:
            raise
        raise TextOverflows(form=found[1], what=found[2]) from None
    return made if isinstance(made, list) else [made or b""]


@cache
def _compiler(own_fonts_only: bool) -> typst.Compiler:
    return typst.Compiler(SOURCE, ignore_system_fonts=own_fonts_only)


def data_of(
    sheet: Drawn, ground: Ground, serials: Sequence[Serial], symbols: Mapping[str, str], fonts: Sequence[str]
) -> dict[str, Any]:  # Any: JSON
    """Return all that the drawing needs; raises GlyphMissing."""
    t = ground.t
    group = ground.pack.groups[ground.group]
    data: dict[str, Any] = {  # Any: JSON
        "form": sheet.form,
        "lang": ground.lang,
        "fonts": list(fonts),
        "title": sheet.title,
        "symbol": sheet.symbol,
        "group": group.name,
        "back": t("atrás", "back"),
        "day_words": [t("día", "day"), t("mes", "month"), t("año", "year")],
        "pages": [[asdict(box) for box in page] for page in sheet.pages],
        "warning": sheet.warning,
        "notes": list(sheet.notes),
        "notes_title": t("Claves de otros países, para los renglones vacíos", "Codes of other countries, for the empty rows"),
        "foot": t("Quien la teclee la destruye después.", "Whoever types it destroys it afterwards."),
        "typed": t("Tecleada (clave y fecha):", "Typed (who, when):"),
        "copies": [{"serial": str(one), "code": code(one)} for one in serials] or [{"serial": "", "code": ""}],
    }
    _refuse_unknown_signs(data)
    used = {sheet.symbol, "radio", *(option.symbol for box in sheet.boxes for option in (*box.options, *box.rows))}
    return data | {"symbols": {id_: symbols[id_] for id_ in sorted(used) if id_ in symbols}}


def code(serial: Serial) -> str:
    """Return the serial as a QR code (SVG), for a scanner that types what it reads."""
    drawn, out = segno.make(str(serial), error="m", micro=False), BytesIO()
    drawn.save(out, kind="svg", border=2, xmldecl=False, svgclass=None, lineclass=None, omitsize=True)
    return out.getvalue().decode()


def _refuse_unknown_signs(value: Any) -> None:  # Any: JSON
    if isinstance(value, str) and not value.startswith("<svg") and not DRAWN.fullmatch(value):
        raise GlyphMissing(sign=next(sign for sign in value if not DRAWN.fullmatch(sign)))
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
        _refuse_unknown_signs(one)
