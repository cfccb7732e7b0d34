"""`make drill-bundles`: two countries and a region on loopback; one line at the end, exit code 0 when all held."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.house import REPOSITORY


@dataclass
class Installation:
    """One installation. region: name of an office of several countries, '' for a country's headquarters."""

    folder: Path
    name: str
    country: str = "mx"
    region: str = ""
    port: int = field(default_factory=lambda: _free_port())

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("VEREDA_")}
        return {
            **kept, "VEREDA_HOME": str(self.folder / self.name), "VEREDA_COUNTRY": self.country, "PORT": str(self.port),
            "VEREDA_REGIONAL": self.region, "VEREDA_BETWEEN": f"http://127.0.0.1:{self.port}", "LANG": "es",
        }  # fmt: skip

    def type(self, *arguments: str | Path, code: int = 0) -> str:
        """Type a command; return what it said. Raises AssertionError where it ends otherwise."""
        done = self._run("vereda.cli", *map(str, arguments))
        assert done.returncode == code, f"{self.name}: {' '.join(map(str, arguments))}: {done.stderr or done.stdout}"
        return done.stdout + done.stderr

    def do(self, deed: str, **told: str) -> Any:  # Any: JSON
        """Do something that has a page and no command."""
        done = self._run("tests.between.deeds", deed, json.dumps(told))
        assert done.returncode == 0, f"{self.name}: {deed}: {done.stderr}"
        return json.loads(done.stdout.splitlines()[-1])

    def _run(self, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", module, *arguments]
        return subprocess.run(command, env=self.environment, cwd=REPOSITORY, capture_output=True, text=True, check=False)

    def settle(self) -> None:
        """Open the accounts of those who trust, and of an agent."""
        for account, role in (("alma", "administrator"), ("adriana", "data_protection")):
            self.type("access", "open", account, "--name", account.title())
            self.type("access", "grant", account, "--role", role)
        if not self.region:
            self.type("access", "open", "ines", "--name", "Inés")
            self.type("access", "grant", "ines", "--role", "agent", "--group", "piedras-negras")

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Answer on loopback."""
        with (self.folder / f"{self.name}.log").open("w") as log:
            command = [sys.executable, "-m", "vereda.cli", "serve"]
            process = subprocess.Popen(command, env=self.environment, cwd=REPOSITORY, stdout=log, stderr=log)
            try:
                _wait_for(self.port)
                yield
            finally:
                process.terminate()
                process.wait(20)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/sos/", timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"nobody answers on {port}")


def _trust(here: Installation, there: Installation) -> None:
    card = here.folder / f"card-{there.name}.json"
    heard = there.type("bundles", "card", "--out", card).split("Huella:")[1].strip()
    wrong = here.type("bundles", "trust", card, "--heard", "0000 " + heard[5:], "--as", "alma", code=2)
    assert "no es la de la tarjeta" in wrong, wrong
    here.type("bundles", "trust", card, "--heard", heard, "--as", "alma")
    same = here.type("bundles", "trust", card, "--heard", heard, "--as", "alma", code=2)
    assert same, "one person trusted twice"
    here.type("bundles", "trust", card, "--heard", heard, "--as", "adriana")


def tell(folder: Path) -> str:
    """Go through the story; raise AssertionError where something is not as it should be."""
    first, second = Installation(folder, "first"), Installation(folder, "second", country=_second())
    region = Installation(folder, "region", region="Oficina del programa")
    for one in (first, second, region):
        one.settle()
    stick, cut = folder / "stick.vereda", folder / "cut.vereda"
    _trust(first, second)
    unknown = folder / "unknown.vereda"
    first.type("bundles", "make", "--to", _print(first, second), "--out", unknown)
    assert "nadie conoce" in second.type("bundles", "take", unknown, code=2)
    _trust(second, first)
    for country in (first, second):
        _trust(country, region)
        _trust(region, country)

    print("trusted by two persons", flush=True)
    made = first.do("refer", to=first.do("posts")[0])
    first.type("bundles", "make", "--to", _print(first, second), "--out", stick)
    content = stick.read_bytes()
    for hurt, said in ((content[:-100], "no está entero"), (content[:-9] + b"x" * 9, "se dañó en el camino")):
        cut.write_bytes(hurt)
        assert said in second.type("bundles", "take", cut, code=2)
    assert "cerrado para otra instalación" in region.type("bundles", "take", stick, code=2)
    assert "Personas nuevas: 1" in second.type("bundles", "take", stick)
    assert "ya se había tomado" in second.type("bundles", "take", stick)
    ((subject, status, told),) = second.do("came")
    assert (status, told["people"]) == ("sent", "mujer y bebé"), (status, told)
    second.do("accept", subject=subject)
    print("a person came; what was cut, damaged, for another was refused", flush=True)
    with first.serving(), second.serving():
        assert "Entregado" in second.type("bundles", "send", "--to", _print(second, first))
        stood = first.do("stands", referral=made["referral"])
        assert stood == ["arrived", "bundle", ["Hay cuna"]], stood
        first.do("withdraw", consent=made["consent"])
        first.type("bundles", "send", "--to", _print(first, second))
    print("answered over the line, recalled", flush=True)
    ((_subject, status, told),) = second.do("came")
    assert (status, told) == ("recalled", {}), "what was told of a person who took consent back is still there"

    for country in (first, second):
        country.type("bundles", "make", "--to", _print(country, region), "--out", stick)
        assert "Leyes por derecho" in region.type("bundles", "take", stick)
    entries, persons = region.do("persons")
    assert persons == 0, f"the region holds {persons} records of persons"
    second.type("bundles", "revoke", _print(second, first), "--reason", "ended", "--as", "adriana")
    first.type("bundles", "make", "--to", _print(first, second), "--out", stick)
    assert "se le quitó la confianza" in second.type("bundles", "take", stick, code=2)
    for one in (first, second, region):
        one.type("logbook", "verify")
    return f"drill-bundles: held. {len(content)} bytes a bundle; the region has {entries} entries and no person"


def _print(here: Installation, there: Installation) -> str:
    """Return how `here` names another installation: by the beginning of its fingerprint."""
    del here
    card = there.folder / f"own-{there.name}.json"
    return "".join(there.type("bundles", "card", "--out", card).split("Huella:")[1].split())[:16]


def _second() -> str:
    from vereda.countries.door import installed

    return next((one for one in installed() if one != "mx"), "mx")


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="drill-bundles-") as folder:
        try:
            print(tell(Path(folder)))
        except AssertionError as why:
            print(f"drill-bundles: FAILED: {why}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
