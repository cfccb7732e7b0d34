"""The app's files on an origin of their own, with an empty page to load them into; no server of the house is behind it.

A PIN is stretched a hundredfold less than on a phone: tests of the core do it a thousand times. What a phone does is a test
of the app as it is served (test_phone_and_server_in_browser.py).
"""

from __future__ import annotations

import threading
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

APP = Path(__file__).parents[1] / "app"
BARE = "<!doctype html><meta charset=utf-8><title>Vereda</title>"
PAGE = "/app/bare.html"
PIN_ROUNDS = b"ROUNDS = 600_000;", b"ROUNDS = 6_000;"


@cache
def origin() -> str:
    """Return where the files are served from; the first call begins to serve them, until the tests end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Files)  # an address of this machine is a secure context, as https is
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


@cache
def content(path: str) -> bytes | None:
    """Return the empty page or a script of the app; nothing else is there."""
    if path == PAGE:
        return BARE.encode()
    file = APP / path.removeprefix("/app/")
    if not path.endswith(".js") or not file.is_file():
        return None
    script = file.read_bytes()
    if file.name == "pins.js":
        assert script.count(PIN_ROUNDS[0]) == 1
        return script.replace(*PIN_ROUNDS)
    return script


class Files(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # a page asks for fifty modules: not fifty connections
    wbufsize = -1  # an answer in one piece: its second half would wait for the first to be acknowledged

    def do_GET(self) -> None:
        found = content(self.path)
        body = b"<html>nothing</html>" if found is None else found
        self.send_response(404 if found is None else 200)
        self.send_header("Content-Type", "text/javascript" if found and self.path != PAGE else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=3600")  # the next test has them from the browser
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""
