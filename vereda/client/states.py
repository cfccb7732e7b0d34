"""Open work as a phone may hold it: codes and ids; no name of a person, no note, and an exact place only of who is in danger now.

One function a kind of record: folded state in, JSON out. What is not said here does not leave.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from vereda.encounters.door import is_struck, lines_of, margins_of, people_of, services_of
from vereda.gatherings import door as gatherings
from vereda.groups.door import due_back, members_of_shift
from vereda.logbook.schema import Fields, State, value_of
from vereda.rescue import door as rescue
from vereda.safety.door import visits_of

type Json = dict[str, Any]  # Any: JSON

HEARD_MOST = 3
"""So many of a team's latest check-ins go to the phone: one that a wrong clock dates into the future must not hide the others."""

WHERE_DAYS = 7
"""After so many days the phone forgets the exact place of an alert, as the server does."""


def mission(state: State) -> Json:
    """Return a mission: what it is called on the radio, the ground, since when, and its teams that are out.

    where  here and in each team: the entry that holds the place, for who may open it; it does not leave as it is
    """
    fields = state["fields"]
    opened_at, folio, terrain = value_of(fields, "opened", ["", "", None])
    out = [_team(state, line, sent) for line, sent in rescue.lines_of(state, "dispatch") if not _is_ended(fields, line)]
    return {
        "folio": folio,
        "terrain": terrain,
        "opened_at": opened_at,
        "is_closed": value_of(fields, "closed") is not None,
        "where": value_of(fields, "where"),
        "teams": sorted(out, key=lambda one: (one["sent_at"], one["team"])),
    }


def _is_ended(fields: Fields, line: str) -> bool:
    return any(value_of(fields, f"{what}:{line}") for what in ("returned", "stood_down"))


def _team(state: State, line: str, sent: Json) -> Json:
    """Return a team that is waited for. `where`: as above, its meeting point."""
    who = value_of(state["fields"], f"team:{line}") or {}
    heard = sorted((one[0] for one in state.get("heard", {}).get(line, {}).values()), key=datetime.fromisoformat)
    return {
        "team": line,
        "call_sign": who.get("call_sign", ""),
        "members": who.get("members", []),
        "check_in_min": who.get("check_in_min"),
        "sent_at": sent["at"],
        "meet_at": sent["meet_at"] or None,
        "departed_at": rescue.reached_at(state, f"departed:{line}") or None,
        "heard": heard[-HEARD_MOST:],
        "where": sent["where"],
    }


def alert(state: State) -> Json:
    """Return an alert; who called, and what was said, stay at the post."""
    fields = state["fields"]
    told_at = value_of(fields, "told_at", "")
    return {
        "told_at": told_at,
        "came_by": value_of(fields, "came_by", "unknown"),
        "people": value_of(fields, "people"),
        "children": value_of(fields, "children"),
        "needs": value_of(fields, "needs", []),
        "urgent": value_of(fields, "urgent", []),
        "place": value_of(fields, "place", {}),
        **_that_helps_to_find(fields),
        "read_at": (state.get("read") or [None])[0],
        "has_note": "note" in fields,
        "has_caller": "caller" in fields,
        "where_until": _later(told_at, timedelta(days=WHERE_DAYS)),
    }


def _that_helps_to_find(fields: Fields) -> Json:
    """Return what was told of where to, how and since when; nothing where it was not told."""
    names = ("language", "side", "heading", "means", "guide_left", "water_left", "battery_pct")
    found = {name: value for name in names if (value := value_of(fields, name)) is not None}
    told_at, seen_at = (value_of(fields, name) for name in ("told_at", "last_seen_at"))
    if told_at and seen_at:
        passed = datetime.fromisoformat(told_at) - datetime.fromisoformat(seen_at)
        found["last_seen_h"] = max(0, round(passed / timedelta(hours=1)))
    return found


def patrol(state: State) -> Json:
    """Return a team that is out."""
    fields = state["fields"]
    plan, due = value_of(fields, "plan") or {}, due_back(state)
    return {
        "route": plan.get("route", ""),
        "team": plan.get("team", []),
        "vehicles": plan.get("vehicles", []),
        "departed_at": value_of(fields, "departed", [""])[0],
        "due_at": due.isoformat() if due else None,
        "heard_at": state.get("heard"),
    }


def shift(state: State) -> Json:
    """Return the shift that is on."""
    return {"started_at": value_of(state["fields"], "started", [""])[0], "members": members_of_shift(state)}


def encounter(state: State) -> Json:
    """Return an encounter without who gave a name; `by`: the accounts that wrote it, who alone may strike it."""
    fields = state["fields"]
    at, local_on = value_of(fields, "at", ["", ""])
    lines = [
        {"line_id": id_, **{name: value for name, value in line.items() if name != "persons"}}
        for id_, line in lines_of(state).items()
    ]
    return {
        "occurred_at": at,
        "local_on": local_on,
        "people_met": people_of(state),
        "lines": lines,
        "margins": margins_of(state),
        "services": [{"service": code, "people": people} for code, people in services_of(state).items()],
        "place": value_of(fields, "place", {}),
        "language": value_of(fields, "language", ""),
        "dispositions": value_of(fields, "dispositions") or [],
        "unaccompanied_minors": value_of(fields, "unaccompanied_minors", 0) or 0,
        "party": value_of(fields, "party"),
        "mission": value_of(fields, "mission"),
        "patrol": value_of(fields, "patrol"),
        "by": state.get("by", []),
        "is_struck": is_struck(state),
    }


def child_path(state: State) -> Json:
    """Return that a path is open, for which encounter and how many children. What was done stands in boxes, and stays there.

    signatures  entries by which somebody signed, also what is taken back: a phone knows by it that its own arrived
    """
    opened_at, met, children = value_of(state["fields"], "opened", ["", "", 0])
    return {
        "encounter": met,
        "children": children,
        "opened_at": opened_at,
        "steps": len(state.get("steps", ())),
        "signatures": state.get("signatures", []),
    }


def gathering(state: State) -> Json:
    """Return a distribution or a reception that is being counted: the sums as they are here, and up to which entry of each phone.

    Counters are accounts of the own group. Where exactly it is, and what was noted of it, stay at the post.
    """
    fields = state["fields"]
    opened_at, _on, what = value_of(fields, "opened", ["", "", "distribution"])
    people, due_at = value_of(fields, "announced") or (None, None)
    sums = gatherings.sums(state)
    return {
        "what": what,
        "opened_at": opened_at,
        "place": value_of(fields, "place", {}),
        "items": value_of(fields, "items", []),
        "method": gatherings.method(state),
        "announced": people,
        "due_at": due_at,
        "arrived_at": value_of(fields, "arrived"),
        "people": dict(sorted(sums.people.items())),
        "given": dict(sorted(sums.items.items())),
        "latest": dict(sorted(state.get("latest", {}).items())),
        "lanes": gatherings.lanes(state),
        "clashes": sorted({who for one in gatherings.clashes(state) for who in (one.one, one.two)}),
    }


def assist_point(state: State) -> Json:
    """Return a point by kind and number, and how it was found last. Where it stands, what it is called and who was there stay.

    A map of water is a map of people: who finds a phone must not find the water.
    """
    told = value_of(state["fields"], "point") or {}
    visits = visits_of(state)
    return {
        "what": told.get("what", ""),
        "number": told.get("number", ""),
        "found": visits[0][4] if visits else None,
        "looked_at": visits[0][1] if visits else None,
    }


STATES: Mapping[str, Callable[[State], Json]] = {
    "mission": mission,
    "alert": alert,
    "patrol": patrol,
    "shift": shift,
    "encounter": encounter,
    "child_path": child_path,
    "gathering": gathering,
    "assist_point": assist_point,
}
"""The kinds of record that a phone may hold; conflicts of other kinds are for the desk."""

FOR_THE_DESK = frozenset({"assist_point"})
"""Kinds whose conflicts are settled at the desk alone: their values say more than a phone may hold."""

EXACT = frozenset({"alert"})
"""Kinds whose latest exact place goes to the phone, while they are open; of a mission its own does, and where its teams meet."""


def _later(at: str, by: timedelta) -> str | None:
    return (datetime.fromisoformat(at) + by).isoformat() if at else None
