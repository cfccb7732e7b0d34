"""Public tables as files for programs, under /api/v1/tables/: of one edition, or of all. Open to everybody, nothing is kept.

all.csv, all.parquet            every cell of every edition as it stands; every.csv, every.parquet: of every revision
2011-12.parquet, 2011-12-r1.parquet     one edition, its last revision or another one
2011-12.dhis2.json, 2011-12.dhis2.csv   the same as a dataValueSet of DHIS2, and the table of its codes
"""

from __future__ import annotations

import re

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vereda.access.door import open_to_all
from vereda.errors import FieldError
from vereda.public.limits import Limit
from vereda.settings.environment import env
from vereda.statistics import door as statistics
from vereda.statistics.door import EditionFilesWrong, EditionUnknown, downloads, feeding

PLACES = downloads.Places()
ASKED = Limit(600, 600)
NAME = re.compile(
    r"(?P<what>all|every|(?P<period>\d{4}(?:-\d\d)?)(?:-r(?P<revision>[1-9]\d{0,3}))?)(?:@(?P<state>[0-9a-f]{32}))?\.(?P<form>csv|parquet|dhis2\.json|dhis2\.csv)",
    re.ASCII,
)
MEDIA = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}


@require_safe
@open_to_all(reason="protected tables of published editions, the same for everybody who takes them")
def tables(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer a file, or say in one line why there is none."""
    if ASKED.is_full(request):
        return _said(feeding.errors.TooManyAsked(), 429)
    ASKED.count(request)
    try:
        made = _file(request, name)
    except EditionUnknown as why:
        return _said(why, 404)
    except EditionFilesWrong as why:  # nothing that is not what was published goes out
        return _said(why, 503)
    made["Access-Control-Allow-Origin"] = "*"
    made["Cache-Control"] = "no-transform"  # a proxy that packs it would move every place in it
    return made


def _file(request: HttpRequest, name: str) -> HttpResponseBase:
    asked = NAME.fullmatch(name)
    if asked is None:
        raise EditionUnknown(edition=name[:40])
    what, form, country = asked["what"], asked["form"], env().country
    is_all = what in ("all", "every")
    if is_all and form in ("csv", "parquet"):
        make = feeding.all_csv if form == "csv" else feeding.all_parquet
        return _download(request, make(country, every=what == "every"), what, asked["state"] or "", form)
    if is_all or form == "csv":
        raise EditionUnknown(edition=name[:40])
    row, revision = statistics.standing(country, asked["period"]), int(asked["revision"]) if asked["revision"] else None
    if form == "parquet":
        return _download(request, feeding.edition_parquet(row, revision), what, asked["state"] or "", form)
    if form == "dhis2.json":
        return HttpResponse(orjson.dumps(feeding.value_set(row, revision)), "application/json")
    one = statistics.kept(row, revision)
    return HttpResponse(feeding.dhis2.codes_csv(one.sheets, one.manifest), MEDIA["csv"])


def _download(request: HttpRequest, made: feeding.Download, what: str, state: str, form: str) -> HttpResponseBase:
    return downloads.answer(
        request,
        made,
        state=state,
        address=lambda now: reverse("public:tables", args=[f"{what}@{now}.{form}"]),
        name=f"vereda-{env().country}-{what}.{form}",
        media=MEDIA[form],
        places=PLACES,
    )


def _said(why: FieldError, status: int) -> HttpResponse:
    return HttpResponse(f"{_(why.hint).format(**why.details)}\n", "text/plain; charset=utf-8", status)
