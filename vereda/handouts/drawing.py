"""Handouts as files: PDF for paper, pictures to be sent on. A text that does not fit, or a letter that is not there, stops it."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import orjson
import typst
from babel import UnknownLocaleError
from babel.dates import format_date
from PIL import Image

from vereda.countries.door import TopicKind, pack
from vereda.guidance.door import TopicTold
from vereda.handouts.errors import NothingToTell, PictureTooLarge, TextOverflows, TooManyTopics
from vereda.handouts.lookups import Chosen, Panel, Spoken
from vereda.handouts.rules.letters import FAMILY, FILES, refuse_unknown
from vereda.handouts.rules.sites import address_of, code, site_of
from vereda.handouts.words import CARD_PANELS, PICTURE_BYTES, Handout, Ink, band, phrases

SOURCES = Path(__file__).parent / "typst"
PICTURE = "picture"
TONES = {
    TopicKind.DANGER: "#8a1c00",
    TopicKind.RIGHT: "#0b3d7a",
    TopicKind.NUMBER: "#7a0c2e",
    TopicKind.SERVICE: "#0a4d2c",
    TopicKind.PROCEDURE: "#4a1f6e",
    TopicKind.CALL: "#7a0c2e",
    TopicKind.KEPT: "#3d3d3d",
    "band": "#a00000",
}
"""White on each has a contrast of at least 7 to 1."""
NUMBERED = {"ht"}
"""Languages whose days are written as numbers: Babel has the months of another language for them."""
COLOURS = 48
PPI = 144  # of pictures of paper
PIXELS = 72  # a point is a pixel
_drawing = threading.Lock()  # a compiler is used by one thread at a time

type Symbols = Mapping[str, str]  # id -> SVG in black, the same as on the screen


def pdf(kind: Handout, what: Chosen, symbols: Symbols, *, site: str, ink: Ink = Ink.COLOUR) -> bytes:
    """Return a handout as PDF. Raises TooManyTopics, LetterMissing, TextOverflows."""
    return _made(kind, data_of(kind, what, symbols, site, ink), "pdf", PPI)[0]


def pages(kind: Handout, what: Chosen, symbols: Symbols, *, site: str, ink: Ink = Ink.COLOUR) -> list[bytes]:
    """Return the same, one PNG a page: to be looked at."""
    return _made(kind, data_of(kind, what, symbols, site, ink), "png", PPI)


def picture(what: Chosen, symbols: Symbols, *, site: str) -> bytes:
    """Return the only topic of what was chosen as one PNG of 1080 x 1350 points, of less than 150 kB.

    PNG: WhatsApp shows it as a picture everywhere, WebP only as a sticker, and JPEG would blur the code before it is sent.
    Raises LetterMissing, TextOverflows, PictureTooLarge.
    """
    drawn = _made(PICTURE, data_of(PICTURE, what, symbols, site, Ink.COLOUR), "png", PIXELS)[0]
    out = BytesIO()
    with Image.open(BytesIO(drawn)) as opened:
        opened.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    made = out.getvalue()
    if len(made) >= PICTURE_BYTES:
        topic, language = what.panels[0].topic.code, what.codes[0]
        raise PictureTooLarge(topic=topic, language=language, bytes=len(made), most=PICTURE_BYTES)
    return made


def each_topic(what: Chosen) -> list[Chosen]:
    """Return each topic of what was chosen by itself, without the list of numbers: as a picture shows it."""
    return [replace(what, panels=[panel], numbers=[]) for panel in what.panels]


def day_said(on: date, lang: str) -> str:
    """Return a day as it is written in a language; as 2026-11-29 where nobody knows how."""
    if lang in NUMBERED:
        return on.isoformat()
    try:
        return format_date(on, "long", locale=lang)
    except (UnknownLocaleError, ValueError):
        return on.isoformat()


def dates(what: Chosen, language: str) -> str:
    """Return when a handout was made and how long it holds, in a language."""
    said = phrases(language)
    ends = said.until.format(day=day_said(what.until, said.lang)) if what.until else said.unchecked
    return f"{said.made.format(day=day_said(what.on, said.lang))} {ends}"


def data_of(kind: str, what: Chosen, symbols: Symbols, site: str, ink: Ink) -> dict[str, Any]:  # Any: JSON
    """Return all that a drawing needs. Raises NothingToTell, TooManyTopics, LetterMissing, SiteNotUnderstood."""
    if not what.panels:
        raise NothingToTell(language=what.languages[0].own_name)
    if kind in (Handout.CARD, Handout.POSTER) and len(what.panels) > CARD_PANELS:
        raise TooManyTopics(count=len(what.panels), most=CARD_PANELS)
    site = site_of(site)
    topic = what.panels[0].topic.code if kind == PICTURE else ""
    said = [phrases(language) for language in what.codes]
    data: dict[str, Any] = {  # Any: JSON
        "ink": ink,
        "font": FAMILY,
        "tones": {str(name): tone for name, tone in TONES.items()},
        "band": list(band(what.codes)) if what.needs_band else [],
        "languages": list(what.codes),
        "names": [one.own_name for one in what.languages],
        "country": pack(what.country).country.name_es,
        "titles": _phrased([(one.lang, one.title) for one in said]),
        "more": _phrased([(one.lang, one.more) for one in said]),
        "number_titles": _phrased([(one.lang, one.numbers) for one in said]),
        "dates": _phrased([(one.lang, dates(what, language)) for one, language in zip(said, what.codes, strict=True)]),
        "site": site.partition("//")[2],
        "code": code(address_of(site, what.codes[0] if kind == PICTURE else "", topic)),
        "panels": [_panel(panel, what.languages, kind) for panel in what.panels],
        "numbers": [{"number": one.number, "name": one.name, "kind": one.kind} for one in what.numbers],
    }
    _refuse_unknown_signs(data, what.codes)
    used = {"phone", *(panel.topic.symbol for panel in what.panels)}
    return data | {"symbols": {id_: symbols[id_] for id_ in sorted(used)}}


def _phrased(told: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"lang": lang, "words": words} for lang, words in dict.fromkeys(told)]


def _panel(panel: Panel, languages: Sequence[Spoken], kind: str) -> dict[str, Any]:  # Any: JSON
    """Return a topic as it stands: what is read aloud where there is room for it, else what is sent as a message."""
    has_room = len(languages) == 1 or kind == Handout.TALKING
    sides = [_side(one, spoken, has_room) if one else None for one, spoken in zip(panel.told, languages, strict=True)]
    return {"topic": panel.topic.code, "symbol": panel.topic.symbol, "kind": str(panel.topic.kind), "sides": sides}


def _side(one: TopicTold, spoken: Spoken, has_room: bool) -> dict[str, str]:
    text = one.text.spoken if has_room else one.text.short
    return {"language": spoken.code, "lang": spoken.iso or spoken.code, "title": one.text.title, "text": text}


def _refuse_unknown_signs(data: Mapping[str, Any], languages: Sequence[str]) -> None:  # Any: JSON
    for panel in data["panels"]:
        for side in filter(None, panel["sides"]):
            refuse_unknown(side["title"] + side["text"], topic=panel["topic"], language=side["language"])
    for one in data["numbers"]:
        refuse_unknown(one["number"] + one["name"], topic=one["name"], language=languages[0])
    frame = [one["words"] for name in ("titles", "more", "number_titles", "dates") for one in data[name]]
    for words in (*frame, *data["band"], *data["names"], data["country"]):
        refuse_unknown(words, topic=words, language=languages[0])


def drawn(kind: str, data: Mapping[str, Any], form: Literal["pdf", "png"], ppi: int = PPI) -> list[bytes]:  # Any: JSON
    """Return what a drawing of another file of this module needs no more than its data for. Raises TextOverflows."""
    return _made(kind, data, form, ppi)


def _made(kind: str, data: Mapping[str, Any], form: Literal["pdf", "png"], ppi: int) -> list[bytes]:  # Any: JSON
    try:
        with _drawing:
            made = _compiler(kind).compile(format=form, ppi=ppi, sys_inputs={"data": orjson.dumps(data).decode()})
    except typst.TypstError as why:
        found = re.search(r'OVERFLOW (\S+) \| (\S+) \| ([^"\n]*)', str(why.message))
        if found is None:
            raise
        raise TextOverflows(topic=found[1], language=found[2], what=found[3]) from None
    return made if isinstance(made, list) else [made or b""]


@cache
def _compiler(kind: str) -> typst.Compiler:
    return typst.Compiler(SOURCES / f"{kind}.typ", font_paths=[FILES], ignore_system_fonts=True)
