"""The machines of the story, the one clock they all go by, and the service of text messages at the other end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.house import REPOSITORY
from tests.relay.installation import Installation

TOKEN = "un-token-bastante-largo"
WAIT_S = 240  # so long a busy machine may take to do what is done in a second


@dataclass
class Clock:
    """The clock of all machines, in minutes since `began`."""

    folder: Path
    began: datetime
    minutes: float = -1

    @property
    def file(self) -> Path:
        return self.folder / "now"

    def move_to(self, minutes: float) -> None:
        """Move every clock at once."""
        self.minutes = minutes
        waiting = self.file.with_suffix(".new")
        waiting.write_text(self.stamp)
        waiting.replace(self.file)

    @property
    def settings(self) -> dict[str, str]:
        """Return what makes a process go by this clock."""
        there = f"{REPOSITORY / 'tests' / 'dead_post' / 'clock'}{os.pathsep}{REPOSITORY}"
        return {"TEST_CLOCK": str(self.file), "PYTHONPATH": there}

    @property
    def stamp(self) -> str:
        return str((self.began + timedelta(minutes=self.minutes)).timestamp())

    def rounds(self, job: str, since: str) -> int:
        """Return how often a job of any machine came round that had begun at an instant."""
        told = [line for path in self.folder.glob("rounds.*") for line in path.read_text().splitlines()]
        return told.count(f"{job}\t{since}")

    def let_jobs_come_round(self, machines: int) -> None:
        """Wait until what watches was round once on every machine since the clock was moved, and what sends after it."""
        wait(lambda: all(self.rounds(job, self.stamp) >= 2 * machines for job in ("alerts", "missions")), "no round of the watch")
        before = self.rounds("texts out", self.stamp)
        wait(lambda: self.rounds("texts out", self.stamp) >= before + 2 * machines, "no round of what sends")


@dataclass
class Sms:
    """A service of text messages on loopback: what it was told to send, by number, with the minute of the story."""

    clock: Clock
    went: list[tuple[float, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        went, clock = self.went, self.clock

        class Service(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                told = parse_qs(urlsplit(self.path).query)
                went.append((clock.minutes, told["to"][0], told["text"][0]))
                self.send_response(202)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Service)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/send?to={{to}}&text={{text}}"

    def to(self, number: str, holds: str) -> list[float]:
        """Return the minutes at which a number was told something."""
        return [minute for minute, to, text in self.went if to == number and holds in text]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@dataclass
class Machine(Installation):
    """One machine of the story."""

    @classmethod
    def made(cls, name: str, clock: Clock, sms: Sms) -> Machine:
        own = {"VEREDA_SMS_URL": sms.url, "VEREDA_SMS_TOKEN": TOKEN}
        return cls(name, clock.folder, {**own, **clock.settings}, deeds="tests.dead_post.deeds")

    def start(self) -> None:
        """Serve, and wait until it answers, however busy the machine is."""
        log = (self.folder / f"{self.name}.log").open("ab")
        with log:
            command = [sys.executable, "-P", "-m", "vereda.cli", "serve"]
            self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=subprocess.STDOUT)
        wait(self._answers, f"{self.name} does not answer")

    def bring(self, number: str, text: str) -> None:
        """Bring a text message to it, as the service of a gateway does."""
        told = urlencode({"from": number, "text": text, "id": f"{number}-{text}"}).encode()
        request = urllib.request.Request(f"{self.url}/sync/v1/texts", told, {"Authorization": f"Token {TOKEN}"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            assert answer.read() == b'{"taken":true}'

    def kill(self) -> None:
        """End it and whatever it had begun, as a power cut would."""
        assert self.process is not None
        begun = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        super().kill()
        for one in begun:
            os.kill(int(one), signal.SIGKILL)
        wait(lambda: not self._answers(), "the post still answers")


def wait(is_so: Callable[[], object], else_say: str) -> None:
    """Wait for something that another process does; raises AssertionError with what did not come."""
    last = time.monotonic() + WAIT_S
    while not is_so():
        assert time.monotonic() < last, else_say
        time.sleep(0.05)
