"""Phones that deliver: bodies made before, sent over kept connections, answers read after the clock has stopped."""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import orjson

PATH = "/sync/v1/push"
PATIENCE_S = 60
TRIES = 400
AFTER = (1.0, 1.5)  # after 'busy' a phone lets pass what Retry-After says and up to half of it more, each another part


@dataclass(slots=True)
class Phone:
    """One phone's token and the requests that it will make."""

    token: str
    bodies: list[bytes]


@dataclass(slots=True)
class Delivery:
    """What happened: seconds from the first request to the last answer, each request's seconds, and every answer."""

    seconds: float = 0
    waits: list[float] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)
    cpu_s: float = 0
    again: int = 0
    busy: int = 0
    failures: list[str] = field(default_factory=list)

    def statuses(self) -> Counter[str]:
        """Return how many entries were answered how."""
        return Counter(answer["status"] for text in self.answers for answer in orjson.loads(text)["answers"])


def read(folder: Path) -> list[Phone]:
    """Return the phones that `bench.field` wrote."""
    phones = []
    for path in sorted(folder.iterdir()):
        token, *bodies = path.read_bytes().split(b"\n")
        phones.append(Phone(token.decode(), bodies))
    return phones


def ids(phones: Sequence[Phone]) -> set[str]:
    """Return the ids of all entries that phones bring."""
    return {one["id"] for phone in phones for body in phone.bodies for one in orjson.loads(body)["entries"]}


def deliver(port: int, phones: Sequence[Phone]) -> Delivery:
    """Send everything, each phone on a connection and a thread of its own, and return what happened.

    What is not acknowledged is sent again, as a phone does: the same bytes, on a new connection.
    """
    done = Delivery()
    start = threading.Barrier(len(phones) + 1)
    threads = [threading.Thread(target=_send, args=(port, phone, done, start)) for phone in phones]
    for thread in threads:
        thread.start()
    start.wait()
    began, cpu = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.join()
    done.seconds, done.cpu_s = time.perf_counter() - began, time.process_time() - cpu
    if len(done.answers) < sum(len(phone.bodies) for phone in phones):
        raise RuntimeError(f"not everything was acknowledged: {done.failures[:3]}")
    return done


def _send(port: int, phone: Phone, done: Delivery, start: threading.Barrier) -> None:
    headers = {"Authorization": f"Bearer {phone.token}", "Content-Type": "application/json"}
    line, chance = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S), random.Random(phone.token)
    start.wait()
    for body in phone.bodies:
        began = time.perf_counter()
        for _ in range(TRIES):
            try:
                line.request("POST", PATH, body, headers)
                answer = line.getresponse()
                text = answer.read()
            except (OSError, http.client.HTTPException) as why:
                line.close()
                done.again += 1
                done.failures.append(repr(why))
                continue
            if answer.status == http.client.OK:
                done.answers.append(text)
                break
            if answer.status == http.client.SERVICE_UNAVAILABLE and b"client.busy" in text:
                done.busy += 1
                time.sleep(int(answer.headers["Retry-After"]) * chance.uniform(*AFTER))
                continue
            done.again += 1
            done.failures.append(f"{answer.status}: {text[:200]!r}")
        done.waits.append(time.perf_counter() - began)
    line.close()
