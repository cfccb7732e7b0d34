"""The engine of our pages: Jinja2 with gettext. Pages lie in `vereda/<module>/jinja2/<module>/*.html`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import jinja2
from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats, timezone, translation

from vereda.settings.environment import env


class Missing(jinja2.Undefined):
    """A name that a page does not have: it counts as false, and cannot be shown."""

    __str__ = __iter__ = __len__ = jinja2.Undefined._fail_with_undefined_error


def environment(**options: Any) -> jinja2.Environment:  # Any: Django hands its own options through
    """Return the Jinja2 environment that Django asks for by name.

    A page may ask whether a name is there; showing one that is not is an error, not an empty place.
    """
    # Ours come after Django's: it sets a lenient `undefined` of its own.
    ours = {"undefined": Missing, "trim_blocks": True, "lstrip_blocks": True, "autoescape": True}
    made = jinja2.Environment(**{**options, **ours}, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])  # noqa: S701  set above
    made.install_gettext_callables(  # type: ignore[attr-defined]  # added at run time by the i18n extension
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext, npgettext=translation.npgettext
    )
    made.globals.update(static=static, url=url, language=translation.get_language, is_demonstration=env().demo)
    made.filters.update(day=day, month=month, moment=moment, number=number)
    return made


def url(name: str, *args: Any, **kwargs: Any) -> str:  # Any: whatever the route takes
    """Return the path of a named route."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def day(value: date | datetime | None) -> str:
    """Return a date in the reader's language: '3 de marzo de 2024'."""
    return formats.date_format(value, "DATE_FORMAT") if value else ""


def month(value: date | None) -> str:
    """Return the month of a date with its name: 'marzo de 2024'."""
    return formats.date_format(value, "YEAR_MONTH_FORMAT") if value else ""


def moment(value: datetime | None) -> str:
    """Return an instant as day and hour in the current zone, which a page sets to that of the post."""
    return formats.date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT") if value else ""


def number(value: int | float | None, decimals: int | None = None) -> str:
    """Return a number with the reader's separators of thousands."""
    return "" if value is None else formats.number_format(value, decimals, use_l10n=True, force_grouping=True)
