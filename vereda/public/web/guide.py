"""The guide as it is served under /guia/: the same pages as the site as files, drawn when they are asked for.

Nobody is counted, told apart or remembered: no cookie, no limit, nothing written. A correction is there with the next reading.
"""

from __future__ import annotations

import mimetypes

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from vereda.access.door import open_to_all
from vereda.public.guide import offline, parts
from vereda.public.guide.site import INDEX, Site
from vereda.public.page import now
from vereda.settings.environment import env

FORM, COMPLAINT = "../sos/", "../queja/"
LASTS_S = 300  # [s] going back costs nothing, a corrected number is not older than this
POLICY: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, parts.digest(parts.RETURNED)],
    "style-src": [*parts.style_digests()],
    "img-src": [CSP.SELF, "data:"],
    "media-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "form-action": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
HEADERS = {
    "Cache-Control": f"max-age={LASTS_S}",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}


def site(request: HttpRequest) -> Site:
    """Return the pages of this installation: what was reviewed; in a demonstration all that is drafted, with the band."""
    here, at = env(), now()
    address = request.build_absolute_uri(reverse("public:guide"))
    return Site(
        here.country, at.date(), publish=not here.demo, demo=here.demo, address=address, form=FORM, complaint=COMPLAINT, at=at
    )


@gzip_page
@require_safe
@csp_override(POLICY)
@open_to_all(reason="rights and dangers, the same for everybody who reads them")
def guide(request: HttpRequest, name: str = INDEX) -> HttpResponse:
    """Answer a page or one of the few files beside the pages."""
    here, kind = site(request), name.rpartition(".")[2]
    drawn = here.draw(name) if kind == "html" else offline.content(here, name)
    if drawn is None:  # an old link still leads to the languages; the house's own page of errors would set a cookie
        return HttpResponse(here.draw(INDEX), status=404, headers=HEADERS)
    return HttpResponse(drawn, content_type=offline.TYPES[kind], headers=HEADERS)


@require_safe
@csp_override(POLICY)
@open_to_all(reason="a recorded text, the same for everybody who hears it")
def recording(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer a recording of a text as it is told today."""
    here, language = site(request), name.partition("-")[0]
    path = here.recordings(language).get(name) if here.has(language) else None
    if path is None:
        return HttpResponse(status=404, headers=HEADERS)
    kind, _packed = mimetypes.guess_type(path.name)
    return FileResponse(path.open("rb"), content_type=kind or "application/octet-stream", headers=HEADERS)
