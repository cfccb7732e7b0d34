"""A CAP 1.2 file of an authority, read as what it is: foreign XML. What cannot be meant is refused in one sentence; what is far
too much never reaches the parser. Pure.

Source: OASIS Common Alerting Protocol 1.2 (2010), its schema and section 3; event codes of persons and police: 47 CFR 11.31(e).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from vereda.safety.entries.warning import AREAS_MOST, INFOS_MOST, CapReference, WarnedArea, WarningInfo, WarningTold
from vereda.safety.errors.warning import (
    CapDate,
    CapMissing,
    CapNotAlert,
    CapNotForUs,
    CapNotPublic,
    CapNotXml,
    CapOfPersons,
    CapOtherVersion,
    CapTooLarge,
    CapTwice,
    CapUnsafe,
    CapWord,
)
from vereda.safety.reading.cap_shapes import circle_of, rings_of
from vereda.safety.words import CapCertainty, CapMessage, CapSeverity, CapStatus, CapUrgency

MOST_BYTES = 1024 * 1024
MOST_PARTS = 20_000
SPACE = "{urn:oasis:names:tc:emergency:cap:1.2}"
OTHER_VERSION = re.compile(r"(?:urn:oasis:names:tc:emergency:cap:|http://www\.incident\.com/cap/)(\d\.\d)")
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:[-+]\d\d:\d\d|Z)")
CATEGORIES = ("Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE", "Other")
OF_PERSONS = frozenset({"Security", "Rescue"})
"""Categories of police and of searches for people: they may name whom nobody here may look for."""
CODES_OF_PERSONS = frozenset({"CAE", "BLU", "MEP", "LEW", "CDW"})
"""SAME codes: child abduction, wanted for harm to police, missing person, law enforcement, civil danger."""
SYSTEM, DRAFT, ACK, ERROR = "System", "Draft", "Ack", "Error"


def read_cap(raw: bytes) -> WarningTold:
    """Return the warning that a file holds. raw: the bytes of the file. Raises a CapUnreadable; nothing is guessed."""
    if len(raw) > MOST_BYTES:
        raise CapTooLarge
    alert = _parsed(raw)
    status, message = _word(alert, "status", CapStatus, (SYSTEM, DRAFT)), _word(alert, "msgType", CapMessage, (ACK, ERROR))
    if _given(alert, "scope", ("Public", "Restricted", "Private")) != "Public":
        raise CapNotPublic
    infos = alert.findall(f"{SPACE}info")
    if not infos and message is not CapMessage.CANCEL:
        raise CapMissing(element="info")
    if len(infos) > INFOS_MOST:
        raise CapTooLarge
    references = list(_references(_text(alert, "references")))
    if message is not CapMessage.ALERT and not references:
        raise CapMissing(element="references")
    sender = _as_name(_needed(alert, "sender"), "sender")
    institution = next((said for one in infos if (said := _text(one, "senderName"))), sender)
    return WarningTold(
        sender=sender,
        identifier=_as_name(_needed(alert, "identifier"), "identifier"),
        sent=_instant(_needed(alert, "sent"), "sent"),
        status=status,
        message=message,
        institution=institution[:200],
        references=references,
        infos=[_info(one) for one in infos],
    )


def _parsed(raw: bytes) -> Element:
    try:
        root: Element = fromstring(raw, forbid_dtd=True)
    except DefusedXmlException:
        raise CapUnsafe from None
    except (ParseError, ValueError, LookupError):  # LookupError: an encoding that nobody knows
        raise CapNotXml from None
    if sum(1 for _one in root.iter()) > MOST_PARTS:
        raise CapTooLarge
    if root.tag != f"{SPACE}alert":
        if other := OTHER_VERSION.search(root.tag):
            raise CapOtherVersion(version=other[1])
        raise CapNotAlert
    return root


def _info(info: Element) -> WarningInfo:
    categories = [(one.text or "").strip() for one in info.findall(f"{SPACE}category")]
    if not categories:
        raise CapMissing(element="category")
    for one in categories:
        if one not in CATEGORIES:
            raise CapWord(element="category", value=one[:40])
    _refuse_persons(info, categories)
    areas = info.findall(f"{SPACE}area")
    if len(areas) > AREAS_MOST:
        raise CapTooLarge
    texts = {name: _text(info, name) for name in ("description", "instruction")}
    kept = {name: text if len(text) <= 2000 else f"{text[:1999]}…" for name, text in texts.items()}
    onset, expires = _text(info, "onset") or _text(info, "effective"), _text(info, "expires")
    return WarningInfo(
        lang=_language(info),
        event=_needed(info, "event")[:300],
        headline=_text(info, "headline")[:300],
        severity=_word(info, "severity", CapSeverity),
        certainty=_word(info, "certainty", CapCertainty),
        urgency=_word(info, "urgency", CapUrgency),
        categories=list(dict.fromkeys(categories)),
        onset=_instant(onset, "onset") if onset else None,
        expires=_instant(expires, "expires") if expires else None,
        is_cut=kept != texts,
        areas=[_area(one) for one in areas],
        **kept,
    )


def _refuse_persons(info: Element, categories: list[str]) -> None:
    codes = {_text(one, "value").upper() for one in info.findall(f"{SPACE}eventCode")}
    if OF_PERSONS & set(categories) or CODES_OF_PERSONS & codes:
        raise CapOfPersons


def _area(area: Element) -> WarnedArea:
    codes = [f"{_text(one, 'valueName')}={_text(one, 'value')}"[:120] for one in area.findall(f"{SPACE}geocode")]
    return WarnedArea(
        said=_needed(area, "areaDesc")[:300],
        rings=rings_of([(one.text or "").strip() for one in area.findall(f"{SPACE}polygon")]),
        circles=[circle_of((one.text or "").strip()) for one in area.findall(f"{SPACE}circle")][:40],
        codes=codes[:80],
    )


def _references(said: str) -> Iterator[CapReference]:
    """Yield the messages that a message names: 'sender,identifier,sent', separated by blanks."""
    for one in said.split()[:60]:
        parts = one.split(",")
        if len(parts) != 3 or not all(parts):
            raise CapWord(element="references", value=one[:60])
        sender, identifier = (_as_name(part, "references") for part in parts[:2])
        yield CapReference(sender=sender, identifier=identifier, sent=_instant(parts[2], "references"))


def _text(parent: Element, name: str) -> str:
    """Return what stands in an element, '' where it is not there."""
    found = parent.findall(f"{SPACE}{name}")
    if len(found) > 1:
        raise CapTwice(element=name)
    return " ".join((found[0].text or "").split()) if found else ""


def _needed(parent: Element, name: str) -> str:
    said = _text(parent, name)
    if not said:
        raise CapMissing(element=name)
    return said


def _as_name(said: str, element: str) -> str:
    if re.search(r"[\s,<&]", said) or len(said) > 200:
        raise CapWord(element=element, value=said[:40])
    return said


def _language(info: Element) -> str:
    said = _text(info, "language") or "en-US"
    if len(said) < 2:
        raise CapWord(element="language", value=said)
    return said[:16]


def _given(parent: Element, name: str, known: tuple[str, ...]) -> str:
    said = _needed(parent, name)
    if said not in known:
        raise CapWord(element=name, value=said[:40])
    return said


def _word[E: StrEnum](parent: Element, name: str, kind: type[E], not_for_us: tuple[str, ...] = ()) -> E:
    """Return a word of the standard; what no person is to be told of is refused as such."""
    said = _needed(parent, name)
    if said in not_for_us:
        raise CapNotForUs(value=said)
    if said not in {one.value.capitalize() for one in kind}:
        raise CapWord(element=name, value=said[:40])
    return kind(said.lower())


def _instant(said: str, name: str) -> datetime:
    """Return an instant with its offset. The standard wants '-00:00' for UTC; the 'Z' of some senders means the same."""
    if not DATE.fullmatch(said):
        raise CapDate(element=name, value=said[:40])
    try:
        found = datetime.fromisoformat(said.replace("-00:00", "+00:00") if said.endswith("-00:00") else said)
    except ValueError:
        raise CapDate(element=name, value=said[:40]) from None
    if not 1970 <= found.year <= 2199:
        raise CapDate(element=name, value=said[:40])
    return found.replace(microsecond=0)
