"""A weather service of tests, run as a process of its own: `python -m vereda.notices.tests.weather_server FOLDER`.

It prints its port and answers with the files of a folder. Some paths misbehave on purpose.
"""

from __future__ import annotations

import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

BASE = "BASE"
"""In a file: the address of this server."""


class Weather(BaseHTTPRequestHandler):
    folder: Path

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path.startswith("/v1/forecast"):
            (self.folder / "asked.txt").write_text(self.path, encoding="utf-8")
            path = "/forecast.json"
        file = self.folder / path.lstrip("/")
        if path == "/moved.xml":
            self.send_response(302)
            self.send_header("Location", "/feed.xml")
            self.end_headers()
        elif path == "/cut.xml":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"<feed")
        elif path == "/endless.xml":
            self.send_response(200)
            self.end_headers()
            self._endless()
        elif path.startswith("/drip"):
            self.send_response(200)
            self.end_headers()
            self._endless(1, rest_s=0.05)
        elif not file.is_file():
            self.send_error(404)
        else:
            raw = file.read_bytes().replace(BASE.encode(), f"http://127.0.0.1:{self.server.server_port}".encode())  # type: ignore[attr-defined]
            self.send_response(400 if b'"error": true' in raw else 200)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

    def _endless(self, size: int = 10_000, rest_s: float = 0) -> None:
        try:
            for _once in range(2000):
                self.wfile.write(b"x" * size)
                time.sleep(rest_s)
        except OSError:
            time.sleep(0)  # whoever asked had enough

    def log_message(self, *_args: object) -> None:
        return


def main() -> None:
    Weather.folder = Path(sys.argv[1])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Weather)
    print(server.server_port, flush=True)  # noqa: T201  the test reads it
    server.serve_forever()


if __name__ == "__main__":
    main()
