"""Today's board of a post: who is out, who is late, what the day has come to, what waits for somebody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from vereda.access.door import Reader
from vereda.desk.frame import Rights
from vereda.desk.labels import Labels
from vereda.desk.rooms import alerts as alerts_room
from vereda.desk.rooms import child_paths, dangers, devices, emergency, referrals
from vereda.desk.rooms import missions as missions_room
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.noticed import Asked
from vereda.desk.rooms.notices import notices
from vereda.desk.rooms.teams import teams_out
from vereda.encounters import door as encounters
from vereda.encounters.door import Encounter
from vereda.groups import door as groups
from vereda.logbook import door as logbook
from vereda.people import door as people

LAST = 6
COMPARED = 20  # of today's encounters, the latest so many are compared with their neighbours


class Waiting(NamedTuple):
    """Something that waits for a decision."""

    number: int
    said: str
    url: str


def board(reader: Reader, group: str, now: datetime, can: Rights) -> dict[str, Any]:  # Any: what the page draws
    """Return all that the board shows. now: in the clock of the post."""
    labels, country, today = Labels(reader.country), reader.country, now.date()
    rows = encounters.encounters_of_day(group, country, today)
    shift = groups.open_shift(group, country)
    loud = alerts_room.loud(group, country, now, labels)
    return {
        "dangers": dangers.loud(group, country, now),
        "lost": devices.in_other_hands(reader, now) if can.accounts else [],
        "glass": emergency.lines(country, group, now, labels) if can.glass else [],
        "alerts": loud,
        "likely_alerts": alerts_room.likely(reader, group),
        "out": teams_out(group, country, now, labels),
        "missions": missions_room.on_board(group, country, now, labels),
        "overdue": missions_room.overdue(group, country, now),
        "sums": encounters.day_sum(group, country, today),
        "last_rows": rows[:LAST],
        "alone": child_paths.waiting(group, country, today),
        "waiting": list(waiting(reader, group, can)),
        "notices": notices(Asked(country, group, now, labels, reader.role, reader.account)),
        "likely": likely(rows) if can.approve else [],
        "shift": shift,
        "members": members(shift.members) if shift else [],
        "on_shift": bool(shift and reader.account in shift.members),
        "shown": [*(one.row.subject for one in loud), *(row.subject for row in rows[:LAST])],
    }


def members(accounts: Sequence[str]) -> list[str]:
    """Return the names of the people on a shift."""
    names = names_of(accounts)
    return sorted(who_is(account, names) for account in accounts)


def waiting(reader: Reader, group: str, can: Rights) -> list[Waiting]:
    """Return what waits for this reader's decision, as numbers with a way to it."""
    found = []
    if can.approve:
        number = len(logbook.disputes(group, reader.country))
        said = ngettext("diferencia: dos personas escribieron distinto", "diferencias: dos personas escribieron distinto", number)
        found.append(Waiting(number, said, reverse("desk:conflicts")))
        number = len(logbook.held(group, reader.country))
        said = ngettext("registro en espera de su visto bueno", "registros en espera de su visto bueno", number)
        found.append(Waiting(number, said, reverse("desk:quarantine")))
    if can.erase:
        number = len(people.erasures_asked(reader.country, reader.group or None))
        said = ngettext("solicitud de borrado", "solicitudes de borrado", number)
        found.append(Waiting(number, said, reverse("desk:erasures")))
    silent, opened = referrals.asks_for_somebody(reader, group, timezone.now())
    said = ngettext("referencia sin respuesta, ya tarde", "referencias sin respuesta, ya tarde", silent)
    found.append(Waiting(silent, said, referrals.address(reader)))
    said = ngettext("permiso quitado de algo ya abierto: llame", "permisos quitados de algo ya abierto: llame", opened)
    found.append(Waiting(opened, said, referrals.address(reader)))
    return [one for one in found if one.number]


def likely(rows: Sequence[Encounter]) -> list[tuple[Encounter, Encounter]]:
    """Return pairs of today's encounters that may be one meeting, at most three."""
    pairs: dict[frozenset[Any], tuple[Encounter, Encounter]] = {}  # Any: UUIDs
    counted = [row for row in rows if not row.is_withdrawn and row.joined_into is None]
    same = encounters.likely_same_of(counted[:COMPARED])
    for row in counted[:COMPARED]:
        for other in same[row.subject]:
            pairs.setdefault(frozenset((row.subject, other.subject)), (row, other))
            if len(pairs) == 3:
                return list(pairs.values())
    return list(pairs.values())
