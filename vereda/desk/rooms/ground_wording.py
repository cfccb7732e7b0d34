"""Values of incidents, closed areas and leaves in plain words, where two people wrote them differently."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from vereda.countries.door import pack
from vereda.desk.labels import Labels, label
from vereda.desk.rooms.duty_wording import day, staff
from vereda.desk.words import ground as words

type Value = Any  # Any: whatever JSON a field of a folded state holds


def incident_kind(code: str, labels: Labels) -> str:
    """Return what happened, in the pack's words."""
    found = pack(labels.country).incident_kinds.get(code)
    return label(found) if found else code


def instant(value: str) -> str:
    """Return an instant as day and hour at the post."""
    return formats.date_format(timezone.localtime(datetime.fromisoformat(value)), "SHORT_DATETIME_FORMAT")


def answer(value: Value) -> str:
    """Return an answer to who asked for leave: 'Dieron permiso hasta 26/11/2026 06:00 (Gente del lugar)'."""
    kind, _at, _who, source, until, _box = value
    by = words.said(words.SOURCES, source)
    if kind == "given":
        return _("Dieron permiso hasta {until} ({by})").format(until=instant(until), by=by)
    return _("No dieron permiso ({by})").format(by=by)


WRITERS: Mapping[str, Callable[[Value, Labels], str]] = {
    "incident_what": incident_kind,
    "incident_severity": lambda value, labels: words.said(words.SEVERITIES, value),
    "incident_against": lambda value, labels: words.said(words.AGAINST, value),
    "incident_place": lambda value, labels: labels.place(value.get("state", ""), value.get("municipality", "")),
    "incident_route": lambda value, labels: _("una ruta del puesto"),
    "incident_reported": lambda value, labels: instant(value[0]),
    "incident_outcome": lambda value, labels: words.said(words.ENDS, value),
    "area_route": lambda value, labels: _("una ruta del puesto"),
    "area_state": lambda value, labels: labels.state(value),
    "area_municipality": lambda value, labels: labels.municipality(value),
    "area_reason": lambda value, labels: words.said(words.CLOSED_FOR, value),
    "area_said_by": lambda value, labels: words.said(words.SOURCES, value),
    "area_from_on": lambda value, labels: day(value),
    "area_until_on": lambda value, labels: day(value),
    "area_opened_on": lambda value, labels: day(value),
    "closed_by": lambda value, labels: staff(value),
    "clearance_rule": lambda value, labels: f"{value['name']}: {words.said(words.SOURCES, value['asked_of'])}",
    "rule_ended": lambda value, labels: _("sí"),
    "clearance_asked": lambda value, labels: instant(value[0]),
    "clearance_answer": lambda value, labels: answer(value),
    "interference_recorded": lambda value, labels: instant(value[0]),
    "warning": lambda value, labels: f"{value['institution']} · {value['identifier']}",
    "warning_taken_out": lambda value, labels: _("sí"),
}
