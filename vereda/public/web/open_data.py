"""Open data: what was published of each month, for everybody; no account, no cookie, no script, nobody counted."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from vereda.access.door import open_to_all
from vereda.band import band_in
from vereda.countries.door import pack
from vereda.public import open_data as room
from vereda.public.limits import Limit
from vereda.settings.environment import env
from vereda.statistics.door import Origin, outputs

DRAWN = Limit(40, 600)
"""Bulletins and workbooks that are drawn for one address: each takes the machine a second, and is then kept."""
OPEN = "published and protected figures, the same for everybody"
LASTS_S = 300  # [s]
HEADERS = {"Cache-Control": f"max-age={LASTS_S}", "Referrer-Policy": "no-referrer"}

type View = Callable[..., HttpResponse]


def plain(view: View) -> View:
    """Draw a page in the language of its address; nothing is kept of who reads."""

    @gzip_page
    @require_safe
    @wraps(view)
    def within(request: HttpRequest, language: str = "es", **asked: Any) -> HttpResponse:  # Any: of the route
        with translation.override(language):
            answer = view(request, language, **asked)
        for name, value in HEADERS.items():
            answer.setdefault(name, value)
        return answer

    return within


@open_to_all(reason=OPEN)
@plain
def editions(request: HttpRequest, language: str, period: str = "") -> HttpResponse:
    """Show the editions of a year, the last one that has any where none is named; or one edition."""
    rows = room.stands(env().country)
    known = room.years(rows)
    if period and period not in known:
        return _edition(request, language, period)
    return _list(request, language, period)


@open_to_all(reason=OPEN)
@plain
def edition(request: HttpRequest, language: str, period: str, series: str = "", number: int | None = None) -> HttpResponse:
    """Show one edition, or one revision of it: what it holds, its files, what changed."""
    return _edition(request, language, period, series, number)


@open_to_all(reason=OPEN)
@plain
def file(request: HttpRequest, language: str, period: str, number: int, name: str, series: str = "") -> HttpResponse:
    """Answer one file of an edition."""
    made = room.publication(period, series, number)
    found = outputs.file_named(made.manifest, name) if made else None
    if made is None or found is None:
        return _list(request, language, lost=True)
    content = room.kept(made, found)
    if content is None:
        if DRAWN.is_full(request):
            return _list(request, language, is_full=True)
        DRAWN.count(request)
        content = room.drawn(made, found)
    answer = HttpResponse(content, content_type=found.media)
    answer["Content-Disposition"] = f'{"inline" if found.form == "pdf" else "attachment"}; filename="{found.name}"'
    return answer


def _edition(request: HttpRequest, language: str, period: str, series: str = "", number: int | None = None) -> HttpResponse:
    made = room.publication(period, series, number)
    if made is None:
        return _list(request, language, lost=True)
    context = {**room.shown(made, language), "licence": outputs.licence_line(room.licence(), language)}
    return _page(request, language, "public/open_data_edition.html", context, (period, series, number or 0))


def _list(request: HttpRequest, language: str, year: str = "", *, lost: bool = False, is_full: bool = False) -> HttpResponse:
    """Show the list; for an address of nothing too, since the house's own page of errors would set a cookie."""
    rows = room.stands(env().country)
    known = room.years(rows)
    shown = year or next(iter(known), "")
    said = _("Esa edición no está aquí.") if lost else ""
    context = {
        "year": shown,
        "years": [(one, room.address(language, one)) for one in known],
        "own": room.listed(rows, shown, language, origin=Origin.OWN),
        "printed": room.listed(rows, shown, language, origin=Origin.PRESS),
        "licence": outputs.licence_line(room.licence(), language),
        "said": _("Se pidieron muchos archivos desde aquí. Espere unos minutos.") if is_full else said,
    }
    status = 404 if lost else 429 if is_full else 200
    return _page(request, language, "public/open_data.html", context, (year, "", 0), status)


def _page(
    request: HttpRequest, language: str, template: str, context: dict[str, Any], place: room.Place, status: int = 200
) -> HttpResponse:  # Any: what the page draws
    """Return a page inside its frame."""
    country, other = pack(env().country).country, "es" if language == "en" else "en"
    frame = {
        "language": language,
        "country": country.name_en if language == "en" else country.name_es,
        "list_at": room.address(language),
        "other": (other, room.address(other, *place)),
        "band": band_in(language) if env().demo else "",
    }
    return render(request, template, {**frame, **context}, status=status)
