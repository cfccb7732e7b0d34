"""CAP files of an invented weather service, for tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 11, 25, 18, tzinfo=UTC)
AROUND_THE_POST = "28.4,-100.9 28.4,-100.2 29.0,-100.2 29.0,-100.9 28.4,-100.9"
FAR_AWAY = "14.5,-92.5 14.5,-92.0 15.2,-92.0 15.2,-92.5 14.5,-92.5"


def at(hours: float = 0) -> str:
    """Return an instant some hours from the now of tests, as CAP writes it."""
    return (NOW + timedelta(hours=hours)).replace(tzinfo=None).isoformat(timespec="seconds") + "-00:00"


def area(polygon: str = AROUND_THE_POST, said: str = "Norte de Coahuila", more: str = "") -> str:
    drawn = f"<polygon>{polygon}</polygon>" if polygon else ""
    return f"<area><areaDesc>{said}</areaDesc>{drawn}{more}</area>"


def info(
    *,
    lang: str | None = "es",
    event: str = "Frente frío",
    headline: str = "Frente frío con heladas",
    severity: str = "Severe",
    expires: str | None = at(12),
    category: str = "Met",
    areas: str | None = None,
    more: str = "",
) -> str:
    """Return one info. None: the element is left out."""
    parts = [
        f"<language>{lang}</language>" if lang else "",
        f"<category>{category}</category><event>{event}</event>",
        f"<urgency>Expected</urgency><severity>{severity}</severity><certainty>Likely</certainty>{more}",
        f"<onset>{at(1)}</onset>",
        f"<expires>{expires}</expires>" if expires else "",
        f"<senderName>Servicio Meteorológico inventado</senderName><headline>{headline}</headline>",
        "<description>Baja a -4 grados.</description><instruction>Abríguese.</instruction>",
        area() if areas is None else areas,
    ]
    return f"<info>{''.join(parts)}</info>"


def cap(
    *infos: str,
    identifier: str = "MET-1",
    sent: str = at(-1),
    sender: str = "smn@example.org",
    status: str = "Actual",
    message: str = "Alert",
    scope: str = "Public",
    references: str = "",
    space: str = "urn:oasis:names:tc:emergency:cap:1.2",
) -> bytes:
    """Return a whole file."""
    named = f"<references>{references}</references>" if references else ""
    body = "".join(infos) if infos or message == "Cancel" else info()
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><alert xmlns="{space}"><identifier>{identifier}</identifier>'
        f"<sender>{sender}</sender><sent>{sent}</sent><status>{status}</status><msgType>{message}</msgType>"
        f"<scope>{scope}</scope>{named}{body}</alert>"
    ).encode()


def names(identifier: str = "MET-1", sent: str = at(-1), sender: str = "smn@example.org") -> str:
    """Return how a message names an earlier one."""
    return f"{sender},{identifier},{sent}"
