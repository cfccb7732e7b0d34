"""A phone with a disk of its own, that can be killed and started again; and a line to the server that can be cut."""

from __future__ import annotations

import os
import signal
import socket
import threading
from base64 import b64encode
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, BrowserType, Error, Page

from tests.serving import FLAGS
from vereda.client.tests.conftest import load
from vereda.client.tests.hands import CHEAP_PINS

PIECE = 64 * 1024  # [bytes]
HERE = {"latitude": 28.7013377, "longitude": -100.5239911, "accuracy": 14}


class Pocket:
    """A browser with a profile of its own."""

    def __init__(self, kind: BrowserType, chromium: str, profile: Path) -> None:
        self.kind, self.chromium, self.profile = kind, chromium, profile
        self.context: BrowserContext | None = None
        self.wrong: list[str] = []
        """Errors of scripts, and requests to another origin."""

    def start(self, url: str = "", *, opens: bool = True) -> Page:
        """Switch on: with the app of a server, which is opened; or (no url) with the bare core alone."""
        context = self.kind.launch_persistent_context(
            self.profile, executable_path=self.chromium, args=FLAGS, viewport={"width": 360, "height": 740}, has_touch=True,
            is_mobile=True, locale="es-MX", timezone_id="America/Matamoros", permissions=["geolocation"], geolocation=HERE,
        )  # fmt: skip
        context.add_init_script(CHEAP_PINS)
        context.set_default_timeout(60_000)  # a busy machine takes its time
        self.context, page = context, context.new_page()
        if not url:
            load(page)
            return page
        page.on("pageerror", lambda why: self.wrong.append(str(why)))
        page.on("console", lambda told: self._hear(told.type, told.text))
        context.on("request", lambda asked: self._look(asked.url, url))
        if opens:
            page.goto(f"{url}/app/")
        return page

    def _hear(self, kind: str, text: str) -> None:
        # The browser also calls it an error that the line is cut.
        if kind == "error" and "Failed to load resource" not in text:
            self.wrong.append(text)

    def _look(self, asked: str, url: str) -> None:
        if not asked.startswith((f"{url}/", "data:", "blob:", "chrome:", "about:")):
            self.wrong.append(asked)

    def kill(self) -> None:
        """Kill every process of this profile, as when a phone falls into the river."""
        for one in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):  # it ended meanwhile
                if str(self.profile).encode() in (one / "cmdline").read_bytes():
                    os.kill(int(one.name), signal.SIGKILL)
        self.close()

    def close(self) -> None:
        """Switch off."""
        if self.context is not None:
            with suppress(Error):  # it is dead already
                self.context.close()
        self.context = None


def until(page: Page, what: str, told: Any = None) -> None:  # Any: JSON
    """Wait until an expression of JavaScript gives something: Playwright's own waiting takes a promise for it."""
    for _ in range(1200):
        with suppress(Error):  # the page was opened anew meanwhile
            if page.evaluate(f"async (told) => Boolean({what})", told):
                return
        page.wait_for_timeout(50)
    raise AssertionError(f"it never came: {what}")


class Line:
    """A line to a server: a port of this machine that forwards, until it is cut."""

    def __init__(self, port: int) -> None:
        self.server = port
        self.open: list[socket.socket] = []
        self.turn = threading.Lock()
        self.carried = 0  # [bytes] both ways, headers and all
        self.ear = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.ear.getsockname()[1]
        self._listen()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Refuse from now on, and end what is under way."""
        with suppress(OSError):
            self.ear.shutdown(socket.SHUT_RDWR)
        with self.turn:
            self.ear.close()
            for one in self.open:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
                one.close()
            self.open.clear()

    def restore(self) -> None:
        self.ear = socket.create_server(("127.0.0.1", self.port))
        self._listen()

    def _listen(self) -> None:
        threading.Thread(target=self._accept, args=(self.ear,), daemon=True).start()

    def _accept(self, ear: socket.socket) -> None:
        with suppress(OSError):  # cut
            while True:
                near, _ = ear.accept()
                far = socket.create_connection(("127.0.0.1", self.server))
                with self.turn:
                    if ear.fileno() < 0:  # cut, after it had been accepted
                        near.close()
                        far.close()
                        return
                    self.open += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._forward, args=(one, other), daemon=True).start()

    def _forward(self, near: socket.socket, far: socket.socket) -> None:
        with suppress(OSError):  # cut
            while piece := near.recv(PIECE):
                self.carried += len(piece)
                far.sendall(piece)
            far.shutdown(socket.SHUT_WR)


def found(profile: Path, *words: str) -> dict[str, list[str]]:
    """Return in which files of a profile some words stand: as UTF-8, as UTF-16, in base64 at any place, or in hexadecimal."""
    marks = {word: spellings(word) for word in words}
    hits: dict[str, list[str]] = {word: [] for word in words}
    for path in profile.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for word, ways in marks.items():
                if any(way in content for way in ways):
                    hits[word].append(path.relative_to(profile).as_posix())
    return hits


def spellings(word: str) -> list[bytes]:
    plain = [word.encode(), word.encode("utf-16-le"), word.encode("latin-1", "replace")]
    # Base64 of a text depends on where it begins: three shifts, without the ends that depend on neighbours.
    coded = [b64encode(b"x" * shift + word.encode())[4 if shift else 0 : -4] for shift in range(3)]
    return [*plain, *coded, word.encode().hex().encode()]
