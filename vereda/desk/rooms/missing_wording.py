"""Values of reports and files of missing persons in plain words, for differences. No name, no place, no word of a note."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from vereda.desk.dates import clock, shortday
from vereda.desk.labels import Labels, folio
from vereda.desk.words import missing as words

type Value = Any  # Any: JSON of a field


def _at(value: str) -> str:
    local = timezone.localtime(datetime.fromisoformat(value))
    return f"{shortday(local)} {clock(local)}"


def _sealed(value: Value, labels: Labels) -> str:
    return _("datos sellados")


def _of(value: Value, labels: Labels) -> str:
    return _("folio {folio}").format(folio=folio(value))


def _institution(code: str, labels: Labels) -> str:
    found = labels.pack.institutions.get(code)
    return found.name if found else code


WRITERS: Mapping[str, Callable[[Value, Labels], str]] = {
    "report_opened": lambda value, labels: f"{value[2]}, {_at(value[0])}",
    "report_withdrawn": lambda value, labels: _at(value),
    "seeker": _sealed,
    "seek_from": lambda value, labels: words.said(words.SEEK_FROM, value),
    "relation": lambda value, labels: words.said(words.RELATIONS, value),
    "file_opened": lambda value, labels: f"{value[2]}, {_at(value[0])}",
    "of_report": _of,
    "of_person": _of,
    "sought_described": _sealed,
    "last_contact_at": lambda value, labels: _at(value),
    "last_contact_by": lambda value, labels: words.said(words.CONTACT_BY, value),
    "danger": lambda value, labels: words.listed(words.DANGER, value),
    "lead": lambda value, labels: f"{words.said(words.LEAD_FROM, value['source'])}, {_at(value['at'])}",
    "located": lambda value, labels: f"{words.said(words.LOCATED_BY, value[0])}, {_at(value[3])}",
    "forensic": lambda value, labels: _institution(value[0], labels),
    "file_closed": lambda value, labels: f"{words.said(words.CLOSED, value[0])}, {_at(value[1])}",
    "file_joined": _of,
}
"""How each field is said."""
