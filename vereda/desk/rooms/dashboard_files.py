"""One answer of a dashboard as a file: a picture that says for itself what it is, and that it is not for publication."""

from __future__ import annotations

import io

from django.utils.translation import gettext as _

from vereda.desk.rooms.dashboard import Shown
from vereda.statistics.door import charts

MEDIA = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8"}
PIXELS_A_POINT = 2


def file_of(shown: Shown, form: str, period: str) -> bytes:
    """Return the bytes of a form of MEDIA."""
    if form == "csv":
        return shown.table.csv().encode()
    svg = charts.framed(shown.wide, f"{shown.title}: {period}", [shown.sentence, shown.note], _("Interno, no publicar"))
    return svg.encode() if form == "svg" else png_of(svg)


def png_of(svg: str) -> bytes:
    """Return a picture as pixels, few colours, so that it goes through messages."""
    import typst
    from PIL import Image

    source = '#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
    made = typst.compile(source.encode(), format="png", ppi=72.0 * PIXELS_A_POINT, sys_inputs={"svg": svg})
    assert isinstance(made, bytes)  # one page
    file = io.BytesIO()
    Image.open(io.BytesIO(made)).convert("RGB").quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()
