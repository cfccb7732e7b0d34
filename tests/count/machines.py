"""A machine of the drill: its own home, its own process, which stands until it is let go."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from tests.house import REPOSITORY

WAIT_S = 60


@dataclass
class Machine:
    """name: a country, or 'unit'."""

    name: str
    folder: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def home(self) -> Path:
        return self.folder / "homes" / self.name

    @property
    def elsewhere(self) -> Path:
        """Where its process writes what nobody told it to write: home of its account, folder of temporary files."""
        return self.folder / "elsewhere" / self.name

    @property
    def environment(self) -> dict[str, str]:
        """Return the settings of its process; what this machine has set for others is left out."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("VEREDA_") and k not in ("DATABASE_URL", "KEYSTORE_URL")}
        self.elsewhere.mkdir(parents=True, exist_ok=True)
        own = {"VEREDA_HOME": str(self.home), "PYTHONPATH": str(REPOSITORY), "LC_ALL": "C.UTF-8"}
        own |= {"HOME": str(self.elsewhere), "TMPDIR": str(self.elsewhere)}  # what a library puts aside is searched too
        if self.name == "unit":
            return {**kept, **own}
        return {**kept, **own, "VEREDA_COUNTRY": self.name, "DJANGO_SETTINGS_MODULE": "vereda.settings.django"}

    def begin(self) -> int:
        """Start its process, and return its id."""
        if self.process is None:
            self.home.mkdir(parents=True, exist_ok=True)
            role = "unit" if self.name == "unit" else "country"
            pipe = subprocess.PIPE
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.count.hands", role], env=self.environment, stdin=pipe, stdout=pipe, cwd=REPOSITORY
            )
        return self.process.pid

    def ask(self, deed: str, **told: Any) -> None:
        """Have somebody begin to do something there."""
        self.begin()
        assert self.process is not None
        assert self.process.stdin is not None
        self.process.stdin.write(orjson.dumps([deed, told]) + b"\n")
        self.process.stdin.flush()

    def answer(self) -> Any:
        """Wait for what they say of it."""
        assert self.process is not None
        assert self.process.stdout is not None
        is_done, said = orjson.loads(self.process.stdout.readline())
        assert is_done, said
        return said

    def has_answered(self, within_s: float) -> bool:
        """Tell whether they said something of it, after so many seconds at most."""
        assert self.process is not None
        assert self.process.stdout is not None
        return bool(select.select([self.process.stdout], [], [], within_s)[0])

    def do(self, deed: str, **told: Any) -> Any:
        """Have somebody do something there (`tests.count.hands`)."""
        self.ask(deed, **told)
        return self.answer()

    def type(self, *arguments: str | Path, code: int | None = 0) -> str:
        """Run a command there; return what it says. code None: whatever its exit code."""
        left, said = self.do("command", arguments=[str(one) for one in arguments])
        assert code is None or left == code, f"{self.name}: {arguments}: {left} {said}"
        return str(said).strip()

    def let_go(self) -> None:
        """End its process."""
        if self.process is not None:
            assert self.process.stdin is not None
            assert self.process.stdout is not None
            self.process.stdin.close()
            self.process.wait(WAIT_S)
            self.process.stdout.close()
        self.process = None
