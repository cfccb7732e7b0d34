"""An installation of the drill: its own home and database, its commands, its server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from tests.house import REPOSITORY
from tests.serving import free_port

START_S = 900  # a busy machine takes its time


@dataclass
class Installation:
    """One machine. `more`: settings beside its home and port; `deeds`: module that does what its people do."""

    name: str
    folder: Path
    more: dict[str, str] = field(default_factory=dict)
    deeds: str = "tests.relay.deeds"
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    hands: subprocess.Popen[bytes] | None = None

    @property
    def home(self) -> Path:
        return self.folder / self.name

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """Return the settings of its processes; what this machine has set for others is left out."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("VEREDA_") and k not in ("DATABASE_URL", "KEYSTORE_URL")}
        own = {"VEREDA_HOME": str(self.home), "PORT": str(self.port), "DJANGO_SETTINGS_MODULE": "vereda.settings.django"}
        return {**kept, "PYTHONPATH": str(REPOSITORY), **own, **self.more}

    def start(self) -> None:
        """Serve, and wait until it answers."""
        log = (self.folder / f"{self.name}.log").open("ab")
        with log:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "vereda.cli", "serve"], env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )
        last = time.monotonic() + START_S
        while not self._answers():
            assert self.process.poll() is None, (self.folder / f"{self.name}.log").read_text()
            assert time.monotonic() < last, f"{self.name} does not answer"
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop serving as an operator would."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)  # SIGINT is not heard by what a shell started in the background
            self.process.wait(START_S)
        self.process = None

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(START_S)
        self.process = None

    def command(self, *arguments: str, code: int | None = 0) -> str:
        """Run a command of the program in a process of its own and return what it says; `code` None: whatever its exit code."""
        command = [sys.executable, "-P", "-m", "vereda.cli", *arguments]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=300)
        assert code is None or done.returncode == code, f"{arguments}: {done.returncode} {done.stdout} {done.stderr}"
        return (done.stdout + done.stderr).strip()

    def type(self, *arguments: str | Path, code: int | None = 0) -> str:
        """Run a command as `command` does, in the process of its people, which stands already."""
        left, said = self.do("command", arguments=[str(one) for one in arguments])
        assert code is None or left == code, f"{self.name}: {arguments}: {left} {said}"
        return str(said).strip()

    def do(self, deed: str, **told: Any) -> Any:
        """Have somebody do something there, in a process that stands until it is let go."""
        if self.hands is None:
            command = [sys.executable, "-m", self.deeds]
            pipe = subprocess.PIPE
            self.hands = subprocess.Popen(command, env=self.environment, stdin=pipe, stdout=pipe, cwd=REPOSITORY)
        assert self.hands.stdin is not None
        assert self.hands.stdout is not None
        self.hands.stdin.write(orjson.dumps([deed, told]) + b"\n")
        self.hands.stdin.flush()
        is_done, said = orjson.loads(self.hands.stdout.readline())
        assert is_done, said
        return said

    def let_go(self) -> None:
        """End the process of its people: it begins anew with the next deed, and knows then what this installation became."""
        if self.hands is not None:
            assert self.hands.stdin is not None
            assert self.hands.stdout is not None
            self.hands.stdin.close()
            self.hands.wait(START_S)
            self.hands.stdout.close()
        self.hands = None

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"{self.url}/entrar/", timeout=5).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True
