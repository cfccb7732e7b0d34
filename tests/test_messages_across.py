"""Text messages there and back between processes: `vereda serve`, and a service over HTTP, or Gammu's daemon with its telephone.

An SOS is an alert in the queue of the group, with its place, and is answered with a code; a word is answered from the library.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.house import REPOSITORY
from tests.serving import free_port
from vereda.messages.tests.test_gateways import arrive, machine_of

TOKEN = "un-token-bastante-largo"
GROUP = "piedras-negras"
STRANGER = "+528681110000"
SENT_S = 120
SMSDRC = """
[gammu]
device = {folder}/phone
connection = none
model = dummy

[smsd]
service = files
inboxpath = {folder}/inbox/
outboxpath = {folder}/outbox/
sentsmspath = {folder}/sent/
errorsmspath = {folder}/error/
inboxformat = detail
transmitformat = auto
multiparttimeout = 30
commtimeout = 1
loopsleep = 1
receivefrequency = 1
statusfrequency = 0
checksecurity = 0
checkbattery = 0
checksignal = 0
logfile = {folder}/log
"""


def waited[T](ask: Callable[[], T], wanted: Callable[[T], bool], what: Callable[[], str] = str) -> T:
    """Ask until the answer is the wanted one, two minutes at most."""
    last = time.monotonic() + SENT_S
    while not wanted(found := ask()):
        assert time.monotonic() < last, f"{found!r} {what()}"
        time.sleep(0.2)
    return found


def alerts(home: Path) -> list[tuple[str, str, str]]:
    """Return group, way and municipality of the alerts in the queue of an installation."""
    with closing(sqlite3.connect(f"file:{home / 'vereda.sqlite3'}?mode=ro", uri=True)) as base:
        return base.execute('select "group", came_by, municipality from rescue_alert').fetchall()


def tries(home: Path) -> list[tuple[str, int]]:
    """Return how each message out stands, and how often it was tried."""
    with closing(sqlite3.connect(f"file:{home / 'vereda.sqlite3'}?mode=ro", uri=True)) as base:
        return base.execute("select state, attempts from texts_outtext").fetchall()


@pytest.fixture
def child() -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Return a function that starts one of our scripts as a process; it is ended after the test."""
    running = []

    def start(script: str, *told: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        running.append(subprocess.Popen([sys.executable, str(REPOSITORY / "tests" / script), *told], env=environment))
        return running[-1]

    yield start
    for one in running:
        one.terminate()
        one.wait(100)


class Service:
    """A service of text messages as a process of its own: it brings what people write, and is told what to send."""

    def __init__(self, child: Callable[..., subprocess.Popen[bytes]], installation: Callable[..., Any], told: Path) -> None:
        self.child, self.told, self.port = child, told, free_port()
        self.here = installation(
            VEREDA_SMS_URL=f"http://127.0.0.1:{self.port}/send",
            VEREDA_SMS_BODY='{"id": {{id}}, "to": {{to}}, "text": {{text}}}',
            VEREDA_SMS_HEADER="Authorization: Bearer {secret}",
            VEREDA_SMS_SECRET="clave-del-servicio",
            VEREDA_SMS_TOKEN=TOKEN,
            VEREDA_SMS_GROUP=GROUP,
        )

    def listen(self) -> None:
        self.child("sms_service.py", str(self.port), str(self.told))

    def bring(self, text: str, name: str, token: str = TOKEN) -> bool:
        fields = {"from": STRANGER, "text": text, "id": name, "date": "2026-11-29T16:00:00Z", "token": token}
        with urllib.request.urlopen(f"{self.here.url}/sync/v1/texts", urllib.parse.urlencode(fields).encode(), 100) as answer:
            return bool(json.load(answer)["taken"])

    def answers(self) -> list[str]:
        lines = self.told.read_text("utf-8").splitlines() if self.told.exists() else []
        rows = [json.loads(line) for line in lines]
        assert {row["to"] for row in rows} <= {STRANGER}
        return [row["text"] for row in rows]

    def waited(self, count: int) -> list[str]:
        return waited(self.answers, lambda found: len(found) == count, self.here.output)


@pytest.fixture
def service(child, installation, tmp_path: Path) -> Service:
    return Service(child, installation, tmp_path / "told")


def test_a_service_brings_sos_and_a_word_and_is_told_the_answers(service: Service):
    service.listen()
    assert service.bring("DERECHOS", "1")
    assert not service.bring("DERECHOS", "1"), "the same message again"
    assert "1 Derechos" in service.waited(1)[0], "nothing is reviewed here: the menu"
    assert service.bring("SOS 28.7001, -100.5230 somos 4 y una niña", "2")
    (_first, said) = service.waited(2)
    assert said.startswith("Demostracion: no se fie de esto.")
    assert "Codigo de su aviso" in said
    assert alerts(service.here.home) == [(GROUP, "message", "05025")]
    assert len(service.answers()) == 2
    with pytest.raises(urllib.error.HTTPError) as refused:
        service.bring("SOS", "3", token="otro")
    assert refused.value.code == 403
    refused.value.close()
    log = service.here.output()
    assert not [secret for secret in (STRANGER[1:], "DERECHOS", "niña", "28.7001", TOKEN) if secret in log], (
        "nothing of it in logs"
    )


def test_many_at_once_of_one_number_are_one_alert_and_what_the_service_did_not_take_goes_when_it_is_back(service: Service):
    with ThreadPoolExecutor(8) as at_once:
        taken = list(at_once.map(lambda n: service.bring("SOS 28.7001, -100.5230", str(n // 2)), range(8)))
    assert taken.count(True) == 4, "each was brought twice"
    assert alerts(service.here.home) == [(GROUP, "message", "05025")]
    waiting = waited(
        lambda: tries(service.here.home),
        lambda found: found and found[0][1] > 0 and found[0][0] != "sending",
        service.here.output,
    )
    assert [state for state, _attempts in waiting] == ["queued"], "one answer, which waits"
    service.listen()
    assert "Codigo de su aviso" in service.waited(1)[0]


def test_gammus_daemon_brings_sos_and_a_word_and_sends_the_answers(installation, child, tmp_path: Path):
    pytest.importorskip("gammu")
    spool = tmp_path / "spool"
    for name in ("phone", "inbox", "outbox", "sent", "error"):
        (spool / name).mkdir(parents=True)
    machine_of(spool / "phone").Terminate()
    (spool / "smsdrc").write_text(SMSDRC.format(folder=spool))
    child("smsd.py", str(spool / "smsdrc"))
    here = installation(VEREDA_SMS_SPOOL=str(spool), VEREDA_SMS_GROUP=GROUP)

    def sent() -> list[str]:
        assert not list((spool / "error").iterdir())
        files = sorted((spool / "sent").iterdir(), key=lambda file: file.stat().st_mtime)
        assert all("_+528681110000_" in file.name for file in files)
        return [file.read_text("utf-8") for file in files]

    arrive(spool / "phone", "peligro!")
    assert "1 Derechos" in waited(sent, lambda found: len(found) == 1, here.output)[0]
    total = arrive(
        spool / "phone", "SOS 28°42'0.36\"N 100°31'22.8\"W somos cinco y una niña 🙏, sin agua desde ayer, nos dejó el guía " * 2
    )
    assert total > 2, "a long text in its parts"
    (_first, said) = waited(sent, lambda found: len(found) == 2, here.output)
    assert "Codigo de su aviso" in said
    assert alerts(here.home) == [(GROUP, "message", "05025")]
    assert not list((spool / "inbox").iterdir())
