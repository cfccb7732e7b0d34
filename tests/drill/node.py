"""A node of the drill: a forked process with its own home and database that answers real WSGI requests over a pipe.

Django is loaded once, in the parent, which never opens a database; a start or a restart is a fork. Time is the scheduler's.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from tests.drill import plants


class Request(NamedTuple):
    """One HTTP request, as it goes over the line."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


class Answer(NamedTuple):
    """What came back. `headers` with small names."""

    status: int
    headers: dict[str, str]
    body: bytes


class Died(Exception):
    """The process of a node is gone: killed in the middle of what it did."""


type Carry = Callable[[Request], Answer | None]
"""How a node's own requests (a post's to headquarters) travel; None: the line broke."""


@dataclass
class Node:
    """A server of the drill. `database`: Django's settings; `keystore`: address of a PostgreSQL key store or ''."""

    name: str
    home: Path
    database: dict[str, Any]  # Any: the shape of Django's DATABASES
    keystore: str = ""
    plant: str = ""
    pid: int = 0
    pipe: Connection | None = field(default=None, repr=False)
    starts: int = 0

    def start(self) -> None:
        """Fork the process, unless it runs."""
        if self.pid:
            return
        mine, others = Pipe()
        self.pid = os.fork()
        if not self.pid:
            mine.close()
            live(self, others)
        others.close()
        self.pipe, self.starts = mine, self.starts + 1

    def ask(self, request: Request, now: datetime, *, kill_at: int = 0, carry: Carry | None = None) -> Answer:
        """Return the answer to a request; raises Died. kill_at: die at this step of the database, 0: never."""
        return self._do(("ask", request, now, kill_at), carry)

    def call(self, what: str, now: datetime, *, kill_at: int = 0, carry: Carry | None = None, **rest: Any) -> Any:
        """Have the node do something that is no request of a phone (`tests.drill.deeds`); raises Died."""
        return self._do(("call", (what, rest), now, kill_at), carry)

    def _do(self, order: tuple[Any, ...], carry: Carry | None) -> Any:
        self.start()
        assert self.pipe is not None
        try:
            self.pipe.send(order)
            while True:
                kind, value = self.pipe.recv()
                if kind == "carry":
                    self.pipe.send(carry(value) if carry else None)
                elif kind == "raised":
                    raise RuntimeError(f"{self.name}: {value}")
                else:
                    return value
        except (EOFError, ConnectionError):
            self._reap()
            raise Died from None

    def stop(self) -> None:
        """End the process as a power cut would."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            self._reap()

    def _reap(self) -> None:
        os.waitpid(self.pid, 0)
        assert self.pipe is not None
        self.pipe.close()
        self.pid, self.pipe = 0, None


class Here(Node):
    """A node in this very process: what it does once, every process that is forked from it need not do again."""

    connection: Any = None  # Any: Django's wrapper of a database; Django may not be imported yet

    def start(self) -> None:
        """Nothing: there is no process to start."""

    def stop(self) -> None:
        """Leave the installation."""
        self._enter()
        leave()
        self.connection = None

    def _enter(self) -> None:
        """Be this node; the connection of the other one stays open beside, for it may be in the middle of its round."""
        from django.db import connections

        settle(self.home, self.database, self.keystore, closes=False)
        if self.connection is not None:
            connections["default"] = self.connection
        self.connection = connections["default"]

    def _do(self, order: tuple[Any, ...], carry: Carry | None) -> Any:
        from tests.drill import deeds

        kind, what, now, _ = order

        def over(request: Request) -> Answer | None:
            told = carry(request) if carry else None
            self._enter()
            deeds.line, Clock.now = over, now
            return told

        self._enter()
        deeds.line, Clock.now = over, now
        return answer(what) if kind == "ask" else deeds.DEEDS[what[0]](**what[1])


# In the forked process ---------------------------------------------------------------------------------------------------


class Clock:
    """The wall clock of a node, set by each order."""

    now: datetime


def live(node: Node, pipe: Connection) -> None:
    """Answer orders until the parent is gone. Never returns."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        gc.disable()  # it lives for seconds
        settle(node.home, node.database, node.keystore)
        plants.plant(node.plant)
        _answer_all(pipe)
        code = 0
    except (EOFError, ConnectionError):
        code = 0
    finally:
        sys.stdout.flush()
        os._exit(code)


def settle(home: Path, database: dict[str, Any], keystore: str = "", *, closes: bool = True) -> None:  # Any: Django's DATABASES
    """Make this process the one of an installation; the connection of the one before is closed, or left to who keeps it."""
    from django.db import connections
    from django.utils import timezone

    from vereda.logbook.nodekeys import forget_open_keys
    from vereda.settings.environment import env

    os.environ["VEREDA_HOME"] = str(home)
    os.environ.pop("KEYSTORE_URL", None)
    if keystore:
        os.environ["KEYSTORE_URL"] = keystore
    env.cache_clear()
    forget_open_keys()
    if closes:
        connections.close_all()
    connections.settings = connections.configure_settings({"default": dict(database)})
    if hasattr(connections._connections, "default"):  # type: ignore[attr-defined]  # Django has no door for another database
        del connections["default"]
    timezone.now = lambda: Clock.now


def leave() -> None:
    """Close what `settle` opened."""
    from django.db import connections

    from vereda.logbook.actions import record
    from vereda.logbook.nodekeys import forget_open_keys

    forget_open_keys()
    connections.close_all()
    record._last["clock"] = ""  # the clock of that installation, not of the next


def _answer_all(pipe: Connection) -> None:
    from tests.drill import deeds

    deeds.line = lambda request: _carried(pipe, request)
    killer: Killer | None = None
    while True:
        kind, what, Clock.now, kill_at = pipe.recv()
        killer = killer or Killer()
        killer.left = kill_at
        try:
            value = answer(what) if kind == "ask" else deeds.DEEDS[what[0]](**what[1])
        except Exception as why:  # whatever it is, the scheduler prints it with its seed
            import traceback

            pipe.send(("raised", f"{why!r}\n{traceback.format_exc()}"))
            continue
        if killer.left:
            killer.die()
        pipe.send(("done", value))


def _carried(pipe: Connection, request: Request) -> Answer | None:
    pipe.send(("carry", request))
    return pipe.recv()


class Killer:
    """Kills its own process at a chosen step: a statement, a commit (before or after), an act on the key store, or the answer."""

    def __init__(self) -> None:
        from django.db import connection

        from vereda.logbook.nodekeys import key_store

        self.left = 0
        connection.ensure_connection()
        connection.execute_wrappers.append(self._statement)
        connection._commit = self._around(connection._commit)  # type: ignore[method-assign]  # the moment that matters most
        store = key_store().store
        for name in ("insert", "delete", "rows"):
            setattr(store, name, self._around(getattr(store, name)))

    def _statement(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.step()
        return execute(*arguments)

    def _around(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*arguments: Any, **named: Any) -> Any:
            self.step()
            value = act(*arguments, **named)
            self.step()
            return value

        return stepped

    def step(self) -> None:
        """Count one step, and die at the last one."""
        if self.left:
            self.left -= 1
            if not self.left:
                self.die()

    @staticmethod
    def die() -> None:
        """End here and now: no handler runs, nothing is flushed."""
        os.kill(os.getpid(), signal.SIGKILL)


_handler: list[Any] = []  # Any: Django's WSGIHandler, made once in the parent


def load() -> None:
    """Load everything that a request needs, before the first fork."""
    from importlib import import_module

    from django.core.handlers.wsgi import WSGIHandler

    for name in ("vereda.settings.urls", "vereda.client.api", "tests.drill.deeds", "django.db.backends.sqlite3.base"):
        import_module(name)
    _handler.append(WSGIHandler())


def answer(request: Request) -> Answer:
    """Return what the program answers to a request, through its whole stack."""
    path, _, query = request.path.partition("?")
    environ = {
        "REQUEST_METHOD": request.method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(request.body)),
        "wsgi.input": BytesIO(request.body),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()},
    }
    told: dict[str, Any] = {}

    def start_response(status: str, headers: list[tuple[str, str]], *_: object) -> None:
        told["status"] = int(status.split()[0])
        told["headers"] = {name.lower(): value for name, value in headers}

    response = _handler[0](environ, start_response)
    body = b"".join(response)
    response.close()
    return Answer(told["status"], told["headers"], body)
