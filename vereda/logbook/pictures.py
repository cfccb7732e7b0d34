"""A photo before it is sealed: drawn anew, so that no position, day or camera goes with it."""

from __future__ import annotations

import struct
from io import BytesIO

from vereda.logbook.errors import PictureWrong

PICTURE_MOST = 8 * 1024**2  # [bytes] as it comes
SIDE, PREVIEW_SIDE, QUALITY = 1600, 320, 80  # [pixels], [pixels], of JPEG
POINTS_MOST = 50_000_000  # a small file can say that it is as large as a house
MEDIA_TYPE = "image/jpeg"
TURNED = 0x0112  # of EXIF: Orientation
TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}  # its values, to those of `PIL.Image.Transpose`


def bare_picture(content: bytes, side: int = SIDE) -> bytes:
    """Return a photo as JPEG, upright, `side` pixels long at most: its points alone. content: JPEG, PNG. Raises PictureWrong."""
    from PIL import Image, UnidentifiedImageError

    if len(content) > PICTURE_MOST:
        raise PictureWrong
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as image:
            if image.width * image.height > POINTS_MOST:
                raise PictureWrong
            # Only how it is turned is read of what a camera wrote: Pillow's own turning writes all of it anew, and stumbles
            # over what is damaged there.
            turn = TURNS.get(image.getexif().get(TURNED, 1))
            drawn = (image.transpose(Image.Transpose(turn)) if turn is not None else image).convert("RGB")
            drawn.thumbnail((side, side))
            bare = Image.new("RGB", drawn.size)
            bare.paste(drawn)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, TypeError, struct.error, Image.DecompressionBombError):
        # all that Pillow says
        raise PictureWrong from None
    out = BytesIO()
    bare.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
