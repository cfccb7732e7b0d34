"""Correcting an encounter: the form as it stands, and from what was typed only what differs; sealed parts are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from vereda.desk.labels import Labels
from vereda.desk.rooms import meeting_form
from vereda.desk.rooms.choices import Tile
from vereda.desk.rooms.meeting_form import Ground
from vereda.desk.rooms.typed import Typed
from vereda.encounters.door import (
    AgeBand,
    Corrected,
    Encounter,
    Line,
    Margin,
    PlaceKind,
    Service,
    Sex,
    Where,
    bodies_of,
    lines_of,
    margins_of,
    people_of,
    services_of,
)
from vereda.logbook.schema import State, value_of


@dataclass(frozen=True)
class Changes:
    """What a correction says. at: the right time, None where it was right."""

    corrected: Corrected
    at: datetime | None
    where: Where | None
    note: str | None


def as_written(row: Encounter, state: State) -> dict[str, str]:
    """Return the values of the form as the encounter stands; sealed parts stay empty."""
    fields = state["fields"]
    values = {
        "people": str(people_of(state)),
        "bodies": str(bodies_of(state) or ""),
        "alone": str(value_of(fields, "unaccompanied_minors", 0) or ""),
        "language": row.language,
        "state": row.state,
        "municipality": row.municipality,
        "at_post": "on" if row.place_kind == PlaceKind.POST else "",
        "at": timezone.localtime(row.occurred_at).strftime("%Y-%m-%dT%H:%M"),
    }
    for line_id, line in lines_of(state).items():
        values[f"l:{line_id}:count"] = str(line.get("count", 1))
        values[f"l:{line_id}:nationality"] = line.get("nationality", "XX")
        values[f"l:{line_id}:sex"] = line.get("sex", "U")
        values[f"l:{line_id}:band"] = line.get("age_band", "U")
    for attribute, counts in margins_of(state).items():
        values |= {f"m:{attribute}:{value}": str(count) for value, count in counts.items()}
    for code, people in services_of(state).items():
        values[f"s:{code}"] = "on"
        values[f"sn:{code}"] = str(people or "")
    for one in value_of(fields, "dispositions") or ():
        values |= {
            f"p:{one['code']}": "on",
            f"pn:{one['code']}": str(one.get("people") or ""),
            f"pr:{one['code']}": one.get("role", ""),
        }
    if not services_of(state) and not any(line.get("services") for line in lines_of(state).values()):
        values["s:none"] = "on"
    if values["alone"]:
        values["alone_later"] = "on"  # it was saved so; the board shows it until somebody is told
    return values


def with_what_stands(offered: dict[str, Any], state: State, labels: Labels) -> dict[str, Any]:  # Any: lists of the form
    """Return the lists of the form, and in them what the encounter holds although the form no longer offers it."""
    there = {tile.code for _head, tiles in offered["services"] for tile in tiles}
    older = [Tile(code, labels.service(code), "unspecified") for code in services_of(state) if code not in there]
    apart = [(attribute, value) for attribute, counts in margins_of(state).items() for value in counts]
    held = {one["code"] for one in value_of(state["fields"], "dispositions") or ()}
    rows = labels.pack.dispositions
    ended = [rows[code] for code in held if code in rows and rows[code] not in offered["dispositions"]]
    return {
        **offered,
        "services": [*offered["services"], *([(_("Otras"), older)] if older else [])],
        "apart": list(dict.fromkeys([*offered["apart"], *apart])),
        "dispositions": [*offered["dispositions"], *ended],
    }


def read(typed: Typed, ground: Ground, row: Encounter, state: State) -> Changes | None:
    """Return what differs between form and encounter, or None with `typed.errors` filled."""
    people = typed.number("people")
    lines, removed = read_lines(typed, state)
    services, services_removed = _services(typed, state, people)
    dispositions = meeting_form.read_dispositions(typed, people)
    before = value_of(state["fields"], "dispositions") or []
    after = [one.model_dump(mode="json", exclude_defaults=True) for one in dispositions]
    corrected = Corrected(
        people_met=_if_other(people, people_of(state)),
        lines=lines,
        lines_removed=removed,
        margins=_margins(typed, state),
        services=services,
        services_removed=services_removed,
        language=_if_other(typed.get("language"), row.language),
        dispositions=None if _same(before, after) else dispositions,
        unaccompanied_minors=_if_other(
            meeting_form.read_unaccompanied(typed, people), value_of(state["fields"], "unaccompanied_minors", 0)
        ),
        bodies=_if_other(typed.number("bodies", 10_000), bodies_of(state)),
    )
    at = typed.instant("at")
    shown = timezone.localtime(row.occurred_at).replace(second=0, microsecond=0)
    where = _where(typed, ground, row)
    note = typed.text("note", 4000) or None
    if typed.errors:
        return None
    return Changes(corrected, at if at is not None and at != shown else None, where, note)


def read_lines(typed: Typed, state: State) -> tuple[list[Line], list[str]]:
    """Return lines that changed or are new, and the ids of those that are gone; persons and services of a line stay with it."""
    changed, removed, taken = [], [], set(lines_of(state))
    for line_id, line in lines_of(state).items():
        count = typed.number(f"l:{line_id}:count")
        if not count:
            removed.append(line_id)
            continue
        now = {
            "count": count,
            "nationality": typed.get(f"l:{line_id}:nationality") or "XX",
            "sex": typed.get(f"l:{line_id}:sex") or "U",
            "age_band": typed.get(f"l:{line_id}:band") or "U",
        }
        before = {"count": 1, "nationality": "XX", "sex": "U", "age_band": "U", **line}
        if any(before[name] != value for name, value in now.items()):
            changed.append(_line(line_id, now, line))
    for new in meeting_form.read_lines(typed):
        line_id, number = new.line_id, 2
        while line_id in taken:
            line_id, number = f"{new.line_id}-{number}", number + 1
        taken.add(line_id)
        changed.append(new.model_copy(update={"line_id": line_id}))
    return changed, removed


def _line(line_id: str, now: Mapping[str, Any], before: Mapping[str, Any]) -> Line:  # Any: JSON of a line
    return Line(
        line_id=line_id,
        count=now["count"],
        nationality=now["nationality"],
        sex=Sex(now["sex"]),
        age_band=AgeBand(now["age_band"]),
        services=before.get("services", []),
        persons=[UUID(person) for person in before.get("persons", [])],
    )


def _margins(typed: Typed, state: State) -> list[Margin]:
    before = {(name, value): count for name, counts in margins_of(state).items() for value, count in counts.items()}
    after = {(one.attribute.value, one.value): one for one in meeting_form.read_margins(typed)}
    changed = [one for key, one in after.items() if before.get(key) != one.count]
    gone = [Margin(attribute=name, value=value, count=0) for name, value in before if (name, value) not in after]
    return [*changed, *gone]


def _services(typed: Typed, state: State, people: int) -> tuple[list[Service], list[str]]:
    before = services_of(state)
    on_lines = any(line.get("services") for line in lines_of(state).values())
    if on_lines and not any(True for _rest, _name in typed.named("s:")):
        typed.values["s:none"] = "on"  # what was given stands on the lines; nothing more needs to be said
    after = {one.service: one for one in meeting_form.read_services(typed, people)}
    changed = [one for code, one in after.items() if code not in before or before[code] != one.people]
    return changed, [code for code in before if code not in after]


def _where(typed: Typed, ground: Ground, row: Encounter) -> Where | None:
    """Return the place when it was typed anew; without a new point or name, only where the coarse place differs."""
    where = meeting_form.read_where(typed, ground)
    was_post = row.place_kind == PlaceKind.POST
    is_finer = where.lat is not None or where.place
    is_other = (where.state, where.municipality) != (row.state, row.municipality) or typed.is_on("at_post") != was_post
    return where if is_finer or is_other else None


def _same(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> bool:  # Any: JSON of dispositions
    def key(one: dict[str, Any]) -> str:
        return str(one["code"])

    return sorted(before, key=key) == sorted(after, key=key)


def _if_other[T](after: T, before: T) -> T | None:
    return None if after == before else after
