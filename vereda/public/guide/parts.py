"""What every page carries with it: its style in the page, so that one answer is enough, and the symbols of the house."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

import segno
from django.contrib.staticfiles import finders
from markupsafe import Markup

FILES = Path(__file__).parent / "files"
_DRAWN = re.compile(r'<svg viewBox="0 0 24 24" aria-hidden="true">(.*?)</svg>', re.DOTALL)
_SYMBOL = re.compile(r'<symbol id="([^"]+)"[^>]*>(.*?)</symbol>', re.DOTALL)
STATIC = Path(__file__).parent.parent / "static" / "public"
FALLBACK, LISTS = "unspecified", "/*---"


@cache
def style(*, is_list: bool = True) -> Markup:
    """Return the style, without what only people need to read it. is_list: also for lists, the first page and SOS."""
    written = (FILES / "guide.css").read_text(encoding="utf-8")
    written = written if is_list else written.split(LISTS)[0]
    packed = re.sub(r"\s*([{};,>])\s*", r"\1", re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL))
    return Markup(re.sub(r"\s+", " ", packed).replace(": ", ":").replace(";}", "}").strip())  # noqa: S704  our own file


RETURNED = Markup(
    'if(name=="calendar"&&performance.getEntriesByType("navigation")[0]?.type[0]=="b")location.replace("calendar.html")'
)
"""Before anything is drawn: who left and comes back by the way back is not shown the page again (`guide.js` does the rest)."""


def digest(written: str) -> str:
    """Return what stands in a page as its policy names it."""
    return f"'sha256-{base64.b64encode(sha256(written.encode()).digest()).decode()}'"


@cache
def style_digests() -> tuple[str, ...]:
    """Return the styles as a policy names them: nothing else may stand in a page's style."""
    return tuple(digest(style(is_list=is_list)) for is_list in (True, False))


@cache
def _symbols() -> Mapping[str, str]:
    found = finders.find("desk/icons.svg")
    assert isinstance(found, str)
    return dict(_SYMBOL.findall(Path(found).read_text(encoding="utf-8")))


def symbol(name: str) -> Markup:
    """Return a symbol as it stands in a page: the same as on the screens of the agents, so that a finger can point at both."""
    drawn = _symbols().get(name) or _symbols()[FALLBACK]
    return Markup(f'<svg viewBox="0 0 24 24" aria-hidden="true">{drawn}</svg>')  # noqa: S704  our own file


def once(page: str) -> str:
    """Return a page in which each symbol is drawn once and named where it stands again: a country must fit on a telephone."""
    names = {drawn: f"s{at}" for at, drawn in enumerate(one for one, many in Counter(_DRAWN.findall(page)).items() if many > 1)}
    met = set[str]()

    def named(found: re.Match[str]) -> str:
        drawn = found[1]
        if drawn not in names:
            return found[0]
        again = drawn in met
        met.add(drawn)
        inside = f'<use href="#{names[drawn]}"/>' if again else f'<g id="{names[drawn]}">{drawn}</g>'
        return found[0].replace(drawn, inside)

    return _DRAWN.sub(named, page)


def script(name: str) -> bytes:
    """Return one of the few files beside the pages. position.js is that of the SOS page."""
    return (STATIC / "point.js" if name == "position.js" else FILES / name).read_bytes()


def square_code(address: str) -> Markup:
    """Return an address as a QR code that a page and a printer draw sharp at any size."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(omitsize=True, border=2)
    return Markup(drawn)  # noqa: S704  drawn from modules; the address itself is not in it
