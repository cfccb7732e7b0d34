"""A GSM modem on this machine, by Gammu. One process has it at a time; it is opened for each use and let go again.

What came is deleted from the card once it was dealt with: a card holds a few dozen, and a full one takes no alarm.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from vereda.countries.door import length_of
from vereda.messages.errors import GatewayFailed
from vereda.messages.gateways.gateway import Came, Part

READ_MOST = 50


class ModemGateway:
    """device: path of the modem ('/dev/ttyUSB2'); connection, model: as Gammu names them ('at115200'; '': it asks the modem);
    lock: file by which our threads and processes wait for each other."""

    def __init__(self, device: str, connection: str = "at", model: str = "", lock: Path | None = None) -> None:
        self.device, self.connection, self.model, self.lock = device, connection, model, lock

    def send(self, number: str, text: str) -> None:
        """Hand a message to the modem, or raise GatewayFailed."""
        with self._alone(), self._open() as modem:
            for part in _parts(text):
                modem.SendSMS({**part, "SMSC": {"Location": 1}, "Number": number})

    def fetch(self) -> Iterator[Came]:
        """Yield what lies on the card; each is taken off when it was dealt with."""
        with self._alone(), self._open() as modem:
            yield from _taken(modem)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Wait until no other thread or process of ours has the modem: two that speak at once garble both."""
        if self.lock is None:
            yield
            return
        with self.lock.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    @contextmanager
    def _open(self) -> Iterator[Any]:  # Any: Gammu's machine has no types
        try:
            import gammu
        except ImportError as why:  # no wheel for this machine: requirements/run.in
            raise GatewayFailed from why
        modem = gammu.StateMachine()
        modem.SetConfig(0, {"Device": self.device, "Connection": self.connection, "Model": self.model, "SyncTime": False})
        try:
            modem.Init()
            yield modem
        except gammu.GSMError as why:
            raise GatewayFailed from why
        finally:
            _let_go(modem, gammu.GSMError)


def _parts(text: str) -> list[dict[str, Any]]:  # Any: as above
    """Return a text as Gammu sends it: one message as it is, a longer one in parts that telephones join."""
    length = length_of(text)
    if length.fits and not length.is_wide:
        return [{"Text": text}]
    import gammu

    entry = {"ID": "ConcatenatedTextLong", "Buffer": text}
    parts: list[dict[str, Any]] = gammu.EncodeSMS({"Class": -1, "Unicode": length.is_wide, "Entries": [entry]})
    return parts


def _part(one: dict[str, Any]) -> Part | None:  # Any: as above
    """Return which part of a longer text a message is; None where it is whole."""
    head = one.get("UDH") or {}
    if head.get("AllParts", -1) <= 1:
        return None
    ref = head["ID16bit"] if head.get("ID16bit", -1) >= 0 else head["ID8bit"]
    return Part(str(ref), head["PartNumber"], head["AllParts"])


def _sent_at(stamp: datetime | None) -> datetime | None:
    """Return the hour that the network's centre set; None where the modem leaves it out, or says no offset to read it by."""
    return stamp if stamp is not None and stamp.tzinfo is not None else None


def _let_go(modem: Any, error: type[Exception]) -> None:  # Any: as above
    try:
        modem.Terminate()
    except error:
        return  # it never was open


def _taken(modem: Any) -> Iterator[Came]:  # Any: as above
    import gammu

    start: dict[str, Any] = {"Start": True}
    for _ in range(READ_MOST):
        try:
            found = modem.GetNextSMS(Folder=0, **start)
        except gammu.ERR_EMPTY:
            return
        for one in found:
            if one.get("State") in ("UnRead", "Read") and one.get("Type") != "Status_Report":
                id_ = f"{one['DateTime']}|{one['Location']}"
                sent_at, part = _sent_at(one["DateTime"]), _part(one)
                yield Came(number=one["Number"], text=one["Text"], id=id_, sent_at=sent_at, part=part)
                modem.DeleteSMS(Folder=0, Location=one["Location"])
        start = {"Location": found[0]["Location"]}
