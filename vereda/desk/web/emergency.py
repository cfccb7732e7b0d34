"""Emergencia: one record of others for an hour, with a reason and the second factor again; another person reviews it."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vereda.access.door import (
    GLASS_MIN,
    REVIEW_H,
    WORDS_LEAST,
    Action,
    BrokenGlass,
    NotForYou,
    Part,
    Purpose,
    Reader,
    RecordClass,
    break_glass,
    check_wanted,
    ends_at,
    glass,
    glass_classes,
    glasses,
    is_open,
    log_read,
    open_glasses,
    own_glass,
    prove_again,
    proved_factor,
    reach_of,
    review_glass,
    serves,
    wait_for_factor,
)
from vereda.desk.frame import now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import emergency as emergency_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, once
from vereda.errors import FieldError
from vereda.logbook.door import block_of, subject_of_entry, this_node

ASKS = serves(RecordClass.K2, on_post=Action.READ, purposes=(Purpose.RESCUE, Purpose.MEDICAL, Purpose.PROTECTION_CASE))
"""The mark of asking. Who may, for which purpose and of which class stands in the matrix, as the scope `break_glass`."""
REVIEWS = serves(
    RecordClass.K9,
    action=Action.APPROVE,
    part=Part.GLASS,
    purposes=(Purpose.QUALITY_AUDIT,),
    usual=Purpose.QUALITY_AUDIT,
)
REASON_MOST = 2000
FIELDS = {
    "access.glass_not_yours": "what",
    "access.glass_group_missing": "group",
    "access.glass_folio_wrong": "folio",
    "access.glass_reason_short": "reason",
    "access.glass_review_words_short": "words",
}


@ASKS
@room
@require_http_methods(["GET", "POST"])
def emergency(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what is open and the form; or write that one record is asked for: whether it is there changes no answer."""
    if not glass_classes(reader):
        raise NotForYou
    typed = Typed(request.POST if request.method == "POST" else {}, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and (asked := _asked(request, reader, typed)):
        return to("emergency_opened", subject=asked)
    is_waiting = "code" in typed.errors and bool(wait_for_factor(reader.account))
    status = HTTPStatus.TOO_MANY_REQUESTS if is_waiting else HTTPStatus.UNPROCESSABLE_ENTITY if typed.errors else HTTPStatus.OK
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "open": emergency_room.listed(reader, open_glasses(reader, now()), now()),
        "classes": [(one.value, emergency_room.said(one)) for one in glass_classes(reader)],
        "groups": emergency_room.groups(reader),
        "minutes": GLASS_MIN,
        "least": WORDS_LEAST,
        "is_post": this_node().is_post,
    }
    return page(request, "desk/emergency.html", context, here="post", status=status)


def _asked(request: HttpRequest, reader: Reader, typed: Typed) -> UUID | None:
    """Return what was asked for; None with the errors beside their fields. The code is asked for last: it counts once."""
    entry = entry_for(typed, reader)
    if entry is not None and block_of(entry) is not None:
        return subject_of_entry(entry)
    asked = emergency_room.wanted(typed.get("what"), typed.get("group"), typed.get("folio"), typed.text("reason", REASON_MOST))
    try:
        check_wanted(asked, reader)
    except FieldError as error:
        typed.refuse(error, FIELDS)
    if typed.errors or not _proved(request, reader, typed):
        return None
    try:
        there = emergency_room.found(asked, reader.country)
        return once(entry, lambda: break_glass(there, by=reader, at=now(), entry=entry))
    except FieldError as error:
        typed.refuse(error, FIELDS)
    return None


def _proved(request: HttpRequest, reader: Reader, typed: Typed) -> bool:
    """Tell whether the second factor was proved again, just now; else say what to do."""
    if wait_for_factor(reader.account):
        typed.wrong("code", _("Demasiados intentos. Espere unos minutos e inténtelo otra vez."))
        return False
    is_right = prove_again(request, typed.get("code"))
    proved_factor(reader.account, was_right=is_right)
    if not is_right:
        typed.wrong("code", _("El código del segundo paso no es correcto, ya se usó o venció. Espere el siguiente y escríbalo."))
    return is_right


@ASKS
@room
@require_GET
def opened(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the one record to who asked, while its hour lasts."""
    row = own_glass(subject, reader)
    if row is None:
        raise NotForYou
    is_over = not is_open(row.at, now())
    shown = None if is_over else emergency_room.shown(reader, row, now())
    context = {
        "row": row,
        "until": timezone.localtime(ends_at(row.at)),
        "what": emergency_room.said(row.record_class),
        "shown": shown,
        "is_over": is_over,
    }
    status = HTTPStatus.FORBIDDEN if is_over else HTTPStatus.OK if shown else HTTPStatus.NOT_FOUND
    return page(request, "desk/emergency_opened.html", context, here="post", status=status)


@REVIEWS
@room
@require_GET
def emergencies(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what was opened, what nobody reviewed first."""
    rows = glasses(reader.country, _group(reader))
    log_read(reader, RecordClass.K9, Action.APPROVE, subjects=[row.subject for row in rows])
    listed = emergency_room.listed(reader, rows, now())
    context = {
        "waiting": [one for one in listed if not one.reviewed_by],
        "done": [one for one in listed if one.reviewed_by],
        "hours": REVIEW_H,
    }
    return page(request, "desk/emergencies.html", context, here="central" if not reader.group else "post")


def _group(reader: Reader) -> str | None:
    """Return the group whose openings the reader reviews, None for all of the country."""
    reach = reach_of(reader, RecordClass.K9, Action.APPROVE, Part.GLASS)
    if reach.kind not in ("own_group", "country"):
        raise NotForYou
    return reach.group if reach.kind == "own_group" else None


@REVIEWS
@room
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show one opening with its reason; or write what another person says of it."""
    row = glass(subject, reader.country)
    if row is None or not emergency_room.may_review(reader, row):
        raise NotForYou
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and _reviewed(reader, row, typed):
        messages.success(request, _("Su revisión quedó escrita, con su nombre."))
        return to("emergencies")
    context = {
        "one": emergency_room.listed(reader, [row], now())[0],
        **emergency_room.words(reader, row),
        "form": typed,
        "least": WORDS_LEAST,
        "is_post": this_node().is_post,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if typed.errors else HTTPStatus.OK
    return page(request, "desk/emergency_review.html", context, here="central" if not reader.group else "post", status=status)


def _reviewed(reader: Reader, row: BrokenGlass, typed: Typed) -> bool:
    if typed.get("justified") not in ("yes", "no"):
        typed.wrong("justified", _("Diga si fue justificado o no."))
    said = typed.text("words", REASON_MOST)
    if typed.errors:
        return False
    try:
        review_glass(subject=row.subject, justified=typed.get("justified") == "yes", words=said, by=reader, at=now())
    except FieldError as error:
        typed.refuse(error, FIELDS)
    return not typed.errors
