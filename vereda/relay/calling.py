"""How a post asks headquarters: JSON over https, one question at a time, and nothing believed that is not in our words."""

from __future__ import annotations

import http.client
import json
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from vereda.relay.errors import AddressWrong, HeadquartersStumbled, LineDown, PostRevoked, RefusedAbove

TIMEOUT_S = 60
ANSWER_MOST = 64_000_000  # [bytes]
APP = "1"
REVOKED = "access.device_revoked"
HERE = {"localhost", "127.0.0.1", "::1"}

type Ask = Callable[[str, Mapping[str, Any]], dict[str, Any]]
"""Path under /sync/v1/relay/ and question to answer. Any: JSON. Raises LineDown, RefusedAbove, PostRevoked."""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A captive portal leads elsewhere; headquarters never does."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:  # Any: urllib's own
        return None


def checked_address(url: str) -> str:
    """Return the address of headquarters without a path. Plain http is for this machine alone. Raises AddressWrong."""
    parts = urlsplit(url.rstrip("/"))
    try:
        is_local = parts.scheme == "http" and parts.hostname in HERE and parts.port is not None
    except ValueError:
        raise AddressWrong from None
    if not parts.hostname or parts.path or parts.query or not (parts.scheme == "https" or is_local):
        raise AddressWrong
    return f"{parts.scheme}://{parts.netloc}"


def line_to(url: str, token: str = "", ca: str = "") -> Ask:
    """Return how to ask headquarters. ca: PEM of its certificate, where the machine does not trust it by itself."""
    handlers: list[urllib.request.BaseHandler] = [NoRedirect()]
    if url.startswith("http:"):
        handlers.append(urllib.request.ProxyHandler({}))
    else:
        trusted = ssl.create_default_context(cadata=ca or None)
        trusted.minimum_version = ssl.TLSVersion.TLSv1_2
        handlers.append(urllib.request.HTTPSHandler(context=trusted))
    opener = urllib.request.build_opener(*handlers)

    def ask(path: str, question: Mapping[str, Any]) -> dict[str, Any]:  # Any: JSON
        headers = {"Content-Type": "application/json", "X-Vereda-App": APP}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        request = urllib.request.Request(f"{url}/sync/v1/relay/{path}", json.dumps(question).encode(), headers)  # noqa: S310  checked_address
        try:
            with opener.open(request, timeout=TIMEOUT_S) as answer:
                return _read(answer.read(ANSWER_MOST))
        except urllib.error.HTTPError as refused:
            with refused:
                raise refusal(refused.code, refused.read(100_000)) from None
        except (OSError, ValueError, http.client.HTTPException) as why:  # the last: an answer cut in the middle
            raise LineDown(why=type(why).__name__) from None

    return ask


def refusal(status: int, body: bytes) -> LineDown | RefusedAbove | PostRevoked:
    """Return what an answer other than 200 means: a portal or a busy server is no line."""
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return HeadquartersStumbled(why=f"HTTP {status}")
    try:
        said = json.loads(body)
        code = str(said.get("code") or said.get("detail") or status)
    except (ValueError, AttributeError):
        return LineDown(why=f"HTTP {status}")
    if code == REVOKED:
        return PostRevoked()
    return LineDown(why=code) if status >= 500 else RefusedAbove(said=code)


def _read(body: bytes) -> dict[str, Any]:  # Any: JSON
    try:
        said = json.loads(body)
    except ValueError:
        raise LineDown(why="HTML") from None
    if not isinstance(said, dict):
        raise LineDown(why="JSON")
    return said
