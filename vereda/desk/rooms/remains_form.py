"""The form of a finding: what it offers, what was typed, what a correction changes. What was typed comes back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from vereda.access.door import Reader
from vereda.countries.door import pack
from vereda.desk.dates import clock
from vereda.desk.labels import TERRAINS, folio
from vereda.desk.rooms import choices, meeting_form
from vereda.desk.rooms import duty as duty_room
from vereda.desk.rooms import remains as remains_room
from vereda.desk.rooms.teams import back_lately
from vereda.desk.rooms.typed import FORM, Typed
from vereda.desk.words import remains as words
from vereda.groups import door as groups
from vereda.rescue import door as rescue
from vereda.rescue.door import Circumstance, FoundBy, Remains, RemainsCorrected, remains_actions
from vereda.rescue.door import remains_lookups as lookups

NUMBER_MOST, WAY_MOST = 1000, 200
TYPED = "%Y-%m-%dT%H:%M"
PLACE = ("place", "point", "way", "municipality")
FIELDS: Mapping[str, str] = {
    "rescue.no_number_of_remains": "number",
    "rescue.hour_in_the_future": "at",
    "rescue.before_the_finding": "at",
    "rescue.before_the_call": "at",
    "rescue.before_the_arrival": "at",
    "rescue.found_after_the_call": "at",
    "rescue.prosecutor_unknown": "to",
    "rescue.case_number_empty": "case",
    "rescue.until_is_past": "until",
    "rescue.official_missing": "official",
    "rescue.match_empty": "report",
    "rescue.belongings_empty": "what0",
    "rescue.belongings_too_many": "what0",
    "rescue.encounter_not_counting": "encounter",
    "rescue.nothing_corrected": FORM,
}
"""Beside which field an action's refusal is shown."""


def first(reader: Reader, now: datetime, given: Mapping[str, str]) -> dict[str, str]:
    """Return the values of an empty form. given: mission, patrol or encounter of the way in, where it is the group's."""
    here = pack(reader.country).groups[reader.group]
    known = offered(reader, now)
    kept = {name: given.get(name, "") for name in ("mission", "patrol", "encounter")}
    kept = {name: code if code in dict(known[f"{name}s"]) else "" for name, code in kept.items()}
    by = FoundBy.TEAM if kept["mission"] else FoundBy.PATROL if kept["patrol"] else FoundBy.UNKNOWN
    return {
        "number": "1", "at": now.strftime(TYPED), "municipality": here.municipality, "circumstance": Circumstance.UNKNOWN.value,
        "found_by": by.value, **kept,
    }  # fmt: skip


def offered(reader: Reader, now: datetime) -> dict[str, Any]:  # Any: what the page draws
    """Return what the form offers: where it may belong, who of ours, places, and meetings that count somebody without a file."""
    group, country = reader.group, reader.country
    here = pack(country).groups[group]
    own = [str(one) for one in here.terrain]
    patrols = [*groups.patrols_out(group, country), *back_lately(group, country, now)]
    waiting = lookups.without_file(group, country, now)
    return {
        "missions": [(str(row.subject), row.folio) for row in rescue.open_missions(group, country)],
        "patrols": [(str(row.subject), f"{row.route} ({clock(row.departed_at)})") for row in patrols],
        "encounters": [
            (str(row.subject), f"{folio(row.subject)}, {clock(row.occurred_at)}: {remains_room.people_said(rest)}")
            for row, rest in waiting
        ],
        "teams": [
            (str(one.team), one.call_sign)
            for row in rescue.open_missions(group, country)
            for one in rescue.teams_of(row.subject, group, country)
        ],
        "members": list(duty_room.members(group, country).items()),
        "found_bys": list(words.FOUND_BY.items()),
        "circumstances": list(words.CIRCUMSTANCES.items()),
        "settings": [(code, said) for code, said in TERRAINS.items() if code in own]
        + [(code, said) for code, said in TERRAINS.items() if code not in own],
        "municipalities": choices.municipalities(pack(country), here.state),
    }


def read(typed: Typed, reader: Reader, now: datetime) -> remains_actions.Finding | None:
    """Return the finding that was typed; None with the errors beside their fields."""
    known, number = offered(reader, now), _number(typed)
    where = meeting_form.read_where(typed, choices.post_ground(reader))
    mission, patrol, encounter, team = (
        _id_of(typed, name, dict(known[f"{name}s"])) for name in ("mission", "patrol", "encounter", "team")
    )
    by, looked = _one_of(typed, "found_by", words.FOUND_BY), _one_of(typed, "circumstance", words.CIRCUMSTANCES)
    setting, way, finders = _one_of(typed, "setting", TERRAINS), typed.text("way", WAY_MOST), _finders(typed, reader)
    if typed.errors:
        return None
    return remains_actions.Finding(
        number=number,
        found_by=FoundBy(by or FoundBy.UNKNOWN),
        circumstance=Circumstance(looked or Circumstance.UNKNOWN),
        setting=setting or None,
        where=where,
        way=way,
        finders=finders,
        mission=mission,
        patrol=patrol,
        team=team,
        encounter=encounter,
    )


def _number(typed: Typed) -> int:
    number = typed.number("number", NUMBER_MOST)
    if not number:
        typed.wrong("number", _("Diga cuántas personas fallecidas se localizaron: al menos una."))
    return number


def _finders(typed: Typed, reader: Reader) -> list[str]:
    known = duty_room.members(reader.group, reader.country)
    return [account for account, _name in typed.named("who:") if account in known]


def _one_of(typed: Typed, name: str, known: Mapping[str, Any]) -> str:  # Any: words
    chosen = typed.get(name)
    if chosen and chosen not in known:
        typed.wrong(name, _("Ya no está en la lista; elija otro."))
        return ""
    return chosen


def _id_of(typed: Typed, name: str, known: Mapping[str, str]) -> UUID | None:
    chosen = _one_of(typed, name, known)
    return UUID(chosen) if chosen else None


# Correcting ------------------------------------------------------------------------------------------------------------------


def values_of(row: Remains, told: remains_room.Sealed | None, at: datetime) -> dict[str, str]:
    """Return a file as its form shows it again. at: the hour of the finding, in the clock of the post."""
    where = {"place": told.place, "point": told.point, "way": told.way} if told else {}
    return {
        "number": str(row.number), "at": at.strftime(TYPED), "found_by": row.found_by, "setting": row.setting,
        "circumstance": row.circumstance, "municipality": row.municipality, **where,
        **{f"who:{account}": "on" for account in row.finders},
    }  # fmt: skip


def read_changes(typed: Typed, was: Mapping[str, str], row: Remains, reader: Reader) -> dict[str, Any] | None:  # Any: arguments
    """Return what a correction changes: `changes`, and `where` and `way` where the place is another; None with the errors."""
    number, at, finders = _number(typed), typed.instant("at"), _finders(typed, reader)
    circumstance, by = _one_of(typed, "circumstance", words.CIRCUMSTANCES), _one_of(typed, "found_by", words.FOUND_BY)
    setting, way = _one_of(typed, "setting", TERRAINS), typed.text("way", WAY_MOST)
    is_moved = any(typed.get(name).strip() != was.get(name, "") for name in PLACE)
    where = meeting_form.read_where(typed, choices.post_ground(reader)) if is_moved else None
    if typed.errors:
        return None
    changes = RemainsCorrected(
        number=number if number != row.number else None,
        circumstance=Circumstance(circumstance) if circumstance and circumstance != row.circumstance else None,
        found_by=FoundBy(by) if by and by != row.found_by else None,
        setting=setting if setting and setting != row.setting else None,
        found_at=at if at and typed.get("at") != was["at"] else None,
        finders=finders if sorted(finders) != sorted(row.finders) else None,
    )
    return {"changes": changes, "where": where, "way": way}
