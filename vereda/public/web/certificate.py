"""What a certificate of training is worth, for whoever is shown one; and the keys, for who checks without a line.

The text may stand behind '#' in the address that the picture holds: no server and no log sees it before it is sent in the form.
Nothing is kept, and nobody is looked up: what is answered stands on the certificate, or in the list of those revoked.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vereda.access.door import open_to_all
from vereda.countries.door import pack
from vereda.public.limits import Limit
from vereda.public.page import draw, now, public, spoken
from vereda.public.rooms import fresh_form
from vereda.public.tongues import is_of_house
from vereda.rescue.door import Emergency
from vereda.settings.environment import env
from vereda.training import door as training
from vereda.training.schema import VERDICTS, verify

ASKED = Limit(60, 600)
TEXT_MOST = 4000


@open_to_all(reason="whoever is shown a certificate of training can tell whether it holds, from what stands on it")
@public
@require_http_methods(["GET", "POST"])
def certificate(request: HttpRequest) -> HttpResponse:
    """Show the form for the text of a certificate; or what it is worth."""
    text = request.POST.get("text", "")[:TEXT_MOST]
    found: dict[str, Any] = {"here": _at(request.tongue.code), "typed": text}  # type: ignore[attr-defined]  # set by `public`; Any: drawn
    if request.method == "POST" and ASKED.is_full(request):
        found["full"] = True
    elif request.method == "POST":
        ASKED.count(request)
        on = now().date()
        checked = verify(text, training.published_keys(env().country, on), on)
        found |= {"said": _(VERDICTS[checked.verdict]), "verdict": checked.verdict.value, "one": checked.said}
    found["emergency"] = Emergency("", is_verified=True)
    found["form"] = fresh_form(now())
    tongue = request.tongue  # type: ignore[attr-defined]  # set by `public`
    found["own_tongues"] = [(_at(one.code), one) for one in spoken() if is_of_house(one.tag) and one.code != tongue.code]
    return draw(request, "public/certificate.html", found, status=429 if found.get("full") else 200)


@open_to_all(reason="public keys, and the numbers of certificates that do not hold any more")
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Give the keys as a JWK set, with the numbers that were revoked."""
    answer = JsonResponse(training.published_keys(env().country, now().date()), json_dumps_params={"indent": 1})
    answer["Content-Disposition"] = 'inline; filename="llaves.json"'
    answer["Cache-Control"] = "max-age=300"
    return answer


def _at(language: str) -> str:
    is_main = language == pack(env().country).country.main_language
    return reverse("public:certificate") if is_main else reverse("public:certificate-in", args=[language])
