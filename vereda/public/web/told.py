"""What a program with a key fetches by itself: the messages that others are sent, and a practice of the library, as JSON."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from vereda.access.door import open_to_all
from vereda.errors import FieldError
from vereda.exchange import door as exchange
from vereda.public.limits import Limit
from vereda.webhooks import door as webhooks
from vereda.webhooks.door import ReadingKey
from vereda.webhooks.schema import Kind

ASKED = Limit(600, 600)
REFUSED = Limit(20, 60)  # wrong keys of one address

type View = Callable[..., HttpResponse]


def with_key(view: View) -> View:
    """Give a view the key that was shown; what it may be read with is looked at on each call."""

    @csrf_exempt
    @require_safe
    @wraps(view)
    def within(request: HttpRequest, **asked: Any) -> HttpResponse:  # Any: of the route
        if REFUSED.is_full(request) or ASKED.is_full(request):
            return _said({"code": "webhooks.too_many"}, HTTPStatus.TOO_MANY_REQUESTS)
        scheme, _blank, token = request.headers.get("Authorization", "").partition(" ")
        key = webhooks.key_with_token(token.strip(), timezone.now()) if scheme.lower() == "bearer" else None
        if key is None:
            REFUSED.count(request)
            answer = _said({"code": "webhooks.key_needed"}, HTTPStatus.UNAUTHORIZED)
            answer["WWW-Authenticate"] = "Bearer"
            return answer
        ASKED.count(request)
        webhooks.note_use(key, timezone.now())
        try:
            return view(request, key, **asked)
        except FieldError as why:
            return _said({"code": why.code, "hint": why.hint.format(**why.details)}, HTTPStatus.FORBIDDEN)

    return within


@open_to_all(reason="a program proves itself by a key; it is told which public things came out or went, by codes")
@with_key
def events(request: HttpRequest, key: ReadingKey) -> HttpResponse:
    """Answer the messages that the key reaches, the oldest first: `after` the last one that is known, of some `type` alone."""
    wanted = request.GET.getlist("type")
    kinds = [Kind(one) for one in wanted if one in set(Kind)]
    if len(kinds) != len(wanted):
        return _said({"code": "webhooks.type_unknown"}, HTTPStatus.UNPROCESSABLE_ENTITY)
    rows = webhooks.fetch(key, after=request.GET.get("after", "")[:60], kinds=kinds)
    found = [{"id": row.id, **orjson.loads(bytes(row.body))} for row in rows]
    return _said({"events": found, "next": found[-1]["id"] if found else request.GET.get("after", "")}, HTTPStatus.OK)


@open_to_all(reason="a program proves itself by a key; it reads a published practice of the library")
@with_key
def practice(request: HttpRequest, key: ReadingKey, subject: UUID) -> HttpResponse:
    """Answer a published practice in the languages of the key, as it travels to other countries."""
    if not webhooks.may_read(key, Kind.PRACTICE_PUBLISHED):
        return _said({"code": "webhooks.not_for_your_key"}, HTTPStatus.FORBIDDEN)
    found = next((one for one in exchange.given(key.country) if one["subject"] == str(subject)), None)
    texts = [one for one in (found or {"texts": []})["texts"] if webhooks.may_read(key, Kind.PRACTICE_PUBLISHED, one["language"])]
    if found is None or not texts:
        return _said({"code": "webhooks.not_here"}, HTTPStatus.NOT_FOUND)
    return _said({**found, "texts": texts}, HTTPStatus.OK)


def _said(told: dict[str, Any], status: HTTPStatus) -> HttpResponse:  # Any: JSON
    return HttpResponse(orjson.dumps(told), "application/json", status, headers={"Cache-Control": "no-store"})
