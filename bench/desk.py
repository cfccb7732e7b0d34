"""A reader at the desk: asks for pages through the real server and waits for each."""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from urllib.parse import urlencode

from bench.installation import Installation

COOKIE, WALL_COOKIE, CSRF_COOKIE = "vereda_session", "vereda_wall", "vereda_csrf"


@dataclass(slots=True)
class Desk:
    """Somebody who is signed in, and how long each page took [ms]."""

    port: int
    session: str
    cookie: str = COOKIE
    waits: dict[str, list[float]] = field(default_factory=dict)

    def look(self, path: str, name: str = "") -> bytes:
        """Ask for a page on a new connection, as the slowest way there is, and note its time under `name`."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        began = time.perf_counter()
        line.request("GET", path, headers={"Cookie": f"{self.cookie}={self.session}", "Accept-Language": "es"})
        answer = line.getresponse()
        text = answer.read()
        self.waits.setdefault(name or path, []).append((time.perf_counter() - began) * 1000)
        line.close()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{path}: {answer.status} {answer.getheader('Location') or ''} {text[:200]!r}")
        return text

    def send(self, path: str, fields: Mapping[str, str], name: str = "") -> bytes:
        """Send a form as `look` asks for a page. The token of the form is whatever its cookie says."""
        token = "b" * 32
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        began = time.perf_counter()
        line.request(
            "POST",
            path,
            urlencode({**fields, "csrfmiddlewaretoken": token}),
            {
                "Cookie": f"{self.cookie}={self.session}; {CSRF_COOKIE}={token}",
                "Accept-Language": "es",
                "Content-Type": "application/x-www-form-urlencoded",
            },
        )
        answer = line.getresponse()
        text = answer.read()
        self.waits.setdefault(name or path, []).append((time.perf_counter() - began) * 1000)
        line.close()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{path}: {answer.status} {answer.getheader('Location') or ''} {text[:200]!r}")
        return text

    @contextmanager
    def looking(self, path: str, pause_s: float = 0.2) -> Iterator[None]:
        """Ask for a page again and again, beside what is done in this block."""
        over, wrong = Event(), list[Exception]()

        def again() -> None:
            while not over.wait(pause_s):
                try:
                    self.look(path)
                except (RuntimeError, OSError) as why:
                    wrong.append(why)

        thread = Thread(target=again)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()
        if wrong:
            raise RuntimeError(f"{len(wrong)} pages failed: {wrong[0]}")


def signed_in(installation: Installation, group: str, *roles: str) -> dict[str, str]:
    """Return the session of a new account for each role."""
    lines = installation.run("bench.signin", group, *roles).splitlines()
    return dict(line.split(maxsplit=1) for line in lines)
