"""The phone's app as it is served under /app/: files as they lie here but for comments, compressed once, the same for everybody.

Nothing secret is in them. The service worker gets the list of all files with their digests at its top: one changed
byte makes it another worker, so that a phone takes a new app whole or not at all, and starts without a network.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import orjson
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from vereda.access.door import open_to_all
from vereda.medical.rules import tables_for_phones
from vereda.people.schema import card_words

FOLDER = Path(__file__).parent / "app"
START, WORKER = "index.html", "worker.js"
READER = "reader.js"  # a worker of the page
FIGURES = "care/tables.json"
"""The tables of the rules of first aid, as they stand in `vereda.medical.rules`: nobody writes them a second time."""
WORDS_OF_CARDS = "card/words.json"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
POLICY: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "blob:", "data:"],
    "connect-src": [CSP.SELF],
    "media-src": ["blob:"],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "form-action": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
HEADERS = {
    "Cache-Control": "no-cache",  # kept, and asked about each time: the worker decides which version a phone runs
    "Vary": "Accept-Encoding",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
RIGHTS = "geolocation=(self), camera=(self), microphone=(), payment=(), usb=(), browsing-topics=()"
"""What the page may ask of the phone. A browser reads it of a page alone."""
OF_A_PART = frozenset(
    {
        "cache-control",
        "content-encoding",
        "content-length",
        "content-type",
        "cross-origin-resource-policy",
        "etag",
        "strict-transport-security",
        "vary",
        "x-content-type-options",
    }
)
"""What a browser looks at of a module, a style or a table of words. Policy, frame, opener and language it reads of documents and
workers alone: with eighty other files they were 27 kB of a first load of 200."""


@dataclass(frozen=True)
class Served:
    """One file, plain and compressed. `digest`: SHA-256 of the plain bytes [hexadecimal]."""

    plain: bytes
    packed: bytes
    digest: str
    kind: str


def _served(content: bytes, kind: str) -> Served:
    return Served(content, gzip.compress(content, 9, mtime=0), sha256(content).hexdigest(), kind)


OWN_LINES = re.compile(rb"^[ \t]*(?:/\*(?:(?!\*/).)*\*/[ \t]*|//[^\n]*)\n", re.DOTALL | re.MULTILINE)


def without_comments(content: bytes, suffix: str) -> bytes:
    """Return a script without the comments that have lines of their own: a quarter of what a phone would fetch over 2G."""
    return OWN_LINES.sub(b"", content) if suffix == ".js" else content


def read_app() -> dict[str, Served]:
    """Return every file of the app by its name below /app/."""
    files = {
        one.relative_to(FOLDER).as_posix(): _served(without_comments(one.read_bytes(), one.suffix), TYPES[one.suffix])
        for one in sorted(FOLDER.rglob("*"))
        if one.suffix in TYPES
    }
    files[WORDS_OF_CARDS] = _served(orjson.dumps(card_words()), TYPES[".json"])
    files[FIGURES] = _served(orjson.dumps(tables_for_phones()), TYPES[".json"])
    listed = {name: one.digest for name, one in files.items() if name != WORKER}
    said = b"self.VEREDA_FILES = " + orjson.dumps(listed) + b";\n"
    return {**files, WORKER: _served(said + files[WORKER].plain, TYPES[".js"])}


class Part(HttpResponse):
    """A file that is neither a document nor a worker: what the house puts on every answer leaves it again on its way out."""

    def items(self) -> Iterator[tuple[str, str]]:
        """Yield the headers that go over the line. The file is the same in every language and for every session."""
        for name, value in super().items():
            if name.lower() in OF_A_PART:
                yield name, HEADERS["Vary"] if name == "Vary" else value


def is_read_by_itself(name: str) -> bool:
    """Tell whether a browser takes a file as a worker or a document, as it does a picture that is opened by itself."""
    return name in {WORKER, READER} or name.endswith((".html", ".svg"))


@cache
def _read_once() -> dict[str, Served]:
    return read_app()


@require_safe
@csp_override(POLICY)
@open_to_all(reason="the phone's program, the same for everybody; what it may do is decided by /sync/v1")
def file(request: HttpRequest, name: str = START) -> HttpResponse:
    """Answer one file of the app, or that a phone has it already."""
    one = (read_app() if settings.DEBUG else _read_once()).get(name)
    if one is None:
        raise Http404
    is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    tag = f'"{one.digest[:16]}{"z" if is_packed else ""}"'
    is_known = tag in {part.strip() for part in request.headers.get("If-None-Match", "").split(",")}
    content = b"" if is_known else one.packed if is_packed else one.plain
    made = HttpResponse if is_read_by_itself(name) else Part
    answer = made(content, content_type=one.kind, status=304 if is_known else 200, headers={**HEADERS, "ETag": tag})
    if name == START:
        answer["Permissions-Policy"] = RIGHTS
    if is_packed and not is_known:
        answer["Content-Encoding"] = "gzip"
    return answer


urlpatterns = [path("", file, name="phone"), path("<path:name>", file, name="phone-file")]
