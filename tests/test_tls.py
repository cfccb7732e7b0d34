"""SEC-030: a post speaks TLS (1.3 alone) with the certificate that `vereda node certificate` made; a downgrade is refused."""

from __future__ import annotations

import http.client
import os
import socket
import ssl
import subprocess
import sys
import urllib.error
import urllib.request
import warnings
from pathlib import Path

import pytest

from tests.house import REPOSITORY

NAME = "piedras-negras.example.org"


@pytest.fixture
def certified(tmp_path: Path) -> tuple[Path, Path]:
    """Give a home in which the command made a certificate for the post's name; return the home and the certificate."""
    home = tmp_path / "home-0"  # the first of `installation`
    said = subprocess.run(
        [sys.executable, "-P", "-m", "vereda.cli", "node", "certificate", "--name", NAME],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "VEREDA_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=500,
    )
    assert said.returncode == 0, said.stderr
    assert NAME in said.stdout
    return home, home / "tls" / "cert.pem"


def hello(port: int, trusted: ssl.SSLContext, name: str = NAME) -> str | None:
    """Return the version in which both speak, after a whole handshake."""
    with (
        socket.create_connection(("127.0.0.1", port), timeout=60) as line,
        trusted.wrap_socket(line, server_hostname=name) as spoken,
    ):
        return spoken.version()


def trusting(cert: Path, least: ssl.TLSVersion, most: ssl.TLSVersion) -> ssl.SSLContext:
    made = ssl.create_default_context(cafile=str(cert))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # old versions are deprecated here too: that is what is tried
        made.minimum_version, made.maximum_version = least, most
    made.set_ciphers("ALL:@SECLEVEL=0")
    return made


def test_sec_030_a_post_speaks_tls_of_its_own_name_and_refuses_what_is_older(certified, installation):
    home, cert = certified
    here = installation(VEREDA_TLS_CERT=str(cert), VEREDA_TLS_KEY=str(home / "tls" / "key.pem"), VEREDA_HOSTS=NAME)
    port = int(here.url.rpartition(":")[2])
    v = ssl.TLSVersion
    assert hello(port, trusting(cert, v.TLSv1_2, v.TLSv1_3)) == "TLSv1.3"
    for old in (v.TLSv1, v.TLSv1_1, v.TLSv1_2):
        with pytest.raises((ssl.SSLError, OSError)):
            hello(port, trusting(cert, old, old))
    with pytest.raises(ssl.SSLCertVerificationError):
        hello(port, ssl.create_default_context())  # nobody vouches for it but the phone's owner, by hand
    with pytest.raises(ssl.SSLCertVerificationError):
        hello(port, trusting(cert, v.TLSv1_2, v.TLSv1_3), name="tapachula.example.org")
    with pytest.raises((urllib.error.URLError, ConnectionError, http.client.HTTPException)):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60)


def test_a_certificate_in_the_home_is_used_without_being_named(certified):
    from vereda.settings.environment import read

    home, cert = certified
    assert read({"VEREDA_HOME": str(home)}).tls_cert == cert
    assert read({"VEREDA_HOME": str(home)}).is_https
    assert read({"VEREDA_HOME": str(home), "VEREDA_BEHIND_TLS": "1"}).tls_cert is None
    (home / "tls" / "key.pem").unlink()
    assert read({"VEREDA_HOME": str(home)}).tls_cert is None
