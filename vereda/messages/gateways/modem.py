"""A GSM modem on this machine, by Gammu. One process has it at a time; it is opened for each use and let go again.

What came is deleted from the card after it was read: a card holds a few dozen, and a full one takes no alarm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from vereda.messages.errors import GatewayFailed
from vereda.messages.gateways.gateway import Came

READ_MOST = 50


class ModemGateway:
    """device: path of the modem ('/dev/ttyUSB2'); connection: as Gammu names it ('at', 'at115200')."""

    def __init__(self, device: str, connection: str = "at") -> None:
        self.device, self.connection = device, connection

    def send(self, number: str, text: str) -> None:
        """Hand a message to the modem, or raise GatewayFailed."""
        with self._open() as modem:
            modem.SendSMS({"Text": text, "SMSC": {"Location": 1}, "Number": number})

    def fetch(self) -> Sequence[Came]:
        """Return what lies on the card, and take it off."""
        with self._open() as modem:
            return list(_taken(modem))

    @contextmanager
    def _open(self) -> Iterator[Any]:  # Any: Gammu's machine has no types
        import gammu

        modem = gammu.StateMachine()
        modem.SetConfig(0, {"Device": self.device, "Connection": self.connection, "Model": "", "SyncTime": False})
        try:
            modem.Init()
            yield modem
        except gammu.GSMError as why:
            raise GatewayFailed from why
        finally:
            _let_go(modem, gammu.GSMError)


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
                yield Came(number=one["Number"], text=one["Text"], id=f"{one['DateTime']}|{one['Location']}")
                modem.DeleteSMS(Folder=0, Location=one["Location"])
        start = {"Location": found[0]["Location"]}
