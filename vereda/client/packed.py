"""What goes to phones and comes from them, as small as the line needs it: JSON, compressed."""

from __future__ import annotations

import gzip
import zlib

import orjson
from django.http import HttpRequest, HttpResponse

SMALL = 400  # [bytes] below it compressing costs more than it saves


def packed(request: HttpRequest, payload: object) -> HttpResponse:
    """Return a payload as JSON, compressed. What stands in it was not typed by a stranger beside a secret (no BREACH)."""
    body = orjson.dumps(payload)
    answer = HttpResponse(body, content_type="application/json")
    if len(body) > SMALL and "gzip" in request.headers.get("Accept-Encoding", ""):
        answer.content = gzip.compress(body, compresslevel=9, mtime=0)
        answer["Content-Encoding"] = "gzip"
    answer["Vary"] = "Accept-Encoding"
    return answer


def unpacked(request: HttpRequest, most: int) -> bytes:
    """Return the body of a request, opened where it came compressed.

    most  size [bytes] above which nothing more is opened: a few bytes can stand for gigabytes; one more is returned
    Raises ValueError when it is not what it says.
    """
    body: bytes = request.body
    if request.headers.get("Content-Encoding", "") != "gzip":
        return body
    try:
        opening = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        opened = opening.decompress(body, most + 1)
    except zlib.error as why:
        raise ValueError("not gzip") from why
    if len(opened) <= most and not opening.eof:
        raise ValueError("cut")
    return opened
