"""What the forms of a mission offer and what was typed in them: a team with its meeting point, a clue, people found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from vereda.access.door import Reader
from vereda.countries.door import MissionWordKind, pack, services_of
from vereda.desk.labels import Labels, label
from vereda.desk.rooms import duty as duty_room
from vereda.desk.rooms import meeting_form
from vereda.desk.rooms.choices import Tile
from vereda.desk.rooms.found_goes import ROWS, read_alone, read_goes
from vereda.desk.rooms.typed import FORM, Typed
from vereda.encounters.door import Line, Meeting, Service
from vereda.groups import door as groups
from vereda.rescue import door as rescue
from vereda.rescue.door import CHECK_IN_MIN_USUAL, GRACE_MIN_USUAL, Means, MissionTeam, Team
from vereda.safety import door as safety

MEANS_ROWS = 2
EVERY_LEAST, EVERY_MOST, GRACE_MOST = 5, 24 * 60, 240
RESCUED = "RESCUE"
"""The service that a rescue is, where the country's catalogue has it; ticked, and taken off where it was none."""
FIELDS = {
    "rescue.team_needs_call_sign": "call_sign",
    "rescue.team_already_out": "call_sign",
    "rescue.unknown_mission_word": FORM,
    "rescue.mission_not_open": FORM,
    **meeting_form.FIELDS,
}
"""Beside which field an action's refusal is shown."""


def usual_team(group: str, country: str) -> dict[str, str]:
    """Return the values of an empty dispatch: who is on shift and not out yet, the usual interval and grace."""
    shift = groups.open_shift(group, country)
    out = {account for row in rescue.teams_on_missions(country, group) for account in row.members}
    out |= {account for row in groups.patrols_out(group, country) for account in row.team}
    there = [account for account in (shift.members if shift else []) if account not in out]
    return {"every": str(CHECK_IN_MIN_USUAL), "grace": str(GRACE_MIN_USUAL), **{f"team:{account}": "on" for account in there}}


def values_of(row: MissionTeam) -> dict[str, str]:
    """Return a team as its form shows it again."""
    means = {
        f"{name}{at}": one.get(key, "")
        for at, one in enumerate(row.means)
        for name, key in (("means", "code"), ("number", "number"))
    }
    going = {f"team:{account}": "on" for account in row.members}
    return {"call_sign": row.call_sign, "every": str(row.check_in_min), "grace": str(row.grace_min), **means, **going}


def offered(reader: Reader) -> dict[str, Any]:  # Any: what the page draws
    """Return who can go, by which signs they are called, with what."""
    return {
        "members": list(duty_room.members(reader.group, reader.country).items()),
        "signs": sorted({row.sign for row in safety.call_signs(reader.group, reader.country)}),
        "means": words_of(MissionWordKind.MEANS, reader.country),
        "means_rows": range(MEANS_ROWS),
    }


def words_of(kind: MissionWordKind, country: str) -> list[tuple[str, str]]:
    """Return the words of missions of one kind that hold today, in the order of the pack."""
    today = timezone.localdate()
    rows = [row for row in pack(country).mission_words.values() if row.kind == kind and row.holds_on(today)]
    return [(row.code, label(row)) for row in sorted(rows, key=lambda row: row.order)]


def read_team(typed: Typed, members: Mapping[str, str]) -> Team | None:
    """Return the team that was typed; None with the errors beside their fields."""
    sign, going = typed.text("call_sign", 20), [rest for rest, _name in typed.named("team:") if rest in members]
    every, grace = typed.number("every", EVERY_MOST), typed.number("grace", GRACE_MOST)
    if every < EVERY_LEAST:
        typed.wrong("every", _("Diga cada cuántos minutos se reporta: entre 5 y 1440."))
    known = dict(words_of(MissionWordKind.MEANS, typed.labels.country))
    means = [
        Means(code=typed.get(f"means{at}"), number=typed.text(f"number{at}", 40))
        for at in range(MEANS_ROWS)
        if typed.get(f"means{at}") in known
    ]
    if typed.errors:
        return None
    return Team(call_sign=sign, members=going, means=means, check_in_min=every, grace_min=grace)


def read_meet_at(typed: Typed, now: datetime) -> datetime | None:
    """Return the hour at the meeting point; an hour that is past since long or days ahead is a slip of the finger."""
    at = typed.instant("meet_at")
    if at and not now - timedelta(hours=12) <= at <= now + timedelta(hours=48):
        typed.wrong("meet_at", _("Revise la hora de la cita: va de las últimas 12 horas a las próximas 48."))
    return at


def found_choices(reader: Reader) -> dict[str, Any]:  # Any: what the page draws
    """Return what the form of people found offers: what was given, and where they chose to go."""
    known, today, labels = pack(reader.country), timezone.localdate(), Labels(reader.country)
    given = services_of(known, reader.group, today)
    goes = sorted((row for row in known.dispositions.values() if row.holds_on(today)), key=lambda row: row.order)
    return {
        "services": [Tile(row.code, labels.service(row.code), row.symbol) for row in given],
        "goes": [(row.code, labels.disposition(row.code)) for row in goes if not row.asks_role],
        "others": ROWS[1:],
    }


def read_found(typed: Typed, ground: meeting_form.Ground, mission: Any) -> Meeting | None:  # Any: its id
    """Return the meeting with the people who were found; None with the errors beside their fields."""
    people, children = typed.number("people", 1000), typed.number("children", 1000)
    if not people:
        typed.wrong("people", _("Diga cuántas personas encontraron."))
    if children > people:
        typed.wrong("children", _("Son más que todas las personas encontradas."))
    lines = [
        Line(line_id=meeting_form.line_id("XX", "U", band), count=count, age_band=band)
        for band, count in (("18+", people - children), ("0-17", children))
        if count > 0 and children
    ]
    goes = read_goes(typed, people)
    meeting = Meeting(
        people_met=people,
        lines=lines,
        services=[Service(service=rest) for rest, _name in typed.named("s:") if rest in typed.labels.pack.services],
        where=meeting_form.read_where(typed, ground),
        dispositions=goes,
        unaccompanied_minors=read_alone(typed, children, goes),
        note=typed.text("note", 4000),
        mission=mission,
    )
    return None if typed.errors else meeting
