"""A bundle over https: it is sent, and what the other side has for us comes back in the same answer. Any file does as well.

Nothing is believed because of the line: what comes back is a bundle, opened and checked as one from a stick.
"""

from __future__ import annotations

import http.client
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from typing import Any, Protocol
from uuid import UUID

import orjson
from django.db import close_old_connections

from vereda.access.door import author_of, operator
from vereda.bundles import errors
from vereda.bundles.actions.giving import give, make, recalls, waits
from vereda.bundles.actions.taking import Taken, take
from vereda.bundles.lookups import partners
from vereda.bundles.models import Partner
from vereda.bundles.rules.bundle import MOST_BYTES
from vereda.bundles.words import Standing, Way
from vereda.errors import FieldError
from vereda.logbook.door import Author, record_all
from vereda.settings.environment import env

PATH = "/between/v1/bundle"
TIMEOUT_S = 120
ANSWER_S = 1800
"""Within which an answer is here whole: 64 MB over a line of 300 kbit/s."""
PART = 64 * 1024
DAILY_S = 20 * 3600
"""What is public goes once a day, so that it is there when the line is."""

type Post = Callable[[str, bytes], tuple[int, bytes]]
"""Address and bundle to status and answer. Raises LineDown."""


@dataclass(frozen=True)
class Sent:
    """A bundle was delivered. is_known: it had been there before; back: what came in the answer."""

    bundle: UUID
    is_known: bool
    back: Taken | None


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A captive portal leads elsewhere; another headquarters never does."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:  # Any: urllib's own
        return None


def post(address: str, content: bytes) -> tuple[int, bytes]:
    """Send a bundle. Raises LineDown. `address` was checked when its card was read: https, or this machine."""
    handlers: list[urllib.request.BaseHandler] = [NoRedirect()]
    if address.startswith("http:"):
        handlers.append(urllib.request.ProxyHandler({}))
    else:
        trusted = ssl.create_default_context()
        trusted.minimum_version = ssl.TLSVersion.TLSv1_2
        handlers.append(urllib.request.HTTPSHandler(context=trusted))
    request = urllib.request.Request(f"{address}{PATH}", content, {"Content-Type": "application/octet-stream"})  # noqa: S310  Card
    try:
        with urllib.request.build_opener(*handlers).open(request, timeout=TIMEOUT_S) as answer:
            return answer.status, _read(answer)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read(100_000)
    except (OSError, ValueError, http.client.HTTPException) as why:
        raise errors.LineDown(why=type(why).__name__) from None


class InPieces(Protocol):
    """What is read piece by piece, as it comes."""

    def read1(self, most: int, /) -> bytes: ...


def _read(answer: InPieces) -> bytes:
    """Return an answer, or raise TimeoutError: who says a sign a minute would keep every other country waiting."""
    until, parts, size = time.monotonic() + ANSWER_S, list[bytes](), 0
    while size < MOST_BYTES * 2 and (part := answer.read1(PART)):
        if time.monotonic() > until:
            raise TimeoutError
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def deliver(subject: UUID, *, by: Author, at: datetime, send: Post = post) -> Sent:
    """Make a bundle, send it, and take in what comes back.

    Raises NoAddress, LineDown, RefusedThere, what `give` raises, and what `take` raises of what came back.
    """
    row = partners.partner(subject, by.country)
    if not row.card["address"]:
        raise errors.NoAddress
    made = make(subject, way=Way.LINE, by=by, at=at)
    status, answer = send(row.card["address"], made.content)
    if status not in (HTTPStatus.OK, HTTPStatus.CONFLICT):
        raise errors.RefusedThere(said=_code(answer, status))
    record_all([made.told])
    is_known = status == HTTPStatus.CONFLICT
    is_heard = answer and not is_known and row.standing == Standing.TRUSTED
    back = take(answer, way=Way.LINE, by=by, at=at) if is_heard else None
    return Sent(made.bundle, is_known, back)


def _code(answer: bytes, status: int) -> str:
    try:
        return str(orjson.loads(answer)["code"])[:80]
    except (ValueError, KeyError, TypeError):
        return f"HTTP {status}"


def received(content: bytes, *, country: str, at: datetime) -> tuple[bool, bytes]:
    """Take in what came over the line; return whether it was here before, and what we have for its sender: '' for that one.

    Raises what `take` raises.
    """
    by = machine(country)
    told = take(content, way=Way.LINE, by=by, at=at)
    if told.before is not None:
        return True, b""
    return False, give(told.partner.subject, way=Way.LINE, by=by, at=at).content


def machine(country: str) -> Author:
    """Return this machine as the author."""
    return author_of(replace(operator(), country=country, device="desk"))


def deliver_waiting(*, now: datetime) -> None:
    """Send to each installation that has an address what waits of persons, and once a day what is public: a job."""
    country = env().country
    if not partners.is_headquarters():
        return
    for row in (*partners.trusted(country), *partners.told_to_forget(country)):
        if row.card["address"] and _is_due(row, now):
            try:
                deliver(row.subject, by=machine(country), at=now)
            except FieldError:
                continue  # no line, or refused there: it is on the page of that installation, and goes again
            finally:
                close_old_connections()


def _is_due(row: Partner, now: datetime) -> bool:
    last = partners.last_given(row.subject)
    is_daily = last is None or (now - last.at).total_seconds() >= DAILY_S
    return (is_daily and (row.standing == Standing.TRUSTED or bool(recalls(row, now)))) or waits(row, now)
