"""A photo comes out upright and bare, whatever its camera wrote; what a damaged camera wrote holds up no photo."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from vereda.logbook.pictures import TURNS, bare_picture

RED, BLUE = (255, 0, 0), (0, 0, 255)


def taken(turned: int = 1) -> bytes:
    """Return a photo 32 by 16, red in the corner that its camera calls the first, as that camera turned it."""
    exif, out = Image.Exif(), BytesIO()
    exif[0x0112], exif[0x010F] = turned, "Marca"
    image = Image.new("RGB", (32, 16), BLUE)
    image.paste(RED, (0, 0, 8, 8))
    image.save(out, "JPEG", exif=exif.tobytes(), quality=95, subsampling=0)
    return out.getvalue()


@pytest.mark.parametrize(
    ("turned", "corner"),
    [(1, (0, 0)), (2, (31, 0)), (3, (31, 15)), (4, (0, 15)), (5, (0, 0)), (6, (15, 0)), (7, (15, 31)), (8, (0, 31))],
)
def test_a_photo_is_turned_as_its_camera_says(turned: int, corner: tuple[int, int]) -> None:
    assert TURNS.keys() == set(range(2, 9))
    with Image.open(BytesIO(bare_picture(taken(turned)))) as image:
        points, at = image.convert("RGB").tobytes(), (corner[1] * image.width + corner[0]) * 3
    assert points[at] > 200 > 60 > points[at + 2]


def test_what_a_camera_wrote_wrongly_holds_up_no_photo_and_goes_as_all_of_it() -> None:
    """A name of the camera under the tag of a width: Pillow reads it, and cannot write it."""
    wrong = taken(6).replace(b"\x01\x0f\x00\x02", b"\x01\x00\x00\x02")
    assert wrong != taken(6)
    made = bare_picture(wrong)
    assert b"Exif" not in made
    assert b"Marca" not in made
    with Image.open(BytesIO(made)) as image:
        assert image.size == (16, 32)
