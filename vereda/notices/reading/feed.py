"""A list of warnings (Atom or RSS) as a weather service publishes it: where its CAP files lie. Foreign XML. Pure."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from vereda.notices.errors import FeedElsewhere, FeedNotRead
from vereda.safety.schema import CAP_SPACE

ATOM = "{http://www.w3.org/2005/Atom}"
CAP_TYPE = "application/cap+xml"
LINKS_MOST = 100


def links(raw: bytes, base: str) -> list[str] | None:
    """Return the addresses of the CAP files of a list, each once; None where it is no list but a warning itself.

    base  address of the list: links may be told relative to it. Raises FeedNotRead.
    """
    root = _parsed(raw, base)
    if root.tag.startswith(f"{{{CAP_SPACE}}}"):
        return None
    if root.tag == f"{ATOM}feed":
        found = [_of_entry(one) for one in root.findall(f"{ATOM}entry")]
    elif root.tag == "rss":
        found = [(one.findtext("link") or "").strip() for one in root.findall("channel/item")]
    else:
        raise FeedNotRead(where=where_of(base))
    return list(dict.fromkeys(urljoin(base, one) for one in found if one))[:LINKS_MOST]


def checked(link: str, base: str) -> str:
    """Return a link that leads to the machine of its list, by the same way. Raises FeedElsewhere: it leads nowhere else."""
    here, there = urlsplit(base), urlsplit(link)
    if (here.scheme, here.netloc) != (there.scheme, there.netloc):
        raise FeedElsewhere(where=where_of(base), other=there.netloc[:60] or there.scheme)
    return link


def where_of(address: str) -> str:
    """Return how a service is called in a sentence: its machine, nothing that may hold a key."""
    return urlsplit(address).netloc.rpartition("@")[2][:80]


def _of_entry(entry: Element) -> str:
    """Return the link of an entry to its CAP file: the one of that type, else the first one."""
    told = [(one.get("type", ""), one.get("href", "").strip()) for one in entry.findall(f"{ATOM}link")]
    return next((href for kind, href in told if kind == CAP_TYPE), told[0][1] if told else "")


def _parsed(raw: bytes, base: str) -> Element:
    try:
        root: Element = fromstring(raw, forbid_dtd=True)
    except (DefusedXmlException, ParseError, ValueError, LookupError):
        raise FeedNotRead(where=where_of(base)) from None
    return root
