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

START_S = 60


@dataclass
class Installation:
    """One machine. `more`: settings beside its home and port."""

    name: str
    folder: Path
    more: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

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
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(START_S)
        self.process = None

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(START_S)
        self.process = None

    def command(self, *arguments: str, code: int | None = 0) -> str:
        """Run a command of the program and return what it says; `code` None: whatever its exit code."""
        done = self.run(*arguments)
        assert code is None or done.returncode == code, f"{arguments}: {done.returncode} {done.stdout} {done.stderr}"
        return (done.stdout + done.stderr).strip()

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-P", "-m", "vereda.cli", *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=300)

    def do(self, deed: str, **told: Any) -> Any:
        """Have somebody do something there (`tests.relay.deeds`)."""
        command = [sys.executable, "-m", "tests.relay.deeds", deed, orjson.dumps(told).decode()]
        done = subprocess.run(command, env=self.environment, capture_output=True, timeout=300, cwd=REPOSITORY)
        assert done.returncode == 0, done.stderr.decode()
        return orjson.loads(done.stdout)

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"{self.url}/entrar/", timeout=5).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True
