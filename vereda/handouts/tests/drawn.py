"""What the tests of handouts look at: what is chosen, made longer; the words and the places of the letters of a PDF; pixels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import numpy as np
import pypdfium2
from PIL import Image

from vereda.handouts.lookups import Chosen, chosen

SITE = "https://vereda.example.org/guia"
ON = date(2026, 11, 26)
MM = 72 / 25.4
ONE_IN_THREE = 1.3


@cache
def symbols() -> dict[str, str]:
    from vereda.desk.rooms.paper_sheets import symbols

    return dict(symbols())


def preview(*languages: str, topics=()) -> Chosen:
    return chosen("mx", ON, languages, publish=False, topics=topics)


def longer(what: Chosen, by: float = ONE_IN_THREE) -> Chosen:
    """Return the same with each text and heading longer, in words of its own."""

    def grown(text: str) -> str:
        return f"{text} {text * 9}"[: round(len(text) * by)]

    def told(one):
        text = one.text
        return replace(one, text=replace(text, title=grown(text.title), short=grown(text.short), spoken=grown(text.spoken)))

    panels = [replace(panel, told=tuple(told(one) if one else None for one in panel.told)) for panel in what.panels]
    return replace(what, panels=panels)


def saying(what: Chosen, text: str) -> Chosen:
    """Return the same with one text in the first panel, in every form it has."""
    first, *rest = what.panels
    told = [replace(one, text=replace(one.text, short=text, spoken=text)) if one else None for one in first.told]
    return replace(what, panels=[replace(first, told=tuple(told)), *rest])


def words(content: bytes) -> str:
    """Return all words of a PDF, spaces and ends of lines made one."""
    found = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    return " ".join("\n".join(found).split())


def letters(content: bytes) -> Iterator[np.ndarray]:
    """Yield for each page where its letters stand: left, bottom, right, top in points."""
    for page in pypdfium2.PdfDocument(content):
        text = page.get_textpage()
        boxes = [text.get_charbox(number) for number in range(text.count_chars()) if text.get_text_range(number, 1).strip()]
        yield np.array([box for box in boxes if box[2] > box[0] and box[3] > box[1]])


def on_each_other(boxes: np.ndarray) -> int:
    """Return how many pairs of letters lie on each other by more than half of the smaller one.

    Neighbours in a word are left out: a stop stands under the arm of the r before it.
    """
    left, bottom, right, top = (boxes[:, side] for side in range(4))
    wide = np.minimum(right[:, None], right) - np.maximum(left[:, None], left)
    tall = np.minimum(top[:, None], top) - np.maximum(bottom[:, None], bottom)
    area = (right - left) * (top - bottom)
    common = np.clip(wide, 0, None) * np.clip(tall, 0, None) / np.minimum(area[:, None], area)
    return int(np.count_nonzero(np.triu(common > 1 / 2, 2)))


def pixels(content: bytes, scale: float = 1) -> list[Image.Image]:
    """Return the pages of a PDF as another program draws them."""
    return [page.render(scale=scale).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(content)]


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))
