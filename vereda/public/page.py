"""The frame of every public page: the band where something is not verified, Spanish, and nothing kept on a borrowed telephone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from vereda.band import band_in
from vereda.countries.door import pack
from vereda.public.guide import site
from vereda.public.rooms import is_fresh
from vereda.rescue.door import Emergency
from vereda.settings.environment import env

LANGUAGE = "es"
"""The one language whose words were written by a person; another is added when a named reviewer signed it."""

READS = frozenset({"GET", "HEAD"})

type View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Draw a page in Spanish, whatever the telephone asks for; the browser keeps no copy and no cookie.

    The form needs no token that a cookie would have to hold: nobody is signed in here, and what another site's form would
    send is told by the browser's own word of where it comes from (SEC-021).
    """

    @gzip_page
    @csrf_exempt
    @wraps(view)
    def within(request: HttpRequest) -> HttpResponse:
        with translation.override(LANGUAGE):
            if request.method not in READS and not is_own_form(request):
                answer = draw(request, "public/refused.html", {}, status=403)
            else:
                answer = view(request)
        answer["Cache-Control"] = "no-store"
        return answer

    return within


def is_own_form(request: HttpRequest) -> bool:
    """Tell whether a form comes from our own page. Browsers say so; of one that says nothing at all, the form itself must."""
    if getattr(request, "_dont_enforce_csrf_checks", False):  # as Django itself does for its test client
        return True
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched is not None:
        return fetched == "same-origin"
    said = request.headers.get("Origin") or request.headers.get("Referer") or ""
    if not said:
        return is_fresh(request.POST.get("form", ""), now())
    own = f"{request.scheme}://{request.get_host()}"
    return said == own or said.startswith(f"{own}/")


def now() -> datetime:
    """Return the present instant in the main zone of the country."""
    return timezone.now().astimezone(ZoneInfo(pack(env().country).country.default_zone))


def draw(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:  # Any: of the page
    """Return a page inside its frame."""
    number = emergency()
    return render(
        request, template, {"emergency": number, "language_code": LANGUAGE, "band": band_in(LANGUAGE), **context}, status=status
    )


def emergency() -> Emergency:
    """Return the emergency number as it was corrected last, and whether it may be given without the band."""
    number = site.emergency(env().country, now().date())
    return Emergency(number.number, not number.lacks) if number else Emergency("", is_verified=False)
