"""Whoever sends slowly keeps nobody waiting (SEC-015): a request is at work only when it was read."""

from __future__ import annotations

import io
import json
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from vereda.settings import bodies
from vereda.settings.bodies import ReadFirst

SLOW = 12
HALF = b"POST /sync/v1/enrol HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{"


class Line(io.RawIOBase):
    """A line on which the body comes when it is let come."""

    def __init__(self, content: bytes, let: threading.Event) -> None:
        self.content, self.let = io.BytesIO(content), let

    def read(self, size: int = -1) -> bytes:
        self.let.wait(60)
        return self.content.read(size)


def echo(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


def ask(application: ReadFirst, body: bytes, let: threading.Event | None = None, size: int | None = None) -> tuple[str, bytes]:
    let = let or threading.Event()
    if not let.is_set() and size is None:
        let.set()
    said: list[str] = []
    environ = {"CONTENT_LENGTH": str(len(body) if size is None else size), "wsgi.input": Line(body, let)}
    answer = b"".join(application(environ, lambda status, headers: said.append(status)))  # type: ignore[arg-type, return-value]  # no server
    return said[0], answer


def test_who_sends_slowly_takes_no_place_at_work(tmp_path: Path) -> None:
    application, let = ReadFirst(echo, places=1, folder=str(tmp_path)), threading.Event()  # type: ignore[arg-type]  # as above
    slow = [threading.Thread(target=ask, args=(application, b"x" * 10, let, 10)) for _ in range(SLOW)]
    for one in slow:
        one.start()
    assert ask(application, b"alerta") == ("200 OK", b"alerta")
    let.set()
    for one in slow:
        one.join()


def test_what_is_announced_and_not_sent_in_time_is_given_up(tmp_path: Path) -> None:
    seconds = iter(range(0, 10_000, 100))
    application = ReadFirst(echo, places=1, folder=str(tmp_path), clock=lambda: next(seconds))  # type: ignore[arg-type]  # as above
    assert ask(application, b"x" * 9 * bodies.PIECE)[0] == "408 Request Timeout"


def test_what_was_cut_reaches_the_application_as_far_as_it_came(tmp_path: Path) -> None:
    application, let = ReadFirst(echo, places=1, folder=str(tmp_path)), threading.Event()  # type: ignore[arg-type]  # as above
    let.set()
    assert ask(application, b"half", let, 8) == ("200 OK", b"half")


def test_large_files_come_in_twos_and_none_is_endless(tmp_path: Path) -> None:
    application, let = ReadFirst(echo, places=1, folder=str(tmp_path)), threading.Event()  # type: ignore[arg-type]  # as above
    large = [threading.Thread(target=ask, args=(application, b"x", let, bodies.LARGE + 1)) for _ in range(2)]
    for one in large:
        one.start()
    while application._large._value:  # both are being read
        time.sleep(0.01)
    assert ask(application, b"x", let, bodies.LARGE + 1)[0] == "503 Service Unavailable"
    assert ask(application, b"x", let, bodies.MOST + 1)[0] == "413 Content Too Large"
    let.set()
    for one in large:
        one.join()
    assert list(tmp_path.iterdir()) == [], "a file without a name is gone with its request"


@pytest.mark.storage
def test_the_desk_answers_while_more_phones_than_places_are_speaking(installation) -> None:
    here = installation()
    port = int(here.url.rpartition(":")[2])
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(SLOW)]
    for line in lines:
        line.sendall(HALF)
    time.sleep(0.5)
    with urllib.request.urlopen(f"{here.url}/sync/v1/openapi.json", timeout=100) as answer:
        assert json.load(answer)["info"]["title"] == "Vereda sync"
    began = time.monotonic()
    here.stop()
    assert time.monotonic() - began < 100, "who stops the server does not wait for a line that says nothing more"
    for line in lines:
        line.close()


def test_what_phones_deliver_waits_in_a_line_of_its_own_and_who_finds_it_full_comes_back(tmp_path: Path) -> None:
    let, begun = threading.Event(), threading.Semaphore(0)

    def slow(environ: dict[str, Any], start_response: Any) -> list[bytes]:  # Any: as WSGI has it
        if environ["PATH_INFO"] == "/sync/v1/push":
            begun.release()
            let.wait(60)
        start_response("200 OK", [])
        return [b"done"]

    application = ReadFirst(slow, places=1, folder=str(tmp_path), deliveries=1, line=1)  # type: ignore[arg-type]  # as above
    told: list[str] = []

    def deliver() -> None:
        list(application(_environ("/sync/v1/push"), lambda status, headers, *_: told.append(status)))  # type: ignore[arg-type]

    one, two = threading.Thread(target=deliver), threading.Thread(target=deliver)
    one.start()
    assert begun.acquire(timeout=60)
    two.start()
    while application._line._value:  # type: ignore[attr-defined]  # until the second stands in line
        time.sleep(0.001)
    deliver()
    assert told == ["503 Service Unavailable"]
    pages: list[str] = []
    list(application(_environ("/hoy/"), lambda status, headers, *_: pages.append(status)))  # type: ignore[arg-type]
    assert pages == ["200 OK"], "a page does not wait behind phones"
    let.set()
    one.join(60)
    two.join(60)
    assert sorted(told) == ["200 OK", "200 OK", "503 Service Unavailable"]


def _environ(path: str) -> dict[str, Any]:  # Any: as WSGI has it
    return {"PATH_INFO": path, "CONTENT_LENGTH": "0", "wsgi.input": io.BytesIO()}


def test_what_streams_out_is_taken_piece_by_piece_and_closed_by_the_server(tmp_path: Path) -> None:
    class Out:
        streams_out, made, closed = True, 0, False

        def __iter__(self) -> Iterator[bytes]:
            for self.made in range(1, 4):
                yield b"x"

        def close(self) -> None:
            self.closed = True

    out = Out()
    answered = ReadFirst(lambda environ, start: out, places=1, folder=str(tmp_path))(  # type: ignore[arg-type]  # no server
        {"wsgi.input": io.BytesIO()},
        lambda status, headers: None,  # type: ignore[arg-type, return-value]  # as above
    )
    assert (answered, out.made, out.closed) == (out, 0, False), "nothing is made before the line asks for it"
    assert b"".join(answered) == b"xxx"
