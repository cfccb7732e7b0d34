"""What a page says about an error: the sentence of its class, with codes turned into words of the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from vereda.desk.labels import Labels
from vereda.desk.words.between import refused
from vereda.errors import FieldError
from vereda.said import Said

CATALOGUES = (noop("servicios"), noop("nacionalidades"), noop("destinos"), noop("idiomas"), noop("categorías"))
"""Words that errors of encounters carry in their details."""


def told(error: FieldError, labels: Labels) -> str:
    """Return the sentence to show beside a field or above a form."""
    if not error.hint:
        return error.code
    said = {name: _in_words(name, value, labels) for name, value in error.details.items()}
    return _(error.hint).format(**said)


def _in_words(name: str, value: Any, labels: Labels) -> Any:  # Any: each error names its own details
    known: Mapping[str, Callable[[str], str]] = {
        "attribute": labels.attribute,
        "service": labels.service,
        "group": labels.group,
        "what": _,
        "said": refused,
        "at": _instant,
        "back": _instant,
        "out": _instant,
    }
    if isinstance(value, date) and not isinstance(value, datetime):
        return formats.date_format(value, "SHORT_DATE_FORMAT")
    if isinstance(value, Said):
        return value.by(_)
    return known[name](value) if name in known and isinstance(value, str) else value


def _instant(value: str) -> str:
    return formats.date_format(timezone.localtime(datetime.fromisoformat(value)), "SHORT_DATETIME_FORMAT")
