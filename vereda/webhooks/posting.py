"""One request to a receiver: to an address that was looked at, by https, without a redirect, and over after twenty seconds.

The name is asked for its addresses here, at each attempt; each of them is checked, and the connection goes to the very address
that was checked: a name that leads elsewhere a moment later (DNS rebinding) gains nothing. Proxies are not used.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from vereda.webhooks.rules.address import HTTPS_PORT, checked, may_be_called
from vereda.webhooks.words import Trouble

TIMEOUT_S = 20
"""The specification recommends 15 to 30 s. In all: a receiver that sends one letter a second is cut off as well."""
AGENT = "Vereda-Webhooks/1"


@dataclass(frozen=True)
class Answer:
    """status: of HTTP, None where there was none, and then `trouble` says why; retry_after_s: what it asked for [s]."""

    status: int | None = None
    trouble: Trouble | None = None
    retry_after_s: int | None = None


class OwnNetwork(OSError):
    """A name leads to an address that is not of the public Internet."""


def post(url: str, body: bytes, headers: Mapping[str, str], *, here: bool = False, timeout_s: float = TIMEOUT_S) -> Answer:
    """Send a body and return what was answered; what the receiver says beside its status is not read.

    here  loopback is allowed, also by plain http: for tests and drills
    """
    parts = urlsplit(checked(url, here=here))
    late = threading.Event()
    connection = _connection(parts.scheme, parts.hostname or "", parts.port, here=here, timeout_s=timeout_s, late=late)
    watch = threading.Timer(timeout_s, _cut, (connection, late))
    watch.daemon = True
    watch.start()
    try:
        told = {"Content-Type": "application/json", "User-Agent": AGENT, "Connection": "close", **headers}
        connection.request("POST", parts.path or "/", body, told)
        answer = connection.getresponse()
        if late.is_set():  # cut in the middle of its headers: the library takes what there was for all
            return Answer(trouble=Trouble.SLOW)
        return Answer(answer.status, retry_after_s=_seconds(answer.headers.get("Retry-After", "")))
    except (OSError, http.client.HTTPException, ValueError, AttributeError) as why:
        # AttributeError: the socket was cut while the library was at work on it.
        return Answer(trouble=Trouble.SLOW if late.is_set() else _trouble(why))
    finally:
        watch.cancel()
        connection.close()


class Pinned(http.client.HTTPConnection):
    """A connection to an address that was checked; `context`: by TLS, for the name; `late`: it is over by now."""

    def __init__(
        self, host: str, port: int, timeout_s: float, *, here: bool, context: ssl.SSLContext | None, late: threading.Event
    ) -> None:
        self.default_port = HTTPS_PORT if context is not None else http.client.HTTP_PORT  # else `Host` would name it
        super().__init__(host, port, timeout=timeout_s)
        self.here, self.context, self.late = here, context, late

    def connect(self) -> None:
        self.sock = dial(self.host, self.port, float(self.timeout or TIMEOUT_S), here=self.here)
        self._demand_time()
        if self.context is not None:
            wrapped = self.context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock = wrapped  # before the handshake, so that a slow one can be cut
            self._demand_time()
            wrapped.do_handshake()

    def _demand_time(self) -> None:
        """Raise TimeoutError where the time was up before there was this socket to cut: nobody else would end it any more."""
        if self.late.is_set():
            raise TimeoutError


def dial(host: str, port: int, timeout_s: float, *, here: bool) -> socket.socket:
    """Return a connection to the first address of a name. Raises OwnNetwork where any of its addresses is not public, OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not found or not all(may_be_called(str(one[4][0]), here=here) for one in found):
        raise OwnNetwork
    family, kind, protocol, _name, address = found[0]
    made = socket.socket(family, kind, protocol)
    try:
        made.settimeout(timeout_s)
        made.connect(address)
    except BaseException:
        made.close()
        raise
    return made


def _connection(scheme: str, host: str, port: int | None, *, here: bool, timeout_s: float, late: threading.Event) -> Pinned:
    context = None
    if scheme == "https":
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    return Pinned(host, port or HTTPS_PORT, timeout_s, here=here, context=context, late=late)


def _cut(connection: Pinned, late: threading.Event) -> None:
    late.set()
    made = connection.sock
    if made is not None:
        with suppress(OSError):  # it ended by itself meanwhile
            socket.socket.shutdown(made, socket.SHUT_RDWR)  # of the socket itself: TLS would wait to say good-bye


def _trouble(why: Exception) -> Trouble:
    known: tuple[tuple[type[BaseException], Trouble], ...] = (
        (OwnNetwork, Trouble.OWN_NETWORK),
        (socket.gaierror, Trouble.NO_NAME),
        (ssl.SSLError, Trouble.CERTIFICATE),
        (TimeoutError, Trouble.SLOW),
    )
    return next((trouble for kind, trouble in known if isinstance(why, kind)), Trouble.UNREACHABLE)


def _seconds(written: str) -> int | None:
    """Return what `Retry-After` asks for in seconds; a date is not understood, and the usual delay holds."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None
