"""Where a message may be sent: a public machine by https, never into a network of ours. Pure: names and numbers in.

Source for which addresses are public: the registries of IANA, as `ipaddress` of Python has them; addresses that carry another one
inside are judged by that one too (RFC 4291 2.5.5.2, RFC 3056, RFC 4380, RFC 6052).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from vereda.webhooks.errors import AddressOfEnforcement, AddressWrong

HTTPS_PORT, UNPRIVILEGED = 443, 1024
LENGTH_MOST = 300
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
NAME = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
PATH = re.compile(r"(/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?")
TRANSLATED = IPv6Network("64:ff9b::/96")
OF_SHORT = 3
"""Letters that a short name needs to be looked for in the name of a machine."""


def checked(url: str, *, here: bool = False) -> str:
    """Return an address to which messages may be sent. Raises AddressWrong.

    here  this machine too, by plain http with a port: a setting for tests and drills
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise AddressWrong from None
    is_plain = not (parts.query or parts.fragment or parts.username or parts.password) and "?" not in url and "#" not in url
    if not (is_plain and len(url) <= LENGTH_MOST and url.isascii() and url.isprintable() and PATH.fullmatch(parts.path)):
        raise AddressWrong
    if here and host in HERE and parts.scheme in ("http", "https") and port:
        return url
    if parts.scheme != "https" or not NAME.fullmatch(host) or not (port in (None, HTTPS_PORT) or port >= UNPRIVILEGED):
        raise AddressWrong
    return url


def demand_no_enforcement(url: str, short_names: Iterable[str]) -> None:
    """Raise AddressOfEnforcement where a part of the machine's name is the short name of a body that detains."""
    host = urlsplit(url).hostname or ""
    parts = {*host.split("."), *re.split(r"[.-]", host)}
    if parts & {one.lower() for one in short_names if len(one) >= OF_SHORT}:
        raise AddressOfEnforcement


def may_be_called(address: str, *, here: bool = False) -> bool:
    """Tell whether an address, as the name service gave it, is one of the public Internet.

    here  loopback too, and nothing else of ours
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if here and found.is_loopback:
        return True
    return all(_is_public(one) for one in (found, *_inside(found)))


def _is_public(one: IPv4Address | IPv6Address) -> bool:
    closed = one.is_private or one.is_loopback or one.is_link_local or one.is_multicast or one.is_reserved or one.is_unspecified
    is_site = isinstance(one, IPv6Address) and one.is_site_local
    # NAT64 is reserved for IPv6 itself: it is judged by the address inside.
    is_translated = isinstance(one, IPv6Address) and one in TRANSLATED
    return is_translated or (one.is_global and not closed and not is_site)


def _inside(one: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """Return the addresses that an address carries."""
    if isinstance(one, IPv4Address):
        return []
    teredo = one.teredo or ()
    found = [one.ipv4_mapped, one.sixtofour, *teredo]
    found += [IPv4Address(int(one) & 0xFFFFFFFF)] if one in TRANSLATED else []
    return [each for each in found if each is not None]
