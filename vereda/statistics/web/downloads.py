"""A download as an answer: streamed, from any place on, and never the end of one state after the beginning of another.

The address names the state. Without one it leads to the address of what there is now; who comes to finish a file that was cut
(`Range`) in another state is refused, or gets everything when he says by `If-Range` that he would take it (RFC 9110, 13.1.5, 14).
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from http import HTTPStatus
from threading import BoundedSemaphore
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.utils.translation import gettext as _

from vereda.errors import FieldError
from vereda.statistics.feeds.download import Download, asked_part, within
from vereda.statistics.feeds.errors import ChangedMeanwhile, PartNotThere

AT_ONCE = 4
"""Downloads of one kind at a time: a line that says nothing more holds one for as long as it is open."""
RETRY_S = 30


class Places:
    """How many downloads of a kind may be on their way."""

    def __init__(self, most: int = AT_ONCE) -> None:
        self._free = BoundedSemaphore(most)

    def take(self) -> bool:
        return self._free.acquire(blocking=False)

    def give_back(self) -> None:
        self._free.release()


class Streamed(StreamingHttpResponse):
    """An answer that the web server takes piece by piece as the line takes it (vereda/settings/bodies.py).

    It may use no database: it is made in another thread, long after the view has ended.
    """

    streams_out = True

    def __init__(self, pieces: Iterator[bytes], done: Callable[[], None], **kwargs: Any) -> None:  # Any: as Django takes them
        super().__init__(pieces, **kwargs)
        self._done = weakref.finalize(self, done)  # also where nobody closes it

    def close(self) -> None:
        super().close()
        self._done()


def answer(
    request: HttpRequest,
    download: Download,
    *,
    state: str,
    address: Callable[[str], str],
    name: str,
    media: str,
    places: Places,
) -> HttpResponseBase:
    """Return a download, or what stands in its place.

    state    that the address names, '' for none
    address  gives the address of a state
    name     of the file; places: of its kind
    """
    part, known = request.headers.get("Range"), request.headers.get("If-Range")
    if state != download.state:
        if part and not known:
            return _said(HTTPStatus.PRECONDITION_FAILED, ChangedMeanwhile())
        return HttpResponseRedirect(address(download.state))
    tag = f'"{download.state}"'
    demanded = request.headers.get("If-Match")
    if demanded and demanded != "*" and tag not in [one.strip() for one in demanded.split(",")]:
        return _said(HTTPStatus.PRECONDITION_FAILED, ChangedMeanwhile())
    headers = {
        "ETag": tag,
        "Accept-Ranges": "bytes",
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    try:
        sent = asked_part(part if known in (None, tag) else None, download.size)
    except PartNotThere as why:
        refused = _said(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, why)
        refused["Content-Range"] = f"bytes */{download.size}"
        return refused
    if not places.take():
        full = HttpResponse(
            _("Hay muchas descargas a la vez. Espere un momento."), "text/plain; charset=utf-8", HTTPStatus.SERVICE_UNAVAILABLE
        )
        full["Retry-After"] = str(RETRY_S)
        return full
    start, end = sent or (0, download.size - 1)
    pieces = within(download.pieces(start), end + 1 - start) if request.method != "HEAD" else iter(())
    made = Streamed(
        pieces,
        places.give_back,
        content_type=media,
        headers=headers,
        status=HTTPStatus.PARTIAL_CONTENT if sent else HTTPStatus.OK,
    )
    made["Content-Length"] = str(end + 1 - start)
    if sent:
        made["Content-Range"] = f"bytes {start}-{end}/{download.size}"
    return made


def _said(status: HTTPStatus, why: FieldError) -> HttpResponse:
    return HttpResponse(f"{why.code}: {_(why.hint).format(**why.details)}\n", "text/plain; charset=utf-8", status)
