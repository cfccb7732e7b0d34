"""A camera before a phone's screen: what the codes in one picture say."""

from __future__ import annotations

from io import BytesIO

import zxingcpp
from PIL import Image, UnidentifiedImageError

PICTURE_MOST = 1_500_000  # [bytes]
QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
SIDE_MOST = 2600  # [pixels]; the page sends 1280


def codes_in(picture: bytes) -> list[str]:
    """Return the texts of the QR codes in a JPEG; none where it is no picture, or one larger than a page sends."""
    if len(picture) > PICTURE_MOST:
        return []
    try:
        with Image.open(BytesIO(picture), formats=["JPEG"]) as opened:
            if max(opened.size) > SIDE_MOST:
                return []
            seen = opened.convert("L")
    except (UnidentifiedImageError, OSError, ValueError):
        return []
    return [one.text for one in zxingcpp.read_barcodes(seen, formats=QR)]
