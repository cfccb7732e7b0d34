"""Each gateway against something real: an HTTP server, Gammu's own telephone, a modem that speaks AT on a terminal."""

from __future__ import annotations

import json
import os
import pty
import threading
import time
import tty
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from vereda.messages.errors import GatewayFailed
from vereda.messages.gateways.gateway import Came
from vereda.messages.gateways.http import HttpGateway
from vereda.messages.gateways.modem import ModemGateway
from vereda.messages.gateways.smsd import SmsdGateway
from vereda.messages.reading.parts import join, parts_of

TEXT = 'VEREDA: agente en peligro, 14:02 & {más} "ya"'


class Service(BaseHTTPRequestHandler):
    """A service that remembers what it was told, and answers what the test wants."""

    told: list[tuple[str, str, dict[str, str], bytes]] = []
    status = 202
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def _answer(self, body: bytes) -> None:
        Service.told.append((self.command, self.path, dict(self.headers), body))
        self.send_response(Service.status)
        if 300 <= Service.status < 400:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing: the address holds the secret."""


@pytest.fixture
def service() -> Iterator[str]:
    Service.told, Service.status = [], 202
    server = HTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_kannel_is_told_number_text_and_secret_in_the_address(service: str):
    url = f"{service}/cgi-bin/sendsms?username=vereda&password={{secret}}&to={{to}}&text={{text}}"
    HttpGateway(url, secret="s&=1").send("+528781112233", TEXT)
    ((method, path, _headers, _body),) = Service.told
    assert (method, urlsplit(path).path) == ("GET", "/cgi-bin/sendsms")
    assert parse_qs(urlsplit(path).query) == {
        "username": ["vereda"], "password": ["s&=1"], "to": ["+528781112233"], "text": [TEXT],
    }  # fmt: skip


def test_rapidpro_is_told_in_json_with_a_token_in_the_header(service: str):
    gateway = HttpGateway(
        f"{service}/api/v2/broadcasts.json",
        body='{"urns": ["tel:{to}"], "text": "{text}"}',
        header="Authorization: Token {secret}",
        secret="abc",
    )
    gateway.send("+528781112233", TEXT)
    ((method, _path, headers, body),) = Service.told
    assert method == "POST"
    assert (headers["Authorization"], headers["Content-Type"]) == ("Token abc", "application/json")
    assert json.loads(body) == {"urns": ["tel:+528781112233"], "text": TEXT}


def test_a_form_is_posted_where_the_body_is_one(service: str):
    HttpGateway(f"{service}/send", body="to={to}&text={text}&key={secret}", secret="k").send("8781112233", TEXT)
    ((_method, _path, headers, body),) = Service.told
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert parse_qs(body.decode()) == {"to": ["8781112233"], "text": [TEXT], "key": ["k"]}


def test_the_templates_of_an_external_channel_of_rapidpro_may_stand_as_they_are(service: str):
    url = f"{service}/send?to={{{{to_no_plus}}}}&from={{{{from}}}}&id={{{{id}}}}"
    body = '{"to": "{{to}}", "text": {{text}}, "said": "{{nobody}}", "key": "{secret}"}'
    HttpGateway(url, body=body, secret="k", own="+528110000000").send("+528781112233", "{to} " + TEXT)
    ((_method, path, _headers, told),) = Service.told
    asked = parse_qs(urlsplit(path).query)
    assert (asked["to"], asked["from"]) == (["528781112233"], ["+528110000000"])
    assert asked["id"][0].isdigit()
    assert json.loads(told) == {"to": "+528781112233", "text": "{to} " + TEXT, "said": "{{nobody}}", "key": "k"}


@pytest.mark.parametrize("status", [302, 400, 403, 500])
def test_what_the_service_does_not_take_has_failed_and_no_redirect_is_followed(service: str, status: int):
    Service.status = status
    with pytest.raises(GatewayFailed):
        HttpGateway(f"{service}/send?to={{to}}&text={{text}}").send("8781112233", "x")
    assert len(Service.told) == 1


def test_a_service_that_is_not_there_has_failed(service: str):
    port = urlsplit(service).port
    for url in ("http://127.0.0.1:1/{to}{text}", f"https://127.0.0.1:{port}/{{to}}{{text}}"):
        with pytest.raises(GatewayFailed):
            HttpGateway(url).send("8781112233", "x")


# Gammu ----------------------------------------------------------------------------------------------------------------------


def test_gammus_own_telephone_takes_a_message_and_gives_what_came_once(tmp_path: Path):
    gammu = pytest.importorskip("gammu")
    phone = ModemGateway(str(tmp_path), connection="none", model="dummy")
    phone.send("+528781112233", "Agente en peligro")
    assert list(phone.fetch()) == []
    machine = gammu.StateMachine()
    machine.SetConfig(0, {"Device": str(tmp_path), "Connection": "none", "Model": "dummy", "SyncTime": False})
    machine.Init()
    came = {
        "Text": "PELIGRO",
        "Number": "+528781112233",
        "SMSC": {"Location": 1},
        "Folder": 1,
        "State": "UnRead",
        "Type": "Deliver",
        "DateTime": datetime(2026, 11, 29, 2, 0, tzinfo=UTC),
    }
    machine.AddSMS(came)
    machine.Terminate()
    (found,) = phone.fetch()
    assert (found.number, found.text) == ("+528781112233", "PELIGRO")
    assert found.sent_at is not None
    assert found.sent_at.tzinfo is not None
    assert (found.sent_at.day, found.sent_at.hour) == (29, 2), "when it was sent, not when it was fetched"
    assert list(phone.fetch()) == []


def machine_of(folder: Path):
    """Return Gammu's own telephone, as the network would reach it."""
    gammu = pytest.importorskip("gammu")
    folder.mkdir(exist_ok=True)
    machine = gammu.StateMachine()
    machine.SetConfig(0, {"Device": str(folder), "Connection": "none", "Model": "dummy", "SyncTime": False})
    machine.Init()
    return machine


def arrive(folder: Path, text: str, number: str = "+528681110000") -> int:
    """Let a text arrive at Gammu's telephone in its parts, the last first; return how many."""
    import gammu

    machine, wide = machine_of(folder), not text.isascii()
    entry = {"ID": "ConcatenatedTextLong", "Buffer": text}
    parts = gammu.EncodeSMS({"Class": -1, "Unicode": wide, "Entries": [entry]})
    came = {"Folder": 1, "Number": number, "SMSC": {"Location": 1}, "State": "UnRead", "Type": "Deliver"}
    for part in reversed(parts):
        machine.AddSMS({**part, **came, "DateTime": datetime(2026, 11, 29, 2, 0, tzinfo=UTC)})
    machine.Terminate()
    return len(parts)


def test_a_long_text_comes_from_the_modem_in_its_parts(tmp_path: Path):
    machine_of(tmp_path).Terminate()
    text = "SOS ñandú 😀 somos cinco, sin agua. " * 8
    total = arrive(tmp_path, text)
    found = list(ModemGateway(str(tmp_path), connection="none", model="dummy").fetch())
    parts = [one.part for one in found if one.part]
    assert [one.number for one in parts] == list(range(total, 0, -1))
    assert {(one.ref, one.total) for one in parts} == {(parts[0].ref, total)}
    assert join({one.part.number: one.text for one in found if one.part}, total) == text


def test_gammus_telephone_is_given_a_long_text_and_one_in_another_script(tmp_path: Path):
    phone = ModemGateway(str(tmp_path), connection="none", model="dummy")
    for text in ("Derechos. Conteste un numero:\n1 Pedir refugio\n" * 7, "مرحبا " * 40, "€" * 81):
        assert len(parts_of(text)) > 1
        phone.send("+528781112233", text)


# gammu-smsd -----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    for name in ("inbox", "outbox"):
        (tmp_path / name).mkdir()
    return tmp_path


def test_what_is_sent_lies_whole_in_the_outbox_of_smsd(spool: Path):
    SmsdGateway(spool).send("+528781112233", TEXT)
    (file,) = (spool / "outbox").iterdir()
    assert file.name.startswith("OUTA")
    assert "_00_+528781112233_" in file.name
    assert file.read_text("utf-8") == TEXT


def test_an_outbox_that_nobody_empties_has_failed(spool: Path):
    SmsdGateway(spool).send("+528781112233", "x")
    (file,) = (spool / "outbox").iterdir()
    os.utime(file, (0, 0))
    with pytest.raises(GatewayFailed):
        SmsdGateway(spool).send("+528781112233", "y")


def test_what_went_is_not_left_lying_with_number_and_words(spool: Path):
    for name, age_s in (("sent", 3000), ("sent", 4000), ("error", 80_000), ("error", 90_000)):
        (spool / name).mkdir(exist_ok=True)
        file = spool / name / f"OUTA_{age_s}_+528781112233.txt"
        file.write_text(TEXT)
        os.utime(file, (time.time() - age_s,) * 2)
    pytest.importorskip("gammu")
    assert list(SmsdGateway(spool).fetch()) == []
    assert sorted(file.name for file in spool.glob("*/OUT*")) == ["OUTA_3000_+528781112233.txt", "OUTA_80000_+528781112233.txt"]


@pytest.mark.parametrize("number", ["../../x", "Lobo 2", ""])
def test_a_number_that_is_none_names_no_file(spool: Path, number: str):
    with pytest.raises(GatewayFailed):
        SmsdGateway(spool).send(number, "x")
    assert list((spool / "outbox").iterdir()) == []


def test_without_its_folders_smsd_has_failed(tmp_path: Path):
    with pytest.raises(GatewayFailed):
        SmsdGateway(tmp_path).send("+528781112233", "x")
    with pytest.raises(GatewayFailed):
        list(SmsdGateway(tmp_path).fetch())


def test_what_cannot_be_read_in_the_inbox_is_put_aside_and_the_rest_comes(spool: Path, tmp_path: Path):
    gammu = pytest.importorskip("gammu")
    machine_of(tmp_path / "phone").Terminate()
    arrive(tmp_path / "phone", "SOS")
    machine = machine_of(tmp_path / "phone")
    found = machine.GetNextSMS(Folder=0, Start=True)
    machine.Terminate()
    gammu.SaveSMSBackup(str(spool / "inbox" / "IN20261129_020000_00_+528681110000_00.txt"), found)
    (spool / "inbox" / "IN20261129_010000_00_+1_00.txt").write_text("[SMSBackup000]\nPDU = ?")
    for file in (spool / "inbox").iterdir():
        os.utime(file, (1, 1))
    told: list[Came] = list(SmsdGateway(spool).fetch())
    assert [(one.number, one.text, one.may_lie) for one in told if one.text] == [("+528681110000", "SOS", True)]
    assert list(SmsdGateway(spool).fetch()) == []


def test_a_file_that_ends_gammu_itself_is_put_aside_and_what_is_behind_it_comes_the_next_time(spool: Path):
    pytest.importorskip("gammu")
    message = '[SMSBackup000]\nPDU = Deliver\nNumber = "%s"\nCoding = Default_No_Compression\nText00 = 0053004F0053\n'
    for number, sender in enumerate(("+528681110000", "9" * 3000, "+528681110001")):
        file = spool / "inbox" / f"IN20261129_0{number}0000_00_x_00.txt"
        file.write_text(message % sender)
        os.utime(file, (1, 1))
    told = [[one.number for one in SmsdGateway(spool).fetch()] for _ in range(3)]
    assert told == [["+528681110000"], ["+528681110001"], []]
    assert [file.name for file in (spool / "inbox").iterdir()] == ["unreadable-IN20261129_010000_00_x_00.txt"]


class Modem:
    """A modem at the other end of a terminal: it speaks AT as one does, and keeps the PDU that it was given."""

    ANSWERS = {
        "AT+CGMI": "SIMCOM INCORPORATED", "AT+CGMM": "SIMCOM_SIM800L", "AT+CGMR": "Revision:1418", "AT+CGSN": "867856030000000",
        "AT+CSCS?": '+CSCS: "GSM"', "AT+CSCS=?": '+CSCS: ("IRA","GSM","UCS2","HEX")', "AT+CPMS=?":
        '+CPMS: ("SM","ME"),("SM","ME"),("SM","ME")', "AT+CMGF=?": "+CMGF: (0,1)", "AT+CSCA?": '+CSCA: "+5294100001410",145',
        "AT+CPIN?": "+CPIN: READY", "AT+CNMI=?": "+CNMI: (0-3),(0-3),(0,2,3),(0-2),(0,1)", "AT+CFUN?": "+CFUN: 1",
    }  # fmt: skip

    def __init__(self) -> None:
        self.end, self.slave = pty.openpty()
        tty.setraw(self.slave)
        self.path = os.ttyname(self.slave)
        self.pdus: list[str] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        line = b""
        while True:
            try:
                byte = os.read(self.end, 1)
            except OSError:
                return
            if byte == b"\x1a":
                self.pdus.append(line.decode().strip())
                self._say("+CMGS: 7\r\n\r\nOK")
                line = b""
            elif byte == b"\r":
                self._answer(line.decode(errors="replace").strip())
                line = b""
            elif byte not in (b"\n", b"\x1b", b""):
                line += byte

    def _answer(self, command: str) -> None:
        if command.startswith("AT+CMGS="):
            os.write(self.end, f"{command}\r\r\n> ".encode())
        elif command.startswith("AT"):
            told = self.ANSWERS.get(command, "")
            self._say(f"{told}\r\n\r\nOK" if told else "OK", command)

    def _say(self, answer: str, echo: str = "") -> None:
        os.write(self.end, f"{echo}\r\r\n{answer}\r\n".encode())

    def close(self) -> None:
        os.close(self.slave)
        os.close(self.end)


def test_a_modem_that_speaks_at_on_a_terminal_is_given_the_message_whole():
    pytest.importorskip("gammu")
    modem = Modem()
    ModemGateway(modem.path, connection="at115200").send("+528781112233", "Agente en peligro")
    (pdu,) = modem.pdus
    assert "2578112132" not in pdu[:4]
    assert swapped("528781112233") in pdu
    assert pdu.endswith(packed("Agente en peligro"))
    modem.close()


def swapped(number: str) -> str:
    """Return a number as a PDU writes it: two digits of each octet the other way round."""
    return "".join(number[at + 1] + number[at] for at in range(0, len(number), 2))


def packed(text: str) -> str:
    """Return seven-bit letters packed into octets, as a PDU ends."""
    bits = sum(ord(letter) << 7 * at for at, letter in enumerate(text))
    return bits.to_bytes((len(text) * 7 + 7) // 8, "little").hex().upper()


def test_a_modem_that_is_not_there_has_failed(tmp_path: Path):
    pytest.importorskip("gammu")
    with pytest.raises(GatewayFailed):
        ModemGateway(str(tmp_path / "ttyUSB9")).send("8781112233", "x")
