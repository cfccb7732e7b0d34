"""Answers to phones, as small as the line needs them: JSON, compressed where the phone takes it."""

from __future__ import annotations

import gzip

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
