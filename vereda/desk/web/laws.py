"""Leyes: search, by country, by right, side by side on a day; for every account, since the library is no data about people.

What is not verified is marked. These pages are for staff: nothing here is published to anybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vereda.access.door import NotForYou, Reader, RecordClass, serves
from vereda.countries.door import Theme
from vereda.desk.frame import now, page, room, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import laws as laws_room
from vereda.desk.rooms.typed import Typed
from vereda.errors import FieldError
from vereda.legal import door as legal
from vereda.legal.door import Asked, Comparison, Library, Show, labels, sheets

READS = serves(RecordClass.K0)
FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FIELDS = {
    "legal.unknown_country": "country",
    "legal.query_too_long": "q",
    "legal.before_is_later": "before",
    "legal.nothing_to_compare_with": "before",
    "legal.unknown_theme": "theme",
    "legal.unknown_show": "show",
}


@READS
@room
@require_GET
def laws(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what was searched for; before that the countries, and the rights by theme."""
    return _laws(request, reader, _typed(request, reader))


def _laws(request: HttpRequest, reader: Reader, typed: Typed, *, unknown: str = "") -> HttpResponse:
    """Draw the first page; unknown: what an address asked for and is not here."""
    library = legal.library(reader.country)
    found = _found(typed, reader)
    context: dict[str, Any] = {  # Any: what the page draws
        "form": typed,
        "countries": _countries(library),
        "shelves": [(iso, name, _shelf(library, iso)) for iso, name in _countries(library)],
        "themes": laws_room.by_theme(library.rights.values()),
        "has": _has(library),
        "label": labels.said,
        "unknown": unknown,
        "found": found,
        "hits": list(laws_room.told_hits(library, found.hits)) if found else [],
        "unsigned": _unsigned(hit.item for hit in found.hits) if found else "",
        "query": urlencode({name: typed.get(name) for name in ("q", "country") if typed.get(name)}),
    }
    return page(request, "desk/laws.html", context, here="laws", status=404 if unknown else 422 if typed.errors else 200)


@READS
@room
@require_GET
def law_country(request: HttpRequest, reader: Reader, iso: str) -> HttpResponse:
    """Show the laws of one country, article by article, and its terms."""
    library = legal.library(reader.country)
    try:
        iso = library.country(iso)
    except legal.UnknownCountry as error:
        return _not_here(request, reader, error)
    items: list[legal.Article | legal.Term] = [*library.articles, *library.terms]
    context = {
        "iso": iso,
        "name": labels.country_name(library, iso),
        "shelf_here": _shelf(library, iso),
        "laws": laws_room.by_law(library, iso),
        "terms": [laws_room.told_term(library, one) for one in library.terms if one.country == iso],
        "unsigned": _unsigned(one for one in items if one.country == iso),
    }
    return page(request, "desk/law_country.html", context, here="laws")


@READS
@room
@require_GET
def law_right(request: HttpRequest, reader: Reader, code: str) -> HttpResponse:
    """Show one right in every country, on a day."""
    library, typed = legal.library(reader.country), _typed(request, reader)
    try:
        right = library.right(code)
    except legal.UnknownRight as error:
        return _not_here(request, reader, error)
    on = typed.day("on") or now().date()
    comparison = legal.compare(library, Asked(on=on, rights=(code,)))
    context = {
        "form": typed,
        "on": on,
        "right": labels.said(right, "label"),
        "theme": labels.THEMES[right.theme],
        "cells": laws_room.lines(library, comparison)[0].cells,
        "gap_means": labels.GAP_MEANS,
        "unsigned": _unsigned(comparison.shown),
    }
    return page(request, "desk/law_right.html", context, here="laws", status=422 if typed.errors else 200)


@READS
@room
@require_GET
def laws_compared(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show rights side by side on a day, with what is missing."""
    return _compared(request, reader, _typed(request, reader))


def _compared(request: HttpRequest, reader: Reader, typed: Typed) -> HttpResponse:
    library = legal.library(reader.country)
    comparison = _comparison(request, typed, library)
    chosen = comparison.countries if comparison else tuple(request.GET.getlist("country"))
    context: dict[str, Any] = {  # Any: what the page draws
        "form": typed,
        "countries": [(iso, name, iso in chosen) for iso, name in _countries(library)],
        "themes": [(theme.value, str(word)) for theme, word in labels.THEMES.items()],
        "shows": [(show.value, str(word)) for show, word in labels.SHOWS.items()],
        "comparison": comparison,
        "lines": laws_room.lines(library, comparison) if comparison else [],
        "names": [labels.country_name(library, iso) for iso in comparison.countries] if comparison else [],
        "gap_means": labels.GAP_MEANS,
        "dated": labels.dated_said(comparison.articles, comparison.dated) if comparison else "",
        "unsigned": _unsigned(comparison.shown) if comparison else "",
        "query": _asked_again(request),
    }
    return page(request, "desk/laws_compared.html", context, here="laws", status=422 if typed.errors else 200)


@READS
@room
@require_GET
def laws_compared_file(request: HttpRequest, reader: Reader, form: str) -> HttpResponse:
    """Return the same comparison as a file."""
    library, typed = legal.library(reader.country), _typed(request, reader)
    comparison = _comparison(request, typed, library)
    if form not in FORMS:
        raise NotForYou
    if comparison is None:
        return _compared(request, reader, typed)
    content = (
        sheets.workbook(library, comparison, now().date()) if form == "xlsx" else sheets.csv_text(library, comparison).encode()
    )
    return _file(content, sheets.file_name(comparison, form), form)


@READS
@room
@require_GET
def laws_file(request: HttpRequest, reader: Reader, form: str) -> HttpResponse:
    """Return what was searched for, or all laws of a country, as a file."""
    library, typed = legal.library(reader.country), _typed(request, reader)
    if form not in FORMS:
        raise NotForYou
    found = _found(typed, reader)
    if typed.errors:
        return _laws(request, reader, typed)
    iso = typed.get("country").lower()
    everything: list[legal.Article | legal.Term] = [*library.articles, *library.terms]
    items = [hit.item for hit in found.hits] if found else everything
    items = [one for one in items if not iso or one.country == iso]
    articles = [one for one in items if isinstance(one, legal.Article)]
    terms = [one for one in items if isinstance(one, legal.Term)]
    is_book = form == "xlsx"
    content = (
        sheets.list_workbook(library, articles, terms, now().date()) if is_book else sheets.list_csv(library, articles).encode()
    )
    return _file(content, f"leyes{'-' + iso if iso else ''}.{form}", form)


def _unsigned(items: Iterable[legal.Article | legal.Term]) -> str:
    return labels.unsigned_of(items, now().date())


# what was asked ---------------------------------------------------------------------------------------------------


def _typed(request: HttpRequest, reader: Reader) -> Typed:
    return Typed(request.GET, Labels(reader.country), zone_of(reader))


def _found(typed: Typed, reader: Reader) -> legal.Found | None:
    """Return what was searched for, None where nothing was, or where it was asked wrongly."""
    try:
        if typed.get("country"):
            legal.library(reader.country).country(typed.get("country"))
        written = typed.get("q").strip()
        return legal.find(reader.country, written, typed.get("country")) if written else None
    except FieldError as error:
        typed.refuse(error, FIELDS)
        return None


def _comparison(request: HttpRequest, typed: Typed, library: Library) -> Comparison | None:
    """Return the comparison asked for: all countries on this day where nothing was; None with the errors beside their fields."""
    on, before = typed.day("on") or now().date(), typed.day("before")
    theme, show = typed.get("theme"), typed.get("show") or Show.ALL.value
    try:
        if theme and theme not in set(Theme):
            raise legal.UnknownTheme(theme=theme[:40])
        if show not in set(Show):
            raise legal.UnknownShow(show=show[:40])
        countries = tuple(one for one in request.GET.getlist("country") if one)
        asked = Asked(on=on, countries=countries, before=before, theme=theme, show=Show(show))
        return None if typed.errors else legal.compare(library, asked)
    except FieldError as error:
        typed.refuse(error, FIELDS)
        return None


def _asked_again(request: HttpRequest) -> str:
    names = ("country", "on", "before", "theme", "show")
    return urlencode([(name, value) for name in names for value in request.GET.getlist(name) if value])


def _not_here(request: HttpRequest, reader: Reader, error: FieldError) -> HttpResponse:
    """Answer an address that names no country or right: the first page, with what is wrong above it."""
    return _laws(
        request, reader, Typed({}, Labels(reader.country), zone_of(reader)), unknown=_(error.hint).format(**error.details)
    )


def _file(content: bytes, name: str, form: str) -> HttpResponse:
    response = HttpResponse(content, content_type=FORMS[form])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# what stands there ------------------------------------------------------------------------------------------------


def _countries(library: Library) -> list[tuple[str, str]]:
    return [(iso, labels.country_name(library, iso)) for iso in library.countries]


def _shelf(library: Library, iso: str) -> dict[str, int]:
    """Return how much of a country there is, and how much of it was read at its source."""
    rows = [one.law for one in library.articles if one.country == iso]
    return {
        "articles": len(rows),
        "verified": sum(row.is_verified for row in rows),
        "terms": sum(one.country == iso for one in library.terms),
    }


def _has(library: Library) -> dict[str, int]:
    """Return in how many countries the library has an article of each right."""
    pairs = {(one.right.code, one.country) for one in library.articles}
    return {code: sum(right == code for right, _iso in pairs) for code in library.rights}
