"""No test of the house leaves this machine. These addresses are set aside for documentation; nobody answers there."""

from __future__ import annotations

import socket
import threading
import urllib.request

import pytest

from tests.network import NetworkRefused, is_here


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org", b"example.org"])
def test_another_machine_is_refused(host):
    assert not is_here(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "0.0.0.0", ""])
def test_this_machine_is_allowed(host):
    assert is_here(host)


def test_a_connection_to_another_machine_fails_at_once():
    with socket.socket() as caller, pytest.raises(NetworkRefused):
        caller.connect(("192.0.2.1", 80))
    with socket.socket() as caller, pytest.raises(NetworkRefused):
        caller.connect_ex(("192.0.2.1", 80))
    with socket.socket(type=socket.SOCK_DGRAM) as caller, pytest.raises(NetworkRefused):
        caller.sendto(b"?", ("192.0.2.1", 53))


def test_a_name_is_not_even_looked_up():
    with pytest.raises(NetworkRefused):
        urllib.request.urlopen("http://example.org/", timeout=1)


def test_a_server_of_the_test_itself_is_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        answering = threading.Thread(target=lambda: server.accept()[0].close())
        answering.start()
        socket.create_connection(server.getsockname(), timeout=5).close()
        answering.join()
