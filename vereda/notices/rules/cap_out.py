"""A danger notice as a CAP 1.2 file. The same message is the same bytes for ever. Pure.

Only texts that a named person checked go out as real; a file made of anything else has the status 'Draft', which by the standard
nobody may act on, and says so in its note. Source: OASIS CAP 1.2, section 3.2 and schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from vereda.band import band_in
from vereda.notices.entries import NoticeGiven
from vereda.notices.words import NoticeKind
from vereda.safety.schema import CAP_SPACE, CapMessage, CapStatus, WarnedArea, WarningInfo, cap_instant

CATEGORY: Mapping[NoticeKind, str] = {
    **dict.fromkeys((NoticeKind.HEAT, NoticeKind.COLD, NoticeKind.STORM, NoticeKind.FLOOD), "Met"),
    NoticeKind.FIRE: "Fire",
    **dict.fromkeys((NoticeKind.TRAIN, NoticeKind.ROAD, NoticeKind.VEHICLE), "Transport"),
}
"""All else is 'Safety': 'Security' and 'Rescue' are the words of police and of searches for people."""

LANGUAGE: Mapping[str, str] = {"spa": "es", "eng": "en", "fra": "fr", "por": "pt", "hat": "ht"}
"""Of the library's codes (ISO 639-3) those that have a shorter one, which RFC 3066 wants; the others stand as they are."""

DRAFT = f"{band_in('spa')}. {band_in('eng')}."
EXERCISE = "Simulacro: no es real. Exercise: not real."


def identifier_of(entry: str) -> str:
    """Return the identifier of a message: that of its entry, so that it never changes and no two are alike."""
    return f"vereda-{entry}"


def cap_file(told: NoticeGiven, *, entry: str, sent: datetime, is_draft: bool = False) -> bytes:
    """Return the file of one message. sent: aware; is_draft: a preview, nothing that may be published."""
    register_namespace("", CAP_SPACE)
    alert = Element(f"{{{CAP_SPACE}}}alert")
    status = "Draft" if is_draft else told.status.value.capitalize()
    _put(alert, identifier=identifier_of(entry), sender=told.sender, sent=cap_instant(sent), status=status)
    _put(alert, msgType=told.message.value.capitalize(), scope="Public")
    if is_draft or told.status is not CapStatus.ACTUAL:
        _put(alert, note=DRAFT if is_draft else EXERCISE)
    if told.references:
        names = (f"{one.sender},{one.identifier},{cap_instant(one.sent)}" for one in told.references)
        _put(alert, references=" ".join(names))
    for info in told.infos:
        _info(alert, told, info, sent)
    indent(alert)
    file: bytes = tostring(alert, encoding="utf-8", xml_declaration=True)
    return file + b"\n"


def _info(alert: Element, told: NoticeGiven, said: WarningInfo, sent: datetime) -> None:
    info, is_over = SubElement(alert, f"{{{CAP_SPACE}}}info"), told.message is CapMessage.CANCEL
    _put(info, language=said.lang)
    for category in said.categories:
        _put(info, category=category)
    _put(info, event=said.event, responseType="None" if is_over else "Avoid")
    _put(info, urgency="Past" if is_over else said.urgency.value.capitalize(), severity=said.severity.value.capitalize())
    _put(info, certainty=said.certainty.value.capitalize(), effective=cap_instant(sent))
    if said.onset and said.expires:
        _put(info, onset=cap_instant(said.onset), expires=cap_instant(said.expires))
    _put(info, senderName=told.sender_name, headline=said.headline)
    if said.description:
        _put(info, description=said.description)
    if said.instruction and not is_over:
        _put(info, instruction=said.instruction)
    for area in said.areas:
        _area(info, area)


def _area(info: Element, told: WarnedArea) -> None:
    area = SubElement(info, f"{{{CAP_SPACE}}}area")
    _put(area, areaDesc=told.said)
    for ring in told.rings:
        _put(area, polygon=" ".join(f"{lat:.2f},{lon:.2f}" for lat, lon in ring))
    for code in told.codes:
        name, _equals, value = code.partition("=")
        _put(SubElement(area, f"{{{CAP_SPACE}}}geocode"), valueName=name, value=value)


def _put(parent: Element, **told: str) -> None:
    for name, text in told.items():
        SubElement(parent, f"{{{CAP_SPACE}}}{name}").text = text
