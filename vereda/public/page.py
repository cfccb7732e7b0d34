"""The frame of every public page: the band where something is not verified, and nothing kept on a borrowed telephone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from vereda.band import band_in
from vereda.countries.door import pack
from vereda.public.guide import site
from vereda.public.rooms import is_fresh
from vereda.public.tongues import Tongue, tongues
from vereda.rescue.door import Emergency
from vereda.settings.environment import env

READS = frozenset({"GET", "HEAD"})

type View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Draw a page in the language of its address, whatever the telephone asks for; the browser keeps no copy and no cookie.

    A language that is not told here has the page in the main one: who is in danger finds the number and the form all the same.
    The form needs no token that a cookie would have to hold: nobody is signed in here, and what another site's form would
    send is told by the browser's own word of where it comes from (SEC-021).
    """

    @gzip_page
    @csrf_exempt
    @wraps(view)
    def within(request: HttpRequest, language: str = "") -> HttpResponse:
        known = spoken()
        request.tongue = next((one for one in known if one.code == language), known[0])  # type: ignore[attr-defined]  # ours
        with translation.override(request.tongue.tag):  # type: ignore[attr-defined]
            if request.method not in READS and not is_own_form(request):
                answer = draw(request, "public/refused.html", {}, status=403)
            else:
                answer = view(request)
        answer["Cache-Control"] = "no-store"
        return answer

    return within


def spoken() -> list[Tongue]:
    """Return the languages in which these pages are drawn today, the main one first."""
    return tongues(env().country, now().date(), demo=env().demo)


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
    known, tongue, number = spoken(), request.tongue, emergency()  # type: ignore[attr-defined]  # set by `public`
    own = "" if tongue.code == known[0].code else tongue.code
    frame = {
        "emergency": number,
        "tongue": tongue,
        "tongues": [(_at("sos", "" if one is known[0] else one.code), one) for one in known],
        "bands": list(dict.fromkeys([tongue.code, "eng"] if tongue.needs_band else [tongue.code])),
        "band_in": band_in,
        "has_band": env().demo or tongue.needs_band or not number.is_verified,
        "sos_at": _at("sos", own),
        "code_at": _at("code", own),
        "guide_at": reverse("public:guide-file", args=[f"{own}.html"]) if own else reverse("public:guide"),
    }
    return render(request, template, {**frame, **context}, status=status)


def _at(name: str, language: str) -> str:
    return reverse(f"public:{name}-in", args=[language]) if language else reverse(f"public:{name}")


def emergency() -> Emergency:
    """Return the emergency number as it was corrected last, and whether it may be given without the band."""
    number = site.emergency(env().country, now().date())
    return Emergency(number.number, not number.lacks) if number else Emergency("", is_verified=False)
