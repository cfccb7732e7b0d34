"""Values of missions in plain words, for differences and history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.desk.dates import clock
from vereda.desk.labels import Labels
from vereda.desk.words import missions as words

type Value = Any  # Any: JSON of a field


def means_said(means: list[dict[str, str]], labels: Labels) -> str:
    """Return with what a team goes: 'Aerobote 2, A pie'."""
    return ", ".join(f"{labels.mission_word(one['code'])} {one.get('number', '')}".strip() for one in means)


def team_said(value: Value, labels: Labels) -> str:
    """Return a team: 'Lobo 2 · Aerobote 2 · se reporta cada 60 min'."""
    every = _("se reporta cada {n} min").format(n=value["check_in_min"])
    return " · ".join(part for part in (value["call_sign"], means_said(value.get("means", []), labels), every) if part)


def _at(value: str) -> str:
    return clock(timezone.localtime(datetime.fromisoformat(value)))


def _found(value: Value, labels: Labels) -> str:
    people = ngettext("%(n)d persona", "%(n)d personas", value["people"]) % {"n": value["people"]}
    return f"{people}, {_at(value['at'])}"


WRITERS: Mapping[str, Callable[[Value, Labels], str]] = {
    "attempt": lambda value, labels: _at(value),
    "attempt_result": lambda value, labels: words.said(words.RESULTS, value),
    "team": team_said,
    "dispatch": lambda value, labels: _at(value["at"]),
    "clue": lambda value, labels: f"{labels.mission_word(value['what'])}, {_at(value['at'])}",
    "found": _found,
    "brought": lambda value, labels: _("{n} puntos, {m} m").format(n=value["points"], m=value["length_m"]),
    "kept": lambda value, labels: _("un archivo sellado"),
}
"""How each field is said."""
