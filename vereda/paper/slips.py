"""Slips for the pocket as PDF: a code in large letters, where it is entered, what it does. All of it comes as data."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import orjson
import segno
import typst

from vereda.paper.printing import FONTS

SOURCE = Path(__file__).parent / "slip.typ"
_drawing = threading.Lock()  # a compiler is used by one thread at a time


@dataclass(frozen=True, kw_only=True)
class Slip:
    """One slip. code: in large letters; address: drawn as a QR code beside it, '' for none."""

    title: str
    lead: str
    code: str
    lines: Sequence[str]
    address: str = ""


def slips_pdf(slips: Sequence[Slip], *, lang: str) -> bytes:
    """Return slips as PDF, one under the other with a line to cut along."""
    told = [{**asdict(one), "qr": _qr(one.address) if one.address else ""} for one in slips]
    data = orjson.dumps({"slips": told, "lang": lang, "fonts": list(FONTS)}).decode()
    with _drawing:
        made = _compiler().compile(format="pdf", sys_inputs={"data": data})
    return made[0] if isinstance(made, list) else made or b""


def _qr(address: str) -> str:
    drawn, out = segno.make(address, error="m", micro=False), BytesIO()
    drawn.save(out, kind="svg", border=2, xmldecl=False, svgclass=None, lineclass=None, omitsize=True)
    return out.getvalue().decode()


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(SOURCE)
