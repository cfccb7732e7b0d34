"""What is sent is read whole before it takes one of the few places at work.

A phone on 2G speaks for twelve seconds, and whoever wishes us ill for hours: four of them would shut the desk.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore
from typing import IO
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import orjson

from vereda.client.errors import Busy

PIECE = 4096  # [bytes] read at a time; the server waits until so many are there
IN_MEMORY = 2_621_440  # [bytes] above it the body is a file without a name, as Django's own uploads are
LARGE = 8 * 1024 * 1024  # [bytes] a file that a person brings; no phone sends so much
LARGE_AT_ONCE = 2
MOST = 256 * 1024 * 1024  # [bytes]
PATIENCE_S = 120  # as a phone has with us, and some more
SLOWEST = 500  # [bytes a second] a quarter of 2G
DELIVERIES = ("/sync/v1/push", "/sync/v1/last")
BUSY = orjson.dumps({"code": Busy.code, "details": {}})
BUSY_RETRY_S = 2


class ReadFirst:
    """An application whose requests are at work only when they have been read; its answers are whole, but for what streams out.

    places  how many are at work at a time
    deliveries, line  what phones deliver has places of its own, so that no page waits behind two hundred phones that
            return at once: how many are at work, and how many may wait for that; others are told to come back
    folder  where large bodies lie while they are read
    clock   seconds of a clock that never goes back
    """

    def __init__(
        self,
        application: WSGIApplication,
        *,
        places: int,
        folder: str,
        deliveries: int = 2,
        line: int = 24,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._application, self._folder, self._clock = application, folder, clock
        self._work = ThreadPoolExecutor(places, thread_name_prefix="work")
        self._deliveries = ThreadPoolExecutor(deliveries, thread_name_prefix="delivery")
        self._line = BoundedSemaphore(deliveries + line)
        self._large = BoundedSemaphore(LARGE_AT_ONCE)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        size = _size_of(environ)
        if size > MOST:
            return _refused(start_response, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if size <= LARGE:
            return self._read_and_work(environ, start_response, size)
        if not self._large.acquire(blocking=False):
            return _refused(start_response, HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            return self._read_and_work(environ, start_response, size)
        finally:
            self._large.release()

    def _read_and_work(self, environ: WSGIEnvironment, start_response: StartResponse, size: int) -> Iterable[bytes]:
        with SpooledTemporaryFile(IN_MEMORY, dir=self._folder) as body:
            if not self._read(environ["wsgi.input"], body, size):
                return _refused(start_response, HTTPStatus.REQUEST_TIMEOUT)
            body.seek(0)
            environ["wsgi.input"] = body
            if environ.get("PATH_INFO") in DELIVERIES:
                return self._deliver(environ, start_response)
            return self._work.submit(_answer, self._application, environ, start_response).result()

    def _deliver(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Wait in line for a place; who finds the line full is told so before anything is looked at, which costs nothing."""
        if not self._line.acquire(blocking=False):
            start_response("503 Service Unavailable", [("Content-Type", "application/json"), ("Retry-After", str(BUSY_RETRY_S))])
            return [BUSY]
        try:
            return self._deliveries.submit(_answer, self._application, environ, start_response).result()
        finally:
            self._line.release()

    def _read(self, source: IO[bytes], body: IO[bytes], size: int) -> bool:
        """Copy what was announced, or what came of it before the line was cut; False: it comes too slowly."""
        until = self._clock() + PATIENCE_S + size / SLOWEST
        left = size
        while left and (piece := source.read(min(PIECE, left))):
            body.write(piece)
            left -= len(piece)
            if left and self._clock() > until:
                return False
        return True


def _answer(application: WSGIApplication, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Return the whole answer; closed in the thread that made it, whose connection to the database it used.

    What says that it streams out uses none, and is taken by the server piece by piece, as the line takes it: it holds no place at
    work, and never lies in memory whole.
    """
    answer = application(environ, start_response)
    if getattr(answer, "streams_out", False):
        return answer
    try:
        return list(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()


def _size_of(environ: WSGIEnvironment) -> int:
    told = str(environ.get("CONTENT_LENGTH") or "0")
    return int(told) if told.isascii() and told.isdigit() else 0


def _refused(start_response: StartResponse, status: HTTPStatus) -> list[bytes]:
    headers = [("Content-Type", "text/plain"), ("Connection", "close"), ("Retry-After", "30")]
    start_response(f"{status.value} {status.phrase}", headers)
    return [status.phrase.encode()]
