"""Claves de envío: who of the group answers forms with ODK Collect or KoboCollect. A secret is shown once."""

from __future__ import annotations

import zlib
from base64 import b64encode
from uuid import UUID

import orjson
import segno
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from markupsafe import Markup

from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, RecordClass, agents_for, log_read, purpose_label, serves
from vereda.desk.frame import now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms.typed import Typed, word_of
from vereda.desk.web.acting import attempt
from vereda.errors import FieldError
from vereda.surveys import door as surveys
from vereda.surveys.door import SendingKey

GIVES = serves(RecordClass.K10, action=Action.WRITE, part=Part.GROUP_USERS)
HERE = "surveys"
DAYS = (30, 90, 180, 365)


@GIVES
@room
@require_http_methods(["GET", "POST"])
def survey_keys(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the keys of the own group, or give one and show it this once."""
    if not reader.group:
        raise NotForYou
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    made = _made(typed, reader) if request.method == "POST" else None
    people = agents_for(reader, reader.country, reader.group)
    rows = surveys.keys_of(reader.country, reader.group)
    log_read(reader, RecordClass.K10, subjects=[row.id for row in rows])
    names, titles = dict(people), {str(one.subject): one.title for one in surveys.asked_forms(reader.country)}
    context = {
        "form": typed,
        "people": people,
        "purposes": [(one, purpose_label(one)) for one in surveys.PURPOSES],
        "titles": titles,
        "days": [(str(one), _("{n} días").format(n=one)) for one in DAYS],
        "rows": [(row, names.get(str(row.account), ""), [titles.get(one, "") for one in row.forms]) for row in rows],
        "made": made,
        "address": _address(request),
        "picture": picture(_address(request), *made) if made else "",
        "is_open_line": not request.is_secure(),
    }
    answer = page(request, "desk/survey_keys.html", context, here=HERE, status=422 if typed.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def _made(typed: Typed, reader: Reader) -> tuple[SendingKey, str] | None:
    try:
        account = UUID(typed.get("account"))
        forms = [UUID(rest) for rest, _name in typed.named("form:")]
    except ValueError:
        raise NotForYou from None
    purpose = word_of(Purpose, typed.get("key_purpose")) or Purpose.ASSIST
    try:
        days = next((one for one in DAYS if str(one) == typed.get("days")), None)
        return surveys.make_key(account=account, group=reader.group, purpose=purpose, forms=forms, by=reader, at=now(), days=days)
    except FieldError as error:
        typed.refuse(error, {error.code: "account"})
        return None


@GIVES
@room
@require_POST
def survey_key_end(request: HttpRequest, reader: Reader, key: UUID) -> HttpResponse:
    """Take a key away."""
    if not reader.group:
        raise NotForYou
    attempt(request, reader, lambda: surveys.end_key(key=key, by=reader, at=now()), _("Esa clave ya no sirve."))
    return to("survey_keys")


def picture(address: str, key: SendingKey, secret: str) -> Markup:
    """Return the square by which ODK Collect sets itself up: its settings as JSON, packed by zlib, in base64.

    Source: docs.getodk.org, 'Collect: configuring with a QR code'.
    """
    told = {"general": {"protocol": "odk_default", "server_url": address, "username": key.name, "password": secret}, "admin": {}}
    packed = b64encode(zlib.compress(orjson.dumps(told))).decode()
    return Markup(segno.make(packed, error="l", micro=False).svg_inline(omitsize=True, border=2))  # noqa: S704  drawn here


def _address(request: HttpRequest) -> str:
    return request.build_absolute_uri("/openrosa")
