"""A receiver of tests: a real HTTP server on loopback. What a path does stands in its name; what came is kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Came:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Server:
    """address: 'http://127.0.0.1:port'; answers: status by path, read at each request; waits: what a slow path waits for."""

    address: str = ""
    came: list[Came] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)
    over: threading.Event = field(default_factory=threading.Event)


def handler(here: Server) -> type[BaseHTTPRequestHandler]:
    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            here.came.append(Came(self.path, {name.lower(): told for name, told in self.headers.items()}, body))
            if self.path.startswith("/slow"):
                here.over.wait(20)
                return
            if self.path.startswith("/drip"):
                self.drip()
                return
            self.send_response(here.answers.get(self.path, 204))
            if self.path.startswith("/moved"):
                self.send_header("Location", "/elsewhere")
            if self.path.startswith("/busy"):
                self.send_header("Retry-After", "600")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def drip(self) -> None:
            """Answer a sign at a time, each in good time, without an end."""
            try:
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                while not here.over.wait(0.05):
                    self.wfile.write(b"X")
                    self.wfile.flush()
            except OSError:
                here.over.wait(0)  # whoever asked had enough

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  as the library calls it
            return

    return Receiver


@contextmanager
def receiving() -> Iterator[Server]:
    """Run a receiver while the block lasts."""
    here = Server()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(here))
    server.daemon_threads = True
    here.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield here
    finally:
        here.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
