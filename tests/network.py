"""No test reaches another machine: a connection to any host but this one fails at once, and says so."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

HERE = {"localhost", "", None}


class NetworkRefused(AssertionError):
    """A test tried to reach another machine."""


def is_here(host: object) -> bool:
    """Return whether a host of a socket address is this machine."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in HERE:
        return True
    try:
        address = ipaddress.ip_address(str(host).partition("%")[0])
    except ValueError:
        return False  # a name: asking for its address is already traffic
    return address.is_loopback or address.is_unspecified


@contextmanager
def only_this_machine() -> Iterator[None]:
    """Refuse connections, datagrams and name look-ups that leave this machine."""
    kept = socket.socket.connect, socket.socket.connect_ex, socket.socket.sendto, socket.getaddrinfo

    def refuse_far(address: Any) -> None:  # Any: a socket address is a tuple, a path or a number, by family
        if isinstance(address, tuple) and address and not is_here(address[0]):
            raise NetworkRefused("a test tried to reach another machine")

    def connect(self: socket.socket, address: Any) -> None:
        refuse_far(address)
        kept[0](self, address)

    def connect_ex(self: socket.socket, address: Any) -> int:
        refuse_far(address)
        return kept[1](self, address)

    def sendto(self: socket.socket, data: bytes, *rest: Any) -> int:
        refuse_far(rest[-1])
        return kept[2](self, data, *rest)

    def getaddrinfo(host: Any, *rest: Any, **more: Any) -> Any:
        refuse_far((host,))
        return kept[3](host, *rest, **more)

    try:
        socket.socket.connect = connect  # type: ignore[method-assign,assignment]  # that is the point
        socket.socket.connect_ex = connect_ex  # type: ignore[method-assign,assignment]  # as above
        socket.socket.sendto, socket.getaddrinfo = sendto, getaddrinfo  # type: ignore[method-assign,assignment]  # as above
        yield
    finally:
        socket.socket.connect, socket.socket.connect_ex = kept[:2]  # type: ignore[method-assign]  # put back
        socket.socket.sendto, socket.getaddrinfo = kept[2:]  # type: ignore[method-assign]  # put back
