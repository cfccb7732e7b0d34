"""Asking weather services: lists of CAP warnings, and a forecast. One question at a time, nothing guessed.

What fails is a sentence beside what came; no service keeps another from being read, and no warning that was here is lost by it.
"""

from __future__ import annotations

import http.client
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from vereda.errors import FieldError
from vereda.notices.errors import FeedDead, FeedLarge, FeedMoved, FeedRefused
from vereda.notices.reading import feed, forecast
from vereda.notices.reading.forecast import Forecast
from vereda.safety.schema import CAP_MOST_BYTES, WarningTold, read_cap

TIMEOUT_S, WHOLE_S = 10, 30
"""[s] without a sign of life, and for the whole of an answer: one that drips must not hold who waits for it."""
DEAD_MOST = 3
"""So many files of one list may fail to come before the rest of it is left for another time."""
FORECAST_MOST, FEED_MOST = 4_000_000, 4_000_000

type Ask = Callable[[str, int], bytes]
"""Address and how much may come [bytes] to what came. Raises a FeedFailed."""


@dataclass(frozen=True)
class Read:
    """What services had to say: warnings as their files tell them, and what could not be read, one sentence each."""

    warnings: Sequence[WarningTold]
    faults: Sequence[FieldError]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Who runs the installation says whom it asks; a service does not."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:  # Any: urllib's own
        return None


def ask(address: str, most: int) -> bytes:
    """Return what an address holds. Raises FeedDead, FeedMoved, FeedRefused, FeedLarge. No cookie or login goes out."""
    where = feed.where_of(address)
    handlers: list[urllib.request.BaseHandler] = [_NoRedirect()]
    if address.startswith("http:"):  # this machine alone: settings/environment.py
        handlers.append(urllib.request.ProxyHandler({}))
    else:
        handlers.append(urllib.request.HTTPSHandler(context=ssl.create_default_context()))
    request = urllib.request.Request(address, headers={"User-Agent": "vereda"})  # noqa: S310  checked in the settings
    try:
        with urllib.request.build_opener(*handlers).open(request, timeout=TIMEOUT_S) as answer:
            raw = _whole(answer, most)
    except urllib.error.HTTPError as refused:
        with refused:
            if 300 <= refused.code < 400:
                raise FeedMoved(where=where) from None
            if refused.code == 400 and (said := refused.read(10_000)).lstrip().startswith(b"{"):
                return said  # a forecast service says in JSON why not
            raise FeedRefused(where=where, status=refused.code) from None
    except (OSError, ValueError, http.client.HTTPException) as why:  # the last: an answer cut in the middle
        raise FeedDead(where=where, why=type(getattr(why, "reason", why)).__name__) from None
    if len(raw) > most:
        raise FeedLarge(where=where)
    return raw


def _whole(answer: http.client.HTTPResponse, most: int) -> bytes:
    """Return what comes within the time, a byte more than allowed at most."""
    raw, ends = b"", time.monotonic() + WHOLE_S
    while len(raw) <= most and (part := answer.read1(most + 1 - len(raw))):
        raw += part
        if time.monotonic() > ends:
            raise TimeoutError
    return raw


def read_feeds(addresses: Sequence[str], ask: Ask = ask) -> Read:
    """Return the warnings of some lists of CAP files. A dead link is one sentence; the others are read."""
    warnings: dict[tuple[str, str], WarningTold] = {}
    faults: list[FieldError] = []
    for address in addresses:
        for raw in _files(address, ask, faults):
            try:
                told = read_cap(raw)
            except FieldError as fault:  # a CapUnreadable: its sentence says what is wrong with the file
                faults.append(fault)
                continue
            warnings[told.sender, told.identifier] = told
    return Read(list(warnings.values()), faults)


def read_forecast(address: str, points: Sequence[tuple[str, float, float]], ask: Ask = ask) -> list[Forecast]:
    """Return what a forecast service has to warn of. points: state, latitude, longitude. Raises a FeedFailed."""
    raw = ask(address.rstrip("/") + forecast.question(points), FORECAST_MOST)
    return forecast.read(raw, [state for state, _lat, _lon in points], feed.where_of(address))


def _files(address: str, ask: Ask, faults: list[FieldError]) -> list[bytes]:
    try:
        raw = ask(address, FEED_MOST)
        found = feed.links(raw, address)
    except FieldError as fault:
        faults.append(fault)
        return []
    if found is None:
        return [raw]
    files, dead = list[bytes](), 0
    for link in found:
        try:
            files.append(ask(feed.checked(link, address), CAP_MOST_BYTES))
        except FieldError as fault:
            faults.append(fault)
            dead += isinstance(fault, FeedDead)
        if dead == DEAD_MOST:
            break
    return files
