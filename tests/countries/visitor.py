"""Somebody at a desk without a browser: cookies, forms as pages hold them, and what a page says. All that was read is kept."""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
from base64 import b32decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hmac import digest
from html import unescape
from http.cookiejar import CookieJar
from typing import Protocol

import pypdfium2

PASSWORD = "una-clave-larga-2026"  # of installations that are deleted
STEP_S = 30


@dataclass(frozen=True)
class Page:
    """What was answered. path: where redirects led."""

    path: str
    status: int
    body: bytes

    @property
    def html(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def text(self) -> str:
        """Return what is read, of a page or of a sheet of paper, with single blanks."""
        if self.body.startswith(b"%PDF"):
            sheets = pypdfium2.PdfDocument(self.body)
            return re.sub(r"\s+", " ", " ".join(one.get_textpage().get_text_range() for one in sheets))
        seen = re.sub(r"(?s)<(script|style|svg)\b.*?</\1>", " ", self.html)
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", seen))).strip()

    @property
    def id(self) -> str:
        """Return the id in the address."""
        found = re.search(r"[0-9a-f]{8}-[0-9a-f-]{27}", self.path)
        assert found, self.path
        return found[0]

    def hidden(self) -> dict[str, str]:
        """Return the hidden fields of its forms."""
        return dict(re.findall(r'<input type="hidden" name="([\w:.-]+)" value="([^"]*)"', self.html))


class Door(Protocol):
    """The way to the pages: over a line, or within a process. enter: sign in again, after a quarter of an hour of nothing."""

    def ask(self, path: str, told: Mapping[str, str] | None) -> Page: ...

    def enter(self) -> None: ...


@dataclass
class Visitor:
    """One person at a desk. read: every page that was answered."""

    door: Door
    read: list[Page] = field(default_factory=list)

    def get(self, path: str) -> Page:
        """Return a page. Raises AssertionError unless it is there."""
        return self._ask(path, None)

    def post(self, path: str, told: Mapping[str, str]) -> Page:
        """Send a form, and return where it leads. Raises AssertionError where it is refused."""
        return self._ask(path, told)

    def send(self, path: str, **told: str) -> Page:
        """Open a form and send it with what it holds and what was typed."""
        form = self.get(path).hidden()
        return self.post(path.partition("?")[0], {"form": form.get("form", ""), **told})

    def _ask(self, path: str, told: Mapping[str, str] | None) -> Page:
        page = self.door.ask(path, told)
        if page.path.startswith("/entrar/"):
            self.door.enter()
            page = self.door.ask(path, told)
        assert page.status == 200, f"{path}: {page.status} {page.text[:1500]}"
        self.read.append(page)
        return page


class Line:
    """A door over HTTP, for one account. now: what the clocks of the installation say [s]."""

    def __init__(self, url: str, account: str, password: str, now: Callable[[], float]) -> None:
        self.url, self.account, self.now, self.jar = url, account, now, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.jar))
        self.secret = self._first_time(password)

    def ask(self, path: str, told: Mapping[str, str] | None) -> Page:
        data = None if told is None else urllib.parse.urlencode(told).encode()
        request = urllib.request.Request(self.url + path, data)
        token = next((one.value for one in self.jar if one.name == "vereda_csrf"), "")
        request.add_header("X-CSRFToken", token or "")
        try:
            with self.opener.open(request, timeout=600) as answer:
                return Page(answer.url.removeprefix(self.url), answer.status, answer.read())
        except urllib.error.HTTPError as refused:
            with refused:
                return Page(path, refused.code, refused.read())

    def enter(self) -> None:
        self._password(PASSWORD)
        self._code("/entrar/codigo/")

    def _first_time(self, password: str) -> str:
        """Sign in with the password that was given, choose an own one, and take up an application of codes; return its secret."""
        self._password(password)
        self.ask("/cuenta/contrasena/", {"oldpassword": password, "password1": PASSWORD, "password2": PASSWORD})
        page = self.ask("/cuenta/segundo-paso/aplicacion/", None)
        found = re.search(r"<code>\s*([A-Z2-7]+)\s*</code>", page.html)
        assert found, page.text
        self.secret = found[1]
        self._code("/cuenta/segundo-paso/aplicacion/")
        return self.secret

    def _password(self, password: str) -> None:
        self.ask("/entrar/", None)
        self.ask("/entrar/", {"login": self.account, "password": password})

    def _code(self, path: str) -> None:
        page = self.ask(path, {"code": code_of(self.secret, self.now())})
        assert page.path != path, page.text


def code_of(secret: str, at: float) -> str:
    """Return the six digits that an application shows (RFC 6238, SHA-1, 30 s)."""
    padded = secret + "=" * (-len(secret) % 8)
    made = digest(b32decode(padded), int(at // STEP_S).to_bytes(8, "big"), "sha1")
    start = made[-1] & 15
    return f"{(int.from_bytes(made[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06d}"
