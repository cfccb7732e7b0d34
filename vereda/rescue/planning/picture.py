"""The picture of a plan: relief in grey, search areas with their order and hours, a scale and the north."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np

from vereda.rescue.planning.dem import Dem
from vereda.rescue.planning.numbers import Grid

Box = tuple[tuple[float, float, float, float], str]
SIDE = 1200  # pixels of the longer side
STRIP = 72  # of the title above
AROUND = 0.6  # of the areas' span is shown on each side of them
FEWEST = 60  # cells that a side of the picture shows at least
LINE, INK, PAPER = (176, 0, 32), (20, 20, 20), (255, 255, 255)
# Pillow's own letters have no accents; those that come with Typst do.
TITLE = b"""#set page(width: 840pt, height: 36pt, margin: 6pt)
#set text(size: 15pt, font: "Libertinus Serif", lang: "es")
#sys.inputs.title"""


def drawn(dem: Dem, title: str, boxes: Sequence[Box]) -> bytes:
    """Return a PNG. boxes: (top, left, bottom, right) in cells, and the label of each."""
    from PIL import Image, ImageDraw, ImageFont

    top, left, bottom, right = _window([corners for corners, _label in boxes], dem.shape)
    scale = SIDE / max(bottom - top, right - left)
    size = (max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale)))
    relief = Image.fromarray(_shade(dem.z[top:bottom, left:right], dem.cell_m)).resize(size, Image.Resampling.BILINEAR)
    picture = Image.new("RGB", (SIDE, size[1] + STRIP), PAPER)
    picture.paste(Image.open(io.BytesIO(_title(title))).convert("RGB"), (0, 0))
    picture.paste(relief.convert("RGB"), (0, STRIP))
    pen = ImageDraw.Draw(picture)
    for box, label in boxes:
        corners = [(at - first) * scale for at, first in zip(box, (top, left, top, left), strict=True)]
        pen.rectangle((corners[1], corners[0] + STRIP, corners[3] - 1, corners[2] + STRIP - 1), outline=LINE, width=3)
        font = ImageFont.load_default(max(9.0, min(30.0, (corners[3] - corners[1]) / 5)))
        middle = ((corners[1] + corners[3]) / 2, (corners[0] + corners[2]) / 2 + STRIP)
        pen.multiline_text(middle, label, fill=INK, font=font, anchor="mm", align="center", stroke_width=3, stroke_fill=PAPER)
    _scale(pen, SIDE, scale / dem.cell_m)
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def _window(boxes: Sequence[tuple[float, float, float, float]], shape: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return the part of the terrain to show as (top, left, bottom, right): the areas and what is around them."""
    if not boxes:
        return 0, 0, *shape
    sides = np.array(boxes)
    least, most = sides[:, :2].min(axis=0), sides[:, 2:].max(axis=0)
    beyond = max(AROUND * float((most - least).max()), FEWEST / 2)
    top, left = np.maximum(least - beyond, 0).astype(int)
    bottom, right = np.minimum(most + beyond, shape).astype(int)
    return int(top), int(left), int(bottom), int(right)


def _title(title: str) -> bytes:
    """Return the title as a picture."""
    import typst

    found = typst.compile(TITLE, format="png", ppi=144.0, sys_inputs={"title": title})
    assert isinstance(found, bytes)  # one page
    return found


def _shade(z: Grid, cell_m: float) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Return the relief in greys, with the light from the north-west; light enough to write on."""
    south, east = np.gradient(z, cell_m)
    light = (1 + east + south) / np.sqrt(2 * (1 + east**2 + south**2)) / np.sqrt(1.5) * 0.87
    return (150 + 100 * np.clip(light, 0, 1)).astype(np.uint8)


def _scale(pen: object, width: int, pixels_per_m: float) -> None:
    """Draw a bar of a round length, and the north."""
    from PIL import ImageDraw, ImageFont

    assert isinstance(pen, ImageDraw.ImageDraw)
    longest = width / 4 / pixels_per_m
    length = next(
        step for step in (50_000, 20_000, 10_000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 1) if step <= max(longest, 1)
    )
    font, right = ImageFont.load_default(16), width - 60
    pen.line((right - length * pixels_per_m, 58, right, 58), fill=INK, width=4)
    told = f"{length / 1000:g} km" if length >= 1000 else f"{length} m"
    pen.text((right - length * pixels_per_m / 2, 50), told, fill=INK, font=font, anchor="mb")
    pen.text((width - 28, 58), "N", fill=INK, font=font, anchor="mb")
    pen.polygon([(width - 28, 8), (width - 36, 34), (width - 20, 34)], fill=INK)
