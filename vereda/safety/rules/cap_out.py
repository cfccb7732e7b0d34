"""A warning of a post as a CAP 1.2 file: made of closed words, a municipality or a published point, and hours. Pure.

No sentence that somebody typed goes out, so none can name an informal crossing, a point of water, a mission, people or where they
are; no coordinates at all. The same message is the same bytes for ever. Source: OASIS CAP 1.2, section 3.2 and schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from vereda.logbook.schema import Entry, State
from vereda.safety.entries.warning import WarningGiven
from vereda.safety.words import CapMessage, CapStatus, ClosedFor, GivenFor

SPACE = "urn:oasis:names:tc:emergency:cap:1.2"
LANGUAGES = ("es", "en")
OF_CLOSED: Mapping[ClosedFor, GivenFor] = {
    ClosedFor.FLOOD: GivenFor.FLOOD,
    ClosedFor.FIRE: GivenFor.FIRE,
    ClosedFor.ROAD: GivenFor.ROAD,
}
"""Closed areas of which others are warned. Shots, threats, roadblocks, waiting authorities never go out: they tell of people."""


class Said(NamedTuple):
    """What a file says of a danger, in one language."""

    event: str
    headline: str
    instruction: str


CATEGORY: Mapping[GivenFor, str] = {
    GivenFor.FLOOD: "Met",
    GivenFor.FIRE: "Fire",
    GivenFor.ROAD: "Transport",
    GivenFor.HEAT: "Met",
    GivenFor.COLD: "Met",
    GivenFor.STORM: "Met",
}
EVENTS: Mapping[GivenFor, tuple[str, str]] = {
    GivenFor.FLOOD: ("Creciente o inundación", "Flood"),
    GivenFor.FIRE: ("Incendio", "Fire"),
    GivenFor.ROAD: ("Camino cortado", "Road cut off"),
    GivenFor.HEAT: ("Calor extremo", "Extreme heat"),
    GivenFor.COLD: ("Frío extremo", "Extreme cold"),
    GivenFor.STORM: ("Tormenta o viento fuerte", "Storm or strong wind"),
}
STAY_AWAY = ("No pase por ahí. Siga lo que indique Protección Civil.", "Do not go there. Follow what civil protection says.")
LISTEN = ("Siga lo que indique Protección Civil.", "Follow what civil protection says.")
KEPT_OUT = frozenset({GivenFor.FLOOD, GivenFor.FIRE, GivenFor.ROAD})
"""Dangers that one can keep away from."""
ENDED = (
    "Se retira este aviso. No quiere decir que ya no haya peligro",
    "This warning is withdrawn. It does not mean that the danger is over",
)


def start() -> State:
    """Return a warning of ours of which nothing is known."""
    return {"fields": {}, "messages": {}}


def step(state: State, entry: Entry) -> State:
    """Return it after one more entry: each message is one, whoever wrote first. A cancel stands, whatever came later."""
    if isinstance(entry.payload, WarningGiven):
        told = [entry.occurred_at.isoformat(), entry.author, entry.payload.model_dump(mode="json")]
        state["messages"][entry.id] = told
    return state


def messages_of(state: State) -> list[tuple[str, datetime, str, WarningGiven]]:
    """Return (entry, sent, account, message) of each, the first one first."""
    rows = [
        (entry, datetime.fromisoformat(at), who, WarningGiven.model_validate(told))
        for entry, (at, who, told) in state["messages"].items()
    ]
    return sorted(rows, key=lambda row: (row[1].timestamp(), row[0]))


def identifier_of(entry: str) -> str:
    """Return the identifier of a message: that of its entry, so that it never changes and no two are alike."""
    return f"vereda-{entry}"


def said(told: WarningGiven, language: str) -> Said:
    """Return the words of a message in Spanish or English."""
    place = LANGUAGES.index(language)
    event, instruction = EVENTS[told.hazard][place], (STAY_AWAY if told.hazard in KEPT_OUT else LISTEN)[place]
    headline = f"{event}: {told.area_said}"
    if told.message is CapMessage.CANCEL:
        return Said(event, f"{ENDED[place]}. {headline}", "")
    return Said(event, headline, instruction)


def cap_file(told: WarningGiven, *, entry: str, sent: datetime) -> bytes:
    """Return the file of one message. sent: aware; entry: the entry that it is."""
    register_namespace("", SPACE)
    alert, status, message = Element(f"{{{SPACE}}}alert"), told.status.value.capitalize(), told.message.value.capitalize()
    _put(alert, identifier=identifier_of(entry), sender=told.sender, sent=written(sent), status=status, msgType=message)
    _put(alert, scope="Public")
    if told.status is not CapStatus.ACTUAL:
        _put(alert, note="Simulacro: no es real. Exercise: not real.")
    if told.references:
        names = (f"{one.sender},{one.identifier},{written(one.sent)}" for one in told.references)
        _put(alert, references=" ".join(names))
    for language in LANGUAGES:
        _info(alert, told, language, sent)
    indent(alert)
    file: bytes = tostring(alert, encoding="utf-8", xml_declaration=True)
    return file + b"\n"


def _info(alert: Element, told: WarningGiven, language: str, sent: datetime) -> None:
    words, info = said(told, language), SubElement(alert, f"{{{SPACE}}}info")
    is_over = told.message is CapMessage.CANCEL
    response = "None" if is_over else "Avoid" if words.instruction in STAY_AWAY else "Monitor"
    _put(info, language=language, category=CATEGORY[told.hazard], event=words.event, responseType=response)
    _put(info, urgency="Past" if is_over else told.urgency.value.capitalize(), severity=told.severity.value.capitalize())
    _put(info, certainty=told.certainty.value.capitalize(), effective=written(sent))
    _put(info, onset=written(told.onset), expires=written(told.expires), senderName=told.sender_name, headline=words.headline)
    if words.instruction:
        _put(info, instruction=words.instruction)
    area = SubElement(info, f"{{{SPACE}}}area")
    _put(area, areaDesc=told.area_said)
    for name, value in (("ISO3166-2", told.state), ("municipality", told.municipality)):
        _put(SubElement(area, f"{{{SPACE}}}geocode"), valueName=name, value=value)


def _put(parent: Element, **told: str) -> None:
    for name, text in told.items():
        SubElement(parent, f"{{{SPACE}}}{name}").text = text


def written(at: datetime) -> str:
    """Return an instant as the standard has it: seconds, an offset, and '-00:00' for UTC."""
    text = at.replace(microsecond=0).isoformat()
    return text.replace("+00:00", "-00:00")
