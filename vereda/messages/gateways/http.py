"""A service that takes messages over HTTP: Kannel's sendsms, RapidPro, TextIt and others, by three templates.

`{to}`, `{text}` and `{secret}` are filled in, each quoted as its place wants it. The templates of an external channel of RapidPro
and TextIt may stand here as they are: there the names have two braces, and `{{id}}`, `{{to_no_plus}}`, `{{from}}`,
`{{from_no_plus}}` are filled in too; in JSON they bring their own quotes. So whatever serves RapidPro as an external channel,
WhatsApp by way of it too, serves us. No redirect is followed: the secret goes to
the one address that was set. What comes in is brought by the service itself (vereda/client/texts.py).
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Sequence
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import quote, urlsplit

from vereda.messages.errors import GatewayFailed
from vereda.messages.gateways.gateway import Came

SECONDS = 10
NAMED = re.compile(r"""(["']?)\{\{(\w+)\}\}\1|\{(\w+)\}""")


class HttpGateway:
    """url, body, header: templates. Without a body it is a GET; a body that begins with { is JSON, else a form."""

    def __init__(self, url: str, *, body: str = "", header: str = "", secret: str = "", own: str = "") -> None:
        self.url, self.body, self.header, self.secret, self.own = url, body, header, secret, own

    def send(self, number: str, text: str) -> None:
        """Hand a message over, or raise GatewayFailed."""
        told = {"to": number, "text": text, "secret": self.secret, "from": self.own, "id": str(secrets.randbelow(10**12))}
        told |= {f"{name}_no_plus": told[name].removeprefix("+") for name in ("to", "from")}
        try:
            status = self._ask(told)
        except (OSError, HTTPException) as why:
            raise GatewayFailed from why
        if not 200 <= status < 300:
            raise GatewayFailed

    def fetch(self) -> Sequence[Came]:
        """Return nothing: a service brings what came by itself."""
        return ()

    def _ask(self, told: dict[str, str]) -> int:
        parts = urlsplit(filled(self.url, told, lambda value: quote(value, safe="")))
        of = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        line = of(parts.hostname or "", parts.port, timeout=SECONDS)
        path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        try:
            line.request("POST" if self.body else "GET", path, body=self._body(told), headers=self._headers(told))
            return line.getresponse().status
        finally:
            line.close()

    def _body(self, told: dict[str, str]) -> bytes | None:
        if not self.body:
            return None
        if self._is_json:
            return filled(self.body, told, lambda value: json.dumps(value)[1:-1], is_json=True).encode()
        return filled(self.body, told, lambda value: quote(value, safe="")).encode()

    def _headers(self, told: dict[str, str]) -> dict[str, str]:
        made = {"User-Agent": "vereda"}
        if self.body:
            made["Content-Type"] = "application/json" if self._is_json else "application/x-www-form-urlencoded"
        name, _, value = self.header.partition(":")
        return {**made, name.strip(): filled(value.strip(), told, str)} if value else made

    @property
    def _is_json(self) -> bool:
        return self.body.lstrip().startswith("{")


def filled(template: str, told: dict[str, str], quoted: Callable[[str], str], *, is_json: bool = False) -> str:
    """Return a template with its names filled in, all at once: no name is looked for in what a text says. Other braces stay.

    is_json  a name in two braces is a whole value, whether or not quotes stand around it
    """

    def value_of(found: re.Match[str]) -> str:
        quote, two, one = found[1] or "", found[2], found[3]
        name = two or one
        if name not in told:
            return found[0]
        if two and is_json:
            return json.dumps(told[name])
        return f"{quote}{quoted(told[name])}{quote}"

    return NAMED.sub(value_of, template)
