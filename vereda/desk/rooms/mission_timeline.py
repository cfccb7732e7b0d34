"""What happened in a mission, the latest first: one line an entry, with sealed words for who may read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from vereda.access.door import HEADQUARTERS, Action, Reader, RecordClass, log_read, may, relation_to
from vereda.desk.dates import clock
from vereda.desk.labels import Labels
from vereda.desk.rooms.history import names_of, what, who_is
from vereda.desk.rooms.mission_wording import team_said
from vereda.desk.rooms.missions import people_said, place_in
from vereda.desk.words import missions as words
from vereda.desk.words import search_plan as plan_words
from vereda.logbook.door import Told, open_box
from vereda.logbook.schema import FieldClass
from vereda.rescue.door import Mission, MissionTeam


@dataclass(frozen=True)
class Line:
    """One line. note: sealed words, '' where there are none or this reader does not see them; place: an exact place."""

    at: datetime
    what: str
    detail: str
    who: str
    note: str = ""
    place: str = ""


def timeline(entries: Iterable[Told], mission: Mission, teams: Iterable[MissionTeam], reader: Reader) -> list[Line]:
    """Return what happened, the latest first; of other groups only that headquarters asks for a team."""
    heard = [one for one in entries if not one.held and one.payload is not None and _is_ours(one, mission)]
    shown = [one for one in heard if one.kind not in UNTOLD]
    names = names_of({name for one in shown for name in (one.author, one.reported_by)})
    signs = {str(row.team): row.call_sign for row in teams}
    may_read = may(reader, RecordClass.K2, Action.READ, relation_to(reader, country=mission.country, groups=[mission.group]))
    if may_read and any(_has(one, FieldClass.CONTACT) for one in shown):
        log_read(reader, RecordClass.K2, subject=mission.subject)
    made = [_line(one, signs, names, reader, may_read) for one in shown]
    # Turned round, not sorted backwards: what came later of one instant (an attempt, and its first team) stands above.
    return sorted(made, key=lambda one: one.at)[::-1]


def _is_ours(one: Told, mission: Mission) -> bool:
    return one.group == mission.group or (one.group == HEADQUARTERS and one.kind == "rescue.overdue_seen")


def _line(one: Told, signs: Mapping[str, str], names: Mapping[str, str], reader: Reader, may_read: bool) -> Line:
    labels = Labels(reader.country)
    detail = DETAILS.get(one.kind, lambda payload, labels: "")(one.payload, labels)
    sign = signs.get(str(getattr(one.payload, "team", None) or ""), "")
    by = labels.channel(one.channel) if one.kind == "rescue.team_checked_in" else ""
    said = " · ".join(part for part in (sign if not detail.startswith(sign) else "", detail, by) if part)
    box = open_box(one.id, FieldClass.CONTACT) if may_read and _has(one, FieldClass.CONTACT) else None
    place = place_in(one.id, reader) if _has(one, FieldClass.WHEREABOUTS) else ""
    who = who_is(one.author, names)
    who = _("{who} · central").format(who=who) if one.group == HEADQUARTERS else who
    return Line(one.occurred_at, what(one.kind), said, who, (box or {}).get("text", ""), place)


def _has(one: Told, cls: FieldClass) -> bool:
    return one.kind not in NUMBERS and any(box.cls == cls for box in one.boxes)


def _rang(payload: Any, labels: Labels) -> str:  # Any: each its own payload
    sent = _("mensajes: {n}").format(n=payload.numbers)
    return f"{words.said(words.RANG, payload.step)} ({sent})"


UNTOLD = {"rescue.plan_point_set"}
"""Entries that are a part of another one."""
NUMBERS = {"rescue.search_planned"}
"""Entries whose boxes hold a plan: its points and judgements stand on its own page."""
DETAILS: Mapping[str, Callable[[Any, Labels], str]] = {  # Any: each its own payload
    "rescue.team_dispatched": lambda payload, labels: team_said(payload.who.model_dump(mode="json"), labels),
    "rescue.team_changed": lambda payload, labels: team_said(payload.who.model_dump(mode="json"), labels),
    "rescue.attempt_ended": lambda payload, labels: words.said(words.RESULTS, payload.result),
    "rescue.clue_found": lambda payload, labels: labels.mission_word(payload.what),
    "rescue.people_found": lambda payload, labels: people_said(payload.people),
    "rescue.overdue_rang": _rang,
    "rescue.post_fell_silent": lambda payload, labels: _("sin enlace desde las {hour}").format(hour=clock(payload.since)),
    "rescue.plan_given_out": lambda payload, labels: str(plan_words.GIVEN[payload.form]),
    "rescue.mission_closed": lambda payload, labels: labels.outcome(payload.outcome),
}
"""What is said of an entry besides its kind."""
