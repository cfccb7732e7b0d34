"""What a form holds before anybody types: the present hour, the post's municipality, the reader's own patrol."""

from __future__ import annotations

from datetime import datetime

from vereda.desk.rooms.meeting_form import Ground
from vereda.encounters.door import Encounter, services_of
from vereda.logbook.door import subject
from vereda.logbook.schema import value_of


def blank(ground: Ground, now: datetime, *, is_rescue: bool) -> dict[str, str]:
    """Return the values of an empty form.

    now        in the clock of the post
    is_rescue  whether the reader is here to rescue: only then is the one open mission theirs. Water given at the post
               is not to become part of a mission that nobody chose, nor to take its place.
    """
    values = {"at": now.strftime("%Y-%m-%dT%H:%M"), "state": ground.state, "municipality": ground.municipality, "channel": "desk"}
    values["patrol"] = ground.own_patrol
    if is_rescue and len(ground.missions) == 1:
        values["mission"] = next(iter(ground.missions))
    return values


def like(row: Encounter, ground: Ground) -> dict[str, str]:
    """Return what an earlier encounter shares with the next one: what was given, where, in which language. Never the people."""
    found = subject(row.subject)
    if found is None or found.is_erased:
        return {}
    state = found.folded.state
    values = {f"s:{code}": "on" for code, people in services_of(state).items() if people is None}
    for one in value_of(state["fields"], "dispositions") or ():
        if one.get("people") is None:
            values[f"p:{one['code']}"] = "on"
            values[f"pr:{one['code']}"] = one.get("role", "")
    values |= {"language": row.language, "nationalities": row.nationalities.replace(";", " ").strip()}
    values |= {"repeated": row.occurred_at.isoformat()}
    if row.state:
        values |= {"state": row.state, "municipality": row.municipality}
    if row.place_kind == "post":
        values["at_post"] = "on"
    for name, chosen, known in (("patrol", row.patrol, ground.patrols), ("mission", row.mission, ground.missions)):
        if str(chosen) in known:
            values[name] = str(chosen)
    return values
