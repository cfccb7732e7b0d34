"""What an emergency centre sends: an alert by machine. It gets a receipt number for its own reference, and reads nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI, Schema
from ninja.errors import ValidationError
from ninja.security import HttpBearer
from pydantic import AwareDatetime, ConfigDict, Field

from vereda.access.door import HEADQUARTERS, Intake, author_of, intake_with_token, note_intake_use, open_to_all, operator
from vereda.countries.door import pack
from vereda.encounters.door import PlaceKind, Where
from vereda.errors import FieldError
from vereda.logbook.door import Author, subject_of_entry, this_node
from vereda.logbook.schema import uuid8
from vereda.places.door import check_point
from vereda.public.errors import SentNotUnderstood, TooManySent
from vereda.public.limits import Limit
from vereda.rescue import door as rescue
from vereda.rescue.door import Told

WAY = "emergency_center"
SENT = Limit(600, 600)
REFUSED = Limit(20, 60)  # wrong tokens of one address
EPOCH = datetime(1970, 1, 2, tzinfo=UTC)  # a clock that was never set says less; a day later the year is right in every zone

Text = Annotated[str, Field(max_length=1500)]


class Sent(Schema):
    """An alert as a centre tells it. All but its own reference may be left out, but not all at once; an unknown field is refused.

    Position in degrees, WGS 84. No name, nationality or document is asked for, and there is no field for one.
    """

    model_config = ConfigDict(extra="forbid")

    reference: Annotated[str, Field(min_length=1, max_length=60)]
    told_at: AwareDatetime | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    where: Text = ""
    people: Annotated[int, Field(ge=1, le=10_000)] | None = None
    children: Annotated[int, Field(ge=1, le=10_000)] | None = None
    condition: Text = ""
    call_back: Annotated[str, Field(max_length=60)] = ""


class Receipt(Schema):
    """All that a centre is ever told: the number under which it was taken, and whether it was new."""

    receipt: str
    new: bool


class Refusal(Schema):
    """Why it was not taken: a code, and one sentence that says what to do."""

    code: str
    hint: str


class CentreToken(HttpBearer):
    """The token of an emergency centre; its role in the pack is looked at on each call."""

    def authenticate(self, request: HttpRequest, token: str) -> Intake | None:
        found = None if REFUSED.is_full(request) else intake_with_token(token, timezone.now())
        if found is None:
            REFUSED.count(request)
        else:
            note_intake_use(found, timezone.now())
        return found


api = NinjaAPI(
    title="Vereda",
    version="1",
    docs_url=None,
    docs_decorator=open_to_all(reason="the description of this interface, the same for everybody"),
    urls_namespace="api",
)
ANSWERS = {200: Receipt, 201: Receipt, 401: Refusal, 422: Refusal, 429: Refusal}


@api.post("/alerts", auth=CentreToken(), response=ANSWERS, summary="Send an alert")
@open_to_all(reason="an emergency centre proves itself by its token; it sends and is told a receipt number")
def send(request: HttpRequest, sent: Sent) -> HttpResponse:
    """Take an alert. The same reference again is answered as the first time and writes nothing, whatever else it holds."""
    intake: Intake = request.auth  # type: ignore[attr-defined]  # set by ninja
    if SENT.is_full(request):
        raise TooManySent
    entry = _entry(intake, sent.reference)
    there = subject_of_entry(entry)
    if there is not None:
        return _answer(there, is_new=False)
    SENT.count(request)
    try:
        return _answer(_keep(sent, intake, entry, _told_at(sent, timezone.now())), is_new=True)
    except IntegrityError:  # the same reference at the same moment: the other one wrote it
        made = subject_of_entry(entry)
        if made is None:
            raise
        return _answer(made, is_new=False)


def _told_at(sent: Sent, now: datetime) -> datetime:
    """Return when it was told; now, where the centre's clock says what cannot be: a wrong clock must not keep an alert out."""
    told = sent.told_at
    return told if told is not None and EPOCH <= told <= now else now


def _keep(sent: Sent, intake: Intake, entry: UUID, at: datetime) -> UUID:
    where = _where(sent, intake.country)
    by = _machine(intake.country, this_node().group or rescue.nearest_group(where, intake.country))
    centre = pack(intake.country).institutions[intake.institution]
    told = Told(
        came_by=WAY if WAY in pack(intake.country).alert_words else "unknown",
        people=sent.people,
        children=sent.children,
        where=where,
        note="\n".join(part for part in (sent.condition, sent.where) if part),
        caller=f"{centre.short or centre.name} · {sent.reference}",
        call_back=sent.call_back,
    )
    return rescue.receive_alert(told, by=by, at=at.astimezone(ZoneInfo(by.zone)), entry=entry).subject


def _where(sent: Sent, country: str) -> Where:
    """Return the place: the point that was sent, else the one that stands in the words. Raises BadPoint."""
    if sent.lat is not None and sent.lon is not None:
        check_point(country, sent.lat, sent.lon)
        return Where(kind=PlaceKind.POINT, lat=sent.lat, lon=sent.lon)
    found = rescue.point_in(sent.where, country)
    return Where(kind=PlaceKind.POINT, lat=found.lat, lon=found.lon, accuracy_m=found.coarse_m) if found else Where()


def _entry(intake: Intake, reference: str) -> UUID:
    """Return the entry of a centre's reference: the same under each token that it gets. No instant is known, so it has none."""
    return uuid8(0, sha256(f"intake|{intake.country}|{intake.institution}|{reference.strip()}".encode()).digest())


def _machine(country: str, group: str) -> Author:
    return author_of(replace(operator(), country=country, group="" if group == HEADQUARTERS else group, device="desk"))


def _answer(alert: UUID, *, is_new: bool) -> HttpResponse:
    told = {"receipt": alert.hex[-6:].upper(), "new": is_new}
    return HttpResponse(orjson.dumps(told), "application/json", HTTPStatus.CREATED if is_new else HTTPStatus.OK)


@api.exception_handler(FieldError)
def not_taken(request: HttpRequest, why: FieldError) -> HttpResponse:
    """Answer what the centre can mend; nothing was written."""
    status = HTTPStatus.TOO_MANY_REQUESTS if isinstance(why, TooManySent) else HTTPStatus.UNPROCESSABLE_ENTITY
    told = {"code": why.code, "hint": why.hint.format(**why.details)}
    return HttpResponse(orjson.dumps(told), "application/json", status)


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, why: ValidationError) -> HttpResponse:
    """Name the first field that is wrong, never what stood in it."""
    return not_taken(request, SentNotUnderstood(field=".".join(str(part) for part in why.errors[0]["loc"][2:]) or "body"))
