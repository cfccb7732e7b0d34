"""A service of text messages as a process of its own, in the shape of an external channel: `python sms_service.py PORT FILE`.

What it is told to send goes to FILE, a line of JSON each.
"""

from __future__ import annotations

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path


class Channel(BaseHTTPRequestHandler):
    """Takes `{"id": …, "to": …, "text": …}` by POST, with the token."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        is_ours = self.headers["Authorization"] == "Bearer clave-del-servicio"
        if is_ours:
            with Path(sys.argv[2]).open("a", encoding="utf-8") as file:
                file.write(json.dumps(json.loads(body)) + "\n")
        self.send_response(200 if is_ours else 403)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Channel).serve_forever()
