"""Invitations as calendar files (iCalendar, RFC 5545): one event a session, by the clock of the place. Pure.

The same invitation has the same name (UID); sent again it counts one more (SEQUENCE), and the calendar that has it changes it.
No names: whoever sends it writes the address.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from uuid import UUID

from vereda.workshops.entries.workshop import Invited, SessionSet
from vereda.workshops.rules.told import Workshop

LONGEST = 75  # [octets] of a line; the rest stands in the next one, after a blank
STAMP = "%Y%m%dT%H%M%S"


def invitation(subject: UUID, seen: Workshop, told: Invited, *, lang: str) -> bytes:
    """Return the agenda of a workshop as a calendar file; empty of events while it has no days.

    Times name no zone: half past six is that of the clock on the wall there, whoever sends it and wherever a guest reads it.

    Sent again, it also names the sessions that were taken back, as cancelled: the calendar that has them lets them go.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Vereda//workshops//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for one in seen.sessions.values():
        lines += _event(subject, seen, one, told, lang)
    for one in seen.cancelled if told.number else ():
        lines += _event(subject, seen, one, told, lang, "STATUS:CANCELLED")
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line)).encode()


def _event(subject: UUID, seen: Workshop, one: SessionSet, told: Invited, lang: str, *more: str) -> list[str]:
    on = seen.day(one.day)
    if on is None:
        return []
    begins = datetime.combine(on, time.fromisoformat(one.begins))
    place = ", ".join(part for part in (seen.scheduled.venue if seen.scheduled else "", seen.proposed.place.of(lang)) if part)
    return [
        "BEGIN:VEVENT",
        f"UID:{subject}-{one.session}@vereda",
        f"SEQUENCE:{told.number}",
        f"DTSTAMP:{datetime.combine(told.on, time()).strftime(STAMP)}Z",
        f"DTSTART:{begins.strftime(STAMP)}",
        f"DTEND:{(begins + timedelta(minutes=one.minutes)).strftime(STAMP)}",
        f"SUMMARY:{escaped(one.title.of(lang))}",
        f"LOCATION:{escaped(place)}",
        f"DESCRIPTION:{escaped(seen.proposed.name.of(lang))}",
        *more,
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    """Return a text as a value: backslash, comma, semicolon and line end are written with a backslash."""
    found = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return "\\n".join(found.splitlines())


def folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 octets, no letter cut in two; each after the first begins with a blank."""
    piece, size = "", 0
    for sign in line:
        length = len(sign.encode())
        if size + length > LONGEST:
            yield piece
            piece, size = " ", 1
        piece, size = piece + sign, size + length
    yield piece
