"""One encounter over 2G: 16 kbit/s, 2 s each way, one packet in twenty lost, on a connection that is open; and opening it.

    python -m bench.line [--quick]

A proxy between phone and server carries the bytes of TLS as slowly as such a line would: a lost packet holds everything behind
it back until it was sent again. Losses are drawn from a seed. Budgets: rules.md, section 4.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import random
import socket
import ssl
import tempfile
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from bench import phones
from bench.figures import Figure, at_most, table
from bench.installation import Installation, serving
from tests.certificate import self_signed

RATE = 2_000  # [bytes/s] 16 kbit/s
LATENCY_S = 2.0  # each way
LOSS, PACKET = 0.05, 1_400  # share, and size [bytes]
AGAIN_S = 6.0  # until a lost packet is sent again, doubled each time; a round trip is 4 s
BUDGET_S, BUDGET_BYTES = 30, 4_000
HEADERS = {
    "Accept": "*/*",
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "Accept-Language": "es-MX,es;q=0.9,en;q=0.8",
    "Content-Type": "application/json",
    "Connection": "keep-alive",
    "Origin": "https://piedras-negras.example.org",
    "Sec-Fetch-Dest": "empty",
    "Sec-Fetch-Mode": "cors",
    "Sec-Fetch-Site": "same-origin",
    "User-Agent": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile",
    "X-Vereda-App": "1",
}
"""What Chrome on Android sends with a request of the app."""


@dataclass
class Slow:
    """One line between a phone and the server; it counts what it carries, both ways."""

    to: int
    chance: random.Random
    carried: int = 0
    lost: int = 0
    listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    @property
    def port(self) -> int:
        port: int = self.listener.getsockname()[1]
        return port

    def serve(self) -> None:
        """Carry one connection, until either side closes it."""
        client, _ = self.listener.accept()
        server = socket.create_connection(("127.0.0.1", self.to))
        ways = [threading.Thread(target=self._carry, args=way, daemon=True) for way in ((client, server), (server, client))]
        for way in ways:
            way.start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        """Read at once and deliver late: the line is a queue, whose packets arrive `LATENCY_S` after they were put on it."""
        queue: list[tuple[float, bytes]] = []
        ready, free_at = threading.Condition(), 0.0

        def deliver() -> None:
            while True:
                with ready:
                    ready.wait_for(lambda: bool(queue))
                    due, packet = queue.pop(0)
                time.sleep(max(0.0, due - time.monotonic()))
                if not packet:
                    target.close()
                    return
                try:
                    target.sendall(packet)
                except OSError:
                    return

        threading.Thread(target=deliver, daemon=True).start()
        while True:
            try:
                packet = source.recv(PACKET)
            except OSError:
                packet = b""
            self.carried += len(packet)
            free_at = max(free_at, time.monotonic()) + len(packet) / RATE + self._sent_again()
            with ready:
                queue.append((free_at + LATENCY_S, packet))
                ready.notify()
            if not packet:
                return

    def _sent_again(self) -> float:
        """Return how long a packet keeps the others waiting because it was lost, perhaps more than once [s]."""
        wait, again = 0.0, AGAIN_S
        while self.chance.random() < LOSS:
            self.lost += 1
            wait, again = wait + again, again * 2
        return wait


@dataclass
class Told:
    """What one phone saw: seconds and bytes of the opening, and of each encounter."""

    opening_s: float = 0
    opening_bytes: int = 0
    waits: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)


def measure(kind: str, *, quick: bool = False) -> list[Figure]:
    """Return the figures of the line; the kind of database makes no difference to it."""
    if kind != "sqlite":
        return []
    count, each = (4, 2) if quick else (10, 6)
    with tempfile.TemporaryDirectory(prefix="vereda-bench-") as made:
        folder = Path(made)
        cert, key = self_signed(folder)
        installation = Installation(folder / "home", {"VEREDA_TLS_CERT": str(cert), "VEREDA_TLS_KEY": str(key)})
        installation.run("bench.field", str(folder / "phones"), *f"--phones {count} --batches {each} --size 1".split())
        with serving(installation) as server:
            told, lost = _all(phones.read(folder / "phones"), server.port, ssl.create_default_context(cafile=str(cert)))
    waits = [wait for one in told for wait in one.waits]
    sizes = [float(size) for one in told for size in one.sizes]
    openings = [one.opening_s for one in told]
    return [
        Figure(
            name="2G: one encounter on an open connection, p50",
            value=at_most(waits, 0.5),
            unit="s",
            budget=BUDGET_S,
            note=f"16 kbit/s, 2 s each way, 5 % lost ({lost} packets); {len(waits)} encounters",
        ),
        Figure(name="  the slowest", value=max(waits), unit="s", budget=BUDGET_S),
        Figure(name="  its bytes both ways, headers and TLS, p50", value=at_most(sizes, 0.5), unit="B", budget=BUDGET_BYTES),
        Figure(name="  the heaviest: six tallies and a note", value=max(sizes), unit="B"),
        Figure(name="  opening it: TCP, TLS 1.3 and the greeting, p50", value=at_most(openings, 0.5), unit="s"),
        Figure(name="  bytes of the opening, at most", value=float(max(one.opening_bytes for one in told)), unit="B"),
    ]


def _all(brought: list[phones.Phone], port: int, trusted: ssl.SSLContext) -> tuple[list[Told], int]:
    """Let every phone deliver on a line of its own, all at the same time."""
    lines = [Slow(port, random.Random(number)) for number in range(len(brought))]
    told = [Told() for _ in brought]
    threads = [
        threading.Thread(target=_deliver, args=one) for one in zip(brought, lines, told, [trusted] * len(lines), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if any(len(one.waits) != len(phone.bodies) for one, phone in zip(told, brought, strict=True)):
        raise RuntimeError("not every encounter was acknowledged")
    return told, sum(line.lost for line in lines)


def _deliver(phone: phones.Phone, line: Slow, told: Told, trusted: ssl.SSLContext) -> None:
    threading.Thread(target=line.serve, daemon=True).start()
    headers = {**HEADERS, "Authorization": f"Bearer {phone.token}"}
    with _connected(line.port, trusted) as connection:
        began = time.monotonic()
        greeting = {
            "challenge": b64encode(bytes(32)).decode(),
            "app": 1,
            "reference": "",
            "unsent": 1,
            "at": "2026-01-01T00:00:00Z",
        }
        _ask(connection, "hello", orjson.dumps(greeting), headers)
        # TCP's own round trip, which the proxy answers at once, is part of the opening.
        told.opening_s, told.opening_bytes = time.monotonic() - began + 2 * LATENCY_S, line.carried
        for body in phone.bodies:
            time.sleep(line.chance.uniform(0, 5))  # agents do not finish at the same moment
            before, began = line.carried, time.monotonic()
            # As the app does: base64 is a quarter air.
            said = _ask(connection, "push", gzip.compress(body), {**headers, "Content-Encoding": "gzip"})
            answers = orjson.loads(said)["answers"]
            told.waits.append(time.monotonic() - began)
            told.sizes.append(line.carried - before)
            if [one["status"] for one in answers] != ["accepted"]:
                raise RuntimeError(f"an encounter was not accepted: {answers}")
    line.listener.close()


@contextmanager
def _connected(port: int, trusted: ssl.SSLContext) -> Iterator[http.client.HTTPSConnection]:
    with closing(http.client.HTTPSConnection("localhost", port, timeout=300, context=trusted)) as connection:
        yield connection


def _ask(connection: http.client.HTTPSConnection, path: str, body: bytes, headers: dict[str, str]) -> bytes:
    """Return an answer; a server that is busy is asked again, and that counts."""
    for _ in range(phones.TRIES):
        connection.request("POST", f"/sync/v1/{path}", body, headers)
        answer = connection.getresponse()
        said = answer.read()
        if answer.status == http.client.OK:
            return said
        if answer.status != http.client.SERVICE_UNAVAILABLE:
            break
    raise RuntimeError(f"{path}: {answer.status} {said[:200]!r}")


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--quick", action="store_true")
    print(table(measure("sqlite", quick=words.parse_args().quick)))


if __name__ == "__main__":
    main()
