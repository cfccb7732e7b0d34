"""Open alerts of a group that likely tell of one emergency. Callers are compared here and never shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from uuid import UUID

from vereda.logbook.door import open_boxes_of, subjects, whereabouts
from vereda.logbook.schema import FieldClass, value_of
from vereda.rescue.lookups.missions import open_missions
from vereda.rescue.models.alert import Alert
from vereda.rescue.rules.likely_same import Sign, Told, digits, likely_same, words
from vereda.rescue.words import AlertOutcome

COMPARED = 40
"""So many alerts, the latest, are compared with each other: a page waits for it."""


@dataclass(frozen=True)
class Pair:
    """Two alerts that likely tell of one emergency. main: the one that the other would be joined to."""

    main: Alert
    other: Alert
    signs: Sequence[Sign]


def likely_pairs(group: str, country: str, *, with_callers: bool) -> list[Pair]:
    """Return the pairs of a group, the strongest first.

    Compared are its open alerts, and those for which a mission is out: a second call for it comes in while it is under way.

    with_callers  whether the reader may know that two callers are the same
    """
    rows = _compared(group, country)
    if len(rows) < 2:
        return []
    told = _told(rows, with_callers=with_callers)
    found = [pair for one, other in combinations(rows, 2) if (pair := _pair(one, other, told))]
    return sorted(found, key=lambda pair: (-len(pair.signs), pair.other.told_at, str(pair.other.subject)))


def _compared(group: str, country: str) -> list[Alert]:
    out = [row.subject for row in open_missions(group, country)]
    mine = Alert.objects.filter(group=group, country=country)
    rows = mine.filter(outcome="") | mine.filter(outcome=AlertOutcome.MISSION_OPENED, mission__in=out)
    return list(rows.order_by("-told_at", "subject")[:COMPARED])


def _pair(one: Alert, other: Alert, told: Mapping[UUID, Told]) -> Pair | None:
    """Return a pair where it is likely. With a mission under way, or else told first, an alert is the main one of the two."""
    if one.outcome and other.outcome:
        return None
    signs = likely_same(told[one.subject], told[other.subject])
    main, rest = sorted((one, other), key=lambda row: (not row.outcome, row.told_at, str(row.subject)))
    return Pair(main, rest, signs) if signs else None


def _told(rows: Sequence[Alert], *, with_callers: bool) -> dict[UUID, Told]:
    ids = [row.subject for row in rows]
    spots, callers = whereabouts(ids), _callers(ids) if with_callers else {}
    made = {}
    for row in rows:
        spot, caller = spots.get(row.subject), callers.get(row.subject, {})
        made[row.subject] = Told(
            told_at=row.told_at,
            lat=spot.lat if spot else None,
            lon=spot.lon if spot else None,
            h3_5=row.h3_5,
            people=row.people,
            number=digits(caller.get("call_back", "")),
            name=words(caller.get("name", "")),
        )
    return made


def _callers(ids: Collection[UUID]) -> dict[UUID, dict[str, Any]]:  # Any: JSON of a box
    """Return by alert what its box says of who called, of those that still open."""
    known = subjects(ids).values()
    entries = [UUID(str(entry)) for one in known if (entry := value_of(one.folded.state["fields"], "caller"))]
    found = open_boxes_of(entries, FieldClass.IDENTITY)
    return {id_: found[id_] for id_ in ids if id_ in found}
