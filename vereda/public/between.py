"""Where another country brings a bundle: opened and believed, or refused with a code; what we have for it goes back.

No account and no token: what is signed by a card that two persons compared speaks for itself, and nothing else is taken.
"""

from __future__ import annotations

from http import HTTPStatus

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from vereda.access.door import open_to_all
from vereda.bundles.door import MOST_BYTES, line
from vereda.errors import FieldError
from vereda.public.limits import Limit
from vereda.settings.environment import env

BROUGHT = Limit(60, 600)
REFUSED = Limit(20, 600)  # bundles of one address that were not taken
HEADER = 2000


@csrf_exempt
@open_to_all(reason="a bundle of another country: its signature is checked before anything of it is read")
@require_POST
def bundle(request: HttpRequest) -> HttpResponse:
    """Take a bundle; 200 with ours for its sender, 409 where it was here before, 422 with the reason."""
    if BROUGHT.is_full(request) or REFUSED.is_full(request):
        return _refused("bundles.too_many", HTTPStatus.TOO_MANY_REQUESTS)
    BROUGHT.count(request)
    content = request.read(MOST_BYTES + HEADER + 1)
    try:
        is_known, back = line.received(content, country=env().country, at=timezone.now())
    except FieldError as why:
        REFUSED.count(request)
        return _refused(why.code, HTTPStatus.UNPROCESSABLE_ENTITY)
    if is_known:
        return _refused("bundles.known", HTTPStatus.CONFLICT)
    return HttpResponse(back, content_type="application/octet-stream")


def _refused(code: str, status: HTTPStatus) -> HttpResponse:
    return HttpResponse(orjson.dumps({"code": code}), content_type="application/json", status=status)
