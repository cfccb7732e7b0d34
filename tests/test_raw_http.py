"""What no browser sends: the server answers 4xx and hangs up, and goes on for the others.

BAD-034 of docs/requirements.csv.
"""

from __future__ import annotations

import socket
from contextlib import closing
from urllib.parse import urlsplit

PUSH = b"POST /sync/v1/push HTTP/1.1\r\nHost: localhost\r\n"


def said(url: str, raw: bytes) -> tuple[bytes, bool]:
    """Send bytes and return (first line of the answer, whether the server hung up afterwards)."""
    parts = urlsplit(url)
    with closing(socket.create_connection((parts.hostname, parts.port), timeout=60)) as line:
        try:
            line.sendall(raw)
        except ConnectionError:
            return b"", True
        answer = b""
        try:
            while part := line.recv(65536):
                answer += part
        except TimeoutError:
            return answer.partition(b"\r\n")[0], False
        except ConnectionError:
            pass
        return answer.partition(b"\r\n")[0], True


def test_what_is_no_http_is_refused_and_the_line_closed(installation):
    here = installation()
    cases = {
        "two lengths": PUSH + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "length and chunks": PUSH + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        "no length": PUSH + b"Content-Length: many\r\n\r\n{}",
        "bad chunk": PUSH + b"Transfer-Encoding: chunked\r\n\r\nnot a number\r\n{}\r\n",
        "a header of 640 kB": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"a" * 655_360 + b"\r\n\r\n",
        "no HTTP at all": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 64 + b"\r\n\r\n",
    }
    found = {name: said(here.url, raw) for name, raw in cases.items()}
    for name, (line, closed) in found.items():
        assert closed, name
        assert line == b"" or line.split()[1][:1] == b"4", (name, line)
    plain = b"GET /entrar/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    assert said(here.url, plain) == (b"HTTP/1.1 200 OK", True)
