"""What a post believes of what answers: JSON of headquarters; a portal, a cut, a busy server are no line."""

from __future__ import annotations

import pytest

from tests.serving import free_port
from vereda.relay.calling import checked_address, line_to, refusal
from vereda.relay.errors import AddressWrong, LineDown, PostRevoked, RefusedAbove


@pytest.mark.parametrize(
    "url",
    [
        "",
        "vereda.example.org",
        "http://vereda.example.org",
        "http://localhost",
        "ftp://x",
        "https://x/y",
        "https://x?a=1",
        "http://x:99999",
    ],
)
def test_an_address_that_is_not_https_is_refused_but_on_this_machine(url):
    with pytest.raises(AddressWrong):
        checked_address(url)
    assert checked_address("https://vereda.example.org/") == "https://vereda.example.org"
    assert checked_address("http://127.0.0.1:8000") == "http://127.0.0.1:8000"


def test_nobody_there_is_no_line():
    with pytest.raises(LineDown):
        line_to(f"http://127.0.0.1:{free_port()}")("hello", {})


def test_a_portal_and_a_busy_server_are_no_line_and_a_refusal_is_said():
    assert isinstance(refusal(302, b"<html>portal</html>"), LineDown)
    assert isinstance(refusal(503, b'{"code": "client.busy"}'), LineDown)
    assert isinstance(refusal(401, b'{"code": "access.device_revoked", "order": "wipe"}'), PostRevoked)
    assert isinstance(refusal(410, b'{"code": "access.code_expired"}'), RefusedAbove)
    assert isinstance(refusal(200, b"[1]"), LineDown)


@pytest.fixture
def portal():
    import threading
    from http.server import BaseHTTPRequestHandler, HTTPServer

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(302 if "moved" in self.path else 200)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()
            self.wfile.write(b"<html>Bienvenido</html>")

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_in_place_of_json_is_no_line(portal):
    """REL-014, for a post: its queue stays, and nobody is followed elsewhere."""
    for path in ("hello", "moved"):
        with pytest.raises(LineDown):
            line_to(portal)(path, {})
