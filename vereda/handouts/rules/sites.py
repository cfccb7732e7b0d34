"""The public page that a QR code points to. Pure."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import urlsplit

import segno

from vereda.handouts.errors import SiteNotUnderstood

SITE_MOST = 80
SAMPLES = ("example", "example.org", "example.com", "example.net", "invalid", "test", "localhost")
"""Names that belong to nobody and never will (RFC 2606): guides are written with them."""


def site_of(value: str) -> str:
    """Return the address of the public pages without its last stroke. Raises SiteNotUnderstood."""
    site = value.strip().rstrip("/")
    try:
        parts = urlsplit(site)
        parts.port  # noqa: B018  raises ValueError when it is no number
    except ValueError:
        raise SiteNotUnderstood(value=value, most=SITE_MOST) from None
    is_plain = not (parts.query or parts.fragment or parts.username) and not any(one.isspace() for one in site)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not is_plain or len(site) > SITE_MOST or not site.isascii():
        raise SiteNotUnderstood(value=value, most=SITE_MOST)
    return site


def is_sample(site: str) -> bool:
    """Say whether an address is one that a guide is written with: a code to it leads nowhere."""
    host = f".{(urlsplit(site).hostname or '').rstrip('.')}"
    return any(host.endswith(f".{name}") for name in SAMPLES)


def address_of(site: str, language: str = "", topic: str = "") -> str:
    """Return the address of the public pages, of those of a language, or of a topic in it: as the pages name each other."""
    return f"{site}/{language}-t-{topic}.html" if topic else f"{site}/"


def code(address: str) -> str:
    """Return an address as a QR code (SVG) that is still read when a corner of the paper is gone."""
    out = BytesIO()
    segno.make(address, error="q", micro=False).save(
        out, kind="svg", border=4, light="#fff", xmldecl=False, svgclass=None, lineclass=None, omitsize=True
    )
    return out.getvalue().decode()
