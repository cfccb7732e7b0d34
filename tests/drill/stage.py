"""The stage of every schedule, built once: installations with accounts and phones, copied for each schedule."""

from __future__ import annotations

import shutil
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing import Pipe
from os import _exit, fork, waitpid
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

import psycopg
from cryptography.hazmat.primitives.asymmetric import ec

from tests.drill.node import Clock, Node, settle
from vereda.logbook.signatures import der_of

BEGIN = datetime(2024, 2, 28, 22, 40, tzinfo=UTC)
"""Half past four in the afternoon at the post; the leap day and the change of clocks of 10 March lie ahead."""

GROUP, ZONE = "piedras-negras", "America/Matamoros"
PHONES = ("A", "B", "C")
DATABASE = "vereda.sqlite3"


@dataclass
class Stage:
    """The templates, and what phones know from their enrolment."""

    folder: Path
    keys: dict[str, ec.EllipticCurvePrivateKey]
    server: str = ""  # address of a PostgreSQL server; '': SQLite
    known: dict[str, Any] = field(default_factory=dict)  # Any: what the templates were made with
    databases: list[str] = field(default_factory=list)
    begin: datetime = BEGIN
    made_of: type[Node] = Node
    mark: str = field(default_factory=lambda: token_hex(3))  # of this drill's databases on the server

    def template(self, name: str) -> Path:
        return self.folder / "templates" / name

    def named(self, template: str, kind: str) -> str:
        """Return the name of a template database."""
        return f"drill_{self.mark}_{template}_{kind}"

    def node(self, name: str, template: str, folder: Path, plant: str = "") -> Node:
        """Return a fresh node `name` made from a template; only headquarters is ever on PostgreSQL, as in life."""
        home = folder / name
        shutil.copytree(self.template(template), home)
        if self.server and template in ("headquarters", "empty"):
            data = self._database(f"{folder.name}_{name}_data", self.named(template, "data"))
            keys = self._database(f"{folder.name}_{name}_keys", self.named(template, "keys"))
            return self.made_of(name, home, on_postgresql(data), keys, plant)
        return self.made_of(name, home, on_sqlite(home), "", plant)

    def _database(self, name: str, template: str) -> str:
        name = f"drill_{self.mark}_{name}".lower().replace("-", "_")
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        self.databases.append(name)
        return address(self.server, name)

    def drop(self) -> None:
        """Remove the template databases from the server."""
        if self.server:
            with psycopg.connect(self.server, autocommit=True) as connection:
                for template in ("empty", "headquarters"):
                    for kind in ("data", "keys"):
                        connection.execute(f'DROP DATABASE IF EXISTS "{self.named(template, kind)}" WITH (FORCE)')

    def clear(self, folder: Path) -> None:
        """Remove what a schedule left."""
        shutil.rmtree(folder, ignore_errors=True)
        if self.databases:
            with psycopg.connect(self.server, autocommit=True) as connection:
                for name in self.databases:
                    connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
            self.databases.clear()


def address(server: str, name: str) -> str:
    """Return the address of a database of a server."""
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def on_sqlite(home: Path) -> dict[str, Any]:  # Any: Django's DATABASES
    from vereda.settings.databases import sqlite

    return sqlite(home / DATABASE)


def on_postgresql(address: str) -> dict[str, Any]:  # Any: Django's DATABASES
    from vereda.settings.databases import postgresql

    return postgresql(address)


def build(folder: Path, server: str = "", begin: datetime = BEGIN) -> Stage:
    """Build the templates: 'empty' (tables only), 'headquarters' (cast, phones) and 'post'."""
    stage = Stage(folder, {name: ec.generate_private_key(ec.SECP256R1()) for name in PHONES}, server, begin=begin)
    publics = {name: der_of(key.public_key()) for name, key in stage.keys.items()}
    for name in ("tables", "empty", "headquarters"):  # 'tables': of a post, always on SQLite
        home = stage.template(name)
        home.mkdir(parents=True)
        database, keystore = on_sqlite(home), ""
        if name != "tables" and not server:
            shutil.copy(stage.template("tables") / DATABASE, home)  # a third of the work of its first start
        if server and name != "tables":
            with psycopg.connect(server, autocommit=True) as connection:
                for kind in ("data", "keys"):
                    like = "template0" if name == "empty" else stage.named("empty", kind)
                    connection.execute(f'CREATE DATABASE "{stage.named(name, kind)}" TEMPLATE "{like}"')
            data, keystore = (address(server, stage.named(name, kind)) for kind in ("data", "keys"))
            database = on_postgresql(data)
        act = _empty if name != "headquarters" else (lambda: _headquarters(publics))
        stage.known[name] = apart(lambda act=act, h=home, d=database, k=keystore: _inside(act, h, d, k, begin))  # type: ignore[misc]  # bound now

        if name == "headquarters":
            _warm(stage.known[name]["asked"], stage.known[name]["parts"])
            stage.known["post"] = _join_post(stage, Node(name, home, database, keystore))
    return stage


def _warm(asked: list[tuple[Any, ...]], parts: tuple[Any, ...]) -> None:
    """Compose here, where all nodes are forked from, what each of them would compose at its first greeting.

    Texts of the library are no matter of the drill: each node has those of the first day.
    """
    from vereda.client import reference

    reference.parts_of = lambda *_given: parts  # type: ignore[assignment]
    for one in asked:
        reference.compose(*one)


def _join_post(stage: Stage, hq: Node) -> tuple[str, str]:
    """Make the template of the post: joined by a code, and in step with headquarters; returns its public keys."""
    home = stage.template("post")
    shutil.copytree(stage.template("tables"), home)
    post = Node("post", home, on_sqlite(home))
    public = post.call(
        "join", stage.begin, code=hq.call("node_code", stage.begin, group=GROUP), carry=lambda asked: hq.ask(asked, stage.begin)
    )
    done = post.call("relay", stage.begin, carry=lambda asked: hq.ask(asked, stage.begin))
    for node in (hq, post):
        node.call("close", stage.begin)
        node.stop()
    if not done.get("down"):
        raise RuntimeError(f"the post does not get in step: {done}")
    return public


def apart(act: Callable[[], Any]) -> Any:
    """Do something in a forked process, and return what it returned: this process never opens a database."""
    mine, others = Pipe()
    pid = fork()
    if not pid:
        try:
            others.send((True, act()))
        except BaseException as why:  # told to the parent, which raises it
            import traceback

            others.send((False, f"{why!r}\n{traceback.format_exc()}"))
        finally:
            _exit(0)
    others.close()
    good, value = mine.recv()
    waitpid(pid, 0)
    if not good:
        raise RuntimeError(value)
    return value


def _inside(act: Callable[[], Any], home: Path, database: dict[str, Any], keystore: str, begin: datetime) -> Any:
    from django.contrib.auth.hashers import Argon2PasswordHasher as Hasher
    from django.db import connection

    from vereda.cli.migrated import bring_up_to_date
    from vereda.logbook.nodekeys import forget_open_keys

    Hasher.time_cost, Hasher.memory_cost, Hasher.parallelism = 1, 8, 1
    settle(home, database, keystore)
    Clock.now = begin
    bring_up_to_date()
    told = act()
    forget_open_keys()
    connection.close()
    return told


def _empty() -> None:
    """Leave the tables as they are."""


def _headquarters(publics: dict[str, bytes]) -> dict[str, Any]:  # Any: ids, tokens and public keys
    from vereda.access.actions.demo import make_cast
    from vereda.access.door import enrol_device, reader_for_command
    from vereda.access.models import Account
    from vereda.logbook.door import public_keys

    make_cast("mx")
    accounts = {row.username: str(row.pk) for row in Account.objects.all()}
    by = reader_for_command(None, None)
    devices = {}
    for name, public in publics.items():
        receipt, token = enrol_device(
            country="mx",
            group=GROUP,
            label=f"Teléfono {name}",
            by=by,
            at=Clock.now,
            public_key=b64encode(public).decode(),
            agents=[UUID(accounts["ines"])],
        )
        devices[name] = (str(receipt.subject), token)
    return {"accounts": accounts, "devices": devices, "public": public_keys(), **_greeted()}


def _greeted() -> dict[str, Any]:  # Any: what a reference is composed of
    """Return what greetings of the days of a drill are composed of: the accounts' names are known here alone."""
    from vereda.client import reference

    begin, found = Clock.now, []
    for day in range(-1, 4):
        Clock.now = begin + timedelta(days=day)
        found.append(reference.asked_of("mx", GROUP))
    Clock.now = begin
    return {"asked": found, "parts": found[0][-3]}


@contextmanager
def server_of(kind: str) -> Iterator[str]:
    """Give the address of a PostgreSQL for the time of the drill, or '' for SQLite."""
    if kind != "postgresql":
        yield ""
        return
    from tests.postgres import databases

    with databases() as addresses:
        yield addresses.data
