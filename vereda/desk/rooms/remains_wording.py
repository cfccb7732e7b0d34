"""Values of files of people found dead in plain words, for differences. What is sealed is said to be sealed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from vereda.desk.dates import clock, shortday
from vereda.desk.labels import Labels
from vereda.desk.words import remains as words

type Value = Any  # Any: JSON of a field


def institution_said(code: str, labels: Labels) -> str:
    """Return the name of an institution; its code where the pack has it no more, '' where there is none."""
    row = labels.pack.institutions.get(code)
    return row.name if row else code


def _moment(value: str) -> str:
    at = timezone.localtime(datetime.fromisoformat(value))
    return f"{shortday(at)} {clock(at)}"


def _told(value: Value, labels: Labels) -> str:
    to = institution_said(value[0], labels) or _("una unidad, en palabras selladas")
    return f"{to}, {words.said(words.TOLD_BY, value[1])}"


def _staying(value: Value, labels: Labels) -> str:
    accounts, until, _since = value
    if not accounts:
        return _("nadie")
    people = _("{n} personas del grupo").format(n=len(accounts))
    return _("{people}, hasta {when}").format(people=people, when=_moment(until)) if until else people


WRITERS: Mapping[str, Callable[[Value, Labels], str]] = {
    "remains_found_by": lambda value, labels: words.said(words.FOUND_BY, value),
    "remains_setting": lambda value, labels: labels.terrain(value),
    "remains_circumstance": lambda value, labels: words.said(words.CIRCUMSTANCES, value),
    "remains_place": lambda value, labels: labels.place(value.get("state", ""), value.get("municipality", "")),
    "remains_finders": lambda value, labels: _("{n} personas del grupo").format(n=len(value)),
    "remains_found_at": lambda value, labels: _moment(value),
    "remains_of": lambda value, labels: _("folios de la ficha"),
    "remains_where": lambda value, labels: _("un punto sellado"),
    "remains_told": _told,
    "remains_came": lambda value, labels: _("sí"),
    "remains_handed": lambda value, labels: _("sí"),
    "remains_received": lambda value, labels: _("una versión de la lista"),
    "remains_case": lambda value, labels: _("un número sellado"),
    "remains_staying": _staying,
    "remains_nothing": lambda value, labels: _moment(value[2]),
    "remains_match_given": lambda value, labels: _("sí"),
    "remains_withdrawn": lambda value, labels: words.said(words.WITHDRAWN, value),
    "belonging": lambda value, labels: _("cuántas: {n}, escrito {when}").format(n=value[0], when=_moment(value[3])),
}
"""How each field is said."""
