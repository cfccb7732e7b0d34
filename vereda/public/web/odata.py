"""The OData feed of public tables, under /api/v1/odata/: for spreadsheet programs, without an account, nothing is kept.

It reads published, protected sheets and nothing else: what an edition prints is public, and who asks for it is nobody's business.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlencode

import orjson
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vereda.access.door import open_to_all
from vereda.errors import FieldError
from vereda.public.limits import Limit
from vereda.settings.environment import env
from vereda.statistics.door import EditionFilesWrong
from vereda.statistics.door import feeding as feeds

ASKED = Limit(1_200, 600)  # a million rows in pages of 5,000 are 200
JSON = "application/json;odata.metadata=minimal"
WHAT = re.compile(r"(?P<set>[A-Za-z]+)(?:\((?P<key>.+)\)|(?P<count>/\$count))?", re.ASCII)
STATUS = {
    feeds.errors.OptionUnknown: HTTPStatus.NOT_IMPLEMENTED,
    feeds.errors.ChangedMeanwhile: HTTPStatus.GONE,
    feeds.errors.SetUnknown: HTTPStatus.NOT_FOUND,
    feeds.errors.RowUnknown: HTTPStatus.NOT_FOUND,
    feeds.errors.FormOther: HTTPStatus.NOT_ACCEPTABLE,
    feeds.errors.TooManyAsked: HTTPStatus.TOO_MANY_REQUESTS,
    EditionFilesWrong: HTTPStatus.SERVICE_UNAVAILABLE,
}
JSON_NAMES = ("json", "application/json")


@require_safe
@open_to_all(reason="protected tables of published editions, the same for everybody who asks for them")
def odata(request: HttpRequest, what: str = "") -> HttpResponse:
    """Answer one address of the feed; what is not understood is refused in OData's own form."""
    try:
        if ASKED.is_full(request):
            raise feeds.errors.TooManyAsked
        ASKED.count(request)
        made = _answer(request, what)
    except FieldError as why:
        status = STATUS.get(type(why), HTTPStatus.BAD_REQUEST)
        said = {"error": {"code": why.code, "message": _(why.hint).format(**why.details)}}
        made = HttpResponse(orjson.dumps(said), JSON, status)
    made["OData-Version"] = "4.0"
    made["Access-Control-Allow-Origin"] = "*"
    return made


def _answer(request: HttpRequest, what: str) -> HttpResponse:
    base = request.build_absolute_uri(reverse("public:odata"))
    options = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    if what in ("", "$metadata"):
        return _described(what, base, options)
    asked = WHAT.fullmatch(what)
    of = feeds.odata.SETS.get(asked["set"]) if asked else None
    if asked is None or of is None:
        raise feeds.errors.SetUnknown(value=what[:60], known=", ".join(feeds.odata.SETS))
    feed = feeds.feed(env().country)
    query = feeds.asking.read(options, of.columns, feed.state)
    if query.said.get("$format", "json") not in JSON_NAMES:
        raise feeds.errors.FormOther(found=query.said["$format"][:40])
    if asked["key"]:
        return _one(of, feed, query, asked["key"], base)
    if asked["count"]:
        _only(query, "$filter")
        return HttpResponse(str(feeds.odata.count(feed.rows(of), query)), "text/plain; charset=utf-8")
    most = _preferred(request.headers.get("Prefer", ""))
    page = feeds.odata.page(feed.rows(of), of, query, most or feeds.odata.PAGE)
    told: dict[str, Any] = {"@odata.context": _context(base, of, query)}  # Any: JSON
    if page.count is not None:
        told["@odata.count"] = page.count
    told["value"] = page.rows
    if page.done is not None:
        kept = {name: said for name, said in query.said.items() if name != "$skiptoken"}
        token = feeds.asking.next_token(feed.state, page.done)
        told["@odata.nextLink"] = f"{base}{of.name}?{urlencode({**kept, '$skiptoken': token}, safe='$')}"
    made = HttpResponse(orjson.dumps(told), JSON)
    if most:
        made["Preference-Applied"] = f"odata.maxpagesize={most}"
    return made


def _described(what: str, base: str, options: list[tuple[str, str]]) -> HttpResponse:
    if any(name != "$format" for name, _said in options):
        raise feeds.errors.OptionUnknown(option=options[0][0], known="$format")
    if what:
        return HttpResponse(feeds.odata.metadata(), "application/xml")
    return HttpResponse(orjson.dumps(feeds.odata.service_document(base)), JSON)


def _one(of: feeds.odata.EntitySet, feed: feeds.Feed, query: feeds.asking.Query, key: str, base: str) -> HttpResponse:
    _only(query, "$select", "$format")
    asked = feeds.asking.Query(where=feeds.asking.key(key, of.key, of.columns), select=query.select)
    found = feeds.odata.page(feed.rows(of), of, asked, 1).rows
    if not found:
        raise feeds.errors.RowUnknown
    return HttpResponse(orjson.dumps({"@odata.context": f"{_context(base, of, query)}/$entity", **found[0]}), JSON)


def _only(query: feeds.asking.Query, *options: str) -> None:
    for name in query.said:
        if name not in options:
            raise feeds.errors.OptionUnknown(option=name, known=", ".join(options))


def _context(base: str, of: feeds.odata.EntitySet, query: feeds.asking.Query) -> str:
    chosen = "" if query.select == tuple(of.columns) else f"({','.join(query.select)})"
    return f"{base}$metadata#{of.name}{chosen}"


def _preferred(said: str) -> int:
    """Return how many rows of a page a client asks for (part 1, section 8.2.8.6), 0 for none said."""
    found = re.search(r"(?:odata\.)?maxpagesize\s*=\s*([1-9]\d{0,8})(?!\d)", said, re.ASCII)
    return min(int(found[1]), feeds.odata.PAGE) if found else 0
