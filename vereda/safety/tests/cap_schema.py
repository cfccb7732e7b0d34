"""The rules of the schema of CAP 1.2 (OASIS, 2010), by hand: order, number and values of elements. For tests of what we write.

A sequence is a list of (element, least, most); most None: any number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

SPACE = "{urn:oasis:names:tc:emergency:cap:1.2}"
PAIR: list[tuple[str, int, int | None]] = [("valueName", 1, 1), ("value", 1, 1)]
SEQUENCES: dict[str, list[tuple[str, int, int | None]]] = {
    "alert": [
        ("identifier", 1, 1), ("sender", 1, 1), ("sent", 1, 1), ("status", 1, 1), ("msgType", 1, 1), ("source", 0, 1),
        ("scope", 1, 1), ("restriction", 0, 1), ("addresses", 0, 1), ("code", 0, None), ("note", 0, 1), ("references", 0, 1),
        ("incidents", 0, 1), ("info", 0, None),
    ],
    "info": [
        ("language", 0, 1), ("category", 1, None), ("event", 1, 1), ("responseType", 0, None), ("urgency", 1, 1),
        ("severity", 1, 1), ("certainty", 1, 1), ("audience", 0, 1), ("eventCode", 0, None), ("effective", 0, 1),
        ("onset", 0, 1), ("expires", 0, 1), ("senderName", 0, 1), ("headline", 0, 1), ("description", 0, 1),
        ("instruction", 0, 1), ("web", 0, 1),
        ("contact", 0, 1), ("parameter", 0, None), ("resource", 0, None), ("area", 0, None),
    ],
    "area": [
        ("areaDesc", 1, 1), ("polygon", 0, None), ("circle", 0, None), ("geocode", 0, None), ("altitude", 0, 1),
        ("ceiling", 0, 1),
    ],
    "geocode": PAIR,
    "eventCode": PAIR,
    "parameter": PAIR,
}  # fmt: skip
WORDS = {
    "status": "Actual Exercise System Test Draft",
    "msgType": "Alert Update Cancel Ack Error",
    "scope": "Public Restricted Private",
    "category": "Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE Other",
    "responseType": "Shelter Evacuate Prepare Execute Avoid Monitor Assess AllClear None",
    "urgency": "Immediate Expected Future Past Unknown",
    "severity": "Extreme Severe Moderate Minor Unknown",
    "certainty": "Observed Likely Possible Unlikely Unknown",
}
DATES = {"sent", "effective", "onset", "expires"}
DATE = re.compile(r"\d\d\d\d-\d\d-\d\dT\d\d:\d\d:\d\d[-,+]\d\d:\d\d")
NAMES = {"identifier", "sender"}


def faults(alert: Element) -> list[str]:
    """Return what in a message the schema, or the text of the standard on identifiers, does not allow."""
    if alert.tag != f"{SPACE}alert":
        return [f"root is {alert.tag}"]
    return list(_faults(alert, "alert"))


def _faults(parent: Element, name: str) -> Iterator[str]:
    sequence = SEQUENCES[name]
    order = [one for one, _least, _most in sequence]
    children = [child.tag.removeprefix(SPACE) for child in parent]
    places = [order.index(one) if one in order else -1 for one in children]
    if -1 in places or places != sorted(places):
        yield f"{name}: {children} is not in the order of the schema"
    for one, least, most in sequence:
        if not least <= children.count(one) <= (10**9 if most is None else most):
            yield f"{name}: {one} stands {children.count(one)} times"
    for child in parent:
        kind, text = child.tag.removeprefix(SPACE), child.text or ""
        if kind in SEQUENCES:
            yield from _faults(child, kind)
        elif kind in WORDS and text not in WORDS[kind].split():
            yield f"{kind}: {text!r} is no word of it"
        elif kind in DATES and not DATE.fullmatch(text):
            yield f"{kind}: {text!r} is no date"
        elif kind in NAMES and (not text or re.search(r"[\s,<&]", text)):
            yield f"{kind}: {text!r} holds a blank, a comma, < or &"
