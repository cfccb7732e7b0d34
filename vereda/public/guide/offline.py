"""The few files beside the pages: scripts, the list of what one language needs without a network, and how it is installed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import orjson

from vereda.public.guide import parts
from vereda.public.guide.site import AUDIO, INDEX, NEUTRAL, PAGE, POSTER, Site
from vereda.public.guide.spots import directory

SCRIPTS = ("guide.js", "position.js", "find.js", "worker.js", "mark.svg")
PLACES = "places.js"
TYPES = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "json": "application/json",
    "webmanifest": "application/manifest+json",
}
_OF_LANGUAGE = re.compile(r"([a-z]{3})\.(json|webmanifest)")


def names(site: Site) -> Iterator[str]:
    """Yield the name of every file that is no page."""
    yield from SCRIPTS
    yield PLACES
    for language in site.languages:
        yield from (f"{language}.json", f"{language}.webmanifest")


def is_ours(name: str) -> bool:
    """Tell whether a file or folder has a name that a site of ours gives."""
    known = {*SCRIPTS, PLACES, INDEX, NEUTRAL, POSTER, AUDIO}
    return name in known or bool(_OF_LANGUAGE.fullmatch(name) or PAGE.fullmatch(name))


def content(site: Site, name: str) -> bytes | None:
    """Return a file by its name; None: there is none."""
    if name in SCRIPTS:
        return parts.script(name)
    if name == PLACES:
        return directory(site.country, site.dangers)
    found = _OF_LANGUAGE.fullmatch(name)
    if found is None or not site.has(found[1]):
        return None
    return orjson.dumps(_list(site, found[1]) if found[2] == "json" else _manifest(site, found[1]))


def _list(site: Site, language: str) -> list[str]:
    """Return what a telephone takes to have one language: no recording, for those are heavy."""
    return [
        INDEX,
        NEUTRAL,
        *(one for one in SCRIPTS if one != "worker.js"),
        PLACES,
        *site.names_of(language),
        f"{language}.webmanifest",
    ]


def _manifest(site: Site, language: str) -> dict[str, object]:
    """Return how the guide stands among the programs of a telephone: a name that says nothing of who has it."""
    tag = site.tag(language)
    return {
        "name": "Guía",
        "short_name": "Guía",
        "lang": tag,
        "start_url": f"{language}.html",
        "scope": "./",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0b3d5c",
        "icons": [{"src": "mark.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any maskable"}],
    }
